# tests of draw
zh_test(list zh_draw)
zh_test(damage zh_draw)
zh_test(raster zh_draw)
zh_test(picture zh_draw)
zh_test(screen zh_draw)
zh_fuzz(picture zh_draw)

# Not a test: ninja -C build/ship bench_draw && build/ship/tests/bench_draw 2
add_executable(bench_draw ${CMAKE_CURRENT_SOURCE_DIR}/bench/bench_draw.c)
target_link_libraries(bench_draw PRIVATE zh_draw zh_options)

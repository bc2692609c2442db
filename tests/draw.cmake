# tests of draw
zh_test(list zh_draw)
zh_test(damage zh_draw)
zh_test(raster zh_draw)
zh_test(picture zh_draw)
zh_test(screen zh_draw)
zh_test(turn zh_draw)
zh_fuzz(picture zh_draw)


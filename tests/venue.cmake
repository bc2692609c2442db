# tests of venue
zh_test(config zh_venue)
zh_test(hours zh_venue)
zh_test(night zh_venue)
add_dependencies(test_night fonts story-default)
# the kiosk's loop; both clocks and SDL's way to the glass are the test's
zh_test(kiosk zh_venue PkgConfig::SDL2)
target_sources(test_kiosk PRIVATE ${CMAKE_SOURCE_DIR}/app/kiosk_run.c)
target_link_options(
    test_kiosk
    PRIVATE -Wl,--wrap=clock_now_ms -Wl,--wrap=clock_unix_s -Wl,--wrap=events_device_fingers
            -Wl,--wrap=SDL_CreateTexture -Wl,--wrap=SDL_UpdateWindowSurfaceRects)
add_dependencies(test_kiosk fonts story-default)
zh_test(pin zh_venue)
zh_test(crashes zh_venue)
zh_test(service zh_venue)
zh_test(usage zh_venue)
add_dependencies(test_usage fonts story-default)
zh_test(year zh_venue)
zh_test(soak zh_venue)
add_dependencies(test_soak fonts story-default)
zh_test(report zh_ui zh_store)
target_sources(test_report PRIVATE ${CMAKE_SOURCE_DIR}/app/report.c)
add_dependencies(test_report fonts story-default)
zh_fuzz(config zh_venue)

# drawn panels of every kind, on a story the test makes
zh_test(stories zh_venue)
add_dependencies(test_stories fonts)

# bundles and updates; in test_update the calls to the disk go through its own layer, which fails them
zh_test(bundle zh_update)
zh_test(update_fit zh_update)
add_dependencies(test_update_fit fonts story-default)
zh_test(update zh_update)
set(UPDATE_CALLS open read write fsync fdatasync close rename unlink statvfs)
list(TRANSFORM UPDATE_CALLS PREPEND "-Wl,--wrap=")
target_link_options(test_update PRIVATE ${UPDATE_CALLS})
# what works behind the panel, on the same layer; and with threads, without it
zh_test(operator_work zh_venue)
target_link_options(test_operator_work PRIVATE ${UPDATE_CALLS})
zh_test(operator_machine zh_venue)
add_executable(update_probe update_probe.c)
target_link_libraries(update_probe PRIVATE zh_update zh_options)
add_test(NAME update-kill COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/update_kill.sh
                                  $<TARGET_FILE:update_probe> ${CMAKE_BINARY_DIR})
set_tests_properties(update update-kill PROPERTIES TIMEOUT 900)
add_test(NAME pack-bundle COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/pack_bundle.sh
                                  $<TARGET_FILE:zhanting-pack> $<TARGET_FILE:update_probe>
                                  ${CMAKE_BINARY_DIR})

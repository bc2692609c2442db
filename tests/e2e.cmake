# tests of e2e: the real window under Xvfb
add_executable(window_compare window_compare.c)
target_link_libraries(window_compare PRIVATE zh_draw zh_options)
add_executable(no_network no_network.c)
target_link_libraries(no_network PRIVATE zh_options)
add_test(NAME e2e-operator COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/e2e_operator.sh ${CMAKE_BINARY_DIR}
                                   ${CMAKE_SOURCE_DIR})
set_tests_properties(e2e-operator PROPERTIES RUN_SERIAL ON TIMEOUT 900)

# real fingers under Xorg
add_executable(e2e_finger e2e_finger.c)
target_link_libraries(e2e_finger PRIVATE zh_options)
add_test(NAME e2e-touch COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/e2e_touch.sh ${CMAKE_BINARY_DIR})
set_tests_properties(e2e-touch PROPERTIES RUN_SERIAL ON TIMEOUT 900)

# each with a display number of its own, and e2e-ends without a display: how the real program ends
foreach(name window sockets escapes ends)
    add_test(NAME e2e-${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/e2e_${name}.sh ${CMAKE_BINARY_DIR})
    set_tests_properties(e2e-${name} PROPERTIES TIMEOUT 900)
endforeach()

# goldens: draw lists and pictures of scripted visits
add_executable(golden_compare golden_compare.c)
target_link_libraries(golden_compare PRIVATE zh_draw zh_options)
add_test(NAME golden COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/golden.sh ${CMAKE_BINARY_DIR}
                             ${CMAKE_SOURCE_DIR})
set_tests_properties(golden PROPERTIES TIMEOUT 900)

# pages: visits without a window, on the real story
foreach(name app access escapes search words figures attract article operator operator_hall
             operator_update)
    zh_test(${name} zh_venue)
    add_dependencies(test_${name} fonts story-default)
endforeach()

# zbar reads the codes off the painted pixels
zh_test(qr zh_venue PkgConfig::ZBAR)
zh_test(livelihood zh_venue)
foreach(name qr livelihood)
    add_dependencies(test_${name} fonts story-default)
endforeach()
set_tests_properties(qr PROPERTIES TIMEOUT 900)

zh_test(reviewed_map zh_venue PkgConfig::SQLITE)
add_dependencies(test_reviewed_map fonts)

# monkey: hundreds of random touches, under the sanitizers
foreach(visit monkey monkey-portrait)
    add_test(NAME ${visit}
             COMMAND zhanting-shot --story ${CMAKE_BINARY_DIR}/story.db --mode reduced --visit
                     ${CMAKE_CURRENT_SOURCE_DIR}/visits/${visit}.txt -o ${CMAKE_BINARY_DIR}/${visit})
endforeach()

# every route there is, by touch alone
foreach(name graph walk)
    zh_test(${name} zh_venue)
    add_dependencies(test_${name} fonts story-default)
endforeach()
set_tests_properties(walk PROPERTIES TIMEOUT 600)

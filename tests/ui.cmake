# tests of ui
zh_test(theme zh_ui)
zh_test(motion zh_ui)
zh_test(scroll zh_ui)
zh_test(reach zh_ui)
foreach(name ui ui_text ui_picture signs map)
    zh_test(${name} zh_ui)
    add_dependencies(test_${name} fonts)
endforeach()

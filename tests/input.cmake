# tests of input, fonts and the safe screen
zh_test(contact zh_input)
zh_test(gesture zh_input)
zh_test(script zh_input)
zh_test(events zh_input)
zh_fuzz(contact zh_input)
zh_fuzz(script zh_input)

zh_test(fonts zh_base PkgConfig::FREETYPE PkgConfig::HARFBUZZ)
target_compile_definitions(test_fonts PRIVATE NOTO_DIR="${ZH_NOTO_DIR}" ZH_PYTHON="${ZH_PYTHON}")
add_dependencies(test_fonts fonts)

zh_test(safe zh_safe PkgConfig::SDL2)
target_compile_definitions(test_safe PRIVATE LATIN_FONTS="/usr/share/fonts/truetype/dejavu")
pkg_check_modules(ZBAR REQUIRED IMPORTED_TARGET zbar)
zh_test(safe_code zh_safe zh_draw PkgConfig::ZBAR)
foreach(name safe safe_code)
    add_dependencies(test_${name} fonts)
endforeach()

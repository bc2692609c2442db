# tests of base
foreach(name arena csv file hash path say str utf8)
    zh_test(${name} zh_base)
endforeach()
zh_test(log zh_base)
target_link_options(test_log PRIVATE -Wl,--wrap=clock_now_ms)
zh_fuzz(csv zh_base)

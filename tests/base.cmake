# tests of base
foreach(name arena csv file hash path say str utf8)
    zh_test(${name} zh_base)
endforeach()
zh_fuzz(csv zh_base)

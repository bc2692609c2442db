# tests of author
foreach(name author_rules author_stories author_story author_picture author_picture_deep author_pairs author_markdown readings)
    zh_test(${name} zh_author)
    add_dependencies(test_${name} fonts pinyin)
endforeach()
zh_fuzz(markdown zh_author)
zh_fuzz(author zh_author)
zh_fuzz(image zh_author)

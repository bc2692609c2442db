# tests of type
add_executable(vector_runner ${CMAKE_CURRENT_SOURCE_DIR}/vector_runner.c)
target_link_libraries(vector_runner PRIVATE zh_type zh_options)
foreach(vectors break squeeze autospace kinsoku vertical)
    add_test(NAME vectors-${vectors}
             COMMAND vector_runner ${CMAKE_CURRENT_SOURCE_DIR}/vectors/${vectors}.tsv)
endforeach()
add_test(NAME vectors-break-first-fit
         COMMAND vector_runner --first-fit ${CMAKE_CURRENT_SOURCE_DIR}/vectors/break.tsv)
zh_fuzz(paragraph zh_type)
zh_test(classes zh_type)
zh_test(breaker zh_type)
zh_test(justify zh_type)
foreach(name face atlas outline paragraph vertical)
    zh_test(${name} zh_type)
    if(TARGET fonts AND TARGET test_${name})
        add_dependencies(test_${name} fonts)
    endif()
endforeach()

# tests of content: zhanting-pack as editors and the build use it
add_test(NAME pack COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/pack.sh $<TARGET_FILE:zhanting-pack>
                           ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
add_test(NAME pack-typeset COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/pack_typeset.sh
                                   $<TARGET_FILE:zhanting-pack> ${CMAKE_BINARY_DIR})
add_test(NAME specimen
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/specimen.sh $<TARGET_FILE:zhanting-pack>
                 $<TARGET_FILE:golden_compare> ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})

# every district and programme of the story, by touch alone; chains of a story that tells less
foreach(name districts chain_less)
    zh_test(${name} zh_venue PkgConfig::SQLITE)
    add_dependencies(test_${name} fonts story-default)
endforeach()

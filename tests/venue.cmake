# tests of venue
zh_test(config zh_venue)
zh_test(pin zh_venue)
zh_test(crashes zh_venue)
zh_test(service zh_venue)
zh_fuzz(config zh_venue)

# drawn panels of every kind, on a story the test makes
zh_test(stories zh_venue)
add_dependencies(test_stories fonts)

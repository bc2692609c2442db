# tests of venue
zh_test(config zh_venue)
zh_test(pin zh_venue)
zh_test(crashes zh_venue)
zh_test(service zh_venue)
zh_fuzz(config zh_venue)

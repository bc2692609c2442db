# tests of store
zh_test(writer zh_store)
zh_test(store zh_store Threads::Threads)
zh_test(store_files zh_store)
zh_test(journal zh_store)
zh_fuzz(story zh_store)

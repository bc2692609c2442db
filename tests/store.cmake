# tests of store
zh_test(store zh_store Threads::Threads)

# tests of draw
zh_test(list zh_draw)
zh_test(damage zh_draw)
zh_test(raster zh_draw)

# tests of draw

# tests of input

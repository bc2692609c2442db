# tests of type

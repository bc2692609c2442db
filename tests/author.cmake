# tests of author

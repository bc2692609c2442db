# tests of content

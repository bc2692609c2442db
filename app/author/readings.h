// Readings: the pinyin of every word that a story shows.
//
// The editors' own list (readings.csv) is asked first, then the table that the build makes from two
// dictionaries (assets/pinyin/README.md); the longest word at a place wins. It knows characters and words,
// not how pinyin is set. Only what the story's Chinese texts need goes into it.
#pragma once
#include "author/read.h"
#include "store/writer.h"

typedef struct Readings Readings;

enum { READING_LONGEST = 8 }; // characters of a word

// Reads the table (one problem where it cannot be read) and walks the texts of all packed rows. Without
// a table only the editors' words are there.
Readings *readings_of(Content *content);
bool readings_compile(const Readings *readings, Writer *writer, Err *err);
// Words the story shows on whose reading the dictionaries differ and the editors have not decided,
// those that come most often first.
ReadingList readings_doubtful(const Readings *readings);
// One problem for each row of readings.csv whose pinyin is not one syllable a character.
void readings_check(Content *content);

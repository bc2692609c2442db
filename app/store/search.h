// Search: which titles begin, somewhere, with what was typed on a keyboard without Chinese characters.
//
// A title is found by the initials of its pinyin ("xny" finds 新能源 wherever it stands), by its pinyin
// from any syllable on ("changzh" finds 常州), and by its English from any word on. Letters and
// digits of a title stand for themselves, everything between them is passed over. Titles that are found
// in the language that is read come first, then the earliest place wins, then the order of the entries.
// It knows the words' readings and no page; plain memory, no SQL.
#pragma once
#include "store/store.h"

enum { SEARCH_LONGEST = 24 }; // characters typed

typedef struct {
    Str zh, en; // titles
} SearchTitle;

typedef struct {
    int entry;    // index of the title
    int place;    // characters (zh) or words (en) before the match
    int from, to; // bytes of the title that matched
    bool is_zh;   // of which title
} SearchHit;

typedef struct SearchIndex SearchIndex;

// Lives in `arena`, with views of the titles.
SearchIndex *search_index(Arena *arena, const ReadingWordList *words, const SearchTitle *titles,
                          int count);
// The best `most` hits, in order; returns how many there are in all. Nothing typed finds nothing.
int search_find(const SearchIndex *index, Str typed, bool reads_zh, SearchHit *hits, int most);

#include "store/search.h"
#include "base/hanzi.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 8 }; // characters

// What one can type of a title: a Chinese character or a single letter or digit.
typedef struct {
    int from, to;  // bytes of the title
    char letter;   // its initial, or itself
    bool is_first; // of a word (en)
    char sound[8]; // without tone; "" where it has none
} Unit;

typedef struct {
    const Unit *units;
    int count;
} Sound;

struct SearchIndex {
    const ReadingWord **slots; // of words, open addressing
    uint32_t mask;
    Sound *zh, *en;
    int count;
};

// ---- building -------------------------------------------------------------------------

// Letters with the marks of the tones, the letter without, and ü as v is typed.
static char plain_letter(uint32_t code)
{
    static const struct {
        uint32_t code;
        char letter;
    } MARKED[] = {{0x101, 'a'}, {0xE1, 'a'},  {0x1CE, 'a'}, {0xE0, 'a'},   {0x113, 'e'},
                  {0xE9, 'e'},  {0x11B, 'e'}, {0xE8, 'e'},  {0x12B, 'i'},  {0xED, 'i'},
                  {0x1D0, 'i'}, {0xEC, 'i'},  {0x14D, 'o'}, {0xF3, 'o'},   {0x1D2, 'o'},
                  {0xF2, 'o'},  {0x16B, 'u'}, {0xFA, 'u'},  {0x1D4, 'u'},  {0xF9, 'u'},
                  {0x1D6, 'v'}, {0x1D8, 'v'}, {0x1DA, 'v'}, {0x1DC, 'v'},  {0xFC, 'v'},
                  {0x144, 'n'}, {0x148, 'n'}, {0x1F9, 'n'}, {0x1E3F, 'm'}, {0xEA, 'e'}};
    if (code >= 'A' && code <= 'Z') {
        return (char)(code - 'A' + 'a');
    }
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9')) {
        return (char)code;
    }
    for (int i = 0; i < COUNT(MARKED); i++) {
        if (MARKED[i].code == code) {
            return MARKED[i].letter;
        }
    }
    return '\0';
}

static void set_sound(Unit *unit, Str syllable)
{
    int n = 0;
    Utf8 it = utf8_walk(syllable);
    while (utf8_next(&it)) {
        char letter = plain_letter(it.code);
        if (letter && n + 1 < (int)sizeof unit->sound) {
            unit->sound[n++] = letter;
        }
    }
    unit->sound[n] = '\0';
    unit->letter = unit->sound[0];
}

static void keep_words(SearchIndex *index, Arena *arena, const ReadingWordList *words)
{
    uint32_t size = 16;
    while (size < (uint32_t)words->count * 2) {
        size *= 2;
    }
    index->slots = arena_new(arena, const ReadingWord *, (int)size);
    index->mask = size - 1;
    for (int i = 0; i < words->count; i++) {
        uint32_t slot = (uint32_t)str_hash(words->items[i].word) & index->mask;
        while (index->slots[slot]) {
            slot = (slot + 1) & index->mask;
        }
        index->slots[slot] = &words->items[i];
    }
}

static const ReadingWord *word_of(const SearchIndex *index, Str text)
{
    uint32_t slot = (uint32_t)str_hash(text) & index->mask;
    while (index->slots[slot] && !str_eq(index->slots[slot]->word, text)) {
        slot = (slot + 1) & index->mask;
    }
    return index->slots[slot];
}

// Sounds for the characters from units[at] on: the longest word there, else none for one. How many.
static int sound_word(const SearchIndex *index, Str title, Unit *units, int at, int count)
{
    int most = 1; // characters that follow each other
    while (most < LONGEST_WORD && at + most < count && !units[at + most].letter &&
           units[at + most].from == units[at + most - 1].to) {
        most++;
    }
    for (int n = most; n > 0; n--) {
        Str text = str_sub(title, units[at].from, units[at + n - 1].to - units[at].from);
        const ReadingWord *word = word_of(index, text);
        if (!word) {
            continue;
        }
        Str rest = word->syllables;
        Str syllable;
        for (int i = 0; i < n && str_split(&rest, ' ', &syllable); i++) {
            set_sound(&units[at + i], syllable);
        }
        return n;
    }
    return 1;
}

static Sound sound_of(const SearchIndex *index, Arena *arena, Str title)
{
    Unit *units = arena_new(arena, Unit, title.n);
    int count = 0;
    bool is_between = true;
    Utf8 it = utf8_walk(title);
    while (utf8_next(&it)) {
        bool is_character = is_hanzi(it.code);
        char letter = is_character ? '\0' : plain_letter(it.code);
        bool is_mark = it.code == '\'' || it.code == 0x2019; // Dong'an is one word
        if (is_character || letter) {
            units[count++] = (Unit){.from = it.start,
                                    .to = it.at,
                                    .letter = letter,
                                    .is_first = is_between || is_character};
        }
        is_between = !is_character && !letter && !is_mark;
    }
    for (int i = 0; i < count;) {
        i += units[i].letter ? 1 : sound_word(index, title, units, i, count);
    }
    return (Sound){units, count};
}

SearchIndex *search_index(Arena *arena, const ReadingWordList *words, const SearchTitle *titles,
                          int count)
{
    SearchIndex *index = arena_new(arena, SearchIndex, 1);
    keep_words(index, arena, words);
    index->count = count;
    index->zh = arena_new(arena, Sound, count);
    index->en = arena_new(arena, Sound, count);
    for (int i = 0; i < count; i++) {
        index->zh[i] = sound_of(index, arena, titles[i].zh);
        index->en[i] = sound_of(index, arena, titles[i].en);
    }
    return index;
}

// ---- finding --------------------------------------------------------------------------

// Units from `at` on whose letters are the typed ones; 0 when they are not.
static int by_letters(Sound sound, int at, const char *typed, int n)
{
    if (at + n > sound.count) {
        return 0;
    }
    for (int i = 0; i < n; i++) {
        if (sound.units[at + i].letter != typed[i]) {
            return 0;
        }
    }
    return n;
}

// The same by whole sounds; the last may be begun only.
static int by_sounds(Sound sound, int at, const char *typed, int n)
{
    int used = 0;
    int taken = 0;
    while (used < n && at + taken < sound.count) {
        const Unit *unit = &sound.units[at + taken];
        int length = unit->sound[0] ? (int)strlen(unit->sound) : 1;
        const char *text = unit->sound[0] ? unit->sound : &unit->letter;
        int common = length < n - used ? length : n - used;
        if (memcmp(text, typed + used, (size_t)common) != 0) {
            return 0;
        }
        used += common;
        taken++;
    }
    return used == n ? taken : 0;
}

static bool find_zh(Sound sound, const char *typed, int n, SearchHit *hit)
{
    for (int at = 0; at < sound.count; at++) {
        int taken = by_letters(sound, at, typed, n);
        taken = taken ? taken : by_sounds(sound, at, typed, n);
        if (taken) {
            hit->place = at;
            hit->from = sound.units[at].from;
            hit->to = sound.units[at + taken - 1].to;
            hit->is_zh = true;
            return true;
        }
    }
    return false;
}

static bool find_en(Sound sound, const char *typed, int n, SearchHit *hit)
{
    int words = 0;
    for (int at = 0; at < sound.count; at++) {
        int taken = sound.units[at].is_first ? by_letters(sound, at, typed, n) : 0;
        if (taken) {
            hit->place = words;
            hit->from = sound.units[at].from;
            hit->to = sound.units[at + taken - 1].to;
            hit->is_zh = false;
            return true;
        }
        words += sound.units[at].is_first;
    }
    return false;
}

static bool is_before(const SearchHit *a, const SearchHit *b, bool reads_zh)
{
    if (a->is_zh != b->is_zh) {
        return a->is_zh == reads_zh;
    }
    return a->place != b->place ? a->place < b->place : a->entry < b->entry;
}

// Keeps the best `most` in order: a hit that is worse than all of a full list is only counted.
static void take(SearchHit *hits, int *count, int most, bool reads_zh, SearchHit hit)
{
    int at = *count;
    while (at > 0 && is_before(&hit, &hits[at - 1], reads_zh)) {
        at--;
    }
    if (at == most) {
        return;
    }
    int last = *count < most ? (*count)++ : most - 1;
    memmove(&hits[at + 1], &hits[at], (size_t)(last - at) * sizeof *hits);
    hits[at] = hit;
}

int search_find(const SearchIndex *index, Str typed, bool reads_zh, SearchHit *hits, int most)
{
    char letters[SEARCH_LONGEST];
    int n = 0;
    Utf8 it = utf8_walk(typed);
    while (utf8_next(&it) && n < SEARCH_LONGEST) {
        char letter = plain_letter(it.code);
        if (letter) {
            letters[n++] = letter;
        }
    }
    int total = 0;
    int count = 0;
    for (int i = 0; i < index->count && n > 0; i++) {
        SearchHit zh = {.entry = i};
        SearchHit en = {.entry = i};
        bool is_zh = find_zh(index->zh[i], letters, n, &zh);
        bool is_en = find_en(index->en[i], letters, n, &en);
        if (is_zh || is_en) {
            take(hits, &count, most, reads_zh, is_zh && (reads_zh || !is_en) ? zh : en);
            total++;
        }
    }
    return total;
}

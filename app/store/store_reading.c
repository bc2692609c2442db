#include "base/hanzi.h"
#include "base/utf8.h"
#include "store/query.h"

enum { LONGEST = 8 }; // characters of a word

static const char SYLLABLES[] = "SELECT syllables FROM reading WHERE word = ?4";

static const char WORDS[] = "SELECT word, syllables FROM reading ORDER BY word";

static void read_word(Row *row, void *item)
{
    ReadingWord *word = item;
    word->word = row_text(row);
    word->syllables = row_text(row);
}

bool store_reading_words(Store *store, Arena *arena, ReadingWordList *out, Err *err)
{
    Rows rows = query_rows(store, arena, WORDS, NULL, sizeof(ReadingWord), read_word, err);
    *out = (ReadingWordList){rows.items, rows.count};
    return rows.is_good;
}

// The longest word of the story at `at`; *next is left behind it.
static Str word_at(Store *store, Arena *arena, Str text, int at, int *next)
{
    int ends[LONGEST];
    int count = 0;
    Utf8 it = utf8_walk(str_from_offset(text, at));
    while (count < LONGEST && utf8_next(&it) && is_hanzi(it.code)) {
        ends[count++] = at + it.at;
    }
    for (int i = count - 1; i >= 0; i--) {
        Str syllables = query_text(store, arena, SYLLABLES, str_sub(text, at, ends[i] - at));
        if (syllables.n) {
            *next = ends[i];
            return syllables;
        }
    }
    *next = ends[0];
    return STR("-");
}

Str store_reading(Store *store, Arena *arena, Str text)
{
    Str *parts = arena_new(arena, Str, utf8_count(text));
    int count = 0;
    int next = 0;
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        if (it.start >= next && is_hanzi(it.code)) {
            parts[count++] = word_at(store, arena, text, it.start, &next);
        }
    }
    return str_join(arena, parts, count, STR(" "));
}

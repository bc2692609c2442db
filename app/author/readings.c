#include "author/readings.h"
#include "author/index.h"
#include "base/file.h"
#include "base/hanzi.h"
#include "base/utf8.h"
#include <stdlib.h>

enum { TABLE_LIMIT = 16 * 1024 * 1024 };

typedef struct {
    Str word, reading, other;
    const Cell *place; // where the story first has it; NULL: nowhere
    int times;
    bool is_own;
} Entry;

struct Readings {
    Content *content;
    Entry *entries;
    int count, capacity;
    Index index;
};

static void add(Readings *readings, Entry entry)
{
    readings->entries = arena_grow(readings->content->arena, readings->entries, &readings->capacity,
                                   readings->count + 1, sizeof *readings->entries);
    readings->entries[readings->count++] = entry;
}

// Characters of a word that is nothing but hanzi; 0 for any other text.
static int hanzi_count(Str word)
{
    int count = 0;
    Utf8 it = utf8_walk(word);
    while (utf8_next(&it)) {
        if (!is_hanzi(it.code)) {
            return 0;
        }
        count++;
    }
    return count;
}

static int syllable_count(Str reading)
{
    int count = 0;
    Str part;
    while (str_split(&reading, ' ', &part)) {
        count += part.n > 0;
    }
    return count;
}

static bool is_good(Str word, Str reading)
{
    int count = hanzi_count(word);
    return count > 0 && count <= READING_LONGEST && syllable_count(reading) == count;
}

static const Sheet *own_sheet(const Content *content)
{
    return &content->sheets[file_by_stem("readings")];
}

void readings_check(Content *content)
{
    const Sheet *sheet = own_sheet(content);
    for (int row = 0; row < sheet->row_count; row++) {
        const Cell *word = sheet_cell(sheet, row, "word");
        const Cell *pinyin = sheet_cell(sheet, row, "pinyin");
        if (word->text.n && pinyin->text.n && !word->is_spoiled && !pinyin->is_spoiled &&
            !is_good(word->text, pinyin->text)) {
            problem_error(&content->problems, pinyin, SAY_AUTHOR_BAD_READING,
                          SAY_AUTHOR_BAD_READING_HINT, str_z(content->arena, pinyin->text),
                          str_z(content->arena, word->text), NULL);
        }
    }
}

static void add_own(Readings *readings)
{
    const Sheet *sheet = own_sheet(readings->content);
    for (int row = 0; row < sheet->row_count; row++) {
        Entry entry = {.word = sheet_cell(sheet, row, "word")->text,
                       .reading = sheet_cell(sheet, row, "pinyin")->text,
                       .is_own = true};
        if (is_good(entry.word, entry.reading)) {
            add(readings, entry);
        }
    }
}

static void add_table(Readings *readings)
{
    Content *content = readings->content;
    const char *path = content->options->pinyin_file;
    Str text = STR_NONE;
    if (!path) {
        return;
    }
    if (!file_read(content->arena, path, TABLE_LIMIT, &text, NULL)) {
        Cell nowhere = {0};
        problem_warning(&content->problems, &nowhere, SAY_AUTHOR_NO_PINYIN,
                        SAY_AUTHOR_NO_PINYIN_HINT, path, NULL);
        return;
    }
    int from = 0;
    for (int at = 0; at < text.n; at++) {
        if (text.p[at] != '\n') {
            continue;
        }
        Str rest = str_sub(text, from, at - from);
        Entry entry = {0};
        str_split(&rest, '\t', &entry.word);
        str_split(&rest, '\t', &entry.reading);
        str_split(&rest, '\t', &entry.other);
        if (is_good(entry.word, entry.reading)) {
            add(readings, entry);
        }
        from = at + 1;
    }
}

// Counts the words of one text, the longest at each place.
static void walk(Readings *readings, const Cell *cell)
{
    Str text = cell->text;
    int at = 0;
    while (at < text.n) {
        int ends[READING_LONGEST];
        int count = 0;
        int first_end = text.n;
        Utf8 it = utf8_walk(str_from_offset(text, at));
        while (count < READING_LONGEST && utf8_next(&it)) {
            first_end = count == 0 ? at + it.at : first_end;
            if (!is_hanzi(it.code)) {
                break;
            }
            ends[count++] = at + it.at;
        }
        int next = first_end;
        for (int i = count - 1; i >= 0; i--) {
            int found = index_find(&readings->index, str_sub(text, at, ends[i] - at));
            if (found >= 0) {
                Entry *entry = &readings->entries[found];
                entry->place = entry->place ? entry->place : cell;
                entry->times++;
                next = ends[i];
                break;
            }
        }
        at = next;
    }
}

static void walk_sheet(Readings *readings, const Sheet *sheet)
{
    for (int i = 0; i < sheet->field_count; i++) {
        for (int row = 0; row < sheet->row_count && str_is(sheet->fields[i].lang, "zh"); row++) {
            const Cell *cell = &sheet->rows[row].cells[i];
            if (sheet->rows[row].is_packed && !cell->is_spoiled) {
                walk(readings, cell);
            }
        }
    }
}

Readings *readings_of(Content *content)
{
    Readings *readings = arena_new(content->arena, Readings, 1);
    readings->content = content;
    add_own(readings); // before the table: the first of two alike is found
    add_table(readings);
    Str *keys = arena_new(content->arena, Str, readings->count);
    for (int i = 0; i < readings->count; i++) {
        keys[i] = readings->entries[i].word;
    }
    readings->index = index_of(content->arena, keys, readings->count);
    for (int i = 0; i < FILE_COUNT; i++) {
        if (i != FILE_LABELS && i != FILE_SOURCES) {
            walk_sheet(readings, &content->sheets[i]);
        }
    }
    return readings;
}

bool readings_compile(const Readings *readings, Writer *writer, Err *err)
{
    static const char *const COLUMNS[] = {"word", "syllables"};
    for (int i = 0; i < readings->count; i++) {
        const Entry *entry = &readings->entries[i];
        Str values[] = {entry->word, entry->reading};
        bool is_needed = entry->times > 0 || entry->is_own;
        if (is_needed && !writer_row(writer, "reading", COLUMNS, values, COUNT(values), err)) {
            return false;
        }
    }
    return true;
}

static int by_times(const void *left, const void *right)
{
    const DoubtfulReading *a = left;
    const DoubtfulReading *b = right;
    int order = (a->times < b->times) - (a->times > b->times);
    return order ? order : str_compare(a->word, b->word);
}

ReadingList readings_doubtful(const Readings *readings)
{
    DoubtfulReading *items = arena_new(readings->content->arena, DoubtfulReading, readings->count);
    int count = 0;
    for (int i = 0; i < readings->count; i++) {
        const Entry *entry = &readings->entries[i];
        if (entry->times > 0 && entry->other.n) {
            items[count++] = (DoubtfulReading){.word = entry->word,
                                               .reading = entry->reading,
                                               .other = entry->other,
                                               .times = entry->times,
                                               .file = entry->place->file,
                                               .row = entry->place->row,
                                               .column = entry->place->column};
        }
    }
    if (count) {
        qsort(items, (size_t)count, sizeof *items, by_times);
    }
    return (ReadingList){items, count};
}

#include "author/compile.h"
#include "base/file.h"
#include <assert.h>

enum { MAX_VALUES = 40 };

// One row on its way to the writer; an empty value is NULL there.
typedef struct {
    const char *names[MAX_VALUES];
    Str values[MAX_VALUES];
    int count;
} Values;

static void add(Values *values, const char *name, Str value)
{
    assert(values->count < MAX_VALUES);
    values->names[values->count] = name;
    values->values[values->count++] = value;
}

static bool write_values(Writer *writer, const char *table, const Values *values, Err *err)
{
    return writer_row(writer, table, values->names, values->values, values->count, err);
}

static Str picture_stem(Str file)
{
    Str name = file_name_of(file);
    int dot = str_find_char(name, '.');
    return dot < 0 ? name : str_sub(name, 0, dot);
}

// The row's id in the story.
static Str id_of(const Content *content, const Sheet *sheet, int row)
{
    if (!str_is(str_from(sheet->spec->table), "figure_slot")) {
        return row_id(&sheet->rows[row]);
    }
    Str parts[] = {sheet_cell(sheet, row, "tab")->text, sheet_cell(sheet, row, "slot")->text,
                   sheet_cell(sheet, row, "figure")->text};
    return str_join(content->arena, parts, COUNT(parts), STR("/"));
}

static bool is_text(const Column *column)
{
    return column->kind == COL_TEXT || column->kind == COL_TEXT_ZH || column->kind == COL_TEXT_EN;
}

static void add_cell(Values *values, const Field *field, Str text)
{
    const Column *column = field->column;
    if (column->kind == COL_FILE) {
        add(values, "picture", picture_stem(text));
    } else {
        bool is_unknown = column->kind == COL_PERIOD && str_is(text, PERIOD_UNKNOWN);
        add(values, column->name, is_unknown ? STR_NONE : text);
    }
}

static bool compile_row(const Content *content, const Sheet *sheet, int row, Writer *writer,
                        Err *err)
{
    const char *table = sheet->spec->table;
    bool is_member = str_is(str_from(table), "member");
    Str id = id_of(content, sheet, row);
    Values values = {0};
    add(&values, "id", id);
    for (int i = 0; i < sheet->field_count; i++) {
        const Field *field = &sheet->fields[i];
        const Column *column = field->column;
        bool is_key = i == 0 && !str_is(str_from(table), "figure_slot");
        bool is_elsewhere =
            is_member && (str_is(field->name, "chains") || str_is(field->name, "stage"));
        if (!is_key && !is_elsewhere && !is_text(column) && column->kind != COL_NOTE) {
            add_cell(&values, field, sheet->rows[row].cells[i].text);
        }
    }
    if (!write_values(writer, table, &values, err)) {
        return false;
    }
    for (int i = 0; i < sheet->field_count; i++) {
        const Field *field = &sheet->fields[i];
        Str text = sheet->rows[row].cells[i].text;
        Str name = str_from(field->column->name);
        if (is_text(field->column) && text.n &&
            !writer_text(writer, str_from(table), id, name.n ? name : STR("value"), field->lang,
                         text, err)) {
            return false;
        }
    }
    return true;
}

// The first stage of the list that belongs to `chain`; "" when none does.
static Str stage_in(const Content *content, Str list, Str chain)
{
    const Sheet *stages = &content->sheets[file_by_stem("stages")];
    Str stage;
    while (str_split(&list, ';', &stage)) {
        int row = sheet_row(stages, stage);
        if (row >= 0 && str_eq(sheet_cell(stages, row, "chain")->text, chain)) {
            return stage;
        }
    }
    return STR_NONE;
}

// A member stands once in every chain it names.
static bool compile_places(const Content *content, const Sheet *members, int row, Writer *writer,
                           Err *err)
{
    Str rest = sheet_cell(members, row, "chains")->text;
    Str chain;
    while (str_split(&rest, ';', &chain)) {
        Values values = {0};
        add(&values, "member", row_id(&members->rows[row]));
        add(&values, "chain", chain);
        add(&values, "stage", stage_in(content, sheet_cell(members, row, "stage")->text, chain));
        if (chain.n && !write_values(writer, "member_chain", &values, err)) {
            return false;
        }
    }
    return true;
}

static bool compile_picture(const Content *content, const PackedPicture *picture, Writer *writer,
                            Err *err)
{
    Arena *arena = content->arena;
    Values values = {0};
    add(&values, "name", picture->name);
    add(&values, "w", str_format(arena, "%d", picture->w));
    add(&values, "h", str_format(arena, "%d", picture->h));
    add(&values, "y", str_format(arena, "%d", picture->y));
    add(&values, "colour", str_format(arena, "#%06X", picture->colour));
    if (!write_values(writer, "picture", &values, err)) {
        return false;
    }
    for (int i = 0; i < picture->size_count; i++) {
        const PictureSize *size = &picture->sizes[i];
        if (!writer_blob(writer, picture->name, size->w, size->h, size->format, size->bytes, err)) {
            return false;
        }
    }
    for (int i = 0; i < picture->tile_count; i++) {
        const PictureTile *tile = &picture->tiles[i];
        if (!writer_tile(writer, picture->name, tile->level, tile->x, tile->y, tile->format,
                         tile->bytes, err)) {
            return false;
        }
    }
    return true;
}

bool compile_story(const Content *content, const PictureList *pictures, Writer *writer, Err *err)
{
    for (int s = 0; s < FILE_COUNT; s++) {
        const Sheet *sheet = &content->sheets[s];
        bool is_member = str_is(str_from(sheet->spec->table), "member");
        for (int row = 0; row < sheet->row_count; row++) {
            bool is_elsewhere = str_is(str_from(sheet->spec->stem), "readings"); // readings.h
            if (!sheet->rows[row].is_packed || is_elsewhere) {
                continue;
            }
            if (!compile_row(content, sheet, row, writer, err) ||
                (is_member && !compile_places(content, sheet, row, writer, err))) {
                return false;
            }
        }
    }
    for (int i = 0; i < pictures->count; i++) {
        if (!compile_picture(content, &pictures->items[i], writer, err)) {
            return false;
        }
    }
    return true;
}

Str content_version(const Content *content)
{
    const Sheet *story = &content->sheets[FILE_STORY];
    int row = sheet_row(story, STR("version"));
    return row < 0 ? STR_NONE : story->rows[row].cells[1].text;
}

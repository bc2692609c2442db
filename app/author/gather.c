#include "author/gather.h"
#include "base/file.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    Content *content;
    PictureList *list;
    int capacity;
    const Cell **users; // one a picture: the first cell that names it
    int user_capacity;
    NameList files; // of pictures/
} Gatherer;

static void add(Gatherer *g, Str name, Str path, PictureUse use, const Cell *user)
{
    Arena *arena = g->content->arena;
    int count = g->list->count;
    g->list->items =
        arena_grow(arena, g->list->items, &g->capacity, count + 1, sizeof *g->list->items);
    g->users = arena_grow(arena, g->users, &g->user_capacity, count + 1, sizeof(const Cell *));
    g->list->items[count] = (PackedPicture){.name = name, .path = path, .use = use};
    g->users[count] = user;
    g->list->count++;
}

static bool is_known(const Gatherer *g, Str name)
{
    for (int i = 0; i < g->list->count; i++) {
        if (str_eq(g->list->items[i].name, name)) {
            return true;
        }
    }
    return false;
}

static Str stem_of(Str file)
{
    int dot = str_find_char(file, '.');
    return dot < 0 ? file : str_sub(file, 0, dot);
}

static bool is_picture_file(Str name)
{
    return str_ends(name, STR(".svg")) || str_ends(name, STR(".png")) ||
           str_ends(name, STR(".jpg")) || str_ends(name, STR(".jpeg")) ||
           str_ends(name, STR(".webp"));
}

static void add_named(Gatherer *g, Str name, PictureUse use, const Cell *user)
{
    Content *content = g->content;
    const char *name_z = str_z(content->arena, name);
    Str found = STR_NONE;
    Str stems[256];
    int stem_count = 0;
    for (int i = 0; i < g->files.count; i++) {
        Str file = g->files.items[i];
        if (!is_picture_file(file)) {
            continue;
        }
        if (stem_count < COUNT(stems)) {
            stems[stem_count++] = stem_of(file);
        }
        if (str_eq(stem_of(file), name) && found.n) {
            problem_error(&content->problems, user, SAY_AUTHOR_TWO_PICTURES,
                          SAY_AUTHOR_TWO_PICTURES_HINT, name_z, NULL);
        } else if (str_eq(stem_of(file), name)) {
            found = file;
        }
    }
    if (!found.n) {
        Str near = nearest_name(name, stems, stem_count);
        problem_error(&content->problems, user, SAY_AUTHOR_NO_PICTURE,
                      near.n ? SAY_AUTHOR_NEAREST : SAY_AUTHOR_NO_PICTURE_HINT, name_z,
                      str_z(content->arena, near), NULL);
        found = STR("?"); // told once; never opened
    }
    Str folder =
        file_join(content->arena, str_from(content->options->content_folder), STR("pictures"));
    add(g, name, str_is(found, "?") ? STR_NONE : file_join(content->arena, folder, found), use,
        user);
}

static void add_from_sheet(Gatherer *g, const Sheet *sheet)
{
    bool is_map = str_is(str_from(sheet->spec->stem), "maps");
    PictureUse use = is_map ? PICTURE_MAP : PICTURE_PHOTO;
    for (int i = 0; i < sheet->field_count; i++) {
        ColumnKind kind = sheet->fields[i].column->kind;
        for (int row = 0; row < sheet->row_count && !problems_are_full(&g->content->problems);
             row++) {
            const Cell *cell = &sheet->rows[row].cells[i];
            Str name = kind == COL_FILE ? stem_of(file_name_of(cell->text)) : cell->text;
            if ((kind == COL_PICTURE || kind == COL_FILE) && sheet->rows[row].is_packed && name.n &&
                !is_known(g, name)) {
                add_named(g, name, use, cell);
            }
        }
    }
}

static void add_assets(Gatherer *g, const char *folder_name, const char *cut, const char *prefix,
                       PictureUse use)
{
    Arena *arena = g->content->arena;
    if (!g->content->options->assets_folder) {
        return;
    }
    Str folder =
        file_join(arena, str_from(g->content->options->assets_folder), str_from(folder_name));
    NameList files = {0};
    if (!file_list(arena, folder.p, STR(".svg"), &files, NULL)) {
        return;
    }
    for (int i = 0; i < files.count; i++) {
        Str stem = stem_of(files.items[i]);
        Str shown = str_starts(stem, str_from(cut)) ? str_from_offset(stem, str_from(cut).n) : stem;
        Cell *file = arena_new(arena, Cell, 1);
        file->file = str_format(arena, "assets/%s/%.*s", folder_name, STR_ARG(files.items[i]));
        add(g, str_format(arena, "%s%.*s", prefix, STR_ARG(shown)),
            file_join(arena, folder, files.items[i]), use, file);
    }
}

static void tell(Gatherer *g, int i)
{
    Problems *problems = &g->content->problems;
    Arena *arena = g->content->arena;
    const PackedPicture *picture = &g->list->items[i];
    const Cell *user = g->users[i];
    const char *name = str_z(arena, picture->name);
    const char *size = str_format(arena, "%d × %d", picture->w, picture->h).p;
    const char *least = str_format(arena, "%d", PICTURE_MIN_WIDTH).p;
    switch (picture->verdict) {
    case PICTURE_OK:
        break;
    case PICTURE_SMALL:
        problem_warning(problems, user, SAY_AUTHOR_SMALL_PICTURE, SAY_AUTHOR_SMALL_PICTURE_HINT,
                        name, size, least, NULL);
        break;
    case PICTURE_TINY:
        problem_error(problems, user, SAY_AUTHOR_SMALL_PICTURE, SAY_AUTHOR_SMALL_PICTURE_HINT, name,
                      size, least, NULL);
        break;
    case PICTURE_HUGE:
        problem_error(problems, user, SAY_AUTHOR_BIG_PICTURE, SAY_AUTHOR_BIG_PICTURE_HINT, name,
                      picture->why, NULL);
        break;
    case PICTURE_UNSAFE:
        problem_error(problems, user, SAY_AUTHOR_UNSAFE_SVG, SAY_AUTHOR_UNSAFE_SVG_HINT, name,
                      str_z(arena, str_from(picture->why)), NULL);
        break;
    case PICTURE_BROKEN:
        problem_error(problems, user, SAY_AUTHOR_BROKEN_PICTURE, SAY_AUTHOR_BROKEN_PICTURE_HINT,
                      name, str_z(arena, str_from(picture->why)), NULL);
        break;
    }
}

// Two pictures that are compared by drawing one over the other need one shape.
static void check_pairs(Content *content, const PictureList *list)
{
    const Sheet *photos = &content->sheets[FILE_PHOTOS];
    for (int row = 0; row < photos->row_count; row++) {
        const Cell *pair = sheet_cell(photos, row, "pair");
        int other = sheet_row(photos, pair->text);
        if (other < 0 || other == row) {
            continue;
        }
        const PackedPicture *two[2] = {0};
        Str names[2] = {stem_of(file_name_of(sheet_cell(photos, row, "file")->text)),
                        stem_of(file_name_of(sheet_cell(photos, other, "file")->text))};
        for (int i = 0; i < list->count; i++) {
            for (int k = 0; k < 2; k++) {
                two[k] = str_eq(list->items[i].name, names[k]) ? &list->items[i] : two[k];
            }
        }
        if (!two[0] || !two[1] || two[0]->w <= 0 || two[1]->w <= 0) {
            continue;
        }
        double shapes = (double)two[0]->w * two[1]->h / ((double)two[0]->h * two[1]->w);
        if (shapes < 0.99 || shapes > 1.01) {
            Arena *arena = content->arena;
            problem_error(
                &content->problems, pair, SAY_AUTHOR_PAIR_SHAPE, SAY_AUTHOR_PAIR_SHAPE_HINT,
                str_z(arena, names[0]), str_format(arena, "%d × %d", two[0]->w, two[0]->h).p,
                str_z(arena, names[1]), str_format(arena, "%d × %d", two[1]->w, two[1]->h).p, NULL);
        }
    }
}

static int by_name(const void *a, const void *b)
{
    const PackedPicture *left = a;
    const PackedPicture *right = b;
    return str_compare(left->name, right->name);
}

// Those whose file was not found were told already.
static void drop_missing(PictureList *list, const Cell **users)
{
    int kept = 0;
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].path.n) {
            users[kept] = users[i];
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

void gather_pictures(Content *content, PictureList *list)
{
    Gatherer g = {.content = content, .list = list};
    *list = (PictureList){0};
    Str folder =
        file_join(content->arena, str_from(content->options->content_folder), STR("pictures"));
    if (file_is_folder(folder.p)) {
        file_list(content->arena, folder.p, STR_NONE, &g.files, NULL);
    }
    // First the maps: whoever else names a reviewed picture gets it unchanged too.
    add_from_sheet(&g, &content->sheets[file_by_stem("maps")]);
    for (int i = 0; i < FILE_COUNT; i++) {
        add_from_sheet(&g, &content->sheets[i]);
    }
    drop_missing(list, g.users);
    add_assets(&g, "icons", "", "icon/", PICTURE_ICON);
    add_assets(&g, "panorama", "panorama-layer-", "panorama/", PICTURE_LAYER);
    pictures_make(list, content->options->cache_folder);
    for (int i = 0; i < list->count; i++) {
        tell(&g, i);
    }
    check_pairs(content, list);
    if (list->count) {
        qsort(list->items, (size_t)list->count, sizeof *list->items, by_name);
    }
}

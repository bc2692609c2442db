#include "author/maps.h"
#include "author/image.h"
#include "author/rules_cell.h"
#include "base/file.h"
#include "store/digest.h"
#include <stdlib.h>

typedef struct {
    double left, top, right, bottom;
} Bounds;

static bool bounds_read(Str text, Bounds *out)
{
    double points[3][2];
    Str bad;
    if (points_read(text, points, 3, &bad) != 2) {
        return false;
    }
    *out = (Bounds){points[0][0], points[0][1], points[1][0], points[1][1]};
    return out->right > out->left && out->bottom > out->top;
}

static const char *shown(Content *content, const Cell *cell)
{
    return str_z(content->arena, cell->text);
}

// The size of the file, in px; false when it is no PNG and no JPEG that the hall can show as it is
// (a JPEG may be turned by its EXIF, or be for print).
static bool size_of(Str bytes, int *w, int *h)
{
    char why[IMAGE_WHY];
    ImageKind kind = image_kind(bytes);
    if (kind == IMAGE_JPEG) {
        Encoded plain = jpeg_stripped(bytes);
        bool is_plain = plain.bytes != NULL;
        free(plain.bytes);
        return is_plain && jpeg_size(bytes, w, h, why);
    }
    return kind == IMAGE_PNG && png_size(bytes, w, h, why);
}

static void check_size(Content *content, const Cell *file, const Cell *bounds, Str bytes)
{
    Problems *problems = &content->problems;
    Arena *arena = content->arena;
    int w = 0;
    int h = 0;
    if (!size_of(bytes, &w, &h)) {
        problem_error(problems, file, SAY_AUTHOR_MAP_KIND, SAY_AUTHOR_MAP_KIND_HINT,
                      shown(content, file), NULL);
        return;
    }
    const char *size = str_format(arena, "%d × %d", w, h).p;
    if (w > MAP_MAX_WIDTH) {
        problem_error(problems, file, SAY_AUTHOR_MAP_BIG, SAY_AUTHOR_MAP_BIG_HINT,
                      shown(content, file), size, str_format(arena, "%d", MAP_MAX_WIDTH).p, NULL);
    }
    Bounds is;
    if (!bounds_read(bounds->text, &is)) {
        return;
    }
    double ratio = (is.right - is.left) / (is.bottom - is.top) * (double)h / (double)w;
    if (ratio < 0.98 || ratio > 1.02) {
        problem_error(problems, bounds, SAY_AUTHOR_MAP_SHAPE, SAY_AUTHOR_MAP_SHAPE_HINT,
                      shown(content, bounds), size, NULL);
    }
}

static void check_file(Content *content, const Sheet *sheet, int row)
{
    const Cell *file = sheet_cell(sheet, row, "file");
    const Cell *hash = sheet_cell(sheet, row, "hash");
    Str folder = str_from(content->options->content_folder);
    Str path = file_join(content->arena, folder, file->text);
    FileMap map = {0};
    if (!str_starts(file->text, STR("pictures/")) || !file_map(path.p, &map, NULL)) {
        return; // told by the rules of cells and pictures
    }
    Str bytes = {(const char *)map.bytes, (int)map.size};
    char hex[DIGEST_HEX];
    digest_sha256(map.bytes, map.size, hex);
    if (has_text(hash) && is_sha256(hash->text) && !str_is(hash->text, hex)) {
        problem_error(&content->problems, hash, SAY_AUTHOR_MAP_HASH, SAY_AUTHOR_MAP_HASH_HINT,
                      shown(content, file), shown(content, hash),
                      str_dup(content->arena, str_from(hex)).p, NULL);
    }
    check_size(content, file, sheet_cell(sheet, row, "bounds"), bytes);
    file_unmap(&map);
}

void map_check(Content *content, const Sheet *sheet, int row)
{
    const Cell *bounds = sheet_cell(sheet, row, "bounds");
    Bounds is;
    if (has_text(bounds) && !bounds_read(bounds->text, &is)) {
        problem_error(&content->problems, bounds, SAY_AUTHOR_MAP_BOUNDS, SAY_AUTHOR_MAP_BOUNDS_HINT,
                      shown(content, bounds), NULL);
    }
    if (sheet->rows[row].review == REVIEW_PENDING) {
        problem_error(&content->problems, sheet_cell(sheet, row, "review"), SAY_AUTHOR_MAP_PENDING,
                      SAY_AUTHOR_MAP_PENDING_HINT, str_z(content->arena, row_id(&sheet->rows[row])),
                      NULL);
    }
    check_file(content, sheet, row);
}

void map_check_pin(Content *content, const Cell *cell, double x, double y)
{
    const Sheet *maps = &content->sheets[file_by_stem("maps")];
    for (int row = 0; row < maps->row_count; row++) {
        Bounds is;
        if (maps->rows[row].is_packed && bounds_read(sheet_cell(maps, row, "bounds")->text, &is) &&
            (x < is.left || x > is.right || y < is.top || y > is.bottom)) {
            problem_error(&content->problems, cell, SAY_AUTHOR_PIN_OFF_MAP,
                          SAY_AUTHOR_PIN_OFF_MAP_HINT, str_format(content->arena, "%g,%g", x, y).p,
                          str_z(content->arena, row_id(&maps->rows[row])), NULL);
        }
    }
}

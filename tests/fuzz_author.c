// A folder with one spoiled file: the first byte says which, the rest is its content. Whatever it is,
// author_check comes back with a list; pictures go through the picture code alone.
#include "author/author.h"
#include "author/image.h"
#include "author/table.h"
#include "base/file.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void decode(Str bytes)
{
    char why[IMAGE_WHY] = "";
    Image image = {0};
    int w = 0;
    int h = 0;
    ImageKind kind = image_kind(bytes);
    bool is_small = (kind == IMAGE_PNG && png_size(bytes, &w, &h, why)) ||
                    (kind == IMAGE_JPEG && jpeg_size(bytes, &w, &h, why));
    if (is_small && w <= 512 && h <= 512) {
        image = kind == IMAGE_PNG ? png_decode(bytes, why) : jpeg_decode(bytes, why);
    } else if (kind == IMAGE_SVG && svg_is_safe(bytes, why)) {
        image = svg_render(bytes, 64, 64, why);
    }
    if (image.px && image.w > 1 && image.h > 1) {
        Image small = image_scaled(&image, image.w / 2, image.h / 2);
        image_free(&small);
    }
    image_free(&image);
    Encoded stripped = kind == IMAGE_JPEG ? jpeg_stripped(bytes) : (Encoded){0};
    free(stripped.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 65536) {
        return 0;
    }
    Str bytes = {(const char *)data + 1, (int)size - 1};
    if (data[0] == 0xFF) {
        decode(bytes);
        return 0;
    }
    char folder[] = "/tmp/fuzz-author-XXXXXX";
    char path[256];
    if (!mkdtemp(folder)) {
        return 0;
    }
    int file = data[0] % FILE_COUNT;
    snprintf(path, sizeof path, "%s/articles", folder);
    file_make_folders(path, NULL);
    bool is_article = file == FILE_ARTICLES;
    snprintf(path, sizeof path, is_article ? "%s/articles/a.zh.md" : "%s/%s.csv", folder,
             FILES[file].stem);
    file_write(path, bytes, NULL);
    Arena arena;
    arena_init(&arena, "fuzz", 256 * MIB);
    AuthorOptions options = {.content_folder = folder, .build_date = "2024-02-18"};
    ProblemList list;
    assert(!author_check(&arena, &options, &list)); // the other files are missing
    assert(list.error_count > 0 && list.error_count + list.warning_count == list.count);
    arena_finish(&arena);
    unlink(path);
    snprintf(path, sizeof path, "%s/articles", folder);
    rmdir(path);
    rmdir(folder);
    return 0;
}

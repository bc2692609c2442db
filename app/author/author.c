#include "author/author.h"
#include "author/compile.h"
#include "author/gather.h"
#include "author/read.h"
#include "author/readings.h"
#include "author/rules.h"

static void read_and_check(Content *content, Arena *arena, const AuthorOptions *options,
                           PictureList *pictures, const Readings **readings, ProblemList *out)
{
    content_read(content, arena, options);
    rules_check(content);
    *readings = readings_of(content);
    gather_pictures(content, pictures);
    *out = problems_sorted(&content->problems);
}

bool author_check(Arena *arena, const AuthorOptions *options, ProblemList *out)
{
    Content content;
    PictureList pictures;
    const Readings *readings = NULL;
    read_and_check(&content, arena, options, &pictures, &readings, out);
    pictures_free(&pictures);
    return out->error_count == 0;
}

static bool state_fit(const AuthorOptions *options, const ProblemList *problems, Writer *writer,
                      Err *err)
{
    int cut = 0;
    for (int i = 0; i < problems->count; i++) {
        cut += problems->items[i].rule == SAY_AUTHOR_CUT;
    }
    return !options->fonts_folder || writer_cut_texts(writer, cut, err);
}

bool author_build(Arena *arena, const AuthorOptions *options, const char *story_path,
                  ProblemList *out, Err *err)
{
    Content content;
    PictureList pictures;
    const Readings *readings = NULL;
    if (err) {
        *err = (Err){0};
    }
    read_and_check(&content, arena, options, &pictures, &readings, out);
    bool is_written = false;
    if (out->error_count == 0) {
        Writer *writer = writer_open(story_path, err);
        is_written =
            writer && compile_story(&content, &pictures, writer, err) &&
            readings_compile(readings, writer, err) && state_fit(options, out, writer, err) &&
            writer_commit(writer, content_version(&content), str_from(options->build_date), err);
        if (!is_written) {
            writer_abandon(writer);
        }
    }
    pictures_free(&pictures);
    return is_written;
}

bool author_readings(Arena *arena, const AuthorOptions *options, ReadingList *out,
                     ProblemList *problems)
{
    Content content;
    content_read(&content, arena, options);
    rules_check(&content);
    *out = readings_doubtful(readings_of(&content));
    *problems = problems_sorted(&content.problems);
    return problems->error_count == 0;
}

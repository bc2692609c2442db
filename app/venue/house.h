// House: opens what every main needs (fonts, story, pictures, rasteriser) and closes it again.
//
// It finds the faces and the story beside the program (build folder or installation) unless told, and
// compiles a content folder on the fly. It knows no window and no page.
#pragma once
#include "author/author.h"
#include "base/log.h"
#include "draw/picture.h"
#include "draw/raster.h"
#include "store/store.h"
#include "type/type.h"

typedef struct {
    const char *story;  // file or content folder; NULL: story.db beside the program
    const char *fonts;  // folder; NULL: fonts/ beside the program
    const char *assets; // folder, to compile a content folder with; NULL: found beside the program
    const char *cache;  // folder for encoded pictures; NULL: a private one under the user's cache
    int threads;        // rasteriser and decoder; 0: by the machine
    size_t picture_bytes; // budget of decoded pictures; 0: 96 MiB
} HouseOptions;

typedef struct {
    Arena arena;
    HouseOptions options;
    Fonts *fonts;
    Store *store;       // NULL after a content folder with errors
    Pictures *pictures; // NULL without a story
    Raster *raster;
    Log *log;
    bool is_folder;       // the story is a content folder, compiled on the fly
    Str story_path;       // the file that is open
    Str temporary;        // compiled on the fly; removed by house_close
    ProblemList problems; // of that compilation
} House;

// The story that house_open would open: as told, else found beside the program.
void house_story_path(const HouseOptions *options, char *path, size_t size);
void house_fonts_path(const HouseOptions *options, char *path, size_t size); // in the same way
// False with a sentence when the faces or the story cannot be used; whatever was opened stays open
// for the caller's error screen (the faces come first). A content folder with errors is no failure:
// `store` is NULL then and `problems` says why.
bool house_open(House *house, const HouseOptions *options, Log *log, Err *err);
void house_close(House *house);
// Is the story in this language? If not, a sentence, and `language` becomes the story's first one.
// Without a story every language is fine.
bool house_speaks(House *house, const char **language, Err *err);
// Compiles the content folder again (preview). The old story stays open when it has errors: then
// false, with `problems` filled.
bool house_reload(House *house, Err *err);
// Changes whenever a file of the content folder or of the assets' wording changes.
uint64_t house_content_stamp(House *house);

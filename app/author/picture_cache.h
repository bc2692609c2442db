// Picture cache: encoded sizes kept in a folder, by the hash of what they were made of.
//
// A file that cannot be read, or does not hold what its name says, is as good as none; writing is
// tried and never complained of. It knows nothing of how pictures are made, only the version of it.
// Thread-safe: a file is written under another name and renamed.
#pragma once
#include "author/picture.h"

// A change of widths, formats or qualities is a new number; drawings have one of their own.
enum { PICTURE_ENCODER_VERSION = 3, PICTURE_SVG_VERSION = 2 };

// Fills size, colour, verdict and sizes (malloc'd bytes); `use` is part of the key.
bool picture_cache_read(const char *folder, Str source, PackedPicture *picture);
void picture_cache_write(const char *folder, Str source, const PackedPicture *picture);

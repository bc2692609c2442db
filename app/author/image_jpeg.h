// Image JPEG: what else the other files of image must know of a JPEG.
#pragma once
#include "base/str.h"

bool jpeg_is_progressive(Str bytes); // its frame's marker says so

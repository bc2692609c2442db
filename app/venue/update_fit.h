// Update fit: whether the venue can show a story as its editors meant it.
//
// A story travels without typefaces. One that was compiled with newer faces may need characters that the
// venue's faces lack, and would show them as boxes; one whose editors were told that a text is cut must
// be mended at the desk, not found on glass. It knows no bundles and changes nothing.
#pragma once
#include "base/err.h"

// `fonts`: folder of the venue's faces; "": only what the story states about itself is judged.
bool update_fits(const char *story, const char *fonts, Err *err);

// Compile: checked sheets and prepared pictures become the rows of a story.
//
// It knows the writer's tables and where the editors' files differ from them. Only rows whose review
// state is 待审 or 已审 are written. No checks here: rules.h found no error before.
#pragma once
#include "author/picture.h"
#include "author/read.h"
#include "store/writer.h"

bool compile_story(const Content *content, const PictureList *pictures, Writer *writer, Err *err);
Str content_version(const Content *content); // story.csv, "" when not stated

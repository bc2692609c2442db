// Articles: articles/ID.LANG.md become one sheet with a row an article.
//
// The first language's file carries the facts (source, picture …), every file the words of its
// language. It knows which file a cell came from, not what may stand in it.
#pragma once
#include "author/read.h"

void articles_read(Content *content, Sheet *sheet);

// Article: long text in columns like a book, with a page to turn; in portrait one column to scroll.
#pragma once
#include "pages/page.h"

extern const PageClass page_article;

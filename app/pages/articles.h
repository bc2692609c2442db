// Articles: every long text, to choose from.
#pragma once
#include "pages/page.h"

extern const PageClass page_articles;

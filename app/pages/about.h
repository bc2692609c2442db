// About: every source with its date, what is an illustration, whose typefaces.
#pragma once
#include "pages/page.h"

extern const PageClass page_about;

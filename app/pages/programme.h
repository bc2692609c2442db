// Programme: one of them, with its figures and ties.
#pragma once
#include "pages/page.h"

extern const PageClass page_programme;

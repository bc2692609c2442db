// Programmes: what is done for firms and people, by group.
#pragma once
#include "pages/page.h"

extern const PageClass page_programmes;

// Story: a system, process or comparison as a drawn panel one steps through (route story/ID).
#pragma once
#include "pages/page.h"

extern const PageClass page_story;

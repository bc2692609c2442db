// Project: one livelihood project: what is public about it, and what is not.
#pragma once
#include "pages/page.h"

extern const PageClass page_project; // "project/ID"

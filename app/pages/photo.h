// Photo: one picture over the whole screen, with zoom, neighbours and its caption.
#pragma once
#include "pages/page.h"

extern const PageClass page_photo;

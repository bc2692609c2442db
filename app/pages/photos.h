// Photos: the handscroll of pictures. Drag it, touch a picture to open it.
#pragma once
#include "pages/page.h"

extern const PageClass page_photos;

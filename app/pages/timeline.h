// The timeline: years are a river, events stand along it; one is chosen and opens on a card.
#pragma once
#include "pages/page.h"

extern const PageClass page_timeline;

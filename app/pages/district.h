// District: one district, park, street or village: what it is known for and all that lies there.
#pragma once
#include "pages/page.h"

extern const PageClass page_district; // "district/ID"

// zhanting-pack pin: asks for the staff's six digits twice and prints the line for the configuration.
//
// The digits are read from standard input and not shown on a terminal; nothing is written anywhere else.
#pragma once
#include <stdbool.h>

bool pack_pin(void); // false: what to do better was said on standard error

// Operator export: the log and the usage journal, onto a stick.
//
// Every file is written whole or not at all and is on the stick before it says so, so that the stick may
// be pulled out then. It knows no panel; a stick can make it slow.
#pragma once
#include "base/err.h"
#include "venue/operator_sticks.h"

typedef struct {
    const char *log, *journal; // files; NULL: none. One that is not there is left out
} ExportSources;

// Into "zhanting-2026-11-22" on the stick; `name` becomes "USB/zhanting-2026-11-22". On failure the
// sentence tells a full stick from one that was pulled out or may not be written to.
bool export_all(const ExportSources *sources, const Stick *stick, const char *today, char *name,
                size_t size, Err *err);

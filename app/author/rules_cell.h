// Cell rules: whether one value is well formed, and whether what it names is there.
//
// It knows the kind of the column and, for references, the other sheets; not the row around it.
#pragma once
#include "author/read.h"
#include "base/file.h"

typedef struct {
    Content *content;
    NameList icons; // stems of assets/icons; empty: not checked
    bool has_icons;
} CellRules;

CellRules cell_rules(Content *content);
// An empty cell is fine here.
void cell_check(const CellRules *rules, const Field *field, const Cell *cell);

bool is_slug(Str text);         // [a-z0-9][a-z0-9-]*
bool is_partial_date(Str text); // 2023, 2023-10, 2023-11-11
bool is_map_number(Str text);   // GS(2020)4619号, 苏S(2023)12号
bool is_sha256(Str text);       // 64 digits 0-9, a-f
// Reads "x,y x,y …"; the count, or -1 at the first that is malformed (in *bad).
int points_read(Str text, double (*out)[2], int limit, Str *bad);

// Text rules: what visitors read, character by character.
//
// Translations that are missing, quotes and marks of the wrong script, characters that no typeface
// of ours has, texts too long for their place. It knows languages, not meanings.
#pragma once
#include "author/read.h"

typedef struct TextRules TextRules; // holds the typefaces

TextRules *text_rules_open(Content *content); // in the content's arena, but to be closed
void text_rules_close(TextRules *rules);
void text_check_row(TextRules *rules, const Sheet *sheet, int row);

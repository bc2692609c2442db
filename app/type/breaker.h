// Inside the room: a paragraph as cells and the joints between them, and where it may be broken.
//
// A cell is what is never divided at all: a character with its marks, `——`, `……`. A joint is the
// place between two cells: whether a line may end there, how wide it is and how far it may give.
// It knows the rules of tests/vectors/README.md and no font: widths come from a callback, in any unit.
#pragma once
#include "type/classes.h"

typedef struct {
    uint32_t code;
    int at, end; // bytes in the text it came from
    uint16_t span;
    uint8_t hint; // CODE_HINT_…: what an invisible character before it said
} Code;
enum { HINT_NONE, HINT_MAY_BREAK, HINT_NO_BREAK };

typedef struct {
    int from, to; // codes
    uint8_t class;
    uint8_t cut;          // CutKind, in vertical text
    bool is_apostrophe;   // ’ inside a word
    bool is_exclaim_pair; // one of two ！？ that share an em
    // From the measure: the full width and the blank parts of it that may go.
    int32_t width, blank_left, blank_right;
} Cell;

typedef enum {
    JOINT_FREE,    // a line may end here
    JOINT_NUMBER,  // inside a number with its unit or a declared word: only in great need
    JOINT_KINSOKU, // a mark leans on its neighbour
    JOINT_WORD,    // inside a Western word, a number's digits, a pair of marks
} JointRule;

typedef enum {
    TIER_WORD_SPACE,
    TIER_INTERPUNCT,
    TIER_BRACKET,
    TIER_COMMA,
    TIER_HAN_WEST,
    TIER_FULL,
    TIER_COUNT
} ShrinkTier; // CLREQ 挤压处理的优先顺序, after the mark at the line's end

typedef struct {
    uint8_t rule;
    uint8_t tier;      // of `shrink`
    bool is_gap;       // between Han and Western text
    bool can_stretch;  // with all others, in the last tier
    bool is_emergency; // what is here is wider than a line; set by lines.c
    int32_t natural;   // the gap, less what adjacent marks give up, plus tracking
    int32_t shrink;    // at most
    int32_t stretch;   // of a word space or gap, before all joints stretch
} Joint;

typedef struct {
    TextLanguage language;
    KinsokuLevel level;
    bool is_vertical;       // ： ； ！ ？ keep their full width
    int32_t em;             // units per em
    int32_t tracking;       // units added in every joint
    const Str *whole_words; // not to be broken inside
    int whole_word_count;
} CellStyle;

typedef struct {
    const Code *codes;
    int code_count;
    Cell *cells;
    Joint *joints; // joints[i] is after cells[i]; the last is never looked at
    int count;
    CellStyle style;
} Cells;

// Fills width and blanks of every cell. Natural widths: nothing is taken off yet.
typedef void Measure(void *context, Cells *cells);

typedef struct {
    Code *items;
    int count, capacity;
    int stripped; // characters that are never set
    int hint;     // for the next code
} CodeList;

// Appends the code points of one paragraph: control and bidi characters are dropped, malformed bytes
// become U+FFFD. Stops behind the character that ends the paragraph and returns the bytes read.
int codes_read(Arena *arena, CodeList *list, Str text, int at, int span, bool *is_ended);

// Drops the single spaces that stand for the gap between Han and Western text.
void codes_drop_gap_spaces(CodeList *list);

// Cells, rules of breaking and gaps; then the measure; then what adjacent marks give up and how far
// each joint may give.
Cells cells_make(Arena *arena, const CodeList *list, const CellStyle *style, Measure *measure,
                 void *context);

// The em model of the vectors: widths without a font.
void measure_em_model(void *context, Cells *cells);

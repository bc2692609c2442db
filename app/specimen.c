#include "specimen.h"
#include "base/file.h"
#include "base/utf8.h"
#include "draw/raster.h"
#include "type/ruby.h"
#include "type/type.h"

enum { MARGIN = 56, CAPTION_PX = 18, CAPTION_GAP = 34, FRAME_DROP = 4 };

#define PAPER RGB(0xFAFBF8)
#define INK RGB(0x0A1E24)
#define QUIET RGB(0x3B5258)
#define GUIDE RGB(0x8FBFD0)
#define STRONG RGB(0xB8452A)

typedef struct {
    Fonts *fonts;
    Arena *arena;
    DrawList list;
} Sheet;

typedef struct {
    const char *name;
    int w, h;
    void (*draw)(Sheet *sheet);
} SheetSpec;

static const char BODY[] =
    "排字的人先看行首，再看行尾。句号、逗号不会独自站到下一行的开头；引号和括号（无论中文还是Engli"
    "sh）也各有各的位置——开的不留在行尾，合的不落在行首。两个标点挨在一起时，多出来的空白会收去一"
    "半：“这样读起来，就不会断气。”数字和它的单位是一个整体：28个字宽、24px、50%，都不会被拆到两行"
    "……一段文字的最后一行，至少要有两个字。";

// ---- putting ------------------------------------------------------------------

static void put(Sheet *sheet, const TextBlock *block, float x, float y, const Colour *inks,
                int ink_count)
{
    MaskAt *masks = arena_new(sheet->arena, MaskAt, block->glyph_count);
    for (int ink = 0; ink < ink_count; ink++) {
        int count = 0;
        for (int i = 0; i < block->glyph_count; i++) {
            int at_x = 0;
            int at_y = 0;
            if (block->glyphs[i].ink != ink) {
                continue;
            }
            Mask mask = glyph_mask(sheet->fonts, &block->glyphs[i], &at_x, &at_y);
            masks[count++] = (MaskAt){.mask = mask,
                                      .x = (int)(x + 0.5f) + at_x + mask.left,
                                      .y = (int)(y + 0.5f) + at_y - mask.top};
        }
        if (count) {
            list_glyphs(&sheet->list, masks, count, inks[ink], STR_NONE);
        }
    }
}

static TextBlock set(Sheet *sheet, const TextStyle *style, const char *text, float width)
{
    TextSpan span = {.text = str_from(text), .face = -1};
    return text_set(sheet->fonts, sheet->arena, style, &span, 1, width);
}

// Its height.
static float write(Sheet *sheet, const TextStyle *style, const char *text, float x, float y,
                   float width)
{
    TextBlock block = set(sheet, style, text, width);
    put(sheet, &block, x, y, (const Colour[]){INK}, 1);
    return block.height;
}

static void caption(Sheet *sheet, const char *text, float x, float y)
{
    TextStyle style = {.face = FACE_SANS_REGULAR, .size_px = CAPTION_PX};
    TextBlock block = set(sheet, &style, text, 0);
    put(sheet, &block, x, y, (const Colour[]){QUIET}, 1);
}

static void fill(Sheet *sheet, float x, float y, float w, float h, Colour colour)
{
    Paint paint = paint_colour(colour);
    RectPx rect = {(int)(x + 0.5f), (int)(y + 0.5f), (int)(w + 0.5f), (int)(h + 0.5f)};
    list_fill(&sheet->list, rect, &paint);
}

// The two edges of a measure, outside it.
static void guides(Sheet *sheet, float x, float y, float w, float h)
{
    fill(sheet, x - FRAME_DROP, y, 1, h, GUIDE);
    fill(sheet, x + w + FRAME_DROP - 1, y, 1, h, GUIDE);
}

static TextStyle body_style(float size)
{
    return (TextStyle){.face = FACE_SANS_REGULAR,
                       .size_px = size,
                       .line_px = size * 1.66f,
                       .align = ALIGN_JUSTIFY};
}

// A caption and below it a justified text between guides; returns the y below.
static float column(Sheet *sheet, const char *title, const TextStyle *style, const char *text,
                    float x, float y, float width)
{
    caption(sheet, title, x, y);
    y += CAPTION_GAP;
    float height = write(sheet, style, text, x, y, width);
    guides(sheet, x, y, width, height);
    return y + height;
}

// ---- sheets -------------------------------------------------------------------

static void draw_body(Sheet *sheet)
{
    static const int MEASURES[] = {16, 20, 28};
    float x = MARGIN;
    TextStyle style = body_style(22);
    for (int i = 0; i < COUNT(MEASURES); i++) {
        float width = style.size_px * (float)MEASURES[i];
        const char *title = str_format(sheet->arena, "%d em", MEASURES[i]).p;
        column(sheet, title, &style, BODY, x, MARGIN, width);
        x += width + 64;
    }
    style.is_hanging = true;
    style.indent_em = 2;
    x = MARGIN + 36 * style.size_px + 128;
    column(sheet, "17 em，行尾悬挂，首行缩进", &style, BODY, x, MARGIN + 300, 17 * style.size_px);
}

static void draw_titles(Sheet *sheet)
{
    static const Str NAMES[] = {{"避头尾", 9}, {"标点挤压", 12}, {"之间", 6}, {"《排版要求》", 18}};
    static const char *const TITLES[] = {
        "一行里的学问，一页里的分寸",
        "标点挤压与避头尾：从《排版要求》说起",
        "“两个标点”之间只剩一半空白",
    };
    float y = MARGIN;
    for (int i = 0; i < COUNT(TITLES); i++) {
        TextStyle style = {.face = FACE_SERIF_BLACK,
                           .size_px = 56,
                           .line_px = 70,
                           .is_balanced = true,
                           .whole_words = NAMES,
                           .whole_word_count = COUNT(NAMES)};
        caption(sheet, "56 px，9.5 em，均衡", MARGIN, y);
        TextBlock block = set(sheet, &style, TITLES[i], 9.5f * 56);
        put(sheet, &block, MARGIN, y + CAPTION_GAP, (const Colour[]){INK}, 1);
        guides(sheet, MARGIN, y + CAPTION_GAP, 9.5f * 56, block.height);
        style.is_balanced = false;
        style.whole_word_count = 0;
        float x = MARGIN + 640;
        caption(sheet, "同一标题，不均衡", x, y);
        block = set(sheet, &style, TITLES[i], 9.5f * 56);
        put(sheet, &block, x, y + CAPTION_GAP, (const Colour[]){INK}, 1);
        guides(sheet, x, y + CAPTION_GAP, 9.5f * 56, block.height);
        y += CAPTION_GAP + 2 * 70 + 40;
    }
}

static void draw_numbers(Sheet *sheet)
{
    static const char TEXT[] =
        "数和单位站在一起：3.5万亿元、120万人次、6000多年、第3届、350km/"
        "h、36.5℃、−5°C、￥1,280、±0."
        "5%、10:30、2024-02-18、100～200米、1/4em、5 km、60余项、№7、$99、20世纪80年代、3G与5G。";
    static const char *const TABLE[] = {"1,111.10", "8,888.80", "4,071.97", "60,500.00"};
    TextStyle style = body_style(26);
    float y = column(sheet, "14 em", &style, TEXT, MARGIN, MARGIN, 14 * 26);
    (void)y;
    float x = MARGIN + 14 * 26 + 72;
    column(sheet, "19 em", &style, TEXT, x, MARGIN, 19 * 26);
    x += 19 * 26 + 72;
    for (int i = 0; i < 2; i++) {
        TextStyle figures = {.face = FACE_SERIF_BOLD, .size_px = 36, .has_tabular_digits = i == 0};
        caption(sheet, i == 0 ? "等宽数字" : "字体原来的数字", x, MARGIN + (float)i * 260);
        for (int row = 0; row < COUNT(TABLE); row++) {
            TextBlock block = set(sheet, &figures, TABLE[row], 0);
            put(sheet, &block, x + 180 - block.width,
                MARGIN + CAPTION_GAP + (float)(i * 260 + row * 48), (const Colour[]){INK}, 1);
        }
    }
}

static void draw_mixed(Sheet *sheet)
{
    static const char TEXT[] =
        "在Debian 12上，FreeType画字形，HarfBuzz排字形；don’t里的撇号是单词的一部分，‘单引号’却不是"
        "。版本号v1.2.3、路径/usr/share、邮箱name@example.org都不拆开。Han与Latin之间留1/"
        "4个字宽，行"
        "首行尾不留；C++、A&B、24/7照写。";
    static const char ENGLISH[] =
        "English is set with straight quotes and hyphens; a line ends at a space, never inside a "
        "word. Figures such as 24 px, 1,280 and 50% keep together, and 'quotes' stay with what "
        "they hold.";
    TextStyle style = body_style(26);
    column(sheet, "18 em", &style, TEXT, MARGIN, MARGIN, 18 * 26);
    float x = MARGIN + 18 * 26 + 72;
    style.language = TEXT_EN;
    style.align = ALIGN_START;
    column(sheet, "English, 20 em", &style, ENGLISH, x, MARGIN, 20 * 26);
    TextSpan spans[] = {
        {.text = STR("一段里可以有"), .face = -1},
        {.text = STR("粗体"), .face = FACE_SANS_BOLD},
        {.text = STR("、"), .face = -1},
        {.text = STR("28"), .face = FACE_SERIF_BLACK, .ink = 1},
        {.text = STR("这样的数字，还有"), .face = -1},
        {.text = STR("带颜色的“链接”"), .face = -1, .ink = 1},
        {.text = STR("；样式换了，行首行尾的规矩不换。"), .face = -1},
    };
    style = body_style(26);
    caption(sheet, "一段里的几种样式，20 em", x, MARGIN + 300);
    TextBlock block = text_set(sheet->fonts, sheet->arena, &style, spans, COUNT(spans), 20 * 26);
    put(sheet, &block, x, MARGIN + 300 + CAPTION_GAP, (const Colour[]){INK, STRONG}, 2);
    guides(sheet, x, MARGIN + 300 + CAPTION_GAP, 20 * 26, block.height);
}

static void draw_vertical(Sheet *sheet)
{
    static const char *const COLUMNS[] = {"竖排的题签",     "“引号”变成直角",   "2024年12月3日",
                                          "破折号——转过来", "《书名》，也转。", "App与GDP各有方向"};
    TextStyle style = {.face = FACE_SERIF_BLACK, .size_px = 44, .line_px = 60};
    float x = 1010 - MARGIN - 60;
    for (int i = 0; i < COUNT(COLUMNS); i++) {
        TextBlock block =
            text_set_vertical(sheet->fonts, sheet->arena, &style, str_from(COLUMNS[i]), 0, 1.16f);
        put(sheet, &block, x, MARGIN, (const Colour[]){INK}, 1);
        x -= 108;
    }
    style = (TextStyle){.face = FACE_SANS_REGULAR, .size_px = 26, .line_px = 46};
    TextBlock block = text_set_vertical(sheet->fonts, sheet->arena, &style,
                                        STR("竖排也守行首行尾的规矩：句号、逗号不上列首；（括号）和"
                                            "——破折号转过来。两位数如24横在一格里"
                                            "，四位数如2024转九十度。"),
                                        15 * 26, 0);
    put(sheet, &block, x - block.width, MARGIN, (const Colour[]){INK}, 1);
    fill(sheet, x - block.width, MARGIN - FRAME_DROP, block.width, 1, GUIDE);
    fill(sheet, x - block.width, MARGIN + 15 * 26 + FRAME_DROP, block.width, 1, GUIDE);
}

static void draw_ruby(Sheet *sheet)
{
    const RubySpan TEXT[] = {
        {.text = STR("拼音站在字的正上方，"),
         .reading = STR("pīn yīn zhàn zài zì de zhèng shàng fāng"),
         .face = -1},
        {.text = STR("宽的读音如“双窗”把字距匀开；"),
         .reading = STR("kuān de dú yīn rú shuāng chuāng bǎ zì jù yún kāi"),
         .face = -1},
        {.text = STR("长荡湖、浒墅关这样的地名，读音由人定。"),
         .reading = STR("cháng dàng hú xǔ shù guān zhè yàng de dì míng dú yīn yóu rén dìng"),
         .face = -1},
        {.text = STR("数字28和English不注音。"),
         .reading = STR("shù zì hé bù zhù yīn"),
         .face = -1},
    };
    const RubySpan NAME[] = {
        {.text = STR("卜弋·奔牛·孟河"), .reading = STR("bǔ yì bēn niú mèng hé"), .face = -1}};
    TextStyle style = {.face = FACE_SANS_REGULAR, .size_px = 32, .align = ALIGN_JUSTIFY};
    RubyStyle ruby = {.face = FACE_SANS_REGULAR, .ink = 1};
    const Colour inks[] = {INK, QUIET};
    caption(sheet, "20 em", MARGIN, MARGIN);
    TextBlock block =
        text_set_ruby(sheet->fonts, sheet->arena, &style, &ruby, TEXT, COUNT(TEXT), 20 * 32);
    put(sheet, &block, MARGIN, MARGIN + CAPTION_GAP, inks, 2);
    guides(sheet, MARGIN, MARGIN + CAPTION_GAP, 20 * 32, block.height);
    float x = MARGIN + 20 * 32 + 72;
    caption(sheet, "标题", x, MARGIN);
    style = (TextStyle){.face = FACE_SERIF_BLACK, .size_px = 56};
    block = text_set_ruby(sheet->fonts, sheet->arena, &style, &ruby, NAME, COUNT(NAME), 0);
    put(sheet, &block, x, MARGIN + CAPTION_GAP, inks, 2);
    caption(sheet, "12 em", x, MARGIN + 220);
    style = (TextStyle){.face = FACE_SANS_REGULAR, .size_px = 32, .align = ALIGN_JUSTIFY};
    block = text_set_ruby(sheet->fonts, sheet->arena, &style, &ruby, TEXT, 2, 12 * 32);
    put(sheet, &block, x, MARGIN + 220 + CAPTION_GAP, inks, 2);
    guides(sheet, x, MARGIN + 220 + CAPTION_GAP, 12 * 32, block.height);
}

static void draw_edges(Sheet *sheet)
{
    // Each would begin the second line.
    static const char *const CLOSING[] = {"、", "，", "。", "；", "：", "？", "！", "”",  "’",
                                          "）", "》", "】", "·",  "～", "／", "——", "……", "％"};
    // Each would end the first.
    static const char *const OPENING[] = {"“", "‘", "（", "《", "【", "「", "￥", "第", "A"};
    TextStyle style = body_style(22);
    float width = 6 * style.size_px;
    for (int i = 0; i < COUNT(CLOSING) + COUNT(OPENING); i++) {
        bool is_closing = i < COUNT(CLOSING);
        const char *mark = is_closing ? CLOSING[i] : OPENING[i - COUNT(CLOSING)];
        const char *text = is_closing ? str_format(sheet->arena, "一二三四五六%s七八九十", mark).p
                                      : str_format(sheet->arena, "一二三四五%s28七八九十", mark).p;
        float x = MARGIN + (float)(i % 7) * (width + 36);
        float y = MARGIN + (float)(i / 7) * 150;
        column(sheet, mark, &style, text, x, y, width);
    }
}

// Every character in its full cell, a line full when the next does not fit: what most programs do.
static float write_naive(Sheet *sheet, const char *text, float x, float y, float width)
{
    TextStyle style = body_style(24);
    style.align = ALIGN_START;
    float pen = 0;
    float top = y;
    Utf8 it = utf8_walk(str_from(text));
    while (utf8_next(&it)) {
        Str character = str_sub(it.text, it.start, it.at - it.start);
        TextSpan span = {.text = character, .face = -1};
        TextBlock block = text_set(sheet->fonts, sheet->arena, &style, &span, 1, 0);
        bool is_narrow = it.code < 0x2000 || it.code == 0x2019;
        float advance = is_narrow ? block.width : style.size_px;
        bool is_opening = str_find(STR("“‘（《【「"), character) >= 0 && !is_narrow;
        if (pen + advance > width) {
            pen = 0;
            top += style.line_px;
        }
        put(sheet, &block, x + pen + (is_opening ? style.size_px / 2 : 0), top,
            (const Colour[]){INK}, 1);
        pen += advance;
    }
    return top + style.line_px;
}

static void draw_naive(Sheet *sheet)
{
    static const char TEXT[] = "字一个接一个地放，放满就换行，句号、逗号就会跑到行首；“引号”和（括"
                               "号）留在行尾。把同一段文字交"
                               "给会排版的程序，标点该让的让，该收的收：“看，行首行尾都干净了。”连1"
                               "20万人次、350km/h这样的数也"
                               "不再拆成两半……最后一行也不会只剩一个字。";
    float width = 17 * 24;
    caption(sheet, "逐字填满", MARGIN, MARGIN);
    float end = write_naive(sheet, TEXT, MARGIN, MARGIN + CAPTION_GAP, width);
    guides(sheet, MARGIN, MARGIN + CAPTION_GAP, width, end - MARGIN - CAPTION_GAP);
    TextStyle style = body_style(24);
    column(sheet, "本程序，两端对齐", &style, TEXT, MARGIN + width + 80, MARGIN, width);
    style.align = ALIGN_START;
    column(sheet, "本程序，左齐", &style, TEXT, MARGIN + 2 * (width + 80), MARGIN, width);
}

// clang-format off
static const SheetSpec SHEETS[] = {
    {"body",     1620, 780, draw_body},
    {"titles",   1280, 720, draw_titles},
    {"numbers",  1280, 620, draw_numbers},
    {"mixed",    1240, 560, draw_mixed},
    {"vertical", 1010, 620, draw_vertical},
    {"ruby",     1280, 580, draw_ruby},
    {"edges",    1280, 680, draw_edges},
    {"naive",    1500, 420, draw_naive},
};
// clang-format on

static bool write_sheet(Sheet *sheet, const SheetSpec *spec, Raster *raster, Str folder, Err *err)
{
    sheet->list = list_begin(sheet->arena, spec->w, spec->h);
    fonts_begin_frame(sheet->fonts);
    fill(sheet, 0, 0, (float)spec->w, (float)spec->h, PAPER);
    spec->draw(sheet);
    Surface surface = surface_make(spec->w, spec->h);
    raster_paint(raster, &sheet->list, &(RectPx){0, 0, spec->w, spec->h}, 1, surface);
    Str path = file_join(sheet->arena, folder, str_format(sheet->arena, "%s.png", spec->name));
    bool is_written = surface_write_png(&surface, path.p, err);
    surface_free(&surface);
    return is_written;
}

bool specimen_write(Arena *arena, const char *fonts_folder, const char *folder, Err *err)
{
    Fonts *fonts = fonts_open(fonts_folder, err);
    if (!fonts) {
        return false;
    }
    Raster *raster = raster_open(1, 16 * MIB);
    bool is_good = file_make_folders(folder, err);
    for (int i = 0; i < COUNT(SHEETS) && is_good; i++) {
        ArenaMark mark = arena_mark(arena);
        Sheet sheet = {.fonts = fonts, .arena = arena};
        is_good = write_sheet(&sheet, &SHEETS[i], raster, str_from(folder), err);
        arena_release(arena, mark);
    }
    raster_close(raster);
    fonts_close(fonts);
    return is_good;
}

#include "venue/safe.h"
#include "base/say.h"
#include <SDL.h>
#include <SDL_ttf.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

static const SDL_Color GROUND = {0x0D, 0x36, 0x42, 255};
static const SDL_Color TITLE = {0xFA, 0xFB, 0xF8, 255};
static const SDL_Color HEADING = {0xFF, 0xC6, 0x2B, 255};
static const SDL_Color BODY = {0xEE, 0xF3, 0xF0, 255};
static const SDL_Color SMALL = {0xD5, 0xE4, 0xE1, 255};

enum {
    POLL_MS = 5000,
    ALIVE_MS = 1000,
    MIN_SIDE_PX = 64,
    MIN_EM_PX = 7,
    MAX_BLOCKS = 12,
    MAX_LINE = 1024
};

// ---- fonts ----------------------------------------------------------------

typedef struct {
    char path[512];
    long index;
    SafeLook look;
} FoundFont;

// Opens far enough to know that it can be drawn with: a damaged file may open and have no glyph.
static bool can_draw(const char *path, long index, Uint32 code, const char *family_part)
{
    TTF_Font *font = TTF_OpenFontIndex(path, 24, index);
    if (!font) {
        return false;
    }
    const char *family = TTF_FontFaceFamilyName(font);
    bool is_right = TTF_GlyphIsProvided32(font, code) != 0 &&
                    (!family_part || (family && strstr(family, family_part)));
    SDL_Surface *glyph = is_right ? TTF_RenderGlyph32_Blended(font, code, TITLE) : NULL;
    SDL_FreeSurface(glyph);
    TTF_CloseFont(font);
    return glyph != NULL;
}

static bool take(FoundFont *found, const char *path, long index, SafeLook look)
{
    snprintf(found->path, sizeof found->path, "%s", path);
    found->index = index;
    found->look = look;
    return true;
}

static bool find_own(const char *folder, FoundFont *found)
{
    static const char *const FILES[] = {"sans-medium.otf", "sans-regular.otf", "sans-bold.otf"};
    for (int i = 0; folder && i < 3; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, FILES[i]);
        if (can_draw(path, 0, 0x6545 /* 故 */, NULL)) {
            return take(found, path, 0, SAFE_IN_CHINESE);
        }
    }
    return false;
}

static bool find_noto(const char *root, FoundFont *found)
{
    static const char *const FILES[] = {"NotoSansCJK-Medium.ttc", "NotoSansCJK-Regular.ttc",
                                        "NotoSansCJK-Bold.ttc"};
    for (int i = 0; i < 3; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/opentype/noto/%s", root, FILES[i]);
        for (long index = 0; index < 10; index++) { // place 0 is Japanese
            if (can_draw(path, index, 0x6545, "CJK SC")) {
                return take(found, path, index, SAFE_IN_CHINESE);
            }
        }
    }
    return false;
}

static bool find_any(const char *root, FoundFont *found)
{
    // glob is the operating system's, but nothing of the program may be needed here.
    static const char *const PATTERNS[] = {"*.ttf",     "*.otf",     "*/*.ttf",  "*/*.otf",
                                           "*/*/*.ttf", "*/*/*.otf", "*/*/*.ttc"};
    bool is_found = false;
    for (int i = 0; i < 7 && !is_found; i++) {
        char pattern[512];
        snprintf(pattern, sizeof pattern, "%s/%s", root, PATTERNS[i]);
        glob_t files;
        if (glob(pattern, 0, NULL, &files) != 0) {
            continue;
        }
        for (size_t n = 0; n < files.gl_pathc && !is_found; n++) {
            if (can_draw(files.gl_pathv[n], 0, 'g', NULL)) {
                is_found = take(found, files.gl_pathv[n], 0, SAFE_IN_ASCII);
            }
        }
        globfree(&files);
    }
    return is_found;
}

static SafeLook find_font(const SafeOptions *options, FoundFont *found)
{
    const char *root = options->system_fonts ? options->system_fonts : "/usr/share/fonts";
    *found = (FoundFont){.look = SAFE_WITHOUT_TEXT};
    if (!find_own(options->fonts, found) && !find_noto(root, found)) {
        find_any(root, found);
    }
    return found->look;
}

// ---- blocks of text -------------------------------------------------------

typedef struct {
    const char *text;
    float em;     // of the base size
    float before; // blank above, in em of the base size
    SDL_Color colour;
} Block;

typedef struct {
    Block items[MAX_BLOCKS];
    int count;
} Blocks;

static void add(Blocks *blocks, const char *text, float em, float before, SDL_Color colour)
{
    if (text && text[0] && blocks->count < MAX_BLOCKS) {
        blocks->items[blocks->count++] = (Block){text, em, before, colour};
    }
}

static void add_part(Blocks *blocks, SayId heading, const char *text)
{
    if (text && text[0]) {
        add(blocks, say_plain(heading), 0.8f, 1.0f, HEADING);
        add(blocks, text, 1, 0.2f, BODY);
    }
}

static void write_blocks(const SafeReason *reason, SafeLook look, Blocks *blocks)
{
    if (look == SAFE_IN_ASCII) { // the language of whoever must repair it, without its own font
        add(blocks, "This screen is out of order for the moment.", 2, 0, TITLE);
        add(blocks, "Please ask the staff.", 1, 0.5f, BODY);
        add(blocks,
            "Staff: the screen found no Chinese font, so this message is in English. "
            "The kiosk could not open its story or its fonts. Install the package "
            "fonts-noto-cjk or install the kiosk again; then start it again.",
            1, 1, BODY);
        return;
    }
    add(blocks, say_plain(SAY_SAFE_TITLE), 2, 0, TITLE);
    add(blocks, say_plain(SAY_SAFE_VISITOR), 1, 0.5f, BODY);
    add_part(blocks, SAY_SAFE_FAILED, reason->failed);
    add_part(blocks, SAY_SAFE_TRIED, reason->tried);
    add_part(blocks, SAY_SAFE_ADVICE, reason->advice);
    add_part(blocks, SAY_SAFE_CALL, reason->call);
    add(blocks, reason->detail, 0.7f, 1, SMALL);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static bool may_not_start(const char *text)
{
    static const char *const MARKS[] = {"，", "。", "、", "；", "：", "！", "？", "）",
                                        "》", "”",  "’",  "」", ".",  ",",  ")"};
    for (int i = 0; i < 15; i++) {
        if (strncmp(text, MARKS[i], strlen(MARKS[i])) == 0) {
            return true;
        }
    }
    return false;
}

static int back_one(const char *text, int n)
{
    do {
        n--;
    } while (n > 0 && is_continuation(text[n]));
    return n;
}

static bool is_word_char(char c)
{
    return c != ' ' && (unsigned char)c < 0x80;
}

// Bytes of `text` (one paragraph, `n` bytes) that stand on the next line: at least one character.
static int fit_line(TTF_Font *font, const char *text, int n, int width_px)
{
    char line[MAX_LINE];
    int most = n < MAX_LINE - 1 ? n : MAX_LINE - 1;
    while (most > 0 && most < n && is_continuation(text[most])) {
        most--;
    }
    memcpy(line, text, (size_t)most);
    line[most] = '\0';
    int extent;
    int fitting = 0;
    if (TTF_MeasureUTF8(font, line, width_px, &extent, &fitting) != 0) {
        return most;
    }
    int end = 0;
    for (int i = 0; i < fitting && end < most; i++) {
        end++;
        while (end < most && is_continuation(text[end])) {
            end++;
        }
    }
    if (end >= n) {
        return n;
    }
    int best = end;
    while (best > 0 && ((is_word_char(text[best]) && is_word_char(text[best - 1])) ||
                        may_not_start(text + best))) {
        best = back_one(text, best);
    }
    best = best > 0 ? best : end; // a word longer than the line
    if (best > 0) {
        return best;
    }
    do {
        best++;
    } while (best < n && is_continuation(text[best]));
    return best;
}

// Draws the text at (x, *y) and moves *y below it; `target` NULL only measures.
static void set_text(SDL_Surface *target, TTF_Font *font, const char *text, SDL_Color colour, int x,
                     int width_px, int *y)
{
    int skip = TTF_FontLineSkip(font);
    for (const char *p = text; *p;) {
        int paragraph = (int)strcspn(p, "\n");
        for (int at = 0; at < paragraph;) {
            int n = fit_line(font, p + at, paragraph - at, width_px);
            char line[MAX_LINE];
            snprintf(line, sizeof line, "%.*s", n, p + at);
            SDL_Surface *picture =
                target && line[0] ? TTF_RenderUTF8_Blended(font, line, colour) : NULL;
            if (picture) {
                SDL_Rect part = {0, 0, picture->w < width_px ? picture->w : width_px, picture->h};
                SDL_Rect place = {x, *y, part.w, part.h};
                SDL_BlitSurface(picture, &part, target, &place);
                SDL_FreeSurface(picture);
            }
            at += n;
            while (at < paragraph && p[at] == ' ') {
                at++;
            }
            *y += skip;
        }
        p += paragraph + (p[paragraph] == '\n' ? 1 : 0);
    }
}

// Height of all blocks, or drawn.
static int set_blocks(SDL_Surface *target, const FoundFont *found, const Blocks *blocks,
                      float em_px, int x, int y, int width_px)
{
    for (int i = 0; i < blocks->count; i++) {
        const Block *block = &blocks->items[i];
        int size_px = (int)(em_px * block->em + 0.5f);
        TTF_Font *font = TTF_OpenFontIndex(found->path, size_px > 1 ? size_px : 1, found->index);
        if (!font) {
            continue;
        }
        y += (int)(em_px * block->before);
        set_text(target, font, block->text, block->colour, x, width_px, &y);
        TTF_CloseFont(font);
    }
    return y;
}

static void draw_code(SDL_Surface *target, const SafeCode *code, int x, int y)
{
    int px = code->module_px;
    SDL_Rect white = {x, y, safe_code_px(code), safe_code_px(code)};
    SDL_FillRect(target, &white, SDL_MapRGB(target->format, 255, 255, 255));
    for (int i = 0; i < code->side * code->side; i++) {
        if (code->modules[i] & 1) {
            SDL_Rect black = {x + (SAFE_QUIET + i % code->side) * px,
                              y + (SAFE_QUIET + i / code->side) * px, px, px};
            SDL_FillRect(target, &black, SDL_MapRGB(target->format, 0, 0, 0));
        }
    }
}

// The words in `box`, as large as they fit.
static void draw_words(SDL_Surface *target, const FoundFont *found, const Blocks *blocks,
                       SDL_Rect box, float em_px)
{
    int used = set_blocks(NULL, found, blocks, em_px, box.x, 0, box.w);
    while (used > box.h && em_px * 0.9f >= MIN_EM_PX) {
        em_px *= 0.9f;
        used = set_blocks(NULL, found, blocks, em_px, box.x, 0, box.w);
    }
    SDL_SetClipRect(target, &box); // what still does not fit is cut at the margin
    int top = used < box.h ? box.y + (box.h - used) / 3 : box.y;
    set_blocks(target, found, blocks, em_px, box.x, top, box.w);
    SDL_SetClipRect(target, NULL);
}

static SafeCode make_code(const SafeReason *reason, int short_side)
{
    int least_px = short_side * SAFE_MODULE_PX / 1080;
    least_px = least_px < SAFE_MODULE_PX ? SAFE_MODULE_PX : least_px;
    bool is_wanted = reason->report.version && reason->report.version[0];
    return is_wanted ? safe_code_make(&reason->report, short_side * 42 / 100, least_px)
                     : (SafeCode){0};
}

// What the code is for: below it, or to the right of it.
static void draw_caption(SDL_Surface *target, const FoundFont *found, bool is_wide, SDL_Rect code,
                         int margin, int code_px)
{
    Blocks blocks = {.count = 0};
    add(&blocks, say_plain(SAY_SAFE_CODE), 1, 0, SMALL);
    float em_px = (float)code_px / 18;
    SDL_Rect below = {code.x, code.y + code_px + margin / 4, code_px, margin};
    SDL_Rect beside = {code.x + code_px + margin / 2, code.y, code.w - code_px - margin / 2,
                       code_px};
    SDL_Rect box = is_wide ? below : beside;
    draw_words(target, found, &blocks, box, em_px);
}

static SafeLook paint(SDL_Surface *target, const SafeReason *reason, const SafeOptions *options)
{
    SDL_FillRect(target, NULL, SDL_MapRGB(target->format, GROUND.r, GROUND.g, GROUND.b));
    int short_side = target->w < target->h ? target->w : target->h;
    if (short_side < MIN_SIDE_PX) {
        return SAFE_WITHOUT_TEXT;
    }
    // The code stands beside the words on a wide screen and below them on a high one.
    int margin = short_side / 12;
    SDL_Rect box = {margin, margin, target->w - 2 * margin, target->h - 2 * margin};
    SafeCode code = make_code(reason, short_side);
    int code_px = safe_code_px(&code);
    bool is_wide = target->w > target->h;
    SDL_Rect place = {target->w - margin - code_px, margin + (box.h - code_px) / 2, code_px, 0};
    if (code_px && is_wide) {
        box.w -= code_px + margin;
    } else if (code_px) {
        box.h -= code_px + margin;
        place = (SDL_Rect){margin, target->h - margin - code_px, box.w, 0};
    }
    draw_code(target, &code, is_wide ? place.x : margin, place.y);
    safe_code_free(&code);
    if (TTF_Init() != 0) {
        return SAFE_WITHOUT_TEXT;
    }
    FoundFont found;
    if (find_font(options, &found) != SAFE_WITHOUT_TEXT) {
        float em_px = (float)short_side / 27; // 40 px of 1080
        Blocks blocks = {.count = 0};
        write_blocks(reason, found.look, &blocks);
        draw_words(target, &found, &blocks, box, em_px);
        if (code_px && found.look == SAFE_IN_CHINESE) {
            draw_caption(target, &found, is_wide, place, margin, code_px);
        }
    }
    TTF_Quit();
    return found.look;
}

// The picture of w × h as it comes on glass.
static SafeLook paint_turned(SDL_Surface *glass, const SafeReason *reason,
                             const SafeOptions *options)
{
    bool is_across = options->turns % 2 != 0;
    int w = is_across ? glass->h : glass->w;
    int h = is_across ? glass->w : glass->h;
    SDL_Surface *upright = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_Surface *turned =
        SDL_CreateRGBSurfaceWithFormat(0, glass->w, glass->h, 32, SDL_PIXELFORMAT_ARGB8888);
    SafeLook look = SAFE_WITHOUT_TEXT;
    if (upright && turned) {
        look = paint(upright, reason, options);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int to_x = x;
                int to_y = y;
                for (int i = 0, high = h, wide = w; i < (options->turns & 3); i++) {
                    int before = to_x;
                    to_x = high - 1 - to_y;
                    to_y = before;
                    int kept = high;
                    high = wide;
                    wide = kept;
                }
                const Uint8 *from = (const Uint8 *)upright->pixels + y * upright->pitch + x * 4;
                memcpy((Uint8 *)turned->pixels + to_y * turned->pitch + to_x * 4, from, 4);
            }
        }
        SDL_SetSurfaceBlendMode(turned, SDL_BLENDMODE_NONE);
        SDL_BlitSurface(turned, NULL, glass, NULL);
    }
    SDL_FreeSurface(upright);
    SDL_FreeSurface(turned);
    return look;
}

SafeLook safe_paint(uint32_t *pixels, int w, int h, const SafeReason *reason,
                    const SafeOptions *options)
{
    SDL_Surface *target =
        SDL_CreateRGBSurfaceWithFormatFrom(pixels, w, h, 32, w * 4, SDL_PIXELFORMAT_ARGB8888);
    if (!target) {
        return SAFE_WITHOUT_TEXT;
    }
    SafeLook look = paint_turned(target, reason, options);
    SDL_FreeSurface(target);
    return look;
}

// ---- the window -----------------------------------------------------------

SafeReason safe_reason(const Err *err)
{
    return (SafeReason){.failed = err->what, .advice = err->hint, .detail = err->where};
}

static void show(SDL_Window *window, const SafeReason *reason, const SafeOptions *options)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window);
    if (surface) {
        paint_turned(surface, reason, options);
        SDL_UpdateWindowSurface(window);
    }
}

// Only from a window: in the hall neither a key nor a close request leaves it. SDL's own quit means that
// the display server is gone, and everything it showed.
static bool is_way_out(const SDL_Event *event, const SafeOptions *options)
{
    if (event->type == SDL_QUIT || !options->is_window) {
        return event->type == SDL_QUIT;
    }
    bool is_control = (event->key.keysym.mod & KMOD_CTRL) != 0;
    return (event->type == SDL_WINDOWEVENT && event->window.event == SDL_WINDOWEVENT_CLOSE) ||
           (event->type == SDL_KEYDOWN && (event->key.keysym.sym == SDLK_ESCAPE ||
                                           (event->key.keysym.sym == SDLK_q && is_control)));
}

static int least(Uint64 left_ms, int most_ms)
{
    return left_ms < (Uint64)most_ms ? (int)left_ms : most_ms;
}

// Until quit or back; `window` is painted again when it was covered or changed size.
static SafeEnd stay(SDL_Window *window, const SafeReason *reason, const SafeOptions *options)
{
    Uint64 poll_ms = (Uint64)(options->poll_ms > 0 ? options->poll_ms : POLL_MS);
    Uint64 next_ms = SDL_GetTicks64() + poll_ms;
    show(window, reason, options);
    for (;;) {
        if (options->goes_on && !options->goes_on(options->context)) {
            return SAFE_QUIT;
        }
        Uint64 now_ms = SDL_GetTicks64();
        if (now_ms >= next_ms) {
            if (options->is_back && options->is_back(options->context)) {
                return SAFE_BACK;
            }
            now_ms = SDL_GetTicks64();
            next_ms = now_ms + poll_ms;
        }
        SDL_Event event;
        int got = SDL_WaitEventTimeout(&event, least(next_ms - now_ms, ALIVE_MS));
        if (got && is_way_out(&event, options)) {
            return SAFE_QUIT;
        }
        if (got && event.type == SDL_WINDOWEVENT &&
            (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED ||
             event.window.event == SDL_WINDOWEVENT_EXPOSED ||
             event.window.event == SDL_WINDOWEVENT_SHOWN ||
             event.window.event == SDL_WINDOWEVENT_RESTORED)) {
            show(window, reason, options);
        }
    }
}

SafeEnd safe_show(const SafeReason *reason, const SafeOptions *options)
{
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0"); // without its plugin: black for ever
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    if (!options->is_window) {
        SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); // a signal ends the program, no event does
    }
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return SAFE_NO_DISPLAY;
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    if (driver && strcmp(driver, "x11") == 0) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); // no detour over OpenGL
    }
    Uint32 flags = options->is_window ? SDL_WINDOW_RESIZABLE : SDL_WINDOW_FULLSCREEN_DESKTOP;
    int place = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)options->display);
    SDL_Window *window = SDL_CreateWindow(say_plain(SAY_SAFE_TITLE), place, place,
                                          options->w > 0 ? options->w : 1280,
                                          options->h > 0 ? options->h : 720, flags);
    SafeEnd end = SAFE_NO_DISPLAY;
    if (window) {
        if (!options->is_window) {
            SDL_ShowCursor(SDL_DISABLE);
        }
        end = stay(window, reason, options);
        SDL_ShowCursor(SDL_ENABLE);
        SDL_DestroyWindow(window);
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "0"); // the kiosk's own window wants them
    return end;
}

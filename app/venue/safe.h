// Safe: the screen of last resort, in plain words, when the story, the faces or the kiosk itself fail.
//
// It says what failed, what was tried, what to do and whom to call, shows a code from which a phone takes
// a report (safe_code.h), and goes away by itself once the story is back. It is drawn by SDL2_ttf alone
// and shares no code with the pages on purpose: whatever broke them must not break it. It knows no story and no route. Close the kiosk's screen first.
//
// Which words it can show depends on the fonts it finds: the kiosk's own faces, then Debian's Noto CJK,
// then any font at all for a message in ASCII English, then none: a plain coloured window with a title.
#pragma once
#include "base/err.h"
#include "venue/safe_code.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct { // sentences in the staff's language (say.h); NULL or "" leaves a part out
    const char *failed;
    const char *tried;
    const char *advice;
    const char *call;   // whom to call, as configured
    const char *detail; // small print for technicians: file and place
    SafeReport report;  // for the code; without a version there is none
} SafeReason;

typedef struct {
    bool is_window;           // else fullscreen
    int display;              // 0: the first
    int w, h;                 // of the window, px; 0: 1280 x 720
    int turns;                // quarter turns of the picture, clockwise, as the kiosk's
    const char *fonts;        // folder of the kiosk's faces; NULL: none
    const char *system_fonts; // NULL: /usr/share/fonts
    int poll_ms;              // 0: 5000
    // Asked every poll_ms, while the screen stays up: is the story back? Try to open it here and keep
    // it when that works. NULL: nobody can say.
    bool (*is_back)(void *context);
    // Called at least once a second, to tell who watches that the screen lives. False: an orderly end was
    // asked for. NULL: nobody watches.
    bool (*goes_on)(void *context);
    void *context;
} SafeOptions;

typedef enum {
    SAFE_QUIT, // a window was closed, or left by Esc or Ctrl-Q; fullscreen only `goes_on` ends it, and
               // the end of the display server
    SAFE_BACK,       // the story is back
    SAFE_NO_DISPLAY, // there is nothing to show it on
} SafeEnd;

typedef enum { SAFE_IN_CHINESE, SAFE_IN_ASCII, SAFE_WITHOUT_TEXT } SafeLook;

// `failed`, `advice` and `detail` of an Err, which must outlive the reason.
SafeReason safe_reason(const Err *err);
// Stays until quit or until the story is back; asleep in between.
SafeEnd safe_show(const SafeReason *reason, const SafeOptions *options);
// The picture alone, turned as it comes on glass: w × h pixels of 0xAARRGGBB, row after row. Any size
// will do, even 1 x 1.
SafeLook safe_paint(uint32_t *pixels, int w, int h, const SafeReason *reason,
                    const SafeOptions *options);

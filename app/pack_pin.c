#include "pack_pin.h"
#include "base/err.h"
#include "venue/pin.h"
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static void ask(SayId question, char *out, int size)
{
    bool is_terminal = isatty(STDIN_FILENO) == 1;
    struct termios before;
    if (is_terminal) {
        fputs(say_plain(question), stderr);
        is_terminal = tcgetattr(STDIN_FILENO, &before) == 0;
    }
    if (is_terminal) {
        struct termios quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    if (!fgets(out, size, stdin)) {
        out[0] = '\0';
    }
    out[strcspn(out, "\r\n")] = '\0';
    if (is_terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
}

static bool refuse(SayId what, SayId hint)
{
    Err err = {0};
    char text[1024];
    err_say(&err, "", what, hint, NULL);
    err_print(&err, text, sizeof text);
    fputs(text, stderr);
    return false;
}

bool pack_pin(void)
{
    char pin[64];
    char again[64];
    char hash[PIN_HASH];
    ask(SAY_PACK_PIN_ASK, pin, sizeof pin);
    if (!pin_is_well_formed(pin)) {
        return refuse(SAY_PACK_PIN_BAD, SAY_PACK_PIN_BAD_HINT);
    }
    ask(SAY_PACK_PIN_AGAIN, again, sizeof again);
    if (strcmp(pin, again) != 0) {
        return refuse(SAY_PACK_PIN_DIFFERS, SAY_PACK_PIN_BAD_HINT);
    }
    if (!pin_make_hash(pin, hash)) {
        return refuse(SAY_PACK_PIN_MEMORY, SAY_PACK_PIN_MEMORY_HINT);
    }
    printf("[staff]\npin_hash = %s\n", hash);
    return true;
}

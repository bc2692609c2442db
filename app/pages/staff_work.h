// Staff work: what goes on behind the panel, told as plain values: the sticks, the bundle on one of them
// and how far it is, the way back, the export, how the machine was used, and what became of the last
// update.
//
// The main fills it (staff.h: `work`); the pages only show it. It knows no file and no thread. Unknown
// texts are empty. Sentences are in the language that `watch` was told.
#pragma once
#include "base/err.h"
#include <stdint.h>

enum {
    WORK_BUNDLES = 16, // listed; more are told as `has_more`
    WORK_KINDS = 48,   // of things that change
    WORK_DAYS = 14,
    WORK_PAGES = 24,
    WORK_TEXT = 64,
    WORK_SHUT_MS =
        1000, // between the switch and the end of the program: time to read that it went well
};

typedef enum {
    WORK_NOTHING,  // no bundle is at hand
    WORK_LOOKING,  // at the chosen one
    WORK_READY,    // it may be applied
    WORK_REFUSED,  // it cannot be used: `err`
    WORK_APPLYING, // until the switch the old content is shown
    WORK_FAILED, // applying it went wrong or was cancelled: `err`. Stays until one is chosen again
    WORK_SWITCHED, // the program ends and begins again with the other content
} WorkState;

typedef enum {
    STEP_READ,
    STEP_VERIFY,
    STEP_WRITE,
    STEP_CHECK,
    STEP_SWITCH,
    WORK_STEPS,
} WorkStep;

typedef struct {
    char name[96], place[WORK_TEXT]; // file; folder below the root where sticks are mounted
    int64_t bytes;
    char changed[11];
} WorkBundle;

typedef struct {
    char version[WORK_TEXT], built[16], as_of[16];
} WorkStory;

typedef struct {
    char entity[32]; // table: "figure"
    int added, changed, removed;
} WorkKind;

typedef enum { EXPORT_NOT, EXPORT_RUNNING, EXPORT_DONE, EXPORT_FAILED } ExportState;

// What became of the last update or roll back; kept over restarts.
typedef enum {
    TOLD_NOTHING,
    TOLD_UPDATED,  // to `now`
    TOLD_BACK,     // by hand, to `now`
    TOLD_DIED,     // taken back to `now`, for the program died twice with `other`
    TOLD_UNOPENED, // taken back to `now`, for `other` did not open
    TOLD_FAILED,   // nothing changed: `text`
} ToldKind;

typedef struct {
    ToldKind kind;
    char date[11];
    WorkStory now, other;
    char text[384];
} WorkTold;

typedef struct {
    bool is_read;
    bool is_kept; // there is a journal
    int visits[WORK_DAYS], touches[WORK_DAYS];
    int64_t last_day; // of the last of them, today: local days since 1970-01-01
    struct {
        char page[32];
        int views;
    } pages[WORK_PAGES];
    int page_count, views; // views: of all pages
} WorkUsage;

typedef struct StaffWork {
    // sticks
    bool has_stick, is_read_only;
    char stick[WORK_TEXT];
    // bundles, newest first
    WorkBundle bundles[WORK_BUNDLES];
    int bundle_count, chosen;
    bool has_more;
    // the chosen one
    WorkState state;
    uint64_t plan; // names what was looked at: `apply` wants it back
    WorkStep step; // LOOKING, APPLYING, FAILED
    float part;    // 0..1 of the step
    bool has_from;
    WorkStory from, to;
    char signer[WORK_TEXT], key_id[17], comment[256];
    int64_t bytes, free; // the story's; the disk's
    bool was_taken_back;
    bool is_shown;              // REFUSED for nothing worse than that it is what is shown
    WorkKind kinds[WORK_KINDS]; // those with a change
    int kind_count;
    WorkKind rows, pictures; // all; picture files
    Err err;
    // the way back
    bool can_go_back, is_going_back;
    WorkStory now, before;
    Err back_err; // what[0]: it did not work
    // export
    ExportState export_state;
    char export_name[128]; // "USB/zhanting-2026-11-22"
    Err export_err;
    WorkUsage usage;
    WorkTold told;
} StaffWork;

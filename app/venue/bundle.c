#include "venue/bundle.h"
#include "base/file.h"
#include "store/store.h"
#include "store/update_diff.h"
#include "venue/update_fit.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024, VERSION_PARTS = 16 };

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof((BundleReader *)0)->hash,
               "the state of the hash fits");

static bool damaged(const char *path, const char *why, Err *err)
{
    return err_say(err, path, SAY_BUNDLE_DAMAGED, SAY_BUNDLE_DAMAGED_HINT, path, why, NULL);
}

// ---- the manifest -------------------------------------------------------------------

typedef enum { FIELD_TEXT, FIELD_INT, FIELD_INT64 } FieldKind;

typedef struct {
    const char *key;
    FieldKind kind;
    size_t at, size;
} Field;

#define TEXT_FIELD(key, member)                                                                    \
    {                                                                                              \
        key, FIELD_TEXT, offsetof(Manifest, member), sizeof((Manifest *)0)->member                 \
    }

static const Field FIELDS[] = {
    TEXT_FIELD("city", city),
    TEXT_FIELD("version", version),
    TEXT_FIELD("built", built),
    TEXT_FIELD("as_of", as_of),
    {"schema", FIELD_INT, offsetof(Manifest, schema), sizeof(int)},
    {"rows", FIELD_INT, offsetof(Manifest, rows), sizeof(int)},
    {"pictures", FIELD_INT, offsetof(Manifest, pictures), sizeof(int)},
    {"bytes", FIELD_INT64, offsetof(Manifest, bytes), sizeof(int64_t)},
    TEXT_FIELD("sha256", sha256),
};
static const char HEAD[] = "zhanting-bundle: 1\n";
static const char END[] = "end\n";

static Str manifest_text(Arena *arena, const Manifest *manifest)
{
    Str text = STR(HEAD);
    for (int i = 0; i < COUNT(FIELDS); i++) {
        const char *value = (const char *)manifest + FIELDS[i].at;
        int64_t number = 0;
        int small = 0;
        if (FIELDS[i].kind == FIELD_INT) {
            memcpy(&small, value, sizeof small);
            number = small;
        } else if (FIELDS[i].kind == FIELD_INT64) {
            memcpy(&number, value, sizeof number);
        }
        text =
            FIELDS[i].kind == FIELD_TEXT
                ? str_format(arena, "%.*s%s: %s\n", STR_ARG(text), FIELDS[i].key, value)
                : str_format(arena, "%.*s%s: %" PRId64 "\n", STR_ARG(text), FIELDS[i].key, number);
    }
    return str_format(arena, "%.*s%s", STR_ARG(text), END);
}

static bool set_field(Manifest *out, const Field *field, Str value)
{
    char *to = (char *)out + field->at;
    int64_t number = 0;
    if (field->kind == FIELD_TEXT) {
        snprintf(to, field->size, "%.*s", STR_ARG(value));
        return value.n < (int)field->size;
    }
    if (!str_to_int(value, &number) || number < 0 ||
        (field->kind == FIELD_INT && number > INT32_MAX)) {
        return false;
    }
    int small = (int)number;
    memcpy(to, field->kind == FIELD_INT ? (const void *)&small : (const void *)&number,
           field->size);
    return true;
}

// Exactly the fields, in their order: a manifest is signed, so there is nothing to be lenient about.
static bool parse_manifest(Str text, Manifest *out)
{
    *out = (Manifest){0};
    text = str_from_offset(text, (int)sizeof HEAD - 1);
    for (int i = 0; i < COUNT(FIELDS); i++) {
        Str line;
        Str key;
        if (!str_split(&text, '\n', &line) || !str_split(&line, ':', &key) ||
            !str_is(key, FIELDS[i].key) || !set_field(out, &FIELDS[i], str_trim(line))) {
            return false;
        }
    }
    return str_eq(text, STR(END)) && strlen(out->sha256) == DIGEST_HEX - 1;
}

// As one line, cut at a whole character.
static void take(char *to, size_t size, Str from)
{
    int n = from.n < (int)size ? from.n : (int)size - 1;
    while (n > 0 && n < from.n && ((unsigned char)from.p[n] & 0xC0) == 0x80) {
        n--;
    }
    for (int i = 0; i < n; i++) {
        to[i] = (unsigned char)from.p[i] < ' ' ? ' ' : from.p[i];
    }
    to[n] = '\0';
}

static bool hash_file(const char *path, Manifest *out, Err *err)
{
    static const Manifest ANY = {.bytes = INT64_MAX};
    BundleReader reader;
    uint8_t bytes[16 * 1024];
    uint8_t digest[crypto_hash_sha256_BYTES];
    if (!bundle_open(&reader, path, &ANY, err)) {
        return false;
    }
    reader.bytes = file_size(path);
    int n = 0;
    while ((n = bundle_more(&reader, path, bytes, sizeof bytes, err)) > 0) {
        // hashed on its way
    }
    crypto_hash_sha256_final((crypto_hash_sha256_state *)reader.hash, digest);
    sodium_bin2hex(out->sha256, sizeof out->sha256, digest, sizeof digest);
    out->bytes = reader.done;
    bundle_close(&reader);
    return n == 0;
}

bool manifest_of_story(const char *story, bool is_quick, Manifest *out, Err *err)
{
    *out = (Manifest){.schema = STORE_SCHEMA_VERSION};
    Store *store = store_open(story, !is_quick, err);
    if (!store) {
        return false;
    }
    Arena arena;
    arena_init(&arena, "manifest", MIB);
    StoryInfo info = store_info(store, &arena);
    take(out->city, sizeof out->city, store_value(store, &arena, STR("city_name")));
    take(out->version, sizeof out->version, info.version);
    take(out->built, sizeof out->built, info.built);
    take(out->as_of, sizeof out->as_of, info.as_of);
    out->rows = info.row_count;
    out->pictures = update_diff_count(story, "picture");
    store_close(store);
    arena_finish(&arena);
    return is_quick || hash_file(story, out, err);
}

static int compare_versions(Str a, Str b)
{
    for (int i = 0; i < VERSION_PARTS; i++) {
        Str left = STR_NONE;
        Str right = STR_NONE;
        bool has_left = str_split(&a, '.', &left);
        bool has_right = str_split(&b, '.', &right);
        int64_t x = 0;
        int64_t y = 0;
        if (!has_left || !has_right) {
            return has_left - has_right;
        }
        bool are_numbers = str_to_int(left, &x) && str_to_int(right, &y);
        int order = are_numbers ? (x > y) - (x < y) : str_compare(left, right);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

int manifest_compare(const Manifest *a, const Manifest *b)
{
    int order = compare_versions(str_from(a->version), str_from(b->version));
    return order ? order : strcmp(a->built, b->built);
}

// ---- reading ------------------------------------------------------------------------

bool bundle_open(BundleReader *reader, const char *path, const Manifest *manifest, Err *err)
{
    *reader = (BundleReader){.fd = open(path, O_RDONLY | O_CLOEXEC), .bytes = manifest->bytes};
    if (reader->fd < 0 || sodium_init() < 0) {
        bundle_close(reader);
        return err_say(err, path, SAY_FILE_CANNOT_OPEN, SAY_UPDATE_STICK_HINT, path,
                       strerror(errno), NULL);
    }
    crypto_hash_sha256_init((crypto_hash_sha256_state *)reader->hash);
    return true;
}

int bundle_more(BundleReader *reader, const char *path, void *bytes, int size, Err *err)
{
    int64_t left = reader->bytes - reader->done;
    size_t want = left < size ? (size_t)left : (size_t)size;
    if (want == 0) {
        return 0;
    }
    ssize_t n;
    do {
        n = read(reader->fd, bytes, want);
    } while (n < 0 && errno == EINTR);
    if (n <= 0) { // the size was looked at before: an early end is a stick that went away, too
        err_say(err, path, SAY_UPDATE_STICK_GONE, SAY_UPDATE_STICK_HINT, path, NULL);
        return -1;
    }
    crypto_hash_sha256_update((crypto_hash_sha256_state *)reader->hash, bytes,
                              (unsigned long long)n);
    reader->done += n;
    return (int)n;
}

bool bundle_is_whole(BundleReader *reader, const Manifest *manifest)
{
    uint8_t digest[crypto_hash_sha256_BYTES];
    char hex[DIGEST_HEX];
    crypto_hash_sha256_final((crypto_hash_sha256_state *)reader->hash, digest);
    sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    return reader->done == manifest->bytes && strcmp(hex, manifest->sha256) == 0;
}

void bundle_close(BundleReader *reader)
{
    if (reader->fd >= 0) {
        close(reader->fd);
    }
    reader->fd = -1;
}

static bool read_tail(const char *path, char tail[BUNDLE_TAIL], int64_t *size, Err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return err_say(err, path, SAY_FILE_CANNOT_OPEN, SAY_FILE_CANNOT_OPEN_HINT, path,
                       strerror(errno), NULL);
    }
    *size = lseek(fd, 0, SEEK_END);
    bool is_read = true;
    int done = 0;
    if (*size >= BUNDLE_TAIL && lseek(fd, *size - BUNDLE_TAIL, SEEK_SET) >= 0) {
        while (is_read && done < BUNDLE_TAIL) {
            ssize_t n = read(fd, tail + done, (size_t)(BUNDLE_TAIL - done));
            is_read = n > 0 || (n < 0 && errno == EINTR);
            done += n > 0 ? (int)n : 0;
        }
    }
    close(fd);
    if (!is_read) {
        return err_say(err, path, SAY_UPDATE_STICK_GONE, SAY_UPDATE_STICK_HINT, path, NULL);
    }
    return done == BUNDLE_TAIL && memcmp(tail, HEAD, sizeof HEAD - 1) == 0
               ? true
               : err_say(err, path, SAY_BUNDLE_NONE, SAY_BUNDLE_NONE_HINT, path, NULL);
}

bool bundle_read(const char *path, const KeyRing *ring, Manifest *out, Signer *signer, Err *err)
{
    char tail[BUNDLE_TAIL];
    int64_t size = 0;
    if (!read_tail(path, tail, &size, err)) {
        return false;
    }
    Str all = {tail, BUNDLE_TAIL};
    int end = str_find(all, STR("\nend\n"));
    int zeros = str_find_char(all, '\0');
    for (int i = zeros < 0 ? BUNDLE_TAIL : zeros; i < BUNDLE_TAIL; i++) {
        zeros = tail[i] ? -1 : zeros; // nothing unsigned rides along
    }
    if (end < 0 || zeros <= end) {
        return damaged(path, "manifest", err);
    }
    Str text = str_sub(all, 0, end + 5);
    if (!key_verify(text, str_sub(all, text.n, zeros - text.n), ring, path, signer, err)) {
        return false;
    }
    if (!parse_manifest(text, out)) {
        return damaged(path, "manifest", err);
    }
    return out->bytes == size - BUNDLE_TAIL || damaged(path, "size", err);
}

// ---- writing ------------------------------------------------------------------------

static bool copy_story(const char *story, int to, const char *out, const Manifest *manifest,
                       Err *err)
{
    Arena arena;
    arena_init(&arena, "bundle", 2 * (size_t)CHUNK);
    uint8_t *bytes = arena_alloc(&arena, CHUNK);
    BundleReader reader;
    bool is_good = bundle_open(&reader, story, manifest, err);
    int n = is_good ? 1 : 0;
    while (n > 0 && (n = bundle_more(&reader, story, bytes, CHUNK, err)) > 0) {
        is_good = write(to, bytes, (size_t)n) == n;
        if (!is_good) {
            err_say(err, out, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT, out,
                    strerror(errno), NULL);
            break;
        }
    }
    is_good = is_good && n == 0;
    if (is_good && !bundle_is_whole(&reader, manifest)) {
        is_good = damaged(story, "sha256", err); // it was changed meanwhile
    }
    bundle_close(&reader);
    arena_finish(&arena);
    return is_good;
}

static bool write_bundle(const char *story, const char *temporary, const char *out,
                         const Manifest *manifest, Str tail, Err *err)
{
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool is_open = fd >= 0;
    bool is_good = is_open && copy_story(story, fd, out, manifest, err);
    bool is_whole = is_good && write(fd, tail.p, (size_t)tail.n) == tail.n;
    is_whole = is_open && close(fd) == 0 && is_whole;
    if (!is_open || (is_good && !is_whole)) {
        err_say(err, out, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT, out, strerror(errno),
                NULL);
    }
    if (!is_whole) {
        unlink(temporary);
        return false;
    }
    return file_commit(temporary, out, err);
}

bool bundle_write(const char *story, const char *out, const SecretKey *secret, Str comment,
                  Err *err)
{
    Manifest manifest;
    if (!manifest_of_story(story, false, &manifest, err) || !update_fits(story, "", err)) {
        return false;
    }
    Arena arena;
    arena_init(&arena, "bundle", MIB);
    char *tail = arena_alloc(&arena, BUNDLE_TAIL);
    if (!comment.n) {
        comment = str_format(&arena, "%s %s %s", manifest.city, manifest.version, manifest.built);
    }
    char line[KEY_COMMENT];
    take(line, sizeof line, comment);
    Str text = manifest_text(&arena, &manifest);
    Str signature = key_sign(&arena, text, secret, str_from(line));
    bool is_written = false;
    if (signature.n && text.n + signature.n < BUNDLE_TAIL) {
        memcpy(tail, text.p, (size_t)text.n);
        memcpy(tail + text.n, signature.p, (size_t)signature.n);
        Str temporary = str_format(&arena, "%s.new", out);
        is_written =
            write_bundle(story, temporary.p, out, &manifest, (Str){tail, BUNDLE_TAIL}, err);
    }
    arena_finish(&arena);
    return is_written;
}

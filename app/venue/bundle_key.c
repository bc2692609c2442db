#include "venue/bundle_key.h"
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Where the parts of minisign's structures lie.
enum {
    PUBLIC_BYTES = 2 + KEY_ID_BYTES + 32,
    AT_KDF = 2,
    AT_ID = 54,
    AT_KEY = AT_ID + KEY_ID_BYTES,
    AT_CHECK = AT_KEY + 64,
    SECRET_BYTES = AT_CHECK + 32,
    SIGNATURE_BYTES = 2 + KEY_ID_BYTES + crypto_sign_BYTES,
    BASE64_MAX = 256,
};

static const char PUBLIC_LINE[] = "untrusted comment: minisign public key ";
static const char SECRET_LINE[] = "untrusted comment: minisign encrypted secret key\n";
static const char SIGNATURE_LINE[] = "untrusted comment: signature from zhanting-pack\n";
static const char TRUSTED[] = "trusted comment: ";

static void hex_of(const uint8_t id[KEY_ID_BYTES], char out[KEY_ID_HEX])
{
    for (int i = 0; i < KEY_ID_BYTES; i++) { // the number is little endian
        snprintf(out + 2 * i, 3, "%02X", id[KEY_ID_BYTES - 1 - i]);
    }
}

static bool from_base64(Str line, uint8_t *out, size_t size)
{
    size_t got = 0;
    return line.n > 0 &&
           sodium_base642bin(out, size, line.p, (size_t)line.n, NULL, &got, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == size;
}

static const char *to_base64(char text[BASE64_MAX], const uint8_t *bytes, size_t size)
{
    return sodium_bin2base64(text, BASE64_MAX, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

static void check_of(const uint8_t bytes[SECRET_BYTES], uint8_t out[32])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, 32);
    crypto_generichash_update(&state, bytes, 2);
    crypto_generichash_update(&state, bytes + AT_ID, AT_CHECK - AT_ID);
    crypto_generichash_final(&state, out, 32);
}

// ---- pairs -----------------------------------------------------------------------

static bool cannot_write(const char *path, Err *err)
{
    SayId hint = errno == EEXIST ? SAY_KEY_EXISTS_HINT : SAY_FILE_CANNOT_WRITE_HINT;
    return err_say(err, path, SAY_FILE_CANNOT_WRITE, hint, path, strerror(errno), NULL);
}

// A new file, which nobody else may have made first.
static bool write_new(const char *path, unsigned mode, Str text, Err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) {
        return cannot_write(path, err);
    }
    bool is_written = write(fd, text.p, (size_t)text.n) == text.n && fsync(fd) == 0;
    is_written = close(fd) == 0 && is_written;
    if (!is_written) {
        cannot_write(path, err);
        unlink(path);
    }
    return is_written;
}

bool key_make(const char *path, char key_id[KEY_ID_HEX], Err *err)
{
    uint8_t public[PUBLIC_BYTES] = {'E', 'd'};
    uint8_t secret[SECRET_BYTES] = {'E', 'd', 0, 0, 'B', '2'}; // no password: the check stays empty
    char base64[BASE64_MAX];
    char text[2 * BASE64_MAX];
    char public_path[4096];
    snprintf(public_path, sizeof public_path, "%s.pub", path);
    if (sodium_init() < 0) {
        errno = ENOSYS;
        return cannot_write(path, err);
    }
    if (file_exists(public_path)) {
        errno = EEXIST;
        return cannot_write(public_path, err);
    }
    randombytes_buf(secret + AT_ID, KEY_ID_BYTES);
    crypto_sign_keypair(public + 2 + KEY_ID_BYTES, secret + AT_KEY);
    memcpy(public + 2, secret + AT_ID, KEY_ID_BYTES);
    hex_of(public + 2, key_id);
    int n = snprintf(text, sizeof text, "%s%s\n", SECRET_LINE,
                     to_base64(base64, secret, sizeof secret));
    bool is_made = write_new(path, 0600, (Str){text, n}, err);
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(base64, sizeof base64);
    sodium_memzero(text, sizeof text);
    n = snprintf(text, sizeof text, "%s%s\n%s\n", PUBLIC_LINE, key_id,
                 to_base64(base64, public, sizeof public));
    if (is_made && !write_new(public_path, 0644, (Str){text, n}, err)) {
        unlink(path);
        return false;
    }
    return is_made;
}

bool key_read_secret(const char *path, SecretKey *out, Err *err)
{
    Arena arena;
    arena_init(&arena, "secret key", 16 * KIB);
    Str text;
    uint8_t bytes[SECRET_BYTES] = {0};
    uint8_t check[32];
    *out = (SecretKey){0};
    if (sodium_init() < 0 || !file_read(&arena, path, 4096, &text, err)) {
        arena_finish(&arena);
        return false;
    }
    Str rest = text;
    Str line = STR_NONE;
    bool is_key = str_split(&rest, '\n', &line) && str_split(&rest, '\n', &line) &&
                  from_base64(line, bytes, sizeof bytes) && memcmp(bytes, "Ed", 2) == 0;
    bool is_open = is_key && sodium_is_zero(bytes + AT_KDF, 2);
    check_of(bytes, check);
    bool is_good = is_open && (sodium_is_zero(bytes + AT_CHECK, sizeof check) ||
                               sodium_memcmp(bytes + AT_CHECK, check, sizeof check) == 0);
    if (is_good) {
        memcpy(out->id, bytes + AT_ID, KEY_ID_BYTES);
        memcpy(out->key, bytes + AT_KEY, sizeof out->key);
    } else if (is_key && !is_open) {
        err_say(err, path, SAY_KEY_LOCKED, SAY_KEY_LOCKED_HINT, path, NULL);
    } else {
        err_say(err, path, SAY_KEY_NOT_SECRET, SAY_KEY_NOT_SECRET_HINT, path, NULL);
    }
    sodium_memzero(bytes, sizeof bytes);
    arena_finish(&arena);
    return is_good;
}

void key_forget(SecretKey *secret)
{
    sodium_memzero(secret, sizeof *secret);
}

static bool parse_public(Str text, PublicKey *out)
{
    uint8_t bytes[PUBLIC_BYTES];
    Str line;
    while (str_split(&text, '\n', &line)) {
        if (from_base64(line, bytes, sizeof bytes) && memcmp(bytes, "Ed", 2) == 0) {
            memcpy(out->id, bytes + 2, KEY_ID_BYTES);
            memcpy(out->key, bytes + 2 + KEY_ID_BYTES, sizeof out->key);
            return true;
        }
    }
    return false;
}

bool key_ring_read(const char *folder, KeyRing *out, Err *err)
{
    *out = (KeyRing){0};
    Arena arena;
    arena_init(&arena, "keys", 4 * MIB);
    NameList names;
    if (sodium_init() >= 0 && file_list(&arena, folder, STR(".pub"), &names, NULL)) {
        for (int i = 0; i < names.count && out->count < KEY_MANY; i++) {
            PublicKey *key = &out->items[out->count];
            Str text;
            Str path = file_join(&arena, str_from(folder), names.items[i]);
            if (file_read(&arena, path.p, 4096, &text, NULL) && parse_public(text, key)) {
                snprintf(key->name, sizeof key->name, "%.*s", names.items[i].n - 4,
                         names.items[i].p);
                out->count++;
            }
        }
    }
    arena_finish(&arena);
    return out->count > 0 || err_say(err, folder, SAY_KEY_NONE, SAY_KEY_NONE_HINT, folder, NULL);
}

// ---- signatures --------------------------------------------------------------------

static void hash_text(Str text, uint8_t out[crypto_generichash_BYTES_MAX])
{
    crypto_generichash(out, crypto_generichash_BYTES_MAX, (const uint8_t *)text.p,
                       (unsigned long long)text.n, NULL, 0);
}

// What the second signature covers: the first one and the trusted comment behind it.
static int join_trusted(uint8_t out[crypto_sign_BYTES + KEY_COMMENT], const uint8_t *signature,
                        Str comment)
{
    memcpy(out, signature, crypto_sign_BYTES);
    memcpy(out + crypto_sign_BYTES, comment.p, (size_t)comment.n);
    return (int)crypto_sign_BYTES + comment.n;
}

Str key_sign(Arena *arena, Str text, const SecretKey *secret, Str comment)
{
    uint8_t hash[crypto_generichash_BYTES_MAX];
    uint8_t bytes[SIGNATURE_BYTES] = {'E', 'D'};
    uint8_t trusted[crypto_sign_BYTES + KEY_COMMENT];
    uint8_t second[crypto_sign_BYTES];
    char first64[BASE64_MAX];
    char second64[BASE64_MAX];
    comment = str_sub(comment, 0, KEY_COMMENT - 1);
    if (sodium_init() < 0) {
        return STR_NONE;
    }
    hash_text(text, hash);
    memcpy(bytes + 2, secret->id, KEY_ID_BYTES);
    crypto_sign_detached(bytes + 2 + KEY_ID_BYTES, NULL, hash, sizeof hash, secret->key);
    int n = join_trusted(trusted, bytes + 2 + KEY_ID_BYTES, comment);
    crypto_sign_detached(second, NULL, trusted, (unsigned long long)n, secret->key);
    return str_format(arena, "%s%s\n%s%.*s\n%s\n", SIGNATURE_LINE,
                      to_base64(first64, bytes, sizeof bytes), TRUSTED, STR_ARG(comment),
                      to_base64(second64, second, sizeof second));
}

typedef struct {
    uint8_t first[SIGNATURE_BYTES], second[crypto_sign_BYTES];
    Str comment;
} Signature;

static bool parse_signature(Str text, Signature *out)
{
    Str line;
    Str head = STR(TRUSTED);
    if (!str_split(&text, '\n', &line) || !str_starts(line, STR("untrusted comment:")) ||
        !str_split(&text, '\n', &line) || !from_base64(line, out->first, sizeof out->first) ||
        memcmp(out->first, "ED", 2) != 0) {
        return false;
    }
    // Not trimmed: what was signed counts to the byte.
    int end = str_find_char(text, '\n');
    if (end < 0 || !str_starts(text, head)) {
        return false;
    }
    out->comment = str_sub(text, head.n, end - head.n);
    text = str_from_offset(text, end + 1);
    return out->comment.n < KEY_COMMENT && str_split(&text, '\n', &line) &&
           from_base64(line, out->second, sizeof out->second);
}

bool key_verify(Str text, Str signature, const KeyRing *ring, const char *where, Signer *out,
                Err *err)
{
    *out = (Signer){0};
    Signature parts;
    if (sodium_init() < 0 || !parse_signature(signature, &parts)) {
        return err_say(err, where, SAY_KEY_NO_SIGNATURE, SAY_KEY_SIGNATURE_HINT, NULL);
    }
    hex_of(parts.first + 2, out->key_id);
    const PublicKey *key = NULL;
    for (int i = 0; i < ring->count && !key; i++) {
        bool is_it = memcmp(ring->items[i].id, parts.first + 2, KEY_ID_BYTES) == 0;
        key = is_it ? &ring->items[i] : NULL;
    }
    if (!key) {
        return err_say(err, where, SAY_KEY_UNKNOWN, SAY_KEY_UNKNOWN_HINT, out->key_id, NULL);
    }
    uint8_t hash[crypto_generichash_BYTES_MAX];
    uint8_t trusted[crypto_sign_BYTES + KEY_COMMENT];
    const uint8_t *first = parts.first + 2 + KEY_ID_BYTES;
    hash_text(text, hash);
    int n = join_trusted(trusted, first, parts.comment);
    if (crypto_sign_verify_detached(first, hash, sizeof hash, key->key) != 0 ||
        crypto_sign_verify_detached(parts.second, trusted, (unsigned long long)n, key->key) != 0) {
        return err_say(err, where, SAY_KEY_WRONG_SIGNATURE, SAY_KEY_SIGNATURE_HINT, NULL);
    }
    snprintf(out->name, sizeof out->name, "%s", key->name);
    snprintf(out->comment, sizeof out->comment, "%.*s", STR_ARG(parts.comment));
    return true;
}

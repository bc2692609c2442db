#include "pack_bundle.h"
#include "store/update_diff.h"
#include "venue/bundle.h"
#include <stdio.h>

static void print_line(SayId what, const char *a, const char *b)
{
    const char *args[SAY_MAX_ARGS] = {a, b};
    char text[4352];
    say(text, sizeof text, what, args);
    puts(text);
}

bool pack_keygen(const char *path, Err *err)
{
    char key_id[KEY_ID_HEX];
    if (!key_make(path, key_id, err)) {
        return false;
    }
    print_line(SAY_PACK_KEY_MADE, path, key_id);
    return true;
}

bool pack_bundle(const char *story, const char *out, const char *key, const char *comment, Err *err)
{
    SecretKey secret;
    if (!key_read_secret(key, &secret, err)) {
        return false;
    }
    bool is_written = bundle_write(story, out, &secret, str_from(comment), err);
    key_forget(&secret);
    if (is_written) {
        print_line(SAY_PACK_WRITTEN, out, NULL);
    }
    return is_written;
}

static void print_manifest(const Manifest *manifest, const Signer *signer)
{
    printf("%s\t%s\n", say_plain(SAY_PACK_INFO_CITY), manifest->city);
    printf("%s\t%s\n", say_plain(SAY_PACK_INFO_VERSION), manifest->version);
    printf("%s\t%s\n", say_plain(SAY_PACK_INFO_BUILT), manifest->built);
    printf("%s\t%s\n", say_plain(SAY_PACK_INFO_AS_OF), manifest->as_of);
    printf("%s\t%d\n", say_plain(SAY_PACK_INFO_ROWS), manifest->rows);
    printf("%s\t%d\n", say_plain(SAY_ENTITY_PICTURE), manifest->pictures);
    printf("%s\t%lld KiB\n", say_plain(SAY_PACK_INFO_SIZE), (long long)(manifest->bytes / 1024));
    printf("SHA-256\t%s\n", manifest->sha256);
    printf("%s\t%s %s\n", say_plain(SAY_PACK_SIGNER), signer->key_id, signer->name);
    printf("%s\t%s\n", say_plain(SAY_PACK_COMMENT), signer->comment);
}

static bool read_through(const char *bundle, const Manifest *manifest, Err *err)
{
    char bytes[64 * 1024];
    BundleReader reader;
    int n = -1;
    if (bundle_open(&reader, bundle, manifest, err)) {
        while ((n = bundle_more(&reader, bundle, bytes, sizeof bytes, err)) > 0) {
            // hashed on its way
        }
    }
    bool is_whole = n == 0 && bundle_is_whole(&reader, manifest);
    bundle_close(&reader);
    return is_whole || n < 0 ? is_whole
                             : err_say(err, bundle, SAY_BUNDLE_DAMAGED, SAY_BUNDLE_DAMAGED_HINT,
                                       bundle, "sha256", NULL);
}

bool pack_verify(const char *bundle, const char *keys, Err *err)
{
    KeyRing ring;
    Manifest manifest;
    Signer signer;
    if (!key_ring_read(keys, &ring, err) || !bundle_read(bundle, &ring, &manifest, &signer, err) ||
        !read_through(bundle, &manifest, err)) {
        return false;
    }
    print_manifest(&manifest, &signer);
    print_line(SAY_PACK_VERIFIED, bundle, NULL);
    return true;
}

static void print_diff(const EntityDiff *diff)
{
    if (diff->added || diff->changed || diff->removed) {
        printf("%s\t+%d\t~%d\t-%d\n", update_diff_word(diff->name), diff->added, diff->changed,
               diff->removed);
    }
}

bool pack_diff(const char *before, const char *after, Err *err)
{
    UpdateDiff diff;
    if (!update_diff(before, after, &diff, err)) {
        return false;
    }
    puts(say_plain(SAY_PACK_DIFF_HEAD));
    for (int i = 0; i < diff.count; i++) {
        print_diff(&diff.items[i]);
    }
    printf("%s\t+%d\t~%d\t-%d\n", say_plain(SAY_ENTITY_ROWS), diff.rows.added, diff.rows.changed,
           diff.rows.removed);
    return true;
}

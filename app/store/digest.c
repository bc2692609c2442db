#include "store/digest.h"
#include <sodium.h>

void digest_sha256(const void *bytes, size_t size, char hex[DIGEST_HEX])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, size ? bytes : (const void *)"", (unsigned long long)size);
    sodium_bin2hex(hex, DIGEST_HEX, digest, sizeof digest);
}

// Digest: the SHA-256 of a file, as the sheet of a reviewed map states it. It knows no files.
#pragma once
#include <stddef.h>

enum { DIGEST_HEX = 65 }; // 64 digits and the end

// Lower-case hexadecimal digits.
void digest_sha256(const void *bytes, size_t size, char hex[DIGEST_HEX]);

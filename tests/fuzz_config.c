// Any bytes as a venue's configuration: no crash, and the result is one the kiosk can run with.
#include "venue/config.h"
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 65536) {
        return 0;
    }
    Config config;
    ConfigProblems problems;
    bool is_fine =
        config_read_text((Str){(const char *)data, (int)size}, "fuzz.ini", &config, &problems);
    assert(is_fine == (problems.count == 0));
    assert(config.idle_s == 0 || config.idle_s >= 30);
    assert(config.rotation <= TURN_LEFT && config.stop_count <= CONFIG_MAX_STOPS);
    assert(config.closed_days < 0x7F);
    return 0;
}

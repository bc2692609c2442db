// A venue on the command line, for the scripts: update_probe make|apply|shows FOLDER [BUNDLE]
//
// make: a folder with a story installed, keys and the bundles two.zhb and three.zhb on its stick.
// apply: an update as the kiosk does it. shows: what the kiosk would show at its next start.
#include "update_venue.h"

static void find(Venue *venue, const char *root)
{
    snprintf(venue->root, sizeof venue->root, "%s", root);
    snprintf(venue->state, sizeof venue->state, "%s/state", root);
    snprintf(venue->shipped, sizeof venue->shipped, "%s/shipped.db", root);
    snprintf(venue->keys, sizeof venue->keys, "%s/keys", root);
    snprintf(venue->stick, sizeof venue->stick, "%s/stick", root);
}

static int make(const char *root)
{
    Venue venue;
    char story[300];
    char bundle[320];
    venue_make(&venue, root);
    snprintf(story, sizeof story, "%s/three.db", root);
    snprintf(bundle, sizeof bundle, "%s/three.zhb", venue.stick);
    if (!story_make(story, "3", NULL)) {
        return 1;
    }
    venue_bundle(story, bundle, venue.secret);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        return 2;
    }
    Venue venue = {0};
    find(&venue, argv[2]);
    if (strcmp(argv[1], "make") == 0) {
        return make(argv[2]);
    }
    if (strcmp(argv[1], "shows") == 0) {
        printf("%d\n", venue_shows(&venue, "boot-b", 1));
        return 0;
    }
    Updates updates;
    Err err = {0};
    venue_open(&venue, &updates);
    if (argc < 4 || venue_apply(&venue, &updates, argv[3], 1, &err) != UPDATE_DONE) {
        fprintf(stderr, "%s\n", err.what);
        return 1;
    }
    updates_end(&updates);
    return 0;
}

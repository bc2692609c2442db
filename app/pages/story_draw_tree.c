// A tree: the root above, branches below it, and what hangs on each branch under it.
#include "pages/story_draw.h"

typedef struct {
    int root;                  // part in the root slot, -1: the story's title
    int parents[STORY_PARTS];  // -1: hangs on the root
    int branches[STORY_PARTS]; // parts of the first level
    int under[STORY_PARTS];    // how many hang on that branch, at any depth
    int branch_count, deepest; // deepest: the most that hang on one branch
} Tree;

static int part_by_id(const Panel *panel, Str id)
{
    for (int i = 0; i < panel->data->count; i++) {
        if (str_eq(panel->data->nodes[i].part.id, id)) {
            return i;
        }
    }
    return -1;
}

// The branch that part `i` belongs to; itself when it is one.
static int branch_of(const Tree *tree, int i)
{
    for (int steps = 0; steps < STORY_PARTS && tree->parents[i] >= 0; steps++) {
        i = tree->parents[i];
    }
    return i;
}

static Tree tree_of(const Panel *panel)
{
    Tree tree = {.root = story_find(panel, "root")};
    tree.root = tree.root < 0 ? story_find(panel, "hub") : tree.root;
    int count = panel->data->count;
    for (int i = 0; i < count; i++) {
        int parent = part_by_id(panel, panel->data->nodes[i].part.slot);
        tree.parents[i] = parent == i || parent == tree.root ? -1 : parent;
    }
    for (int i = 0; i < count; i++) {
        if (i != tree.root && tree.parents[i] < 0) {
            tree.branches[tree.branch_count++] = i;
        }
    }
    for (int b = 0; b < tree.branch_count; b++) {
        for (int i = 0; i < count; i++) {
            bool is_under =
                i != tree.branches[b] && i != tree.root && branch_of(&tree, i) == tree.branches[b];
            tree.under[b] += is_under;
        }
        tree.deepest = tree.under[b] > tree.deepest ? tree.under[b] : tree.deepest;
    }
    return tree;
}

static void draw_trunk(Panel *panel, const Tree *tree, Rect box, Rect root)
{
    Ui *ui = &panel->app->ui;
    Point foot = {root.x + root.w / 2, root.y + root.h};
    Point spine[] = {{box.x - 10, root.y + root.h * 0.75f},
                     {box.x + box.w * 0.25f, root.y + root.h * 0.35f},
                     {foot.x, root.y + root.h * 0.6f},
                     {box.x + box.w * 0.75f, root.y + root.h * 0.3f},
                     {box.x + box.w + 10, root.y + root.h * 0.7f}};
    story_stream(panel, spine, COUNT(spine), 22, MALACHITE, AZURITE, story_in(panel, 0));
    bool is_chosen = panel->chosen >= 0 && panel->chosen == tree->root;
    bool is_pressed = tree->root >= 0 && story_is_pressed(panel, tree->root);
    ui_shadow(ui, root, 0, ELEVATION_RAISED);
    ui_fill(ui, root, is_pressed ? RGB(0x0A2731) : DEEP);
    ui_fill(ui, (Rect){root.x, root.y + root.h - 9, root.w, 3}, GOLD_LINE);
    if (is_chosen) {
        ui_round_frame(ui, root, 0, 5, GAMBOGE);
    }
    Str name = tree->root >= 0 ? story_name(panel, tree->root) : panel->data->story.title;
    story_words(panel, rect_inset(root, 14), name, 38, WHITE);
    if (tree->root >= 0) {
        story_target(panel, tree->root, root);
        story_seat(panel, tree->root, (Point){root.x + root.w, root.y});
    }
}

// A branch card and what hangs on it, in one cell.
static void draw_branch(Panel *panel, const Tree *tree, int b, Rect cell, float head_h)
{
    int branch = tree->branches[b];
    Colour colour = story_pigment(b);
    Rect head = {cell.x, cell.y, cell.w, head_h};
    int parts[STORY_PARTS];
    int count = 0;
    for (int i = 0; i < panel->data->count; i++) {
        if (i != branch && i != tree->root && branch_of(tree, i) == branch) {
            parts[count++] = i;
        }
    }
    if (count > 0) {
        Rect below = {cell.x + 22, cell.y + head_h + 18, cell.w - 22, cell.h - head_h - 18};
        int columns = below.h / (float)count < 106 && below.w > 300 ? 2 : 1;
        columns =
            columns == 2 && below.h / ((float)(count + 1) / 2) < 106 && below.w > 440 ? 3 : columns;
        int rows = (count + columns - 1) / columns;
        float limit = 136 * (float)rows + 12 * (float)(rows - 1);
        below.h = fminf(below.h, limit);
        for (int i = 0; i < count; i++) {
            Rect rect = story_cell(below, count, columns, i, 12);
            Point from = {head.x + 10, head.y + head.h};
            Point to = {rect.x, rect.y + rect.h / 2};
            if (columns == 1 || i % columns == 0) {
                Ui *ui = &panel->app->ui;
                float t = story_in(panel, b + i);
                Path twig = ui_path_begin(ui);
                path_move(&twig, 0, 0);
                path_line(&twig, 0, (to.y - from.y) * t);
                path_line(&twig, (to.x - from.x) * t, (to.y - from.y) * t);
                OutlineStyle style = {.is_stroke = true, .width = 3};
                ui_stroke(ui, &twig, from.x, from.y, style, colour);
            }
        }
        for (int i = 0; i < count; i++) {
            story_card(panel, parts[i], story_cell(below, count, columns, i, 12),
                       (CardStyle){.largest = 26});
        }
    }
    story_card(panel, branch, head, (CardStyle){.edge = colour, .largest = 34});
}

void story_draw_tree(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    Tree tree = tree_of(panel);
    Rect box = panel->box;
    int a_row = ui->is_portrait ? 3 : 4;
    if (tree.branch_count <= a_row) {
        a_row = tree.branch_count > 0 ? tree.branch_count : 1;
    } else if (tree.branch_count <= 2 * a_row) {
        a_row = (tree.branch_count + 1) / 2;
    }
    if (ui->is_portrait && tree.branch_count == 4) {
        a_row = 2;
    }
    int rows = (tree.branch_count + a_row - 1) / a_row;
    rows = rows > 0 ? rows : 1;
    Rect root = {box.x + box.w * 0.2f, box.y, box.w * 0.6f, 124};
    float gap = 44;
    Rect crown = {box.x, root.y + root.h + gap, box.w, box.h - root.h - gap};
    float limit = tree.deepest > 0 ? crown.h : 250 * (float)rows + 30 * (float)(rows - 1);
    crown.h = fminf(crown.h, limit);
    if (tree.deepest == 0) {
        float spare = box.h - root.h - gap - crown.h;
        root.y += spare * 0.3f;
        crown.y += spare * 0.45f;
    }
    float row_h = (crown.h - 30 * (float)(rows - 1)) / (float)rows;
    float head_h = tree.deepest > 0 ? fminf(124, row_h * 0.4f) : row_h;
    head_h = fmaxf(head_h, 96);
    for (int b = 0; b < tree.branch_count; b++) {
        Rect cell = story_cell(crown, tree.branch_count, a_row, b, 30);
        Point from = {root.x +
                          root.w * (0.5f + 0.3f * ((cell.x + cell.w / 2 - box.x) / box.w - 0.5f)),
                      root.y + root.h};
        Point to = {cell.x + cell.w / 2, cell.y};
        story_thread(panel, from, to, b / a_row > 0 ? 3 : 6, story_pigment(b), story_in(panel, b));
    }
    draw_trunk(panel, &tree, box, root);
    for (int b = 0; b < tree.branch_count; b++) {
        draw_branch(panel, &tree, b, story_cell(crown, tree.branch_count, a_row, b, 30), head_h);
    }
}

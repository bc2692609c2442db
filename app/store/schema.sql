-- The story file: one SQLite database, made by writer.c and read by store.c.
--
-- Entity X has two tables. X holds what is the same in every language; `ord` numbers the rows as
-- they were given. X_text holds what visitors read, one row an id and language. A field that is not
-- stated is NULL, never ''. Columns have the names of the editors' files (content/README.md) without
-- _zh and _en; a list in one column keeps its ';'. Tables are STRICT, so a word where a number
-- belongs is refused while the story is made.
--
-- Why a text table for each entity and not one for all: reading 10,000 projects takes half the time,
-- and a text field nobody knows is refused.
--
-- A change here is a new STORE_SCHEMA_VERSION: the store opens only files with exactly these tables.

-- story.csv: `id` is its column key
CREATE TABLE value (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE value_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, value TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- assets/labels.csv: interface wording
CREATE TABLE label (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE label_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, value TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- sources.csv: `date` is the partial ISO date, the text `date` how the source states it
CREATE TABLE source (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, date TEXT, review TEXT
) STRICT;
CREATE TABLE source_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, date TEXT, covers TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- units.csv
CREATE TABLE unit (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    factor REAL, en_style TEXT
) STRICT;
CREATE TABLE unit_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- themes.csv
CREATE TABLE theme (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    tab TEXT, icon TEXT
) STRICT;
CREATE TABLE theme_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- figures.csv: `value` as the source has it
CREATE TABLE figure (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    theme TEXT, value TEXT, unit TEXT, qualifier TEXT, period TEXT, kind TEXT NOT NULL
        CHECK (kind IN ('actual', 'target', 'plan', 'change', 'rank')),
    scope TEXT, pairs_with TEXT, same_as TEXT, part_of TEXT, lever TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE figure_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, label TEXT, definition TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- pages_figures.csv: `id` is tab/slot/figure
CREATE TABLE figure_slot (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    tab TEXT NOT NULL, slot TEXT NOT NULL, figure TEXT NOT NULL
) STRICT;
CREATE TABLE figure_slot_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, label TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- chain_groups.csv
CREATE TABLE chain_group (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE chain_group_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- chains.csv
CREATE TABLE chain (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    "group" TEXT, figure TEXT, icon TEXT, picture TEXT, tier TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE chain_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, short TEXT, kind TEXT, summary TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- stages.csv
CREATE TABLE stage (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    chain TEXT NOT NULL, glyph TEXT, colour TEXT
) STRICT;
CREATE TABLE stage_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, meaning TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- kinds.csv: of members
CREATE TABLE kind (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    shape TEXT
) STRICT;
CREATE TABLE kind_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- members.csv: its columns chains and stage are rows of member_chain
CREATE TABLE member (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    kind TEXT, district TEXT, figures TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE member_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, short TEXT, role TEXT, tag TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- links.csv
CREATE TABLE link (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    "from" TEXT NOT NULL, "to" TEXT NOT NULL, type TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE link_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, relation TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- districts.csv
CREATE TABLE district (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    parent TEXT, level TEXT, picture TEXT, figures TEXT, outline TEXT,
    label_x REAL, label_y REAL, fill TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE district_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, short TEXT, kind TEXT, known_for TEXT, tag TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- waters.csv
CREATE TABLE water (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    kind TEXT, points TEXT, label_x REAL, label_y REAL
) STRICT;
CREATE TABLE water_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- programme_groups.csv
CREATE TABLE programme_group (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE programme_group_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- programmes.csv
CREATE TABLE programme (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    "group" TEXT, district TEXT, figures TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE programme_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, owner TEXT, what TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- work_years.csv: `id` is its column year
CREATE TABLE work_year (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    count INTEGER, known INTEGER, source TEXT
) STRICT;
CREATE TABLE work_year_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, title TEXT, line TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- categories.csv
CREATE TABLE category (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    icon TEXT, colour TEXT
) STRICT;
CREATE TABLE category_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- works.csv
CREATE TABLE work (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    year TEXT, number INTEGER, kind TEXT, category TEXT, icon TEXT, figures TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE work_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, short TEXT, what TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- projects.csv
CREATE TABLE project (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    work TEXT, year TEXT, district TEXT, status TEXT, status_date TEXT,
    plan REAL, done REAL, unit TEXT, picture TEXT, x REAL, y REAL, figures TEXT, link TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE project_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, place TEXT, goal TEXT, progress TEXT, lead_unit TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- milestones.csv
CREATE TABLE milestone (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL, date TEXT, done INTEGER,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE milestone_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- events.csv
CREATE TABLE event (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    date TEXT, theme TEXT, picture TEXT, planned INTEGER, links TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE event_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, title TEXT, detail TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- photos.csv: `picture` is the stem of its column file
CREATE TABLE photo (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    picture TEXT NOT NULL, kind TEXT, licence TEXT, focal_x REAL, focal_y REAL, links TEXT, pair TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE photo_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, title TEXT, caption TEXT, credit TEXT, alt TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- articles/*.md
CREATE TABLE article (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    picture TEXT, pull_figure TEXT, related TEXT, systems TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE article_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, title TEXT, slip TEXT, kicker TEXT, lead TEXT, caption TEXT, pull_line TEXT, body TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- stories.csv: `kind` says how it is drawn (content/README.md); `about` names entities and sections
CREATE TABLE story (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL, about TEXT, figures TEXT, picture TEXT, systems TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE story_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, title TEXT, lead TEXT, caption TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- story_parts.csv: in the order of their steps; `slot` is the place in the drawing
CREATE TABLE story_part (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    story TEXT NOT NULL, slot TEXT, figure TEXT, icon TEXT, entity TEXT, picture TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE story_part_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, text TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- messages.csv
CREATE TABLE message (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    picture TEXT, figure TEXT,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE message_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, line1 TEXT, line2 TEXT, title TEXT, subtitle TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- folds.csv
CREATE TABLE fold (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    icon TEXT
) STRICT;
CREATE TABLE fold_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT, figure TEXT, unit TEXT, line TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- maps.csv: only with its review number; `hash` is the SHA-256 of the one picture_size it has
CREATE TABLE map (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    picture TEXT NOT NULL, number TEXT NOT NULL, reviewer TEXT NOT NULL, hash TEXT NOT NULL,
    bounds TEXT NOT NULL,
    source TEXT, as_of TEXT, review TEXT NOT NULL CHECK (review IN ('待审', '已审')),
    valid_from TEXT, valid_to TEXT
) STRICT;
CREATE TABLE map_text (
    id TEXT NOT NULL, lang TEXT NOT NULL, name TEXT,
    PRIMARY KEY (id, lang)
) STRICT, WITHOUT ROWID;

-- Where a member stands: one row a chain, `stage` NULL when the member has no place in it.
CREATE TABLE member_chain (
    ord INTEGER PRIMARY KEY, member TEXT NOT NULL, chain TEXT NOT NULL, stage TEXT
) STRICT;

-- A picture: size of the original in px, the colour shown while it is decoded, and `y`: how many rows
-- of nothing were cut off above it (panorama layers; px of the original).
CREATE TABLE picture (
    ord INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, w INTEGER NOT NULL, h INTEGER NOT NULL,
    y INTEGER,
    colour TEXT CHECK (colour GLOB '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]')
) STRICT;
-- It, encoded, as wide as the screens need it.
CREATE TABLE picture_size (
    ord INTEGER PRIMARY KEY, name TEXT NOT NULL, w INTEGER NOT NULL, h INTEGER NOT NULL,
    format TEXT NOT NULL, bytes BLOB NOT NULL,
    UNIQUE (name, w)
) STRICT;

-- Of a picture larger than the screens: squares of it, each with up to one px of its neighbours on
-- every side. Level 0 is the original; each further level is half as wide and high, rounded up.
CREATE TABLE picture_tile (
    ord INTEGER PRIMARY KEY, name TEXT NOT NULL,
    level INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
    format TEXT NOT NULL, bytes BLOB NOT NULL,
    UNIQUE (name, level, x, y)
) STRICT;

-- Pinyin of the words and characters that the Chinese texts hold; the longest word at a place counts.
-- `syllables`: one a character, a space between. From readings.csv and the table of the build.
CREATE TABLE reading (
    ord INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, syllables TEXT NOT NULL
) STRICT;

-- version, built, as_of, languages (';' between, the first is the one to fall back on), row_count.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Every table above but meta: how many rows it has, and the SHA-256 of them (see tables.h).
CREATE TABLE table_hash (
    name TEXT PRIMARY KEY, row_count INTEGER NOT NULL, sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stage_chain ON stage (chain);
CREATE INDEX member_chain_chain ON member_chain (chain, stage);
CREATE INDEX member_chain_member ON member_chain (member);
CREATE INDEX project_work ON project (work);
CREATE INDEX milestone_project ON milestone (project);
CREATE INDEX story_part_story ON story_part (story);

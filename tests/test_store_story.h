// A little story for the tests of writer and store, and for the fuzzer: a few rows of every entity.
#pragma once
#include "store/writer.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// One row: column, value, column, value …, NULL.
static inline bool put(Writer *writer, const char *table, ...)
{
    const char *columns[24];
    Str values[24];
    int count = 0;
    va_list list;
    va_start(list, table);
    const char *column = va_arg(list, const char *);
    while (column && count < 24) {
        columns[count] = column;
        values[count++] = str_from(va_arg(list, const char *));
        column = va_arg(list, const char *);
    }
    va_end(list);
    return writer_row(writer, table, columns, values, count, NULL);
}

static inline bool word(Writer *writer, const char *entity, const char *id, const char *field,
                        const char *zh, const char *en)
{
    return writer_text(writer, str_from(entity), str_from(id), str_from(field), STR("zh"),
                       str_from(zh), NULL) &&
           writer_text(writer, str_from(entity), str_from(id), str_from(field), STR("en"),
                       str_from(en), NULL);
}

static inline bool put_world(Writer *w)
{
    return put(w, "value", "id", "city_name", NULL) &&
           word(w, "value", "city_name", "value", "常州", "Changzhou") &&
           put(w, "value", "id", "languages", NULL) &&
           word(w, "value", "languages", "value", "zh;en", "zh;en") &&
           put(w, "label", "id", "home.back", NULL) &&
           word(w, "label", "home.back", "value", "返回", "Back") &&
           put(w, "source", "id", "s1", "title", "报道一", "date", "2024-01", "review", "已审",
               NULL) &&
           word(w, "source", "s1", "date", "约为2024年1月", "about January 2024") &&
           word(w, "source", "s1", "covers", "链", "Chains") &&
           put(w, "source", "id", "s2", "title", "报道二", "date", "2024-02-03", "review", "已审",
               NULL) &&
           put(w, "unit", "id", "亿元", "factor", "100000000", "en_style", "yuan", NULL) &&
           word(w, "unit", "亿元", "name", "亿元", "yuan") &&
           put(w, "unit", "id", "个", "factor", "1", "en_style", "plain", NULL) &&
           word(w, "unit", "个", "name", "个", "") &&
           put(w, "theme", "id", "energy", "tab", "new-energy", "icon", "bolt", NULL) &&
           word(w, "theme", "energy", "name", "新能源", "New energy") &&
           put(w, "district", "id", "city", "level", "city", "source", "s1", "review", "已审",
               NULL) &&
           word(w, "district", "city", "name", "全市", "The city") &&
           put(w, "district", "id", "wujin", "parent", "city", "level", "district", "outline",
               "1,2 3,4 5,6", "label_x", "2.5", "label_y", "-1", "fill", "#A9CFC4", "source", "s1",
               "review", "已审", NULL) &&
           word(w, "district", "wujin", "name", "武进区", "Wujin") &&
           word(w, "district", "wujin", "short", "武进", "") &&
           word(w, "district", "wujin", "kind", "市辖区", "District") &&
           put(w, "district", "id", "taihu", "parent", "wujin", "level", "place", "source", "s1",
               "review", "待审", NULL) &&
           word(w, "district", "taihu", "name", "西太湖", "West Taihu") &&
           put(w, "district", "id", "liyang", "parent", "city", "level", "district", "source", "s1",
               "review", "已审", NULL) &&
           word(w, "district", "liyang", "name", "溧阳市", "Liyang") &&
           put(w, "water", "id", "canal", "kind", "canal", "points", "0,0 1,1", "label_x", "1",
               "label_y", "2", NULL) &&
           word(w, "water", "canal", "name", "大运河", "Grand Canal");
}

static inline bool put_chains(Writer *w)
{
    return put(w, "figure", "id", "f1", "theme", "energy", "value", "7600", "unit", "亿元",
               "qualifier", "超", "period", "2023", "kind", "actual", "scope", "wujin",
               "pairs_with", "f2", "source", "s1;s2", "review", "已审", NULL) &&
           word(w, "figure", "f1", "label", "新能源产值", "New-energy output") &&
           word(w, "figure", "f1", "definition", "全市。", "Of the city.") &&
           put(w, "figure", "id", "f2", "theme", "energy", "value", "-3.5", "unit", "个", "period",
               "材料未写", "kind", "target", "scope", "长三角", "source", "s1", "as_of", "2025-05",
               "review", "待审", NULL) &&
           word(w, "figure", "f2", "label", "目标", "") &&
           put(w, "figure_slot", "id", "overview/hero/f1", "tab", "overview", "slot", "hero",
               "figure", "f1", NULL) &&
           word(w, "figure_slot", "overview/hero/f1", "label", "产值", "Output") &&
           put(w, "chain_group", "id", "energy", NULL) &&
           word(w, "chain_group", "energy", "name", "能源", "Energy") &&
           put(w, "chain", "id", "new-energy", "group", "energy", "figure", "f1", "icon", "bolt",
               "picture", "field", "tier", "lead", "source", "s1", "review", "已审", NULL) &&
           word(w, "chain", "new-energy", "name", "新能源链", "New energy") &&
           word(w, "chain", "new-energy", "short", "新能源", "Energy") &&
           word(w, "chain", "new-energy", "summary", "一条链。", "") &&
           put(w, "chain", "id", "bci", "group", "future", "icon", "brain", "tier", "future",
               "source", "s2", "review", "待审", NULL) &&
           word(w, "chain", "bci", "name", "脑机接口", "Brain links") &&
           put(w, "stage", "id", "fa", "chain", "new-energy", "glyph", "发", "colour", "fa",
               NULL) &&
           word(w, "stage", "fa", "name", "发电", "Generate") &&
           put(w, "stage", "id", "chu", "chain", "new-energy", "glyph", "储", "colour", "chu",
               NULL) &&
           word(w, "stage", "chu", "name", "储能", "Store") &&
           put(w, "kind", "id", "firm", "shape", "firm", NULL) &&
           word(w, "kind", "firm", "name", "企业", "Firm") &&
           put(w, "member", "id", "m1", "kind", "firm", "district", "taihu", "source", "s1",
               "review", "已审", NULL) &&
           word(w, "member", "m1", "name", "光伏公司", "Solar Co") &&
           word(w, "member", "m1", "tag", "组件", "Modules") &&
           put(w, "member_chain", "member", "m1", "chain", "bci", NULL) &&
           put(w, "member_chain", "member", "m1", "chain", "new-energy", "stage", "fa", NULL) &&
           put(w, "member", "id", "m2", "kind", "firm", "district", "liyang", "source", "s1",
               "review", "已审", NULL) &&
           word(w, "member", "m2", "name", "电池公司", "Battery Co") &&
           put(w, "member_chain", "member", "m2", "chain", "new-energy", "stage", "chu", NULL) &&
           put(w, "member", "id", "m3", "source", "s1", "review", "已审", NULL) &&
           word(w, "member", "m3", "name", "学院", "Institute") &&
           put(w, "link", "id", "k1", "from", "member:m1", "to", "chain:new-energy", "type",
               "supply", "source", "s1", "review", "已审", NULL) &&
           word(w, "link", "k1", "relation", "供货", "supplies") &&
           put(w, "programme_group", "id", "talent", NULL) &&
           word(w, "programme_group", "talent", "name", "人才", "Talent") &&
           put(w, "programme", "id", "sp1", "group", "talent", "district", "wujin", "source", "s1",
               "review", "已审", NULL) &&
           word(w, "programme", "sp1", "name", "计划", "Programme") &&
           word(w, "programme", "sp1", "owner", "某局", "An office");
}

static inline bool put_works(Writer *w)
{
    return put(w, "work_year", "id", "2023", "count", "10", "known", "9", "source", "s1", NULL) &&
           word(w, "work_year", "2023", "title", "10件实事", "Ten works") &&
           put(w, "category", "id", "school", "icon", "scroll", "colour", "zhubiao", NULL) &&
           word(w, "category", "school", "name", "优学", "School") &&
           put(w, "work", "id", "school-2023", "year", "2023", "number", "2", "kind", "changyou",
               "category", "school", "source", "s1", "review", "已审", NULL) &&
           word(w, "work", "school-2023", "name", "常有优学", "Good schools") &&
           put(w, "project", "id", "lp1", "work", "school-2023", "year", "2023", "district",
               "taihu", "status", "超序时", "status_date", "2023-06", "plan", "12.5", "done", "0",
               "unit", "亿元", "x", "3.5", "y", "-2", "source", "s1", "review", "已审", NULL) &&
           word(w, "project", "lp1", "name", "小学", "Primary school") &&
           word(w, "project", "lp1", "goal", "建成", "Build it") &&
           word(w, "project", "lp1", "lead_unit", "教育局", "") &&
           put(w, "project", "id", "lp2", "year", "2024", "district", "liyang", "plan", "3",
               "source", "s1", "review", "已审", "valid_from", "2024", "valid_to", "2024-06",
               NULL) &&
           word(w, "project", "lp2", "name", "中学", "Middle school") &&
           put(w, "milestone", "id", "ms1", "project", "lp1", "date", "2023-01-09", "done", "1",
               "source", "s1", "review", "已审", NULL) &&
           word(w, "milestone", "ms1", "name", "开工", "Begun") &&
           put(w, "milestone", "id", "ms2", "project", "lp1", "date", "2023", "source", "s1",
               "review", "已审", NULL) &&
           word(w, "milestone", "ms2", "name", "完工", "Done");
}

static inline bool put_prose(Writer *w)
{
    return put(w, "event", "id", "t1", "date", "1969", "theme", "energy", "links", "chain:bci",
               "planned", "1", "source", "s1", "review", "已审", NULL) &&
           word(w, "event", "t1", "title", "开始", "The start") &&
           put(w, "photo", "id", "p1", "picture", "field", "kind", "illustration", "licence",
               "项目原创", "focal_x", "0.25", "source", "s1", "review", "已审", NULL) &&
           word(w, "photo", "p1", "title", "光伏", "Solar") &&
           word(w, "photo", "p1", "alt", "一片板", "Panels") &&
           put(w, "picture", "name", "field", "w", "1600", "h", "900", "y", "40", "colour",
               "#A9CFC4", NULL) &&
           writer_blob(w, STR("field"), 320, 180, STR("jpeg"), STR("small"), NULL) &&
           writer_blob(w, STR("field"), 1600, 900, STR("jpeg"), STR("large"), NULL) &&
           writer_blob(w, STR("field"), 800, 450, STR("jpeg"), STR("middle"), NULL) &&
           put(w, "article", "id", "a1", "picture", "field", "pull_figure", "f1", "related",
               "chain:new-energy;figure:f1", "systems", "SYS-01", "source", "s1", "review", "已审",
               NULL) &&
           word(w, "article", "a1", "title", "一条链", "One chain") &&
           word(w, "article", "a1", "slip", "一条|链", "One|chain") &&
           word(w, "article", "a1", "body", "正文。", "") &&
           put(w, "message", "id", "go", "picture", "field", "figure", "f1", "source", "s1",
               "review", "已审", NULL) &&
           word(w, "message", "go", "line1", "万亿之城", "") &&
           word(w, "message", "go", "line2", "再出发", "") &&
           word(w, "message", "go", "title", "", "Onward") &&
           word(w, "message", "go", "subtitle", "副题", "A line") &&
           put(w, "fold", "id", "chains", "icon", "chain", NULL) &&
           word(w, "fold", "chains", "name", "产业链", "Chains") &&
           word(w, "fold", "chains", "figure", "28", "28") &&
           put(w, "map", "id", "city", "picture", "field", "number", "苏S(2024)1号", "reviewer",
               "某厅", "hash", "0", "bounds", "0,0 27,22", "source", "s1", "review", "已审", NULL);
}

static inline bool story_make(const char *path, const char *version, Err *err)
{
    Writer *writer = writer_open(path, err);
    if (!writer) {
        return false;
    }
    bool is_written =
        put_world(writer) && put_chains(writer) && put_works(writer) && put_prose(writer);
    assert(is_written);
    if (!is_written || !writer_commit(writer, str_from(version), STR("2024-03-01"), err)) {
        writer_abandon(writer);
        return false;
    }
    return true;
}

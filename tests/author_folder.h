// A small city made by the test: one or two rows a file, everything right. Tests spoil one thing.
#pragma once
#include "author/author.h"
#include "base/file.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

typedef struct {
    const char *name, *text;
} FolderFile;

#define COMMON_HEAD "source,as_of,review,valid_from,valid_to,note\n"
#define COMMON_OK "s1,,已审,,,\n"
#define SVG_HEAD "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"100\">"

static const FolderFile FOLDER[] = {
    {"story.csv", "key,value_zh,value_en\n"
                  "languages,zh;en,zh;en\n"
                  "version,1.0,1.0\n"
                  "city_name,示例城,Sampleton\n"},
    {"labels.csv", "id,zh,en\nhome.title,首页,Home\n"},
    {"sources.csv", "id,title,date,date_zh,date_en,covers_zh,covers_en,review,note\n"
                    "s1,一篇报道,2024-01,2024年1月,January 2024,全市,The city,已审,\n"
                    "s2,旧通告,,未写,Not stated,,,下线,\n"},
    {"units.csv", "id,name_zh,name_en,factor,en_style\n件,件,count,1,count\n"},
    {"themes.csv", "id,name_zh,name_en,tab,icon\neconomy,经济,Economy,overview,home\n"},
    {"figures.csv", "id,theme,label_zh,label_en,value,unit,qualifier,period,kind,scope,pairs_with,"
                    "same_as,part_of,lever,definition_zh,definition_en," COMMON_HEAD
                    "f001,economy,实事,Works,10,件,超,2023,actual,east,f002,,,,数一数,A "
                    "count," COMMON_OK
                    "f002,economy,目标,Target,12,件,,材料未写,target,east,f001,,,,,," COMMON_OK},
    {"districts.csv",
     "id,name_zh,name_en,short_zh,short_en,kind_zh,kind_en,parent,level,known_for_zh,"
     "known_for_en,tag_zh,tag_en,picture,figures,outline,label_x,label_y,"
     "fill," COMMON_HEAD "east,东区,East,东区,East,区,District,,district,运河,The "
     "canal,,,canal,f001;f002,\"0,0 10,0 10,10 0,10\",5,5,#A9CFC4," COMMON_OK
     "field,田村,Field,田村,Field,,,east,place,,,,,,,,,,," COMMON_OK},
    {"projects.csv",
     "id,work,year,name_zh,name_en,district,place_zh,place_en,goal_zh,goal_en,progress_zh,"
     "progress_en,status,status_date,plan,done,unit,lead_unit_zh,lead_unit_en,picture,x,y,"
     "figures,link," COMMON_HEAD
     "lp1,work-2023,2023,幼儿园,Kindergarten,east,,,,,,,按序时,2024-01,10,9,件,,,canal,5,5,"
     "f001,https://example.org/lp1," COMMON_OK},
    {"photos.csv", "id,file,title_zh,title_en,caption_zh,caption_en,kind,credit_zh,credit_en,"
                   "licence,focal_x,focal_y,alt_zh,alt_en,links," COMMON_HEAD
                   "canal,pictures/canal.svg,运河,Canal,,,illustration,本项目,This "
                   "project,原创,0.5,0.5,一条河,A river,district:east;figure:f001," COMMON_OK},
    {"pages_figures.csv", "tab,slot,figure,label_zh,label_en\noverview,hero,f001,实事,Works\n"},
    {"chain_groups.csv", "id,name_zh,name_en\nenergy,能源,Energy\n"},
    {"chains.csv", "id,group,name_zh,name_en,short_zh,short_en,kind_zh,kind_en,summary_zh,"
                   "summary_en,figure,icon,picture,tier," COMMON_HEAD
                   "solar,energy,光伏,Solar,光伏,Solar,,,一条链,A "
                   "chain,f001,home,canal,lead," COMMON_OK
                   "nev,energy,汽车,Cars,汽车,Cars,,,两条链,Chains,,home,,other," COMMON_OK},
    {"stages.csv", "id,chain,name_zh,name_en,meaning_zh,meaning_en,glyph,colour\n"
                   "cells,solar,电池,Cells,,,电,fa\nparts,nev,零件,Parts,,,零,\n"},
    {"kinds.csv", "id,name_zh,name_en,shape\nfirm,企业,Firm,firm\n"},
    {"members.csv", "id,chains,stage,name_zh,name_en,short_zh,short_en,kind,district,role_zh,"
                    "role_en,figures,tag_zh,tag_en," COMMON_HEAD "m1,solar,cells,甲厂,Works "
                    "A,甲厂,A,firm,east,做电池,Cells,f001,电池,Cells," COMMON_OK},
    {"links.csv", "id,from,to,relation_zh,relation_en,type," COMMON_HEAD
                  "k1,member:m1,chain:solar,成员,Member,member," COMMON_OK},
    {"waters.csv", "id,kind,name_zh,name_en,points,label_x,label_y\n"
                   "river,river,江,River,\"0,0 4,4\",1,1\n"},
    {"programme_groups.csv", "id,name_zh,name_en\ntalent,人才,Talent\n"},
    {"programmes.csv", "id,group,name_zh,name_en,owner_zh,owner_en,district,what_zh,what_en,"
                       "figures," COMMON_HEAD "sp1,talent,夜校,Night school,,,east,,,," COMMON_OK},
    {"work_years.csv", "year,count,known,title_zh,title_en,line_zh,line_en,source\n"
                       "2023,10,3,实事,Works,,,s1\n"},
    {"works.csv", "id,year,number,name_zh,name_en,short_zh,short_en,kind,category,icon,what_zh,"
                  "what_en,figures," COMMON_HEAD
                  "work-2023,2023,1,善育,Childcare,善育,Care,changyou,child,home,,,," COMMON_OK},
    {"categories.csv", "id,name_zh,name_en,icon,colour\nchild,善育,Childcare,home,zhubiao\n"},
    {"milestones.csv",
     "id,project,date,name_zh,name_en,done," COMMON_HEAD "ms1,lp1,2023-05,开工,Begun,1," COMMON_OK},
    {"events.csv", "id,date,title_zh,title_en,detail_zh,detail_en,theme,picture,planned,"
                   "links," COMMON_HEAD "t1,2023-11-11,开园,Opening,,,economy,canal,,," COMMON_OK},
    {"messages.csv",
     "id,line1_zh,line2_zh,title_en,subtitle_zh,subtitle_en,picture,"
     "figure," COMMON_HEAD "hello,你好,示例城,Hello,来看看,Come in,canal,f001," COMMON_OK},
    {"folds.csv", "id,name_zh,name_en,icon,figure_zh,figure_en,unit_zh,unit_en,line_zh,line_en\n"
                  "chains,产业链,Chains,home,2,2,条,chains,看链,See chains\n"},
    {"maps.csv", "id,picture,name_zh,name_en,number,reviewer," COMMON_HEAD
                 "city-map,canal,全图,Map,苏S(2023)12号,省厅," COMMON_OK},
    {"articles/one.zh.md", "---\ntitle: 一篇\nslip: 一篇|文章\nlead: 导语\npicture: canal\n"
                           "related: chain:solar\nsource: s1\nreview: 已审\n---\n正文一段。\n"},
    {"articles/one.en.md", "---\ntitle: One\nslip: One|article\nlead: Lead\n---\nA paragraph.\n"},
    {"pictures/canal.svg", SVG_HEAD "<rect width=\"160\" height=\"100\" fill=\"#336699\"/></svg>"},
};

typedef struct {
    char root[256]; // holds content/, assets/, cache/
    char content[300], assets[300], cache[300];
} Folder;

static void folder_write(const Folder *folder, const char *name, Str bytes)
{
    char path[700];
    snprintf(path, sizeof path, "%s/%s", folder->content, name);
    assert_true(file_write(path, bytes, NULL));
}

static inline const char *folder_text(const char *name)
{
    for (int i = 0; i < COUNT(FOLDER); i++) {
        if (strcmp(FOLDER[i].name, name) == 0) {
            return FOLDER[i].text;
        }
    }
    return NULL;
}

static void folder_make(Folder *folder)
{
    char path[700];
    snprintf(folder->root, sizeof folder->root, "%s/author-test-XXXXXX", BUILD_DIR);
    assert_non_null(mkdtemp(folder->root));
    snprintf(folder->content, sizeof folder->content, "%s/content", folder->root);
    snprintf(folder->assets, sizeof folder->assets, "%s/assets", folder->root);
    snprintf(folder->cache, sizeof folder->cache, "%s/cache", folder->root);
    const char *const PARTS[] = {"content/articles", "content/pictures", "assets/icons"};
    for (int i = 0; i < COUNT(PARTS); i++) {
        snprintf(path, sizeof path, "%s/%s", folder->root, PARTS[i]);
        assert_true(file_make_folders(path, NULL));
    }
    for (int i = 0; i < COUNT(FOLDER); i++) {
        folder_write(folder, FOLDER[i].name, str_from(FOLDER[i].text));
    }
    snprintf(path, sizeof path, "%s/labels.csv", folder->assets);
    assert_true(file_write(path, STR("id,zh,en\nhome.title,主页,Start\nback,返回,Back\n"), NULL));
    snprintf(path, sizeof path, "%s/icons/home.svg", folder->assets);
    assert_true(
        file_write(path, STR(SVG_HEAD "<path d=\"M0 0L9 9\" stroke=\"#000000\"/></svg>"), NULL));
}

static void folder_remove(const Folder *folder)
{
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", folder->root);
    assert_int_equal(system(command), 0);
}

static AuthorOptions folder_options(const Folder *folder)
{
    return (AuthorOptions){
        .content_folder = folder->content,
        .assets_folder = folder->assets,
        .fonts_folder = BUILD_DIR "/fonts",
        .cache_folder = folder->cache,
        .build_date = "2024-02-18",
    };
}

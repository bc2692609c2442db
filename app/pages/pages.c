// The table of pages. A route's first part is a page's name; "chains/x" is one chain.
#include "pages/about.h"
#include "pages/app.h"
#include "pages/article.h"
#include "pages/articles.h"
#include "pages/attract.h"
#include "pages/chain.h"
#include "pages/chains.h"
#include "pages/district.h"
#include "pages/districts.h"
#include "pages/figure.h"
#include "pages/figures.h"
#include "pages/home.h"
#include "pages/livelihood.h"
#include "pages/operator.h"
#include "pages/photo.h"
#include "pages/photos.h"
#include "pages/problems.h"
#include "pages/programme.h"
#include "pages/programmes.h"
#include "pages/project.h"
#include "pages/search.h"
#include "pages/stories.h"
#include "pages/story.h"
#include "pages/timeline.h"

// clang-format off
const PageClass *const PAGES[] = {
    &page_attract,
    &page_home,
    &page_chains,
    &page_chain,
    &page_livelihood,
    &page_project,
    &page_districts,
    &page_district,
    &page_figures,
    &page_figure,
    &page_timeline,
    &page_photos,
    &page_photo,
    &page_about,
    &page_article,
    &page_articles,
    &page_programme,
    &page_programmes,
    &page_story,
    &page_stories,
    &page_search,
    &page_problems,
    &page_operator,
    NULL,
};
// clang-format on

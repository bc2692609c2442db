#include "author/rules.h"

void rules_check(Content *content)
{
    (void)content;
}

#include "base/collation.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>

#include "base/arena.h"
#include "base/msg.h"

struct collation {
    UCollator *icu;
};

struct collation *collation_open(enum language language, struct messages *m)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollator *icu = ucol_open(language_text(language, "root", "zh@collation=pinyin"), &status);
    ucol_setAttribute(icu, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    if (U_FAILURE(status)) {
        msg(m, SEV_FAILURE, NOWHERE, "icu", "ICU has no collation data (%s); reinstall libicu",
            "ICU 缺少排序数据（%s），请重新安装 libicu", u_errorName(status));
        ucol_close(icu);
        return NULL;
    }
    struct collation *c = must_alloc(1, sizeof *c);
    c->icu = icu;
    return c;
}

void collation_free(struct collation *c)
{
    if (c != NULL)
        ucol_close(c->icu);
    free(c);
}

int collation_compare(const struct collation *c, const char *x, const char *y)
{
    UErrorCode status = U_ZERO_ERROR; /* of text that is no UTF-8, which ours always is */
    int order = ucol_strcollUTF8(c->icu, x, -1, y, -1, &status);
    return order != 0 ? order : strcmp(x, y);
}

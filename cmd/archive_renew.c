#include "cmd/archive.h"

void archive_renew(const struct archive_options *o, struct messages *m)
{
    (void)o;
    (void)m;
}

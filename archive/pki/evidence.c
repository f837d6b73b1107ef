#include "archive/pki/evidence.h"

#include "base/arena.h"

void evidence_add(struct evidence *e, struct arena *a, enum evidence_kind kind, bool embedded,
                  const void *der, size_t len)
{
    struct evidence_item *item = arena_alloc(a, sizeof *item);
    *item = (struct evidence_item){
        .kind = kind, .embedded = embedded, .der = der, .len = len, .next = e->items};
    e->items = item;
}

#include "layouts/flow/list_label.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/report/node.h"
#include "layouts/flow/inlines.h"
#include "layouts/style/style.h"

/* The word of the level in a list of words, or the last one; its length. */
static const char *form_of(const char *forms, int level, int *len)
{
    const char *form = forms + strspn(forms, " ");
    for (; level > 1; level--) {
        const char *next = form + strcspn(form, " ");
        next += strspn(next, " ");
        if (*next == '\0')
            break;
        form = next;
    }
    *len = (int)strcspn(form, " ");
    return form;
}

/* a … z, aa, ab … */
static void put_letters(struct buf *b, int number)
{
    char letters[8], *s = letters + sizeof letters;
    for (; number > 0 && s > letters; number = (number - 1) / 26)
        *--s = (char)('a' + (number - 1) % 26);
    buf_add(b, s, (size_t)(letters + sizeof letters - s));
}

static void put_roman(struct buf *b, int number)
{
    static const struct {
        int value;
        const char *text;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    for (size_t i = 0; number < 4000 && i < sizeof parts / sizeof *parts; i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            buf_puts(b, parts[i].text);
}

/* {n} digits, {c} circled digits, {a} letters, {i} small Roman numbers. */
static void put_number(struct flow *f, struct buf *b, char kind, int number)
{
    size_t before = b->len;
    if (kind == 'c')
        buf_puts(b, inlines_mark(f, MARK_CIRCLED, number));
    else if (kind == 'a')
        put_letters(b, number);
    else if (kind == 'i')
        put_roman(b, number);
    if (b->len == before)
        buf_printf(b, "%d", number);
}

bool list_numbered(const struct node *item)
{
    return item->text != NULL && *item->text >= '0' && *item->text <= '9';
}

const char *list_label(struct flow *f, const struct node *item, int level)
{
    const struct list_style *style = &f->style->list;
    const char *own = item->text != NULL ? item->text : "";
    int len;
    const char *form = form_of(list_numbered(item) ? style->numbers : style->bullets, level, &len);
    struct buf b = {0};
    for (int i = 0; i < len; i++) {
        if (form[i] == '{' && i + 2 < len && form[i + 2] == '}') {
            put_number(f, &b, form[i + 1], atoi(own));
            i += 2;
        } else {
            buf_add(&b, form + i, 1);
        }
    }
    const char *label = b.len > 0 ? arena_strndup(f->arena, b.data, b.len) : own;
    buf_free(&b);
    return label;
}

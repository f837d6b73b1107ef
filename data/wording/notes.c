#include "data/wording/notes.h"

#include <string.h>

#include "base/arena.h"
#include "data/report/words.h"
#include "data/wording/wording.h"

struct writer {
    const struct report *r;
    struct buf text;
    enum language language;
};

/* What goes between two sentences of a note, or before the first one. */
static void begin(struct writer *w)
{
    if (w->text.len == 0)
        buf_puts(&w->text, word(w->r->language, W_NOTE));
    else
        buf_puts(&w->text, language_text(w->language, "; ", "；"));
}

static const struct {
    unsigned flag;
    enum word meaning;
} known[] = {{FLAG_ILLUSTRATIVE, W_ILLUSTRATIVE},
             {FLAG_PRELIMINARY, W_PRELIMINARY},
             {FLAG_ESTIMATED, W_ESTIMATED},
             {FLAG_SMALL, W_SMALL_SAMPLE},
             {FLAG_SUPPRESSED, W_SUPPRESSED}};

#define N_KNOWN (sizeof known / sizeof *known)

static void write_flags(struct writer *w, unsigned flags)
{
    for (size_t i = 0; i < N_KNOWN; i++) {
        if (!(flags & known[i].flag))
            continue;
        begin(w);
        buf_printf(&w->text, "%s %s", wording_flag(known[i].flag),
                   word(w->r->language, known[i].meaning));
    }
}

void notes_flags(const struct report *r, unsigned flags, struct buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < N_KNOWN; i++)
        if (flags & known[i].flag)
            buf_printf(out, "%s%s", n++ == 0 ? "" : language_text(r->language, "; ", "；"),
                       word(r->language, known[i].meaning));
}

/* All that a dash stands for in this table: "— 无数据、不可比或未设目标". */
static void write_dash(struct writer *w, const struct notes *n)
{
    const char *meanings[3];
    size_t count = 0;
    if (n->missing)
        meanings[count++] = word(w->r->language, W_NO_DATA);
    if (n->incomparable)
        meanings[count++] = word(w->r->language, W_NOT_COMPARABLE);
    if (n->no_target)
        meanings[count++] = word(w->r->language, W_NO_TARGET);
    for (size_t i = 0; i < count; i++) {
        if (i == 0) {
            begin(w);
            buf_puts(&w->text, "— ");
        } else {
            buf_puts(&w->text, i + 1 == count ? word(w->r->language, W_LIST_OR)
                                              : language_text(w->language, ", ", "、"));
        }
        buf_puts(&w->text, meanings[i]);
    }
}

static void write_missing(struct writer *w, const struct notes *n)
{
    write_dash(w, n);
    if (n->places > n->places_known) {
        begin(w);
        bool all = n->n_indicators > 1;
        if (w->language == LANG_ZH)
            buf_printf(&w->text, "%zu个单位中%zu个%s", n->places, n->places_known,
                       all ? "数据齐全" : "有数据");
        else
            buf_printf(&w->text, "%zu of %zu places have %s", n->places_known, n->places,
                       all ? "all data" : "data");
    }
}

static void write_bases(struct writer *w, const struct notes *n)
{
    for (size_t i = 0; i < n->n_indicators; i++) {
        const struct indicator *ind = &w->r->indicators[n->indicators[i]];
        if (ind->basis == NULL)
            continue;
        begin(w);
        buf_printf(&w->text, language_text(w->language, "%s: %s", "%s口径：%s"), ind->name,
                   ind->basis);
    }
}

/* The author's own words may bring their full stop along. */
static bool ends_sentence(const char *text, size_t len)
{
    static const char stop[] = "。";
    size_t n = sizeof stop - 1;
    return text[len - 1] == '.' || (len >= n && memcmp(text + len - n, stop, n) == 0);
}

const char *notes_text(const struct report *r, const struct notes *n)
{
    struct writer w = {.r = r, .language = r->language};
    write_flags(&w, n->flags);
    write_missing(&w, n);
    write_bases(&w, n);
    if (n->own != NULL) {
        begin(&w);
        buf_puts(&w.text, n->own);
    }
    if (w.text.len == 0)
        return NULL;
    if (!ends_sentence(w.text.data, w.text.len))
        buf_puts(&w.text, language_text(w.language, ".", "。"));
    return buf_keep(&w.text, r->arena);
}

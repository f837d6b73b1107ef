#include "data/check/checksheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/figures/chartspec.h"
#include "data/prose/numeral.h"
#include "data/prose/statements.h"
#include "data/report/words.h"
#include "data/wording/cited.h"
#include "data/wording/notes.h"
#include "data/wording/wording.h"

/* So many characters are shown on either side of a number. */
#define CONTEXT 8

struct collector {
    const struct report *r;
    struct checksheet *sheet;
    size_t cap;
    struct arena *scratch;
    const struct passages *text; /* of the document in hand */
    const struct statements *stated;
    size_t passage, statement; /* the next ones */
    const char *where;
    const struct node *figure; /* in hand */
};

static bool has_digit(const char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < len;)
        if (numeral_digit(utf8_next(text, len, &i)))
            return true;
    return false;
}

/* One more number; NULL for what is printed without a digit: "—", "持平". */
static struct sheet_number *add(struct collector *c, const char *printed, struct source at)
{
    struct checksheet *s = c->sheet;
    if (!has_digit(printed))
        return NULL;
    s->numbers = list_room(s->numbers, s->n, &c->cap, sizeof *s->numbers);
    struct sheet_number *n = &s->numbers[s->n++];
    *n = (struct sheet_number){.where = c->where, .printed = printed, .context = "", .at = at};
    return n;
}

static void add_traced(struct collector *c, const char *printed, struct origin origin,
                       const char *context, struct source at)
{
    struct sheet_number *n = add(c, printed, at);
    if (n == NULL)
        return;
    n->origin = origin;
    n->context = context;
    c->sheet->n_traced++;
}

/* The text around the bytes start..end of a passage: "…控制在11.02‰以内，…". */
static const char *context(const struct collector *c, const struct passage *p, size_t start,
                           size_t end)
{
    size_t from = passage_back(p, start, CONTEXT), to = end;
    for (int n = 0; n < CONTEXT && to < p->len; n++)
        utf8_next(p->text, p->len, &to);
    return arena_printf(c->r->arena, "%s%.*s%s", from > 0 ? "…" : "", (int)(to - from),
                        p->text + from, to < p->len ? "…" : "");
}

/* The statement that begins at a byte of a passage, or NULL. */
static const struct statement *stated_at(struct collector *c, const struct passage *p, size_t i)
{
    const struct statements *all = c->stated;
    while (c->statement < all->n &&
           (all->list[c->statement].in < p ||
            (all->list[c->statement].in == p && all->list[c->statement].start < i)))
        c->statement++;
    if (c->statement == all->n)
        return NULL;
    const struct statement *s = &all->list[c->statement];
    return s->in == p && s->start == i && s->number != NULL && s->year >= 0 ? s : NULL;
}

/* An outline number that was typed: "1." or "（1）" at the head of a passage. */
static bool is_outline(const struct passage *p, size_t start, size_t number)
{
    static const char *const before[] = {"(", "（"};
    static const char *const behind[] = {".", "．", "、", ")", "）"};
    return start == passage_word_before(p, start, WORDS(before)) &&
           passage_word(p, number, WORDS(behind)) > 0;
}

/* Four digits that are a year of the data, and count nothing. */
static bool is_year(const struct report *r, const struct passage *p, size_t start, size_t number)
{
    struct year y;
    return year_take(p->text + start, number - start, &y) > 0 && report_year(r, y.number) >= 0 &&
           !utf8_is_hanzi(passage_behind(p, number));
}

/* The typed number at i; the byte behind it. */
static size_t take_typed(struct collector *c, const struct passage *p, size_t i)
{
    int decimals;
    size_t number = numeral_end(p, i, &decimals), end;
    if (numeral_sign(p, number, &end) == SIGN_NONE)
        end = number;
    const struct statement *s = stated_at(c, p, i);
    struct sheet_number *n =
        add(c, arena_strndup(c->r->arena, p->text + i, end - i), passage_at(p, i));
    n->context = context(c, p, i, end);
    if (s != NULL) {
        n->nature = NATURE_STATED;
        n->origin = (struct origin){ORIGIN_VALUE, s->indicator, s->place, s->year, -1};
    } else if (numeral_is_rough(p, i, number, end)) {
        n->nature = NATURE_ROUGH;
    } else if (numeral_is_label(p, i, number, end) || is_outline(p, i, number) ||
               is_year(c->r, p, i, number)) {
        n->nature = NATURE_LABEL;
    } else {
        n->nature = NATURE_OTHER;
    }
    return end;
}

static void take_passage(struct collector *c, const struct passage *p)
{
    for (size_t k = 0; k < p->n_pieces; k++) {
        const struct piece *piece = &p->pieces[k];
        size_t end = k + 1 < p->n_pieces ? p->pieces[k + 1].start : p->len;
        if (piece->origin != NULL)
            add_traced(c, arena_strndup(c->r->arena, p->text + piece->start, end - piece->start),
                       *piece->origin, context(c, p, piece->start, end), piece->at);
        for (size_t i = piece->start; !piece->computed && i < end;) {
            size_t next = i;
            if (numeral_digit(utf8_next(p->text, p->len, &next)))
                next = take_typed(c, p, i);
            i = next;
        }
    }
}

/* The block's passage, if it has one: they come in the order of the walk. */
static bool take_block(struct collector *c, const struct node *block)
{
    if (c->passage == c->text->n || c->text->list[c->passage].block != block)
        return false;
    take_passage(c, &c->text->list[c->passage++]);
    return true;
}

/* A cell that the program made. */
static void take_cell(struct collector *c, const struct node *parent)
{
    for (const struct node *n = parent->child; n != NULL; n = n->next) {
        if (n->kind == NODE_VALUE && n->origin != NULL)
            add_traced(c, n->text, *n->origin, "", n->at);
        else
            take_cell(c, n);
    }
}

static void take_chart_cell(void *ctx, struct cell_id cell, bool target)
{
    struct collector *c = ctx;
    const struct report *r = c->r;
    struct source at = c->figure->at;
    struct origin value = {ORIGIN_VALUE, cell.indicator, cell.place, cell.year, -1}, goal = value;
    goal.kind = ORIGIN_TARGET;
    add_traced(c, wording_value(r, cell), value, "", at);
    if (target)
        add_traced(c, wording_target(r, cell), goal, "", at);
}

static void walk(struct collector *c, const struct node *parent)
{
    for (const struct node *n = parent->child; n != NULL; n = n->next) {
        const char *where = c->where;
        if ((n->kind == NODE_TABLE || n->kind == NODE_FIGURE) && n->text != NULL)
            c->where = n->text;
        else if (n->kind == NODE_FOOTNOTE)
            c->where =
                arena_printf(c->r->arena, "%s%d", word(c->r->language, W_IN_NOTE), n->number);
        if (n->chart != NULL) {
            c->figure = n;
            chart_cells(c->r, n->chart, take_chart_cell, c);
        }
        if (!take_block(c, n)) {
            if (n->kind == NODE_CELL)
                take_cell(c, n);
            else
                walk(c, n);
        }
        if (n->caption != NULL)
            take_block(c, n->caption);
        c->where = where;
    }
}

static void take_document(struct collector *c, const struct node *document, const char *where)
{
    if (document == NULL)
        return;
    c->text = passages_read(c->scratch, document);
    c->stated = statements_read(c->scratch, c->r, c->text);
    c->passage = c->statement = 0;
    c->where = where;
    walk(c, document);
}

/* The elements of an official paper, as a document. */
static const struct node *elements(const struct report *r)
{
    const struct official *o = &r->official;
    const char *const texts[] = {o->serial,  o->secrecy,   o->doc_number, o->recipients,
                                 r->organ,   r->date,      o->annotation, o->copies,
                                 o->printer, o->print_date};
    struct node *document = node_new(r->arena, NODE_DOCUMENT, IN_FILE(r->path));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i] == NULL)
            continue;
        struct node *line = node_new(r->arena, NODE_PARAGRAPH, IN_FILE(r->path));
        node_append(line, node_text(r->arena, texts[i], IN_FILE(r->path)));
        node_append(document, line);
    }
    return document;
}

static void take_all(struct collector *c)
{
    const struct report *r = c->r;
    take_document(c, r->strings, word(r->language, W_IN_HEAD));
    take_document(c, elements(r), word(r->language, W_IN_HEAD));
    take_document(c, r->narrative, word(r->language, W_IN_TEXT));
    for (size_t i = 0; i < r->official.n_attachments; i++) {
        const char *annex = word(r->language, W_ATTACHMENT);
        take_document(c, r->official.attachments[i].document,
                      arena_printf(r->arena, "%s%zu", annex, i + 1));
    }
}

/* Notes on the way of reading are for the clerk alone. */
static void take_findings(struct checksheet *s, const struct report *r, const struct messages *m)
{
    size_t n;
    const struct message *list = messages_list(m, &n);
    struct message *kept = arena_array(r->arena, n + 1, sizeof *kept);
    for (size_t i = 0; i < n; i++) {
        if (list[i].severity < SEV_WARNING && list[i].accepted == NULL)
            continue;
        kept[s->n_findings++] = list[i];
    }
    s->findings = kept;
}

const struct checksheet *checksheet_make(const struct report *r, const struct messages *m)
{
    struct checksheet *s = arena_alloc(r->arena, sizeof *s);
    struct collector c = {.r = r, .sheet = s, .scratch = arena_new()};
    take_all(&c);
    take_findings(s, r, m);
    arena_free(c.scratch);
    struct sheet_number *numbers = arena_array(r->arena, s->n + 1, sizeof *numbers);
    if (s->n > 0)
        memcpy(numbers, s->numbers, s->n * sizeof *numbers);
    free(s->numbers);
    s->numbers = numbers;
    return s;
}

const char *checksheet_nature(const struct report *r, enum nature nature)
{
    static const enum word words[] = {[NATURE_TRACED] = W_NATURE_TRACED,
                                      [NATURE_STATED] = W_NATURE_STATED,
                                      [NATURE_ROUGH] = W_NATURE_ROUGH,
                                      [NATURE_LABEL] = W_NATURE_LABEL,
                                      [NATURE_OTHER] = W_NATURE_OTHER};
    return word(r->language, words[nature]);
}

/* In tables and charts there is no context, and no line of their own to name. */
const char *checksheet_where(const struct report *r, const struct sheet_number *n)
{
    if (*n->context == '\0')
        return n->where;
    return arena_printf(r->arena, "%s %s", n->where, cited_one(r->arena, n->at, r->dir));
}

static bool is_about(const struct report *r, const struct message *f, const struct origin *o)
{
    return o->indicator >= 0 && o->place >= 0 && f->about.indicator != NULL &&
           strcmp(f->about.indicator, r->indicators[o->indicator].id) == 0 &&
           (f->about.place == NULL ? o->place == 0
                                   : strcmp(f->about.place, r->places[o->place].id) == 0);
}

const char *checksheet_remarks(const struct report *r, const struct checksheet *s,
                               const struct origin *o, unsigned flags)
{
    struct buf b = {0};
    notes_flags(r, flags, &b);
    for (size_t i = 0; i < s->n_findings; i++) {
        const struct message *f = &s->findings[i];
        if (!is_about(r, f, o))
            continue;
        buf_printf(&b, "%s%s ", b.len > 0 ? language_text(r->language, "; ", "；") : "", f->rule);
        if (f->accepted != NULL)
            buf_printf(&b, word(r->language, W_ACCEPTED), f->accepted);
        else
            buf_puts(&b, word(r->language, W_OPEN_FINDING));
    }
    return buf_keep(&b, r->arena);
}

#include "data/statistics/formula.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/statistics/formula_term.h"

/* No formula that a person writes has more parentheses in each other. */
#define DEPTH_MAX 40

static const struct {
    const char *typed;
    char sign;
} signs[] = {{"+", '+'},  {"＋", '+'}, {"-", '-'},  {"－", '-'}, {"−", '-'},  {"*", '*'},
             {"×", '*'},  {"/", '/'},  {"÷", '/'},  {"(", '('},  {"（", '('}, {")", ')'},
             {"）", ')'}, {"%", '%'},  {"％", '%'}, {"‰", 'm'}};

/* The sign at s, *len its bytes; 0 when there is none. */
static char sign_at(const char *s, size_t *len)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        *len = strlen(signs[i].typed);
        if (strncmp(s, signs[i].typed, *len) == 0)
            return signs[i].sign;
    }
    return 0;
}

static const char *skip_blanks(const char *s)
{
    size_t len = strlen(s);
    for (size_t i = 0; i < len;) {
        size_t start = i;
        if (!utf8_is_blank(utf8_next(s, len, &i)))
            return s + start;
    }
    return s + len;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The bytes of the number or name at s. */
static size_t word_length(const char *s)
{
    size_t n = 0, sign, len = strlen(s);
    bool number = is_digit(*s);
    while (n < len && sign_at(s + n, &sign) == '\0') {
        size_t next = n;
        uint32_t cp = utf8_next(s, len, &next);
        bool ascii = cp < 0x80;
        bool letter = (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
        if (number ? !(is_digit(s[n]) || cp == '.')
                   : utf8_is_blank(cp) || (ascii && !letter && !is_digit(s[n]) && cp != '_'))
            break;
        n = next;
    }
    return n;
}

bool formula_name(const char **text, const char **name, size_t *len)
{
    for (const char *s = skip_blanks(*text); *s; s = skip_blanks(s)) {
        *name = s;
        *len = word_length(s);
        size_t sign;
        if (*len > 0 && !is_digit(*s)) {
            *text = s + *len;
            return true;
        }
        s += *len > 0 ? *len : sign_at(s, &sign) != '\0' ? sign : 1;
    }
    return false;
}

struct reader {
    const struct report *r;
    const struct indicator *ind;
    struct formula *f;
    const char *text, *s;
    int depth;
    struct source at;
    struct messages *m;
};

static struct term *new_term(const struct reader *rd, enum operation op)
{
    struct term *t = arena_alloc(rd->r->arena, sizeof *t);
    t->op = op;
    t->unit_text = "";
    return t;
}

static struct term *bad_formula(const struct reader *rd)
{
    msg(rd->m, SEV_ERROR, rd->at, "bad-formula",
        "the formula of '%s' cannot be read at \"%.40s\": write numbers and names of letters, "
        "digits and _ with + - * / and ( )",
        "指标“%s”的公式在“%.40s”处读不懂：可写数、指标代号（字母、数字、_）和 + - * / ( )",
        rd->ind->id, *rd->s != '\0' ? rd->s : rd->text);
    return NULL;
}

/* A number, with % or ‰ behind it a share. */
static struct term *read_number(struct reader *rd)
{
    struct term *t = new_term(rd, OP_NUMBER);
    size_t len = word_length(rd->s), n;
    t->number = number_parse(rd->r->arena, rd->s, len);
    if (t->number == NULL)
        return bad_formula(rd);
    rd->s = skip_blanks(rd->s + len);
    char sign = sign_at(rd->s, &n);
    if (sign != '%' && sign != 'm')
        return t;
    t->quantity = QUANTITY_SHARE;
    t->unit = sign == '%' ? UNIT_PERCENT : UNIT_PERMILLE;
    const struct number *unit = number_int(rd->r->arena, sign == '%' ? 100 : 1000);
    t->number = number_div(rd->r->arena, t->number, unit);
    rd->s = skip_blanks(rd->s + n);
    return t;
}

static struct term *unknown_name(const struct reader *rd, const char *name)
{
    const char **ids = must_alloc(rd->r->n_indicators + 1, sizeof *ids);
    for (size_t i = 0; i < rd->r->n_indicators; i++)
        ids[i] = rd->r->indicators[i].id;
    const char *nearest = text_nearest(name, ids, rd->r->n_indicators);
    msg(rd->m, SEV_ERROR, rd->at, "unknown-indicator",
        "the formula of '%s' names '%s', which is no indicator%s",
        "指标“%s”的公式中没有这个指标：“%s”%s", rd->ind->id, name,
        msg_proposal(rd->m, nearest, "; declare it", "；请先声明"));
    free(ids);
    return NULL;
}

static struct term *read_name(struct reader *rd)
{
    struct term *t = new_term(rd, OP_INDICATOR);
    size_t len = word_length(rd->s);
    char *id = arena_strndup(rd->r->arena, rd->s, len);
    for (char *c = id; *c; c++) /* as iniparser has the names of sections */
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    t->indicator = report_indicator(rd->r, id);
    if (t->indicator < 0)
        return unknown_name(rd, id);
    rd->s = skip_blanks(rd->s + len);
    rd->f->operands[rd->f->n_operands++] = t->indicator;
    const struct indicator *ind = &rd->r->indicators[t->indicator];
    t->quantity = ind->unit == UNIT_COUNT ? QUANTITY_COUNT : QUANTITY_SHARE;
    t->unit = ind->unit;
    t->unit_text = ind->unit_text;
    t->additive = ind->unit == UNIT_COUNT;
    return t;
}

static struct term *read_sum(struct reader *rd);

static struct term *read_factor(struct reader *rd)
{
    size_t n;
    char sign = sign_at(rd->s, &n);
    if (rd->depth >= DEPTH_MAX)
        return bad_formula(rd);
    struct term *t = NULL;
    rd->depth++;
    if (sign == '-') {
        rd->s = skip_blanks(rd->s + n);
        const struct term *left = read_factor(rd);
        t = left != NULL ? new_term(rd, OP_NEGATE) : NULL;
        if (left != NULL) {
            *t = *left;
            t->op = OP_NEGATE;
            t->left = left;
        }
    } else if (sign == '(') {
        rd->s = skip_blanks(rd->s + n);
        t = read_sum(rd);
        if (t != NULL && sign_at(rd->s, &n) != ')')
            t = bad_formula(rd);
        rd->s = t != NULL ? skip_blanks(rd->s + n) : rd->s;
    } else if (is_digit(*rd->s)) {
        t = read_number(rd);
    } else {
        t = word_length(rd->s) > 0 ? read_name(rd) : bad_formula(rd);
    }
    rd->depth--;
    return t;
}

static const char *unit_name(const struct reader *rd, const struct term *t)
{
    static const char *const names[] = {
        [UNIT_PERCENT] = "%", [UNIT_PERMILLE] = "‰", [UNIT_RATIO] = ":100"};
    enum language language = messages_language(rd->m);
    switch (t->quantity) {
    case QUANTITY_SHARE: return names[t->unit];
    case QUANTITY_COUNT:
        return *t->unit_text != '\0' ? t->unit_text : language_text(language, "a count", "计数");
    case QUANTITY_NUMBER: return language_text(language, "a number without unit", "没有单位的数");
    case QUANTITY_QUOTIENT:
    case QUANTITY_CLASH: break;
    }
    return language_text(language, "a quotient", "比值");
}

static void clash(const struct reader *rd, struct term *t)
{
    t->quantity = QUANTITY_CLASH;
    msg(rd->m, SEV_ERROR, rd->at, "unit-clash",
        "the formula of '%s' adds or subtracts %s and %s: only like can be added; a number with a "
        "unit is written 100%% or 1000‰",
        "指标“%s”的公式把%s与%s相加减：单位相同才能加减；带单位的数写作 100%% 或 1000‰",
        rd->ind->id, unit_name(rd, t->left), unit_name(rd, t->right));
}

static bool same_count(const char *x, const char *y)
{
    return *x == '\0' || *y == '\0' || strcmp(x, y) == 0;
}

static void take_quantity(struct term *t, const struct term *from)
{
    t->quantity = from->quantity;
    t->unit = from->unit;
    t->unit_text = from->unit_text;
}

static void type_sum(const struct reader *rd, struct term *t)
{
    const struct term *x = t->left, *y = t->right;
    bool share = x->quantity == QUANTITY_SHARE || y->quantity == QUANTITY_SHARE;
    bool number = x->quantity == QUANTITY_NUMBER || y->quantity == QUANTITY_NUMBER;
    bool count = x->quantity == QUANTITY_COUNT || y->quantity == QUANTITY_COUNT;
    bool quotient = x->quantity == QUANTITY_QUOTIENT || y->quantity == QUANTITY_QUOTIENT;
    bool fits = !(share && (number || count)) && !(quotient && count);
    if (x->quantity == QUANTITY_SHARE && y->quantity == QUANTITY_SHARE)
        fits = x->unit == y->unit;
    if (x->quantity == QUANTITY_COUNT && y->quantity == QUANTITY_COUNT)
        fits = same_count(x->unit_text, y->unit_text);
    if (!fits) {
        clash(rd, t);
        return;
    }
    bool second =
        x->quantity == QUANTITY_NUMBER ||
        (x->quantity == QUANTITY_QUOTIENT && y->quantity == QUANTITY_SHARE) ||
        (x->quantity == QUANTITY_COUNT && y->quantity == QUANTITY_COUNT && *x->unit_text == '\0');
    take_quantity(t, second ? y : x);
    t->additive = x->additive && y->additive;
}

static void type_product(struct term *t)
{
    const struct term *x = t->left, *y = t->right;
    if (x->quantity == QUANTITY_NUMBER || y->quantity == QUANTITY_NUMBER) {
        take_quantity(t, x->quantity == QUANTITY_NUMBER ? y : x);
        t->additive = x->additive || y->additive;
    } else if (x->quantity == QUANTITY_COUNT && y->quantity == QUANTITY_COUNT) {
        t->quantity = QUANTITY_COUNT; /* of neither: "" */
    } else {
        take_quantity(t, y->quantity == QUANTITY_COUNT ? y : x);
    }
}

static void type_division(struct term *t)
{
    const struct term *x = t->left, *y = t->right;
    if (y->quantity == QUANTITY_NUMBER ||
        (x->quantity == QUANTITY_COUNT && y->quantity != QUANTITY_COUNT)) {
        take_quantity(t, x);
        t->additive = x->additive && y->quantity == QUANTITY_NUMBER;
    } else {
        t->quantity = QUANTITY_QUOTIENT;
    }
}

static struct term *join(const struct reader *rd, enum operation op, const struct term *left,
                         const struct term *right)
{
    struct term *t = new_term(rd, op);
    t->left = left;
    t->right = right;
    if (left->quantity == QUANTITY_CLASH || right->quantity == QUANTITY_CLASH)
        t->quantity = QUANTITY_CLASH;
    else if (op == OP_ADD || op == OP_SUBTRACT)
        type_sum(rd, t);
    else if (op == OP_MULTIPLY)
        type_product(t);
    else
        type_division(t);
    return t;
}

static struct term *read_product(struct reader *rd)
{
    struct term *t = read_factor(rd);
    size_t n;
    for (char sign; t != NULL && ((sign = sign_at(rd->s, &n)) == '*' || sign == '/');) {
        rd->s = skip_blanks(rd->s + n);
        const struct term *right = read_factor(rd);
        t = right != NULL ? join(rd, sign == '*' ? OP_MULTIPLY : OP_DIVIDE, t, right) : NULL;
    }
    return t;
}

static struct term *read_sum(struct reader *rd)
{
    struct term *t = read_product(rd);
    size_t n;
    for (char sign; t != NULL && ((sign = sign_at(rd->s, &n)) == '+' || sign == '-');) {
        rd->s = skip_blanks(rd->s + n);
        const struct term *right = read_product(rd);
        t = right != NULL ? join(rd, sign == '+' ? OP_ADD : OP_SUBTRACT, t, right) : NULL;
    }
    return t;
}

/* Whether the user multiplies by 100 or 1000 what the unit multiplies by already. */
static bool multiplied_twice(const struct reader *rd, const struct term *t)
{
    if (t->op != OP_MULTIPLY || rd->ind->multiplier == 1)
        return false;
    const struct number *multiplier = number_int(rd->r->arena, rd->ind->multiplier);
    const struct term *sides[] = {t->left, t->right};
    for (int i = 0; i < 2; i++)
        if (sides[i]->quantity == QUANTITY_NUMBER && sides[i]->op == OP_NUMBER &&
            number_cmp(sides[i]->number, multiplier) == 0)
            return true;
    return false;
}

static bool fits_indicator(const struct reader *rd, const struct term *t)
{
    const struct indicator *ind = rd->ind;
    bool count = ind->unit == UNIT_COUNT, fits = true;
    if (t->quantity == QUANTITY_SHARE)
        fits = !count && t->unit == ind->unit;
    else if (t->quantity == QUANTITY_COUNT)
        fits = count && same_count(t->unit_text, ind->unit_text);
    else if (t->quantity == QUANTITY_NUMBER)
        fits = count;
    if (t->quantity == QUANTITY_CLASH)
        return false;
    if (multiplied_twice(rd, t))
        msg(rd->m, SEV_ERROR, rd->at, "unit-clash",
            "the formula of '%s' multiplies by %ld, which its unit %s does already: leave it out",
            "指标“%s”的公式乘以%ld，而单位%s已含此倍数：请删去", ind->id, ind->multiplier,
            ind->unit_text);
    else if (!fits)
        msg(rd->m, SEV_ERROR, rd->at, "unit-clash",
            "the formula of '%s' gives %s, but its unit is %s: mend the formula or the unit",
            "指标“%s”的公式得出%s，而计量单位是%s：请改正公式或单位", ind->id, unit_name(rd, t),
            *ind->unit_text != '\0' ? ind->unit_text : "-");
    else
        return true;
    return false;
}

const struct formula *formula_read(const struct report *r, int ind, const char *text,
                                   struct source at, struct messages *m)
{
    struct reader rd = {.r = r, .ind = &r->indicators[ind], .text = text, .at = at, .m = m};
    rd.s = skip_blanks(text);
    rd.f = arena_alloc(r->arena, sizeof *rd.f);
    rd.f->operands = arena_array(r->arena, strlen(text) / 2 + 1, sizeof *rd.f->operands);
    rd.f->text = text;
    const struct term *t = read_sum(&rd);
    if (t != NULL && *rd.s != '\0')
        t = bad_formula(&rd);
    rd.f->root = t;
    return t != NULL && fits_indicator(&rd, t) ? rd.f : NULL;
}

#include "data/narrative/footnotes.h"

#include <string.h>

#include "base/arena.h"
#include "base/names.h"

struct scan {
    struct arena *arena;
    struct names *called, *defined; /* a definition's number is its line */
    bool code;
};

/* The name of a call or definition at text, "[^NAME]", ASCII letters in lower case; or NULL. */
static const char *name_at(struct scan *s, const char *text, size_t len)
{
    size_t end = 2;
    while (end < len && text[end] != ']' && text[end] != '[' && text[end] != ' ')
        end++;
    if (len < 4 || text[0] != '[' || text[1] != '^' || end == 2 || end == len || text[end] != ']')
        return NULL;
    char *name = arena_strndup(s->arena, text + 2, end - 2);
    for (char *c = name; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return name;
}

static void scan_line(struct scan *s, const char *line, size_t len, int number)
{
    size_t i = strspn(line, " ");
    i = i < len ? i : len;
    if (len - i >= 3 && memcmp(line + i, "```", 3) == 0)
        s->code = !s->code;
    if (s->code || i == len)
        return;
    const char *name = i < 4 ? name_at(s, line + i, len - i) : NULL;
    size_t end = name != NULL ? i + strlen(name) + 3 : 0;
    if (name != NULL && end < len && line[end] == ':') {
        names_add(s->defined, name, number);
        i = end;
    }
    for (; i < len; i++)
        if (line[i] == '[' && (name = name_at(s, line + i, len - i)) != NULL)
            names_add(s->called, name, number);
}

void footnotes_check(struct arena *a, const char *text, size_t len, const char *file,
                     struct messages *m)
{
    struct scan s = {.arena = a, .called = names_new(a), .defined = names_new(a)};
    int number = 0;
    for (size_t i = 0, end; i < len; i = end + 1) {
        const char *line_end = memchr(text + i, '\n', len - i);
        end = line_end != NULL ? (size_t)(line_end - text) : len;
        scan_line(&s, text + i, end - i, ++number);
    }
    size_t n;
    const char *const *names = names_list(s.defined, &n);
    for (size_t i = 0; i < n; i++)
        if (names_find(s.called, names[i]) < 0)
            msg(m, SEV_WARNING,
                (struct source){.file = file, .line = names_find(s.defined, names[i])},
                "unused-footnote",
                "nothing calls the footnote [^%s], so it is not printed; write [^%s] in the text "
                "or "
                "take it out",
                "没有正文引用脚注[^%s]，未印出；请在正文中写[^%s]，或删去", names[i], names[i]);
}

#include "data/report/display.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The length of a manual break at s, or 0. */
static size_t break_length(const char *s)
{
    if (*s == '|' || *s == '\n')
        return 1;
    return s[0] == '\\' && s[1] == 'n' ? 2 : 0;
}

const char *display_lines(struct arena *a, const char *text)
{
    if (text == NULL)
        return NULL;
    char *lines = arena_alloc(a, strlen(text) + 1), *end = lines;
    while (*text != '\0') {
        size_t len = break_length(text);
        if (len == 0) {
            *end++ = *text++;
            continue;
        }
        while (end > lines && is_space(end[-1]))
            end--;
        for (text += len; is_space(*text) || break_length(text) > 0;)
            text += is_space(*text) ? 1 : break_length(text);
        /* none before the first line and behind the last */
        if (end > lines && *text != '\0')
            *end++ = '\n';
    }
    *end = '\0';
    return lines;
}

const char *display_plain(struct arena *a, const char *lines)
{
    if (lines == NULL)
        return NULL;
    char *plain = arena_alloc(a, strlen(lines) + 1), *end = plain;
    for (const char *s = lines; *s != '\0'; s++) {
        if (*s != '\n')
            *end++ = *s;
        else if ((unsigned char)s[-1] < 0x80 && (unsigned char)s[1] < 0x80)
            *end++ = ' ';
    }
    *end = '\0';
    return plain;
}

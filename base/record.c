#include "base/record.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"

#define MEMBERS_MAX 64

/* With more digits a number would not be the same in every reader. */
#define NUMBER_MAX 999999999999999999

/* What a member holds; false: it is neither text nor a whole number. */
static bool take_member(struct arena *a, const char *name, const json_t *value,
                        struct record_member *m)
{
    json_int_t number = json_integer_value(value);
    *m = (struct record_member){arena_strdup(a, name), NULL, json_is_integer(value)};
    if (json_is_string(value))
        m->text = arena_strdup(a, json_string_value(value));
    else if (m->is_number && number >= -NUMBER_MAX && number <= NUMBER_MAX)
        m->text = arena_printf(a, "%" JSON_INTEGER_FORMAT, number);
    return m->text != NULL;
}

static const struct record *take_members(struct arena *a, json_t *object)
{
    struct record *record = arena_alloc(a, sizeof *record);
    size_t n = json_object_size(object);
    if (n == 0 || n > MEMBERS_MAX) /* 0 for what is no object, too */
        return NULL;
    record->members = arena_array(a, n, sizeof *record->members);
    for (void *i = json_object_iter(object); i != NULL; i = json_object_iter_next(object, i))
        if (!take_member(a, json_object_iter_key(i), json_object_iter_value(i),
                         &record->members[record->n++]))
            return NULL;
    return record;
}

const struct record *record_read(struct arena *a, const char *text, size_t len)
{
    json_error_t error;
    json_t *json = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL && json_error_code(&error) == json_error_out_of_memory)
        must_end();
    const struct record *record = take_members(a, json);
    json_decref(json);
    return record;
}

static const struct record_member *find(const struct record *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->members[i].name, name) == 0)
            return &r->members[i];
    return NULL;
}

const char *record_text(const struct record *r, const char *name)
{
    const struct record_member *m = find(r, name);
    return m != NULL ? m->text : NULL;
}

int64_t record_number(const struct record *r, const char *name)
{
    const struct record_member *m = find(r, name);
    return m != NULL && m->is_number ? strtoll(m->text, NULL, 10) : 0;
}

static void put_name(struct record_writer *w, const char *name)
{
    buf_puts(w->out, w->begun ? "," : "{");
    buf_puts(w->out, w->separator);
    w->begun = true;
    json_add(w->out, name);
    buf_puts(w->out, ":");
}

void record_put(struct record_writer *w, const char *name, const char *text)
{
    if (text == NULL)
        return;
    put_name(w, name);
    json_add(w->out, text);
}

void record_put_number(struct record_writer *w, const char *name, int64_t number)
{
    put_name(w, name);
    buf_printf(w->out, "%lld", (long long)number);
}

void record_end(struct record_writer *w)
{
    buf_puts(w->out, w->separator);
    buf_puts(w->out, "}\n");
}

#include "base/msg.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/sha.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"

/* How many messages of one rule and severity there were. */
struct tally {
    const char *rule;
    enum severity severity;
    size_t count;
};

struct messages {
    struct arena *arena;
    enum language language;
    struct message *list;
    size_t n, cap;
    size_t printed;
    struct input *inputs;
    size_t n_inputs;
    struct tally *tallies;
    size_t n_tallies;
    size_t total[SEV_FAILURE + 1];
    message_gate *gate;
    void *gate_context;
};

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {"info", "warning", "error", "failure"};
    return names[severity];
}

struct messages *messages_new(enum language language)
{
    struct messages *m = must_alloc(1, sizeof *m);
    *m = (struct messages){.arena = arena_new(), .language = language};
    return m;
}

void messages_free(struct messages *m)
{
    if (m == NULL)
        return;
    arena_free(m->arena);
    free(m->list);
    free(m->tallies);
    free(m->inputs);
    free(m);
}

void messages_set_language(struct messages *m, enum language language)
{
    m->language = language;
}

enum language messages_language(const struct messages *m)
{
    return m->language;
}

static struct tally *tally(struct messages *m, enum severity severity, const char *rule)
{
    for (size_t i = 0; i < m->n_tallies; i++)
        if (m->tallies[i].severity == severity && strcmp(m->tallies[i].rule, rule) == 0)
            return &m->tallies[i];
    m->tallies = must_realloc(m->tallies, m->n_tallies + 1, sizeof *m->tallies);
    struct tally *t = &m->tallies[m->n_tallies++];
    *t = (struct tally){arena_strdup(m->arena, rule), severity, 0};
    return t;
}

static const char *own(struct messages *m, const char *s)
{
    return s == NULL ? NULL : arena_strdup(m->arena, s);
}

static char *format(struct messages *m, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    char *text = arena_alloc(m->arena, len > 0 ? (size_t)len + 1 : 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    return text;
}

static void add_input(struct messages *m, const struct input *i)
{
    m->inputs = must_realloc(m->inputs, m->n_inputs + 1, sizeof *m->inputs);
    m->inputs[m->n_inputs] = *i;
    m->inputs[m->n_inputs++].path = own(m, i->path);
}

static const struct input *find_input(const struct messages *m, const char *path)
{
    for (size_t i = 0; i < m->n_inputs; i++)
        if (strcmp(m->inputs[i].path, path) == 0)
            return &m->inputs[i];
    return NULL;
}

bool messages_add_input(struct messages *m, const char *path, const void *bytes, size_t len)
{
    struct input i = {.path = path, .len = len};
    const struct input *before = find_input(m, path);
    SHA256(bytes, len, i.sha256);
    if (before == NULL) {
        add_input(m, &i);
        return true;
    }
    if (memcmp(before->sha256, i.sha256, sizeof i.sha256) == 0)
        return true;
    msg(m, SEV_ERROR, IN_FILE(before->path), "input-changed",
        "the file was changed while it was read; save it and run again",
        "文件在读取过程中被改动；请保存后重新运行");
    return false;
}

const struct input *messages_inputs(const struct messages *m, size_t *n)
{
    *n = m->n_inputs;
    return m->inputs;
}

void messages_take_inputs(struct messages *m, const struct messages *from)
{
    for (size_t i = 0; i < from->n_inputs; i++)
        if (find_input(m, from->inputs[i].path) == NULL)
            add_input(m, &from->inputs[i]);
}

void messages_set_gate(struct messages *m, message_gate *gate, void *context)
{
    m->gate = gate;
    m->gate_context = context;
}

void msg_list(struct messages *m, const struct message *head, const char *en, const char *zh,
              va_list arguments)
{
    struct message message = *head;
    if (m->gate != NULL && !m->gate(m->gate_context, &message))
        return;
    struct tally *t = tally(m, message.severity, message.rule);
    m->total[message.severity]++;
    if (++t->count > MSG_PER_RULE)
        return;
    if (m->n == m->cap) {
        m->cap = m->cap > 0 ? 2 * m->cap : 16;
        m->list = must_realloc(m->list, m->cap, sizeof *m->list);
    }
    message.rule = t->rule;
    message.text = format(m, language_text(m->language, en, zh), arguments);
    message.at.file = own(m, message.at.file);
    message.at.sheet = own(m, message.at.sheet);
    message.about.indicator = own(m, message.about.indicator);
    message.about.place = own(m, message.about.place);
    message.accepted = own(m, message.accepted);
    m->list[m->n++] = message;
}

void msg(struct messages *m, enum severity severity, struct source at, const char *rule,
         const char *en, const char *zh, ...)
{
    va_list ap;
    va_start(ap, zh);
    msg_list(m, &(struct message){.severity = severity, .at = at, .rule = rule}, en, zh, ap);
    va_end(ap);
}

void msg_about(struct messages *m, enum severity severity, struct source at, struct subject about,
               const char *rule, const char *en, const char *zh, ...)
{
    struct message head = {.severity = severity, .at = at, .about = about, .rule = rule};
    va_list ap;
    va_start(ap, zh);
    msg_list(m, &head, en, zh, ap);
    va_end(ap);
}

size_t messages_count(const struct messages *m, enum severity least)
{
    size_t count = 0;
    for (size_t s = least; s <= SEV_FAILURE; s++)
        count += m->total[s];
    return count;
}

const struct message *messages_list(const struct messages *m, size_t *n)
{
    *n = m->n;
    return m->list;
}

int messages_status(const struct messages *m)
{
    return m->total[SEV_FAILURE] > 0 ? 3 : m->total[SEV_ERROR] > 0 ? 1 : 0;
}

/* Control characters in quoted input would garble a terminal. */
static void print_text(const char *s, FILE *out)
{
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\x%02X", c);
        else
            putc(c, out);
    }
}

static void print_place(struct source at, FILE *out)
{
    print_text(at.file != NULL ? at.file : "nianbao", out);
    if (at.sheet != NULL) {
        putc('!', out);
        print_text(at.sheet, out);
    }
    if (at.sheet != NULL && at.line > 0 && at.column > 0) { /* as a spreadsheet says it */
        char letters[COLUMN_LETTERS_MAX];
        text_column_letters(at.column, letters);
        fprintf(out, "!%s%d", letters, at.line);
        return;
    }
    if (at.line > 0)
        fprintf(out, ":%d", at.line);
    if (at.line > 0 && at.column > 0)
        fprintf(out, ":%d", at.column);
}

/* Prints those of at least this severity that are not printed yet; how many were passed over. */
static size_t print_from(struct messages *m, enum severity least, FILE *out)
{
    size_t passed = 0;
    for (; m->printed < m->n; m->printed++) {
        const struct message *message = &m->list[m->printed];
        if (message->severity < least) {
            passed++;
            continue;
        }
        print_place(message->at, out);
        fprintf(out, ": %s: ",
                message->accepted != NULL ? "accepted" : severity_name(message->severity));
        print_text(message->text, out);
        if (message->accepted != NULL) {
            fputs(language_text(m->language, " (accepted: ", "（已认可："), out);
            print_text(message->accepted, out);
            fputs(language_text(m->language, ")", "）"), out);
        }
        fprintf(out, " [%s]\n", message->rule);
    }
    for (size_t i = 0; i < m->n_tallies; i++) {
        struct tally *t = &m->tallies[i];
        if (t->count <= MSG_PER_RULE || t->severity < least)
            continue;
        fprintf(out,
                language_text(m->language, "nianbao: %s: %zu more of this kind [%s]\n",
                              "nianbao: %s: 同类另有%zu条未列出 [%s]\n"),
                severity_name(t->severity), t->count - MSG_PER_RULE, t->rule);
        t->count = MSG_PER_RULE;
    }
    return passed;
}

void messages_print(struct messages *m, FILE *out)
{
    print_from(m, SEV_INFO, out);
}

void messages_print_problems(struct messages *m, FILE *out)
{
    size_t passed = print_from(m, SEV_WARNING, out);
    if (passed > 0)
        fprintf(out,
                language_text(m->language,
                              "nianbao: info: %zu notes; nianbao check lists them [notes]\n",
                              "nianbao: info: 另有%zu条提示，用 nianbao check 查看 [notes]\n"),
                passed);
}

void messages_print_json(const struct messages *m, FILE *out)
{
    fputs("[", out);
    for (size_t i = 0; i < m->n; i++) {
        const struct message *message = &m->list[i];
        fputs(i > 0 ? ",\n {" : "\n {", out);
        json_member("file", message->at.file, out);
        fputs(", ", out);
        json_member("sheet", message->at.sheet, out);
        fprintf(out, ", \"line\": %d, \"column\": %d, ", message->at.line, message->at.column);
        json_member("severity", severity_name(message->severity), out);
        fputs(", ", out);
        json_member("rule", message->rule, out);
        fputs(", ", out);
        json_member("text", message->text, out);
        fputs(", ", out);
        json_member("indicator", message->about.indicator, out);
        fputs(", ", out);
        json_member("place", message->about.place, out);
        fputs(", ", out);
        json_member("accepted", message->accepted, out);
        putc('}', out);
    }
    fputs(m->n > 0 ? "\n]\n" : "]\n", out);
}

#include <stdio.h>

#include "base/json.h"
#include "base/messages.h"
#include "base/text.h"

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

static void print_source(struct source at, FILE *out)
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
        print_source(message->at, out);
        fprintf(out, ": %s: ",
                message->accepted != NULL ? "accepted" : messages_severity(message->severity));
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
                messages_severity(t->severity), t->count - MSG_PER_RULE, t->rule);
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
    struct json_writer w = {.out = out};
    json_open_list(&w, NULL);
    for (size_t i = 0; i < m->n; i++) {
        const struct message *message = &m->list[i];
        json_open_object(json_line(&w), NULL);
        json_put_text(&w, "file", message->at.file);
        json_put_text(&w, "sheet", message->at.sheet);
        json_put_integer(&w, "line", message->at.line);
        json_put_integer(&w, "column", message->at.column);
        json_put_text(&w, "severity", messages_severity(message->severity));
        json_put_text(&w, "rule", message->rule);
        json_put_text(&w, "text", message->text);
        json_put_text(&w, "indicator", message->about.indicator);
        json_put_text(&w, "place", message->about.place);
        json_put_text(&w, "accepted", message->accepted);
        json_close(&w);
    }
    if (m->n > 0)
        json_line(&w);
    json_end(&w);
}

#include "data/sheets/xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define DEPTH_MAX 100

struct xml {
    XML_Parser parser;
    struct xml_events events;
    const char *part;
    struct source at;
    struct messages *m;
    int depth;
    bool refused; /* told already */
};

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void refuse(struct xml *x, const char *en, const char *zh)
{
    if (!x->refused)
        msg(x->m, SEV_ERROR, x->at, "unsafe-xml", "%s in %s: it is not read", "有%s，不予读取：%s",
            language_text(messages_language(x->m), en, zh), x->part);
    x->refused = true;
    XML_StopParser(x->parser, XML_FALSE);
}

static void on_start(void *arg, const char *name, const char **attributes)
{
    struct xml *x = arg;
    if (++x->depth > DEPTH_MAX)
        refuse(x, "too deep a nesting", "过深的嵌套");
    else
        x->events.start(x->events.ctx, local(name), (const char *const *)attributes);
}

static void on_end(void *arg, const char *name)
{
    struct xml *x = arg;
    x->depth--;
    x->events.end(x->events.ctx, local(name));
}

static void on_text(void *arg, const char *text, int len)
{
    struct xml *x = arg;
    x->events.text(x->events.ctx, text, (size_t)len);
}

static void on_doctype(void *arg, const char *name, const char *system, const char *public,
                       int has_subset)
{
    (void)name, (void)system, (void)public, (void)has_subset;
    refuse(arg, "a document type with entities", "文档类型（实体）声明");
}

struct xml *xml_new(struct xml_events events, const char *part, struct source at,
                    struct messages *m)
{
    struct xml *x = must_alloc(1, sizeof *x);
    *x = (struct xml){XML_ParserCreate(NULL), events, part, at, m, 0, false};
    if (x->parser == NULL) {
        msg(m, SEV_FAILURE, at, "expat", "expat cannot start", "expat 无法启动");
        free(x);
        return NULL;
    }
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    if (events.text != NULL)
        XML_SetCharacterDataHandler(x->parser, on_text);
    return x;
}

void xml_free(struct xml *x)
{
    if (x == NULL)
        return;
    XML_ParserFree(x->parser);
    free(x);
}

int xml_feed(struct xml *x, const char *bytes, size_t len)
{
    if (!x->refused && XML_Parse(x->parser, bytes, (int)len, len == 0) == XML_STATUS_OK)
        return 0;
    if (!x->refused)
        msg(x->m, SEV_ERROR, x->at, "damaged-file",
            "the file is damaged (%s, line %lu: %s): open it in a spreadsheet and save it again",
            "文件已损坏（%s 第 %lu 行：%s）：请在表格软件中打开并重新保存", x->part,
            (unsigned long)XML_GetCurrentLineNumber(x->parser),
            XML_ErrorString(XML_GetErrorCode(x->parser)));
    x->refused = true;
    return -1;
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(local(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

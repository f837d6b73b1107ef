/*
 * iniparser 4.1 reads the values; what it lacks is done around it. The lines are checked and
 * indexed here, then handed to it in a tidy copy: a section or an entry a line, no comments behind
 * sections, no continued lines, nothing that it would refuse or cut without a word.
 */
#include "base/ini.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/names.h"
#include "base/text.h"

/* iniparser's dictionary is searched from end to end, so the number of entries has to be limited.
 */
#define FILE_MAX (16u << 20)
#define ENTRIES_MAX 10000
/* iniparser reads lines into 1,024 bytes; the newline and the NUL are of them. */
#define LINE_MAX_BYTES 1022

/* What is known of the file so far; the lists are copied to the arena in the end. */
struct reader {
    struct arena *arena;
    struct messages *m;
    struct source at;    /* of the line in hand */
    struct names *names; /* "section" and "section:key" -> its line */
    struct buf tidy;     /* what iniparser gets */
    struct ini_section *sections;
    size_t n_sections;
    struct ini_entry *entries; /* of all sections, in their order */
    size_t n_entries;
};

static void error_at(const struct reader *rd, const char *rule, const char *en, const char *zh)
{
    msg(rd->m, SEV_ERROR, rd->at, rule, "%s", "%s",
        language_text(messages_language(rd->m), en, zh));
}

/* iniparser's own lower-casing: ASCII letters only. */
static char *lower(struct arena *a, const char *s, size_t len)
{
    char *copy = arena_strndup(a, s, len);
    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Whether s is nothing, or a comment as people write it. */
static bool is_rest(const char *s, size_t len)
{
    text_trim(&s, &len);
    return len == 0 || *s == ';' || *s == '#';
}

/* Notes where name stands; false when it stood somewhere before, which is told. */
static bool note_name(struct reader *rd, const char *name, const char *shown, const char *rule)
{
    int before = names_add(rd->names, name, rd->at.line);
    if (before < 0)
        return true;
    msg(rd->m, SEV_ERROR, rd->at, rule, "\"%s\" stands in line %d already: keep one of the two",
        "“%s”在第%d行已经出现过：只保留一处", shown, before);
    return false;
}

static void read_section(struct reader *rd, const char *line, size_t len)
{
    const char *end = memchr(line, ']', len);
    if (end == NULL || !is_rest(end + 1, (size_t)(line + len - end - 1))) {
        error_at(rd, "ini-syntax", "a section is written [name], with nothing behind it",
                 "节应写成 [名称]，后面不能再有其他内容");
        return;
    }
    const char *name = line + 1;
    size_t name_len = (size_t)(end - name);
    text_trim(&name, &name_len);
    if (name_len == 0 || memchr(name, ':', name_len) != NULL) {
        error_at(rd, "ini-syntax", "a section needs a name, without a colon",
                 "节名不能为空，也不能含半角冒号");
        return;
    }
    const char *lowered = lower(rd->arena, name, name_len);
    rd->sections = must_realloc(rd->sections, rd->n_sections + 1, sizeof rd->sections[0]);
    rd->sections[rd->n_sections++] = (struct ini_section){.name = lowered, .at = rd->at};
    if (note_name(rd, lowered, lowered, "duplicate-section"))
        buf_printf(&rd->tidy, "[%s]\n", lowered);
}

/*
 * Whether iniparser takes all of the value: it stops at the quotation mark that closes one, and at
 * any ; or # outside of one, where only a mark with blanks around it is meant as a comment.
 */
static bool value_is_whole(struct reader *rd, const char *value, size_t len)
{
    if (len > 0 && (*value == '"' || *value == '\'')) {
        const char *close = memchr(value + 1, *value, len - 1);
        if (close == NULL)
            error_at(rd, "unclosed-quote", "the quotation mark at the start is never closed",
                     "开头的引号没有配对的结尾引号");
        else if (is_rest(close + 1, (size_t)(value + len - close - 1)))
            return true;
        else
            error_at(rd, "cut-value",
                     "text behind the closing quotation mark would be lost: quote the whole value, "
                     "with the other kind of mark ('...') around it",
                     "结尾引号之后的文字会丢失：请用另一种引号（'…'）把整个值括起来");
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (value[i] != ';' && value[i] != '#')
            continue;
        bool before = i == 0 || is_space(value[i - 1]);
        bool behind = i + 1 == len || is_space(value[i + 1]);
        if (before && behind)
            return true;
        error_at(rd, "cut-value",
                 "everything from ; or # on would be lost: put the value in quotation marks "
                 "(\"...\"), or a blank on both sides where a comment is meant",
                 "; 或 # "
                 "及其后的内容会丢失：请给值加上引号（\"…\"）；若是注释，请在符号两侧各留一个空格");
        return false;
    }
    return true;
}

static void read_entry(struct reader *rd, const char *line, size_t len)
{
    const char *equals = memchr(line, '=', len);
    if (equals == NULL) {
        if (memmem(line, len, "＝", strlen("＝")) != NULL)
            error_at(rd, "ini-syntax", "write a half-width = between key and value",
                     "键和值之间应使用半角的 =");
        else
            error_at(rd, "ini-syntax",
                     "neither [section] nor key = value: a comment starts with ; and a value that "
                     "goes on in the next line ends with \\",
                     "既不是 [节] 也不是“键 = 值”：注释以 ; 开头；值要续写到下一行时，行末加 \\");
        return;
    }
    const char *key = line, *value = equals + 1;
    size_t key_len = (size_t)(equals - line), value_len = (size_t)(line + len - value);
    text_trim(&key, &key_len);
    text_trim(&value, &value_len);
    if (key_len == 0 || memchr(key, ':', key_len) != NULL) {
        error_at(rd, "ini-syntax", "there must be a key before =, without a colon",
                 "= 之前应有键名，且不能含半角冒号");
        return;
    }
    if (rd->n_sections == 0) {
        error_at(rd, "ini-syntax", "this key stands before the first [section]",
                 "该键出现在第一个 [节] 之前");
        return;
    }
    if (!value_is_whole(rd, value, value_len))
        return;
    struct ini_section *s = &rd->sections[rd->n_sections - 1];
    const char *lowered = lower(rd->arena, key, key_len);
    const char *name = arena_printf(rd->arena, "%s:%s", s->name, lowered);
    if (!note_name(rd, name, lowered, "duplicate-key"))
        return;
    rd->entries = must_realloc(rd->entries, rd->n_entries + 1, sizeof rd->entries[0]);
    rd->entries[rd->n_entries++] = (struct ini_entry){.key = lowered, .value = name, .at = rd->at};
    s->n_entries++;
    buf_printf(&rd->tidy, "%s=%.*s\n", lowered, (int)value_len, value);
}

static void read_line(struct reader *rd, const char *line, size_t len)
{
    text_trim(&line, &len);
    if (len == 0 || *line == ';' || *line == '#')
        return;
    if (len > LINE_MAX_BYTES)
        msg(rd->m, SEV_ERROR, rd->at, "long-line",
            "this line has %zu bytes, with the lines that continue it; at most %d are read: "
            "shorten it, or move long text into the narrative file",
            "本行（连同续行）有 %zu 字节，最多只能读 %d 字节：请缩短，或把长文字移到正文文件中",
            len, LINE_MAX_BYTES);
    else if (*line == '[')
        read_section(rd, line, len);
    else
        read_entry(rd, line, len);
}

/* The end of the line that starts at s, without its newline and the blanks before. */
static size_t line_length(const char *s, const char *end, const char **next)
{
    const char *newline = memchr(s, '\n', (size_t)(end - s));
    size_t len = (size_t)((newline != NULL ? newline : end) - s);
    *next = newline != NULL ? newline + 1 : end;
    while (len > 0 && (is_space(s[len - 1]) || s[len - 1] == '\r'))
        len--;
    return len;
}

/* Joins lines that end with a backslash, as iniparser does, but for comments. */
static void read_lines(struct reader *rd, const char *text, size_t len)
{
    const char *end = text + len, *next;
    struct buf joined = {0};
    for (int n = 1; text < end && rd->n_entries + rd->n_sections < ENTRIES_MAX; n++, text = next) {
        size_t line = line_length(text, end, &next);
        if (joined.len == 0)
            rd->at.line = n;
        bool comment = joined.len == 0 && is_rest(text, line);
        bool goes_on = !comment && line > 0 && text[line - 1] == '\\' && next < end;
        buf_add(&joined, text, goes_on ? line - 1 : line);
        if (goes_on)
            continue;
        read_line(rd, joined.data, joined.len);
        joined.len = 0;
    }
    if (text < end) {
        msg(rd->m, SEV_ERROR, rd->at, "too-many-keys", "more than %d sections and keys",
            "节和键超过 %d 个", ENTRIES_MAX);
    }
    buf_free(&joined);
}

static int be_silent(const char *format, ...)
{
    (void)format;
    return 0;
}

/* iniparser wants the name of a file: one in memory, seen through /proc. NULL when reported. */
static dictionary *parse_tidy(const struct reader *rd)
{
    dictionary *d = NULL;
    int fd = memfd_create("nianbao-ini", MFD_CLOEXEC);
    size_t done = 0;
    while (fd >= 0 && done < rd->tidy.len) {
        ssize_t n = write(fd, rd->tidy.data + done, rd->tidy.len - done);
        if (n < 0)
            break;
        done += (size_t)n;
    }
    if (fd >= 0 && done == rd->tidy.len) {
        char name[64];
        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
        iniparser_set_error_callback(be_silent);
        d = iniparser_load(name);
        iniparser_set_error_callback(NULL);
    }
    if (d == NULL)
        msg(rd->m, SEV_FAILURE, IN_FILE(rd->at.file), "iniparser",
            "iniparser cannot read a copy in memory: %s", "iniparser 无法读取内存中的副本：%s",
            strerror(errno));
    if (fd >= 0)
        close(fd);
    return d;
}

/* Gives each entry its value from iniparser, by the name kept there until now. */
static int fetch_values(struct reader *rd)
{
    dictionary *d = parse_tidy(rd);
    if (d == NULL)
        return -1;
    int status = 0;
    for (size_t i = 0; i < rd->n_entries; i++) {
        struct ini_entry *e = &rd->entries[i];
        const char *value = iniparser_getstring(d, e->value, NULL);
        if (value == NULL) {
            rd->at = e->at;
            error_at(rd, "ini-syntax", "this line cannot be read", "无法读取本行");
            status = -1;
            continue;
        }
        size_t len = strlen(value);
        text_trim(&value, &len);
        e->value = arena_strndup(rd->arena, value, len);
    }
    iniparser_freedict(d);
    return status;
}

static const struct ini *keep(struct reader *rd)
{
    struct ini *ini = arena_alloc(rd->arena, sizeof *ini);
    struct ini_entry *entries = arena_array(rd->arena, rd->n_entries, sizeof entries[0]);
    ini->path = rd->at.file;
    ini->n_sections = rd->n_sections;
    ini->sections = arena_array(rd->arena, rd->n_sections, sizeof ini->sections[0]);
    if (rd->n_sections > 0)
        memcpy(ini->sections, rd->sections, rd->n_sections * sizeof ini->sections[0]);
    if (rd->n_entries > 0)
        memcpy(entries, rd->entries, rd->n_entries * sizeof entries[0]);
    for (size_t i = 0; i < ini->n_sections; i++) {
        ini->sections[i].entries = entries;
        entries += ini->sections[i].n_entries;
    }
    return ini;
}

const struct ini *ini_load(struct arena *a, const char *path, struct source from,
                           struct messages *m)
{
    size_t len;
    char *bytes = file_read(a, path, FILE_MAX, &len, from, m);
    if (bytes == NULL)
        return NULL;
    struct reader rd = {.arena = a, .m = m, .at = IN_FILE(arena_strdup(a, path))};
    const char *text = encoding_utf8(a, bytes, len, &len, rd.at, m);
    if (text == NULL)
        return NULL;
    rd.names = names_new(a);
    size_t errors = messages_count(m, SEV_ERROR);
    read_lines(&rd, text, len);
    const struct ini *ini = NULL;
    if (messages_count(m, SEV_ERROR) == errors && fetch_values(&rd) == 0)
        ini = keep(&rd);
    buf_free(&rd.tidy);
    free(rd.sections);
    free(rd.entries);
    return ini;
}

const struct ini_section *ini_section(const struct ini *ini, const char *name)
{
    for (size_t i = 0; i < ini->n_sections; i++)
        if (strcmp(ini->sections[i].name, name) == 0)
            return &ini->sections[i];
    return NULL;
}

const struct ini_entry *ini_entry(const struct ini_section *s, const char *key)
{
    for (size_t i = 0; i < s->n_entries; i++)
        if (strcmp(s->entries[i].key, key) == 0)
            return &s->entries[i];
    return NULL;
}

#include <stdlib.h>
#include <string.h>

#include "archive/store/accession.h"
#include "archive/store/catalogue.h"
#include "base/arena.h"
#include "base/file.h"
#include "cmd/archive.h"
#include "cmd/archive_report.h"
#include "cmd/verify_print.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"
#include "pdf/pdf_text.h"

/* The index follows after so many files, so that others have their turn. */
#define INDEX_EVERY 200

/* Whether a PDF may be archived, as its signatures are; else told. */
static bool is_acceptable(const struct verification *v, const struct archive_options *o,
                          struct source at, struct messages *m)
{
    const char *why = messages_language(m) == LANG_ZH ? v->why_zh : v->why_en;
    if (v->verdict == SIGNATURE_VALID || (v->verdict == SIGNATURE_UNSIGNED && o->unsigned_too))
        return true;
    if (v->verdict == SIGNATURE_UNSIGNED)
        msg(m, SEV_ERROR, at, "not-signed",
            "nobody signed it; sign it first, or say --unsigned to archive it all the same",
            "未签名；请先签名，或用 --unsigned 仍予归档");
    else
        msg(m, SEV_ERROR, at, "not-valid", "is not archived: %s", "不予归档：%s", why);
    return false;
}

/* The first year that a title names, or 0. */
static int year_in(const char *title)
{
    for (const char *s = title; *s != '\0'; s++) {
        size_t digits = strspn(s, "0123456789");
        if (digits == 4 && item_year_valid((int)strtol(s, NULL, 10)))
            return (int)strtol(s, NULL, 10);
        s += digits > 0 ? digits - 1 : 0;
    }
    return 0;
}

/* What the PDF carries inside: its sources, when it is of the kind PDF/A-3. */
static void take_embedded(struct arena *a, const struct embedded_list *list, struct accession *x)
{
    struct bag_file *files = arena_array(a, list->n + 1, sizeof *files);
    x->files = files;
    for (size_t i = 0; i < list->n; i++) {
        const char *path = bag_path(a, BAG_SOURCES, list->files[i].name, files, x->n_files);
        if (path != NULL)
            files[x->n_files++] = (struct bag_file){path, list->files[i].bytes, list->files[i].len};
    }
}

static const char *first(const char *a, const char *b, const char *c)
{
    return a != NULL && a[0] != '\0' ? a : b != NULL && b[0] != '\0' ? b : c;
}

/* Title, year, retention: from the command line, the report, the PDF, the archive's settings. */
static bool describe(struct arena *a, struct accession *x, const struct archive_options *o,
                     const struct store *s, const struct facts *facts,
                     const struct archive_sources *sources, struct source at, struct messages *m)
{
    x->title = archive_text(a, first(o->title, sources->title, facts->title), at, m);
    x->organ = archive_text(
        a, first(o->organ, sources->organ, first(facts->author, s->organ, NULL)), at, m);
    x->doc_number = sources->doc_number;
    x->date = sources->date;
    x->secrecy = sources->secrecy;
    x->pages = facts->pages;
    x->pdfa = facts->pdfa;
    if (messages_status(m) != STATUS_DONE)
        return false;
    if (x->title == NULL || x->title[0] == '\0') {
        msg(m, SEV_ERROR, at, "no-title", "the PDF has no title; give it with --title",
            "PDF 没有题名；请用 --title 写明");
        return false;
    }
    x->item = (struct item_code){.fonds = s->fonds,
                                 .year = o->year != 0         ? o->year
                                         : sources->year != 0 ? sources->year
                                                              : year_in(x->title),
                                 .retention = first(o->retention, s->retention, NULL),
                                 .office = first(o->office, s->office, NULL)};
    if (x->item.year == 0)
        msg(m, SEV_ERROR, at, "no-year", "its year is not known; give it with --year",
            "年度不明；请用 --year 写明");
    return archive_part(x->item.office, "bad-office", m) && x->item.year != 0;
}

char *archive_verification(const char *name, const struct verification *v)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL)
        abort();
    verify_print_json(name, v, LANG_EN, out);
    putc('\n', out);
    if (fclose(out) != 0)
        abort();
    return text;
}

/* Everything of one file that needs no lock, then its entry under the lock. */
static void add(struct store *s, const char *path, const struct archive_options *o,
                const struct trust *trust, struct messages *m)
{
    struct arena *a = arena_new();
    struct source at = IN_FILE(path);
    struct verification v;
    struct facts facts;
    struct archive_sources sources = {0};
    const char *slash = strrchr(path, '/'), *code;
    const char *name = slash != NULL ? slash + 1 : path;
    struct accession x = {.file = pdf_text_clean(a, name, strlen(name)), .verification = &v};
    char *json = NULL;
    x.pdf = file_read(a, path, FILE_SIZE_MAX, &x.pdf_len, NOWHERE, m);
    if (x.pdf == NULL)
        goto out;
    v = verify_pdf(a, x.pdf, x.pdf_len, trust, 0, messages_language(m));
    if (!is_acceptable(&v, o, at, m))
        goto out;
    struct pdf_file *f = pdf_open(a, x.pdf, x.pdf_len, at, m);
    if (f == NULL || facts_read(a, f, at, m, &facts) != 0)
        goto out;
    take_embedded(a, &facts.embedded, &x);
    if (o->report != NULL) {
        if (archive_sources(a, o->report, x.pdf, x.pdf_len, m, &sources) != 0)
            goto out;
        x.files = sources.files;
        x.n_files = sources.n;
    }
    if (!describe(a, &x, o, s, &facts, &sources, at, m))
        goto out;
    x.verification_json = json = archive_verification(x.file, &v);
    if (store_acquire(s, o->wait, m) == 0 && accession_add(s, a, &x, &code, m) == 0)
        printf("%s\t%s\n", code, path);
out:
    store_release(s);
    free(json);
    arena_free(a);
}

/* The exit status of one file, told. */
static int add_and_tell(struct store *s, const char *path, const struct archive_options *o,
                        const struct trust *trust)
{
    struct messages *m = messages_new(o->language);
    add(s, path, o, trust, m);
    messages_print_problems(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status;
}

static void update_index(struct store *s, const struct archive_options *o, struct messages *m)
{
    if (store_acquire(s, o->wait, m) == 0)
        catalogue_update(s, m);
    store_release(s);
}

int archive_add(const struct archive_options *o)
{
    struct store s;
    struct arena *a = arena_new();
    struct messages *m = messages_new(o->language);
    struct trust *trust = trust_load(o->trust, m);
    int worst = STATUS_DONE;
    bool open = store_open(&s, a, o->store, STORE_WRITE, o->wait, m) == 0 && trust != NULL;
    store_release(&s);
    for (int i = 0; open && i < o->n && worst != STATUS_FAILED; i++) {
        int status = add_and_tell(&s, o->names[i], o, trust);
        worst = status > worst ? status : worst;
        if (i % INDEX_EVERY == INDEX_EVERY - 1)
            update_index(&s, o, m);
    }
    if (open && worst != STATUS_FAILED)
        update_index(&s, o, m);
    store_close(&s);
    trust_free(trust);
    messages_print(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    arena_free(a);
    return status > worst ? status : worst;
}

#include <stdlib.h>
#include <string.h>

#include "archive/store/accession.h"
#include "archive/store/catalogue.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/year.h"
#include "cmd/archive/archive.h"
#include "cmd/shared/press.h"
#include "cmd/shared/verdict_json.h"
#include "data/check/checksheet.h"
#include "data/report/inputs.h"
#include "data/report/report.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"
#include "pdf/pdf_text.h"

/* The index follows after so many files, so that others have their turn. */
#define INDEX_EVERY 200

/* Below data/ in a bag; the PDF and what tells of it are accession.h's. */
#define BAG_SOURCES "sources"
#define BAG_SHEET "check-sheet"

/* What a report file brings to an item: texts and files are in the arena. */
struct sources {
    const char *title, *organ, *doc_number, *date, *secrecy;
    int year;
    struct bag_file *files; /* the report file and all it reads, the check sheet as PDF and CSV */
    size_t n;
};

/* Takes what b holds as a file of the bag. */
static void add_file(struct arena *a, struct sources *s, const char *path, struct buf *b)
{
    s->files[s->n++] = (struct bag_file){path, arena_strndup(a, b->data, b->len), b->len};
    buf_free(b);
}

/* The report file and all it read, again byte by byte: what changed meanwhile is told. */
static int take_inputs(struct arena *a, const struct report *r, struct messages *m,
                       struct sources *s)
{
    size_t n;
    const struct report_input *inputs = inputs_of(a, r, m, &n);
    const char **paths = arena_array(a, n + 1, sizeof *paths),
               **names = arena_array(a, n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++) { /* the sink's list moves when files are read again */
        paths[i] = arena_strdup(a, inputs[i].file->path);
        names[i] = arena_strdup(a, inputs[i].name);
    }
    s->files = arena_array(a, n + 2, sizeof *s->files);
    for (size_t i = 0; i < n; i++) {
        struct bag_file *f = &s->files[s->n];
        f->path = bag_path(a, BAG_SOURCES, names[i], s->files, s->n);
        f->bytes = file_read(a, paths[i], FILE_SIZE_MAX, &f->len, NOWHERE, m);
        if (f->bytes == NULL)
            return -1;
        if (f->path == NULL || strcmp(f->path + strlen(BAG_SOURCES "/"), names[i]) != 0)
            msg(m, SEV_WARNING, IN_FILE(paths[i]), "source-moved",
                "cannot lie beside the report under that name and is archived as %s: to build the "
                "report from the bag, put it back",
                "不能以原路径归档，存为 %s；由档案包重新生成报告时须放回原处",
                f->path != NULL ? f->path : "—");
        s->n += f->path != NULL;
    }
    return 0;
}

/* Signing only adds to a PDF: what was built from the report must be its beginning. */
static int compare(struct press *p, const char *path, const char *pdf, size_t len,
                   struct messages *m)
{
    struct buf built = {0};
    int status = press_typeset(p, p->report, &built);
    if (status == 0 && (built.len > len || memcmp(built.data, pdf, built.len) != 0))
        msg(m, SEV_WARNING, IN_FILE(path), "report-differs",
            "what is built from this report is another document than the PDF; both are archived",
            "由此报告生成的文件与该 PDF 不同；两者都予归档");
    buf_free(&built);
    return status;
}

static int take_sheet(struct arena *a, struct press *p, struct messages *m, struct sources *s)
{
    const struct checksheet *sheet = checksheet_make(p->report, m);
    struct buf csv = {0}, pdf = {0};
    checksheet_csv(p->report, sheet, &csv);
    add_file(a, s, BAG_SHEET ".csv", &csv);
    if (press_typeset(p, checksheet_report(p->report, sheet), &pdf) != 0)
        return -1;
    add_file(a, s, BAG_SHEET ".pdf", &pdf);
    return 0;
}

static const char *copy(struct arena *a, const char *text)
{
    return text != NULL ? arena_strdup(a, text) : NULL;
}

/* With a sink of its own: what is read before is no source of the report. */
static int read_report(struct arena *a, const char *path, const char *pdf, size_t pdf_len,
                       struct messages *m, struct sources *out)
{
    struct press p;
    int status = -1;
    if (press_open(&p, path, m) != 0 || take_inputs(a, p.report, m, out) != 0 ||
        compare(&p, path, pdf, pdf_len, m) != 0 || take_sheet(a, &p, m, out) != 0)
        goto out;
    out->title = copy(a, p.report->title);
    out->organ = copy(a, p.report->organ);
    out->date = copy(a, p.report->date);
    out->doc_number = copy(a, p.report->official.doc_number);
    out->secrecy = copy(a, p.report->official.secrecy);
    out->year = p.report->year;
    status = 0;
out:
    press_close(&p);
    return status;
}

/*
 * Reads the report at path, and compares what is built from it with the PDF's first bytes: another
 * document is told [report-differs]. 0, or -1, reported.
 */
static int take_report(struct arena *a, const char *path, const char *pdf, size_t pdf_len,
                       struct messages *m, struct sources *out)
{
    struct messages *own = messages_new(messages_language(m));
    *out = (struct sources){0};
    int status = read_report(a, path, pdf, pdf_len, own, out);
    if (messages_status(own) != 0)
        status = -1;
    messages_print_problems(own, stderr);
    if (status != 0)
        msg(m, messages_count(own, SEV_FAILURE) > 0 ? SEV_FAILURE : SEV_ERROR, IN_FILE(path),
            "report-rejected", "the report has errors; nothing was archived", "报告有错误，未归档");
    messages_free(own);
    return status;
}

/* Whether a PDF may be archived, as its signatures are; else told. */
static bool is_acceptable(const struct verification *v, const struct archive_options *o,
                          struct source at, struct messages *m)
{
    const char *why = language_text(messages_language(m), v->why_en, v->why_zh);
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

/* The first year that a title names, or 0: none, or a financial one, which is two years. */
static int year_in(const char *title)
{
    size_t len = strlen(title), taken;
    struct year y;
    for (size_t i = 0; i<len; i += taken> 0 ? taken : y.digits > 0 ? y.digits : 1) {
        taken = year_take(title + i, len - i, &y);
        if (taken > 0 && item_year_valid(y.number))
            return y.kind == YEAR_CALENDAR ? y.number : 0;
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
                     const struct sources *sources, struct source at, struct messages *m)
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

/* Everything of one file that needs no lock, then its entry under the lock. */
static void add(struct store *s, const char *path, const struct archive_options *o,
                const struct trust *trust, struct messages *m)
{
    struct arena *a = arena_new();
    struct source at = IN_FILE(path);
    struct verification v;
    struct facts facts;
    struct sources sources = {0};
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
        if (take_report(a, o->report, x.pdf, x.pdf_len, m, &sources) != 0)
            goto out;
        x.files = sources.files;
        x.n_files = sources.n;
    }
    if (!describe(a, &x, o, s, &facts, &sources, at, m))
        goto out;
    x.verification_json = json = verdict_document(x.file, &v);
    if (store_acquire(s, o->wait, m) == 0 && accession_add(s, a, &x, &code, m) == 0)
        printf("%s\t%s\n", code, path);
out:
    store_release(s);
    free(json);
    arena_free(a);
}

/* The exit status of one file, told. */
static int add_and_tell(struct store *s, const char *path, const struct archive_options *o,
                        const struct trust *trust, enum language language)
{
    struct messages *m = messages_new(language);
    add(s, path, o, trust, m);
    return cmd_end(m, messages_print_problems);
}

static void update_index(struct store *s, const struct archive_options *o, struct messages *m)
{
    if (store_acquire(s, o->wait, m) == 0)
        catalogue_update(s, m);
    store_release(s);
}

int archive_add(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    struct trust *trust = trust_load(o->trust, m);
    int worst = STATUS_DONE;
    bool open = store_open(&s, a, o->store, STORE_WRITE, o->wait, m) == 0 && trust != NULL;
    store_release(&s);
    for (int i = 0; open && i < o->n && worst != STATUS_FAILED; i++) {
        int status = add_and_tell(&s, o->names[i], o, trust, messages_language(m));
        worst = status > worst ? status : worst;
        if (i % INDEX_EVERY == INDEX_EVERY - 1)
            update_index(&s, o, m);
    }
    if (open && worst != STATUS_FAILED)
        update_index(&s, o, m);
    store_close(&s);
    trust_free(trust);
    arena_free(a);
    return worst;
}

#include "data/load/load.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/check/checking.h"
#include "data/check/checksheet.h"
#include "data/config/config.h"
#include "data/figures/chartspec.h"
#include "data/narrative/narrative.h"
#include "data/narrative/placeholder.h"
#include "data/report/display.h"
#include "data/report/words.h"
#include "data/source/indicatorspec.h"
#include "data/source/observations.h"
#include "data/source/publish.h"
#include "data/source/scorespec.h"
#include "data/source/sheetmap.h"

#define YEAR_UNKNOWN 0

/* The report file's own name with .pdf. */
static const char *default_output(struct arena *a, const char *path)
{
    return arena_printf(a, "%s.pdf", file_stem(a, path));
}

static const char *text_or(const struct config_part *p, enum config_key key, const char *otherwise)
{
    const char *text = config_text(p, key);
    return text != NULL ? text : otherwise;
}

/* [report]: what the document is called and how it is set. */
static void read_head(struct report *r, const struct config_part *p, struct messages *m)
{
    r->language = messages_language(m); /* config_load has set it */
    const char *title = config_required(p, REPORT_TITLE, m);
    r->title = title != NULL ? title : "";
    r->subtitle = config_text(p, REPORT_SUBTITLE);
    r->organ = config_text(p, REPORT_ORGAN);
    r->author = config_text(p, REPORT_AUTHOR);
    r->period = config_text(p, REPORT_PERIOD);
    r->date = official_date(r->arena, config_text(p, REPORT_DATE), r->language,
                            config_at(p, REPORT_DATE), m);
    config_required(p, REPORT_YEAR, m);
    r->year = config_year(p, REPORT_YEAR, YEAR_UNKNOWN, m);
    r->layout = text_or(p, REPORT_LAYOUT, language_text(r->language, "en-report", "gb9704"));
    r->output = text_or(p, REPORT_OUTPUT, default_output(r->arena, r->path));
    r->conformance = (enum conformance)config_choice(p, REPORT_CONFORMANCE, CONFORMS_2A_UA, m);
    r->rounding = (enum rounding)config_choice(p, REPORT_ROUNDING, ROUND_HALF_UP, m);
}

static const char *path_of(const struct report *r, const struct config_part *p, enum config_key key)
{
    const char *name = config_text(p, key);
    return name != NULL ? file_path(r->arena, r->dir, name) : NULL;
}

static int read_places(struct report *r, const struct config_part *p, struct messages *m)
{
    const char *whole = text_or(p, DATA_WHOLE, word(r->language, W_WHOLE));
    return places_load(r, path_of(r, p, DATA_PLACES), whole, config_at(p, DATA_PLACES), m);
}

/* [data]: places, then values. 0 or -1. */
static int read_values(struct report *r, const struct config *c, struct messages *m)
{
    const struct config_part *p = &c->parts[1];
    if (read_places(r, p, m) != 0)
        return -1;
    size_t n;
    const char *const *names = config_list(r->arena, p, DATA_INDICATORS, &n);
    const char **paths = arena_array(r->arena, n + 1, sizeof *paths);
    struct source *from = arena_array(r->arena, n + 1, sizeof *from);
    for (size_t i = 0; i < n; i++) {
        paths[i] = file_path(r->arena, r->dir, names[i]);
        from[i] = config_at(p, DATA_INDICATORS);
    }
    return observations_load(r, paths, from, n, c, m);
}

/* [chart.NAME] and [table.NAME]. */
static void read_charts(struct report *r, struct reading *rd, const struct config *c,
                        chart_forms *forms)
{
    struct chart *charts = arena_array(r->arena, c->n_parts, sizeof *charts);
    struct table_spec *tables = arena_array(r->arena, c->n_parts, sizeof *tables);
    for (size_t i = 0; i < c->n_parts; i++) {
        const struct config_part *p = &c->parts[i];
        if (p->section == SECTION_CHART) {
            struct chart *chart = &charts[r->n_charts++];
            *chart = chartspec_read(r, p, forms, rd->m);
            chart->title_line = placeholder_line(r, chart->title, config_at(p, CHART_TITLE), rd->m);
            chart->title = chart->title != NULL ? node_plain(r->arena, chart->title_line) : NULL;
        } else if (p->section == SECTION_TABLE) {
            struct table_spec *table = &tables[rd->n_tables++];
            *table = tablespec_read(r, p, rd->m);
            table->title =
                placeholder_line(r, config_text(p, TABLE_TITLE), config_at(p, TABLE_TITLE), rd->m);
            table->note = placeholder_text(r, table->note, config_at(p, TABLE_NOTE), rd->m);
        }
    }
    r->charts = charts;
    rd->tables = tables;
}

static void read_text(struct report *r, struct reading *rd, const struct config *c)
{
    const struct config_part *head = &c->parts[0], *data = &c->parts[1];
    r->title_at = config_at(head, REPORT_TITLE);
    r->subtitle_at = config_at(head, REPORT_SUBTITLE);
    r->title_lines = display_lines(r->arena, placeholder_text(r, r->title, r->title_at, rd->m));
    r->subtitle_lines =
        display_lines(r->arena, placeholder_text(r, r->subtitle, r->subtitle_at, rd->m));
    r->title = display_plain(r->arena, r->title_lines);
    r->subtitle = display_plain(r->arena, r->subtitle_lines);
    r->keep_words = config_list(r->arena, head, REPORT_KEEP_WORDS, &r->n_keep_words);
    const char *path = path_of(r, data, DATA_NARRATIVE);
    if (path != NULL)
        r->narrative = narrative_load(rd, path, config_at(data, DATA_NARRATIVE));
    attachments_read(rd, r, data);
}

/* The check sheet, last of all: it tells what the checks found. */
static void attach_sheet(struct report *r, const struct config_part *head, struct messages *m)
{
    if (config_choice(head, REPORT_CHECK_SHEET, SWITCH_NO, m) == SWITCH_YES)
        attachments_add(r, word(r->language, W_CHECK_SHEET),
                        checksheet_document(r, checksheet_make(r, m)));
}

/* All that follows the head. False where values are missing that the rest would be built on. */
static bool read_body(struct report *r, const struct config *c, chart_forms *forms,
                      struct messages *m)
{
    int status = read_values(r, c, m);
    if (r->computed)
        checks_run(r, c, CHECK_VALUES, m);
    if (status != 0)
        return false; /* all that follows would be told missing */
    publish_prepare(r, &c->parts[SECTION_DATA], m);
    scores_read(r, c, m);
    struct reading rd = {.report = r, .m = m};
    read_charts(r, &rd, c, forms);
    read_text(r, &rd, c);
    checks_run(r, c, CHECK_TEXT, m);
    attach_sheet(r, &c->parts[SECTION_REPORT], m);
    return true;
}

const struct report *load_report(struct arena *a, const char *path, chart_forms *forms,
                                 struct messages *m)
{
    size_t errors = messages_count(m, SEV_ERROR);
    struct report *r = arena_alloc(a, sizeof *r);
    r->arena = a;
    r->path = path;
    r->dir = file_dir(a, path);
    r->strings = node_new(a, NODE_DOCUMENT, IN_FILE(path));
    const struct config *c = config_load(a, path, &check_names, m);
    if (c == NULL)
        return NULL;
    read_head(r, &c->parts[SECTION_REPORT], m);
    r->official = official_read(r, &c->parts[SECTION_REPORT], &c->parts[SECTION_OFFICIAL], m);
    r->signers = config_list(a, &c->parts[SECTION_SIGN], SIGN_SIGNERS, &r->n_signers);
    config_required(&c->parts[SECTION_DATA], DATA_NARRATIVE, m);
    indicators_read(r, c, m);
    if (r->year == YEAR_UNKNOWN)
        return NULL;
    checks_begin(r, c, m);
    bool read = read_body(r, c, forms, m);
    checks_end(r, m);
    return read && messages_count(m, SEV_ERROR) == errors ? r : NULL;
}

static void drop_row(void *ctx, const struct long_row *row)
{
    (void)ctx, (void)row;
}

void load_explain_source(struct arena *a, const char *path, const char *name, FILE *out,
                         struct messages *m)
{
    struct report *r = arena_alloc(a, sizeof *r);
    r->arena = a;
    r->path = path;
    r->dir = file_dir(a, path);
    const struct config *c = config_load(a, path, &check_names, m);
    if (c == NULL)
        return;
    read_head(r, &c->parts[SECTION_REPORT], m);
    indicators_read(r, c, m);
    if (read_places(r, &c->parts[SECTION_DATA], m) != 0)
        return;
    for (size_t i = 0; i < c->n_parts; i++)
        if (c->parts[i].section == SECTION_SOURCE && strcmp(c->parts[i].name, name) == 0) {
            sheetmap_read(r, &c->parts[i], a, drop_row, NULL, out, m);
            return;
        }
    msg(m, SEV_ERROR, IN_FILE(path), "unknown-source", "there is no [source.%s]",
        "没有 [来源.%s] 这一节", name);
}

/*
 * Markdown: CommonMark with tables and footnotes, through cmark-gfm. The only file that knows the
 * library; it gives the same tree as outline.h.
 */
#ifndef NIANBAO_MARKDOWN_H
#define NIANBAO_MARKDOWN_H

#include "data/narrative/narrative.h"

/* Deeper nested blocks or inlines are refused. */
#define MARKDOWN_DEPTH_MAX 32

/* A line with more bars than this is refused. */
#define MARKDOWN_COLUMNS_MAX 500

/*
 * Markdown text[0..len), file being its name, as a tree. Emphasis works beside Chinese marks too,
 * where CommonMark wants blanks. A paragraph that begins with strong text with an outline number
 * begins with a NODE_RUN_IN; `![caption](chart:NAME)` alone in a paragraph is a figure, with
 * table: a table; a Markdown table is numbered when the paragraph before it is "表：…" or
 * "Table: …". Raw HTML, other images and unknown footnotes are errors.
 * NULL when the text is beyond what can be read at all.
 */
struct node *markdown_read(struct reading *rd, const char *text, size_t len, const char *file);

#endif

/*
 * What a reader wants to know of any PDF, as `nianbao inspect` shows it and the archive keeps it:
 * its title and version, the standards that it claims, its fonts, structure, embedded files and
 * signatures. Signatures are described here; archive/signing verifies them.
 */
#ifndef NIANBAO_FACTS_H
#define NIANBAO_FACTS_H

#include "pdf/embedded.h"
#include "pdf/xmp.h"

struct font_fact {
    const char *name; /* without the tag of a subset */
    const char *type; /* Type0/CIDFontType2, TrueType ... */
    bool embedded, subset;
};

struct structure_fact {
    const char *type; /* H1, TD ...: a standard one where the role map leads to that */
    size_t n;
};

enum coverage {
    COVERS_UNKNOWN, /* no /ByteRange that fits its /Contents */
    COVERS_PART,    /* of the file as it is now: an update follows */
    COVERS_ALL      /* but the signature itself */
};

struct signature_fact {
    const char *field; /* its full name */
    bool is_signed;
    const char *filter; /* /SubFilter: how it is coded; NULL: not told, as are the next two */
    const char *signer;
    const char *date;     /* as written: D:20061231 ... */
    enum coverage covers; /* by its /ByteRange */
    size_t covered;       /* the file's length when it was signed */
};

struct facts {
    const char *version; /* of PDF */
    size_t pages, bytes, revisions;
    const char *title, *author, *producer, *language; /* NULL: not told */
    const char *pdfa, *pdfua; /* conformance claimed: "2A", "1"; NULL: none */
    bool tagged;
    struct font_fact *fonts;
    size_t n_fonts;
    struct structure_fact *structure; /* in the order they first come */
    size_t n_structure;
    size_t figures_without_alt;
    struct embedded_list embedded;
    struct signature_fact *signatures;
    size_t n_signatures;
    const struct xmp *xmp; /* NULL: no metadata */
};

/* Fills facts, in the arena. 0, or -1, reported. */
int facts_read(struct arena *a, struct pdf_file *f, struct source at, struct messages *m,
               struct facts *facts);

#endif

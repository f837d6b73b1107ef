/*
 * Accession: a PDF becomes an item of the archive, or a new version of one: its bag is made, and
 * the ledger says so.
 */
#ifndef NIANBAO_ACCESSION_H
#define NIANBAO_ACCESSION_H

#include "archive/signing/verify.h"
#include "archive/store/bag.h"
#include "archive/store/item.h"
#include "archive/store/store.h"

/* The files of a bag, below data/. */
#define BAG_PDF "report.pdf"
#define BAG_METADATA "metadata.json"
#define BAG_VERIFICATION "verification.json"

struct accession {
    struct item_code item;                                   /* its number is assigned */
    const char *title, *organ, *doc_number, *date, *secrecy; /* NULL where not known, but title */
    const char *file;                                        /* the PDF's name, without folders */
    const char *pdfa;                                        /* conformance claimed, or NULL */
    size_t pages;
    const char *pdf;
    size_t pdf_len;
    const struct verification *verification;
    const char *verification_json; /* the whole report on it */
    const struct bag_file *files;  /* sources and check sheets, with paths by bag_path */
    size_t n_files;
};

/*
 * Archives it under the next number of its kind; *code, in the arena, is what it got. The store is
 * open for writing. 0, or -1, reported [already-archived, numbers-exhausted, write-failed];
 * nothing is half done.
 */
int accession_add(struct store *s, struct arena *a, const struct accession *x, const char **code,
                  struct messages *m);

/*
 * A new version of an item's bag beside the old ones: with all the newest has but for the PDF and
 * what tells of it. 0, or -1, reported [bag-damaged, write-failed].
 */
int accession_renew(struct store *s, struct arena *a, const char *code, const char *pdf,
                    size_t pdf_len, const struct verification *v, const char *verification_json,
                    struct messages *m);

/*
 * What is known of an item, from the bag of a version: title, year and retention at least. NULL,
 * reported [bag-damaged].
 */
const struct record *accession_metadata(const struct store *s, struct arena *a, const char *code,
                                        int version, struct messages *m);

/* The signers of a PDF, "、" between them, in the arena; NULL: none. */
const char *accession_signers(struct arena *a, const struct verification *v);

#endif

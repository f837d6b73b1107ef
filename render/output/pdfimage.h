/*
 * The images of a PDF: each file embedded once, JPEG and plain PNG data as they are. A picture that
 * occurs twice is written once.
 */
#ifndef NIANBAO_PDFIMAGE_H
#define NIANBAO_PDFIMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "pdf/haru.h"

struct image;
struct messages;
struct pdfimages;

/* The images of one document. End it with pdfimages_free. */
struct pdfimages *pdfimages_new(struct messages *m);
void pdfimages_free(struct pdfimages *p);

/* Takes an image in, and prepares it; again is free. 0, or -1 when it is damaged, reported. */
int pdfimages_use(struct pdfimages *p, const struct image *i);

/* The number of an image taken in: its name on the pages is I and that. */
size_t pdfimages_number(const struct pdfimages *p, const struct image *i);

/* A dictionary of them all, or NULL when there is none; their bytes go into the two hashes. */
struct haru_dict *pdfimages_embed(const struct pdfimages *p, struct haru *h, uint64_t id[2]);

#endif

/*
 * The name of a figure: what a clause says before its number, without the words that link the two.
 * Where no name can be told there is none, and the number stays in the text as it was typed.
 */
#ifndef NIANBAO_IMPORT_NAME_H
#define NIANBAO_IMPORT_NAME_H

#include "data/prose/passage.h"

/* How the clause leads from the name to the number. */
enum link {
    LINK_PLAIN,   /* 达到, 为, was: states a result */
    LINK_HELD,    /* 控制在: as a bound has it, and as a result may */
    LINK_BARE_AT, /* 在: a word seems to be missing */
    LINK_SHARED   /* 分别: several names, several numbers */
};

/*
 * The name in p->text[from..to), to being where the number starts; joined: another number of the
 * clause ends at from. *link says how name and number are linked. NULL where there is none. In a.
 */
const char *name_before(struct arena *a, const struct passage *p, size_t from, size_t to,
                        bool joined, enum link *link);

/* The name behind a number that ends at i: 98%的群众满意, 98% of patients. NULL likewise. */
const char *name_behind(struct arena *a, const struct passage *p, size_t i, size_t end);

/* p->text[*from..*to) without the words that open a clause and name nothing. */
void name_skip_opening(const struct passage *p, size_t *from, size_t *to);

/* s[0..len) as a name: without quotation marks; NULL when it is too short or too long for one. */
const char *name_plain(struct arena *a, const char *s, size_t len);

/*
 * An id made of a name: its hanzi, digits and letters, these in lower case, a _ for what parts
 * words. In a.
 */
const char *name_id(struct arena *a, const char *name);

#endif

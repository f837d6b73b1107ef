/*
 * Subcommands: one file each, and what they share. An argv[0] is the subcommand's own name; what
 * is given back is the exit status: 0 done, 1 input rejected, 2 wrong usage, 3 the system failed.
 */
#ifndef NIANBAO_CMD_H
#define NIANBAO_CMD_H

#include "base/msg.h"

struct arena;
struct buf;

int cmd_archive(int argc, char **argv, enum language language);
int cmd_build(int argc, char **argv, enum language language);
int cmd_check(int argc, char **argv, enum language language);
int cmd_chart(int argc, char **argv, enum language language);
int cmd_extract(int argc, char **argv, enum language language);
int cmd_import(int argc, char **argv, enum language language);
int cmd_inspect(int argc, char **argv, enum language language);
int cmd_keys(int argc, char **argv, enum language language);
int cmd_sign(int argc, char **argv, enum language language);
int cmd_verify(int argc, char **argv, enum language language);

enum status { STATUS_DONE = 0, STATUS_REJECTED = 1, STATUS_USAGE = 2, STATUS_FAILED = 3 };

/* Prints how a subcommand is used: to stdout for --help (0), else to stderr (STATUS_USAGE). */
int cmd_usage(enum language language, bool asked, const char *en, const char *zh);

/*
 * Writes a finished document to path, unless that would destroy what is no build of ours: an
 * existing file that does not begin with kind, or a signed PDF. 0, or -1, reported.
 */
int cmd_write(const char *path, const char *kind, const struct buf *bytes, struct messages *m);

/*
 * The same for a kind that others write too and whose first bytes do not say whose it is: ours has
 * mark, a string, among its first 8 KiB.
 */
int cmd_write_marked(const char *path, const char *kind, const char *mark, const struct buf *bytes,
                     struct messages *m);

#endif

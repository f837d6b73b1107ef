/*
 * Passwords: from a file, the environment or the terminal, never from the command line, which
 * others on the machine can read.
 */
#ifndef NIANBAO_PASSWORD_H
#define NIANBAO_PASSWORD_H

#include "base/msg.h"

struct arena;

/*
 * The first line of file or, file NULL, NIANBAO_PASSWORD or, where that is not set either, what is
 * typed unseen at the terminal, asked for what. "" where there is none of these. NULL on failure,
 * reported. In the arena; password_forget before that is freed.
 */
char *password_read(struct arena *a, const char *file, const char *what, struct messages *m);
void password_forget(char *password);

#endif

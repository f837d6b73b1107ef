/*
 * Style files: a house style's INI file together with those it is based on. What a style does not
 * say is taken from the one it is based on.
 */
#ifndef NIANBAO_STYLE_FILE_H
#define NIANBAO_STYLE_FILE_H

#include "base/ini.h"

/*
 * Reads the style name (shipped) or path (it has a slash or ends in .ini, relative to dir). Where
 * its section [style] says "base = NAME", a name or path likewise, relative to the file's own
 * folder, the result is that style's with the sections and keys of this file added or put in their
 * place; [style] itself is gone. NULL when reported. All in the arena.
 */
const struct ini *style_file_load(struct arena *a, const char *name, const char *dir,
                                  struct source from, struct messages *m);

#endif

/*
 * A file for the length of a test, and the messages that reading it gives.
 */
#ifndef NIANBAO_TEMP_FILE_H
#define NIANBAO_TEMP_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"

/* Writes bytes to a new file; its name is put into path. The caller unlinks it. */
static inline void temp_file(char path[64], const char *bytes, size_t len)
{
    strcpy(path, "/tmp/nianbao-test-XXXXXX");
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (f == NULL || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
        abort();
}

/* The messages of SEV_WARNING and more as "line rule" joined by "; ", in a buffer of its own. */
static inline const char *told(const struct messages *m)
{
    static char text[2048];
    size_t n, len = 0;
    const struct message *list = messages_list(m, &n);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        if (list[i].severity >= SEV_WARNING)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%d %s", len > 0 ? "; " : "",
                                    list[i].at.line, list[i].rule);
    return text;
}

#endif

#include "cmd/password.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

#define PASSWORD_MAX 1024

void password_forget(char *password)
{
    if (password != NULL)
        explicit_bzero(password, strlen(password));
}

static char *first_line(char *text)
{
    text[strcspn(text, "\r\n")] = '\0';
    return text;
}

/* One line from the terminal, which shows nothing meanwhile and cannot be left like that by ^C. */
static char *ask(struct arena *a, int terminal, const char *what, enum language language)
{
    struct termios before, silent;
    char line[PASSWORD_MAX];
    dprintf(terminal, language == LANG_ZH ? "%s 的密码：" : "Password of %s: ", what);
    bool hidden = tcgetattr(terminal, &before) == 0;
    silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    if (hidden)
        tcsetattr(terminal, TCSAFLUSH, &silent);
    ssize_t n = read(terminal, line, sizeof line - 1);
    if (hidden)
        tcsetattr(terminal, TCSAFLUSH, &before);
    dprintf(terminal, "\n");
    line[n > 0 ? n : 0] = '\0';
    char *password = arena_strdup(a, first_line(line));
    explicit_bzero(line, sizeof line);
    return password;
}

char *password_read(struct arena *a, const char *file, const char *what, struct messages *m)
{
    size_t len;
    const char *set = getenv("NIANBAO_PASSWORD");
    if (file != NULL) {
        char *text = file_read(a, file, PASSWORD_MAX, &len, NOWHERE, m);
        return text != NULL ? first_line(text) : NULL;
    }
    if (set != NULL)
        return arena_strdup(a, set);
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return arena_strdup(a, "");
    char *password = ask(a, terminal, what, messages_language(m));
    close(terminal);
    return password;
}

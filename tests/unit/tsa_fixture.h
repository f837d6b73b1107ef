/*
 * A timestamp authority on loopback, in a process of its own: for tests that ask one over HTTP.
 */
#ifndef NIANBAO_TSA_FIXTURE_H
#define NIANBAO_TSA_FIXTURE_H

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/pki_fixture.h"

struct tsa_server {
    pid_t pid;
    char url[40];
};

/* One request, whose body is behind an empty line, and its answer. */
static inline void tsa_serve(const struct party *tsa, int client)
{
    char in[4096];
    size_t len = 0, whole = sizeof in - 1;
    char *body = NULL;
    for (ssize_t n; len < whole && (n = read(client, in + len, whole - len)) > 0;) {
        len += (size_t)n;
        in[len] = '\0';
        body = strstr(in, "\r\n\r\n");
        const char *told = strstr(in, "Content-Length: ");
        if (body != NULL && told != NULL)
            whole = (size_t)(body + 4 - in) + strtoul(told + strlen("Content-Length: "), NULL, 10);
    }
    if (body == NULL)
        return;
    BIO *request = BIO_new_mem_buf(body + 4, (int)(in + len - body - 4));
    TS_RESP *response = tst_answer(tsa, request, NULL);
    unsigned char *der = NULL;
    int n = i2d_TS_RESP(response, &der);
    dprintf(client,
            "HTTP/1.0 200 OK\r\nContent-Type: application/timestamp-reply\r\n"
            "Content-Length: %d\r\n\r\n",
            n);
    pki_check(write(client, der, (size_t)n) == n);
    OPENSSL_free(der);
    TS_RESP_free(response);
    BIO_free(request);
}

static inline void tsa_start(struct tsa_server *s, const struct party *tsa)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof a;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    pki_check(bind(listener, (struct sockaddr *)&a, sizeof a) == 0 && listen(listener, 8) == 0 &&
              getsockname(listener, (struct sockaddr *)&a, &len) == 0);
    snprintf(s->url, sizeof s->url, "http://127.0.0.1:%d/", ntohs(a.sin_port));
    s->pid = fork();
    pki_check(s->pid >= 0);
    if (s->pid == 0) {
        alarm(60);
        for (;;) {
            int client = accept(listener, NULL, NULL);
            tsa_serve(tsa, client);
            close(client);
        }
    }
    close(listener);
}

static inline void tsa_stop(const struct tsa_server *s)
{
    kill(s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
}

#endif

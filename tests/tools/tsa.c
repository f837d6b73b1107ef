/*
 * A responder for tests, on loopback only: tsa DIR. Serves the files NAME.crl of a folder made by
 * tests/pki.sh, timestamps through `openssl ts` and, at /ocsp, what the CA online says through
 * `openssl ocsp`; writes its port to DIR/port and ends by itself after some minutes. What it is
 * asked for says how it lies about timestamps:
 *   /tsa          honest
 *   /nonce /imprint    another nonce, another imprint than asked for
 *   /refuse       the status is a rejection
 *   /big          with certificates of more than 16 KiB
 *   /rogue        signed by a TSA that nobody trusts
 *   /html /error /cut /drop /hang    no timestamp, HTTP 500, half of one, none, never an answer
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIFETIME 400 /* seconds */
#define REQUEST_MAX 65536
#define ANSWER_MAX (1u << 20)

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void answer(int to, const char *status, const char *type, const char *body, size_t len)
{
    char head[256];
    int n = snprintf(head, sizeof head,
                     "HTTP/1.0 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", status, type,
                     len);
    if (write(to, head, (size_t)n) != n || write(to, body, len) != (ssize_t)len)
        perror("tsa: answer");
}

static size_t read_whole(const char *path, char *out)
{
    FILE *f = fopen(path, "rb");
    size_t n = f != NULL ? fread(out, 1, ANSWER_MAX, f) : 0;
    if (f != NULL)
        fclose(f);
    return n;
}

/* Head and body of a request; *body is where the latter begins. */
static size_t take_request(int from, char *in, size_t *body)
{
    size_t len = 0, wanted = REQUEST_MAX - 1;
    *body = 0;
    while (len < wanted) {
        ssize_t n = read(from, in + len, wanted - len);
        if (n <= 0)
            break;
        len += (size_t)n;
        in[len] = '\0';
        const char *end = *body == 0 ? strstr(in, "\r\n\r\n") : NULL, *length;
        if (end == NULL)
            continue;
        *body = (size_t)(end - in) + 4;
        length = strcasestr(in, "content-length:");
        wanted = *body + (length != NULL && length < end ? strtoul(length + 15, NULL, 10) : 0);
        wanted = wanted < REQUEST_MAX ? wanted : REQUEST_MAX - 1;
    }
    return len;
}

/* Changes what is asked, so that the answer fits another question. */
static void twist(const char *path, unsigned char *query, size_t len)
{
    static const unsigned char sha256[] = {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01};
    unsigned char *oid = memmem(query, len, sha256, sizeof sha256);
    unsigned char *hash = memmem(query, len, "\x04\x20", 2);
    if (oid == NULL || hash == NULL || hash + 40 > query + len)
        return;
    if (strcmp(path, "/refuse") == 0)
        oid[8] = 4; /* SHA-224, which no TSA of ours does */
    if (strcmp(path, "/imprint") == 0)
        hash[10] ^= 1;
    if (strcmp(path, "/nonce") == 0) /* 02 LEN behind the imprint */
        hash[34 + 1 + hash[35]] ^= 1;
}

/* Asks a command of the shell, which reads the file $0 and writes $1; the answer's length. */
static size_t ask(const char *command, const char *query, size_t len, char *out)
{
    char in[64], to[64];
    snprintf(in, sizeof in, "query-%d.in", (int)getpid());
    snprintf(to, sizeof to, "query-%d.out", (int)getpid());
    FILE *f = fopen(in, "wb");
    if (f == NULL || fwrite(query, 1, len, f) != len || fclose(f) != 0)
        die(in);
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, 2);
        execlp("sh", "sh", "-c", command, in, to, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    size_t n = read_whole(to, out);
    unlink(in);
    unlink(to);
    return n;
}

static size_t stamp(const char *path, char *query, size_t len, char *out)
{
    char command[128];
    const char *config = strcmp(path, "/rogue") == 0 ? "rogue-tsa.cnf"
                         : strcmp(path, "/big") == 0 ? "big-tsa.cnf"
                                                     : "tsa.cnf";
    snprintf(command, sizeof command, "openssl ts -reply -config %s -queryfile \"$0\" -out \"$1\"",
             config);
    twist(path, (unsigned char *)query, len);
    return ask(command, query, len, out);
}

/* Valid for a day, signed by the CA itself; where there is no index it says tryLater. */
static size_t status_of(const char *query, size_t len, char *out)
{
    static const char later[] = {0x30, 3, 0x0A, 1, 3};
    size_t n =
        ask("openssl ocsp -index online.txt -CA online.pem -rsigner online.pem -rkey online.key "
            "-ndays 1 -reqin \"$0\" -respout \"$1\"",
            query, len, out);
    if (n == 0)
        memcpy(out, later, n = sizeof later);
    return n;
}

static void serve(int client)
{
    static char in[REQUEST_MAX], out[ANSWER_MAX];
    char path[64] = "";
    size_t body, len = take_request(client, in, &body);
    bool post = strncmp(in, "POST ", 5) == 0;
    size_t n = 0;
    if (body == 0 || sscanf(in, "%*s %63[^ ?]", path) != 1)
        return;
    if (strcmp(path, "/drop") == 0)
        return;
    if (strcmp(path, "/hang") == 0) {
        sleep(60);
    } else if (strcmp(path, "/error") == 0) {
        answer(client, "500 Internal Server Error", "text/plain", "no", 2);
    } else if (strcmp(path, "/html") == 0) {
        answer(client, "200 OK", "text/html", "<html>", 6);
    } else if (post && strcmp(path, "/ocsp") == 0) {
        n = status_of(in + body, len - body, out);
        answer(client, "200 OK", "application/ocsp-response", out, n);
    } else if (post) {
        n = stamp(path, in + body, len - body, out);
        answer(client, "200 OK", "application/timestamp-reply", out,
               strcmp(path, "/cut") == 0 ? n / 2 : n);
    } else if (strchr(path + 1, '/') == NULL && strstr(path, ".crl") != NULL &&
               (n = read_whole(path + 1, out)) > 0) {
        answer(client, "200 OK", "application/pkix-crl", out, n);
    } else {
        answer(client, "404 Not Found", "text/plain", "no", 2);
    }
}

static void tell_port(int listener)
{
    struct sockaddr_in a;
    socklen_t len = sizeof a;
    FILE *f = fopen("port.new", "w");
    if (getsockname(listener, (struct sockaddr *)&a, &len) != 0 || f == NULL ||
        fprintf(f, "%d\n", ntohs(a.sin_port)) < 0 || fclose(f) != 0 ||
        rename("port.new", "port") != 0)
        die("port");
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (argc != 2 || chdir(argv[1]) != 0)
        die("usage: tsa DIR");
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&a, sizeof a) != 0 ||
        listen(listener, 16) != 0)
        die("tsa: listen");
    tell_port(listener);
    alarm(LIFETIME);
    for (;;) {
        int client = accept(listener, NULL, NULL);
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
        if (client < 0)
            continue;
        if (fork() == 0) {
            close(listener);
            serve(client);
            _exit(0);
        }
        close(client);
    }
}

#include "archive/store/ledger_stamp.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "archive/pki/revocation.h"
#include "archive/pki/trust.h"
#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"

#define TOKEN_MAX 1048576

const char *stamp_line(struct arena *a, const struct store *s, size_t line, size_t *len)
{
    size_t all;
    char *text = disk_read(s->ledger.path, 0, (size_t)1 << 30, &all);
    const char *found = NULL, *at = text;
    for (size_t i = 1; text != NULL && at < text + all; i++) {
        const char *end = memchr(at, '\n', (size_t)(text + all - at));
        if (end == NULL)
            break;
        *len = (size_t)(end - at) + 1;
        if (i == line) {
            found = arena_strndup(a, at, *len);
            break;
        }
        at = end + 1;
    }
    free(text);
    return found;
}

int stamp_trust(struct arena *a, const struct cms_facts *token, struct evidence *pool,
                const struct trust *t, int64_t *expires, struct fault *why)
{
    struct chain chain;
    struct revocation revocation = {0};
    int64_t now = (int64_t)time(NULL);
    if (trust_chain(a, t, pool, token->certificate, token->certificate_len, USAGE_TIMESTAMP, now,
                    &chain, why) != 0)
        return -1;
    *expires = chain.expires;
    return revocation_check(&chain, pool, trust_evidence(t), now, now, &revocation, why);
}

int stamp_check(struct arena *a, const struct store *s, size_t line, const char *sha256,
                const struct trust *t, struct fault *why)
{
    size_t len, line_len;
    int64_t expires;
    char hash[DIGEST_HEX];
    char *token = disk_read(store_path(s, store_stamp(a, line)), 0, TOKEN_MAX, &len);
    if (token == NULL)
        return fault_set(why, SIGNATURE_BROKEN, "its file is missing or cannot be read",
                         "文件缺失或无法读取");
    const char *der = arena_strndup(a, token, len);
    free(token);
    digest_sha256(der, len, hash);
    if (sha256 == NULL || strcmp(hash, sha256) != 0)
        return fault_set(why, SIGNATURE_ALTERED, "its file was replaced", "文件被替换");
    const char *text = stamp_line(a, s, line, &line_len);
    if (text == NULL)
        return fault_set(why, SIGNATURE_ALTERED, "the ledger has no such line", "台账无此行");
    struct signed_bytes content = {{text, ""}, {line_len, 0}};
    struct evidence pool = {0};
    struct cms_facts cms = {0};
    if (cms_verify(a, der, len, CMS_KIND_TIMESTAMP, &content, &pool, &cms, why) != 0)
        return -1;
    return stamp_trust(a, &cms, &pool, t, &expires, why);
}

int stamp_add(struct store *s, const void *token, size_t len, int64_t expires, struct messages *m)
{
    size_t line = s->ledger.n;
    char hash[DIGEST_HEX], end[LEDGER_TIME];
    const char *dir = store_temporary(s, s->arena, m);
    const char *temporary = dir != NULL ? arena_printf(s->arena, "%s/token", dir) : NULL;
    if (dir == NULL)
        return -1;
    if (disk_create(temporary, token, len) != 0)
        return file_failed(temporary, m);
    struct buf text = {0};
    struct record_writer w = ledger_begin(&s->ledger, "timestamp", &text);
    digest_sha256(token, len, hash);
    record_put_number(&w, "line", (int64_t)line);
    record_put(&w, "token", hash);
    ledger_time(expires, end);
    record_put(&w, "expires", end);
    record_end(&w);
    int status = store_commit(s, &text, temporary, store_stamp(s->arena, line), m);
    buf_free(&text);
    return status;
}

#include "base/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/* Bytes that are simplified at a time. */
#define SIMPLIFY_MAX ((size_t)4096)

static int line_of(const char *bytes, size_t offset)
{
    int line = 1;
    const char *end = bytes + offset;
    while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL) {
        bytes++;
        line++;
    }
    return line;
}

static void invalid(struct source at, int line, const char *name, struct messages *m)
{
    at.line = line;
    at.column = 0;
    msg(m, SEV_ERROR, at, "invalid-encoding",
        "this is not valid %s text: save the file as UTF-8 (\"CSV UTF-8\" in a spreadsheet)",
        "不是有效的%s文本：请另存为 UTF-8 编码（表格软件中选“CSV UTF-8”）", name);
}

/* Text has no NULs; a file that has is no text, or UTF-16 without its mark. NULL when reported. */
static char *without_nul(char *text, size_t len, struct source at, struct messages *m)
{
    const char *nul = memchr(text, '\0', len);
    if (nul == NULL)
        return text;
    at.line = line_of(text, (size_t)(nul - text));
    msg(m, SEV_ERROR, at, "invalid-encoding",
        "a NUL byte: this is not a text file; save it as UTF-8 text",
        "含有 NUL 字节，不是文本文件：请另存为 UTF-8 编码的文本");
    return NULL;
}

/* Converts through ICU, character by character so that the first bad one is known by its line. */
static char *convert(struct arena *a, const char *bytes, size_t len, const char *name,
                     size_t *out_len, struct source at, struct messages *m)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *c = ucnv_open(name, &status);
    ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (U_FAILURE(status)) {
        msg(m, SEV_FAILURE, at, "icu", "ICU cannot convert %s: %s", "ICU 无法转换 %s：%s", name,
            u_errorName(status));
        ucnv_close(c);
        return NULL;
    }
    struct buf out = {0};
    const char *end = bytes + len;
    while (bytes < end) {
        UChar32 cp = ucnv_getNextUChar(c, &bytes, end, &status);
        if (U_FAILURE(status))
            break;
        buf_code_point(&out, (uint32_t)cp);
    }
    ucnv_close(c);
    char *text = NULL;
    if (U_FAILURE(status) && status != U_INDEX_OUTOFBOUNDS_ERROR) {
        invalid(at, line_of(out.data != NULL ? out.data : "", out.len), name, m);
    } else {
        text = without_nul(arena_strndup(a, out.data, out.len), out.len, at, m);
        *out_len = out.len;
    }
    buf_free(&out);
    return text;
}

static char *copy_utf8(struct arena *a, const char *bytes, size_t len, size_t *out_len,
                       struct source at, struct messages *m)
{
    *out_len = len;
    return without_nul(arena_strndup(a, bytes, len), len, at, m);
}

/*
 * Whether text that is not all UTF-8 was meant as UTF-8: GB18030 reads nearly any bytes as some
 * hanzi, so one damaged letter must not turn a whole file into nonsense. In real GB18030 text
 * well-formed sequences of three bytes are rare.
 */
static bool is_damaged_utf8(const char *bytes, size_t len)
{
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < len;) {
        size_t before = i;
        utf8_next(bytes, len, &i);
        if (i - before >= 3)
            good++;
        else if (i - before == 1 && (unsigned char)bytes[before] >= 0x80)
            bad++;
    }
    return good > bad;
}

/*
 * UTF-16 without its mark: each separator, digit and line end has a NUL, all at odd places (little
 * endian) or all at even ones. NULL when it is not.
 */
static const char *unmarked_utf16(const char *bytes, size_t len)
{
    size_t nuls[2] = {0};
    for (const char *s = bytes; (s = memchr(s, '\0', (size_t)(bytes + len - s))) != NULL; s++)
        nuls[(s - bytes) % 2]++;
    if (len % 2 != 0 || (nuls[0] == 0) == (nuls[1] == 0) || nuls[0] + nuls[1] < 8 ||
        (nuls[0] + nuls[1]) * 10 < len)
        return NULL;
    return nuls[1] > 0 ? "UTF-16LE" : "UTF-16BE";
}

char *encoding_utf8(struct arena *a, const char *bytes, size_t len, size_t *out_len,
                    struct source at, struct messages *m)
{
    if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return convert(a, bytes + 2, len - 2, "UTF-16LE", out_len, at, m);
    if (len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return convert(a, bytes + 2, len - 2, "UTF-16BE", out_len, at, m);
    const char *wide = unmarked_utf16(bytes, len);
    if (wide != NULL) {
        msg(m, SEV_INFO, at, "encoding", "not UTF-8: read as %s", "不是 UTF-8 编码，按 %s 读入",
            wide);
        return convert(a, bytes, len, wide, out_len, at, m);
    }
    bool marked = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (marked) {
        bytes += 3;
        len -= 3;
    }
    size_t valid = utf8_valid(bytes, len);
    if (valid == len)
        return copy_utf8(a, bytes, len, out_len, at, m);
    if (marked || is_damaged_utf8(bytes, len)) {
        invalid(at, line_of(bytes, valid), "UTF-8", m);
        return NULL;
    }
    char *text = convert(a, bytes, len, "GB18030", out_len, at, m);
    if (text != NULL)
        msg(m, SEV_INFO, at, "encoding", "not UTF-8: read as GB18030 (GBK)",
            "不是 UTF-8 编码，按 GB18030（GBK）读入");
    return text;
}

/* A piece of UTF-16 through ICU; it grows by a few characters at most. NULL on failure. */
static UChar *transliterate(UTransliterator *t, const char *text, size_t len, int32_t *n,
                            UErrorCode *status)
{
    int32_t cap = (int32_t)len * 2 + 64, limit;
    UChar *wide = must_alloc((size_t)cap, sizeof *wide);
    u_strFromUTF8(wide, cap, n, text, (int32_t)len, status);
    limit = *n;
    utrans_transUChars(t, wide, n, cap, 0, &limit, status);
    if (U_SUCCESS(*status))
        return wide;
    free(wide);
    return NULL;
}

char *encoding_simplified(struct arena *a, const char *text, size_t len, struct messages *m)
{
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *t = utrans_openU(u"Hant-Hans", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    struct buf out = {0};
    for (size_t i = 0; i < len && U_SUCCESS(status);) {
        /* line by line: ICU's time is not linear in the length */
        const char *newline = memchr(text + i, '\n', len - i);
        size_t end = newline != NULL ? (size_t)(newline + 1 - text) : len;
        while (end - i > SIMPLIFY_MAX)
            for (end = i + SIMPLIFY_MAX; ((unsigned char)text[end] & 0xC0) == 0x80;)
                end--;
        int32_t n = 0;
        UChar *wide = transliterate(t, text + i, end - i, &n, &status);
        for (int32_t k = 0; wide != NULL && k < n;) {
            UChar32 cp;
            U16_NEXT(wide, k, n, cp);
            buf_code_point(&out, (uint32_t)cp);
        }
        free(wide);
        i = end;
    }
    utrans_close(t);
    char *result = U_SUCCESS(status) ? arena_strndup(a, out.data, out.len) : NULL;
    buf_free(&out);
    if (result == NULL)
        msg(m, SEV_FAILURE, NOWHERE, "icu", "ICU cannot make simplified characters: %s",
            "ICU 无法转换为简体字：%s", u_errorName(status));
    return result;
}

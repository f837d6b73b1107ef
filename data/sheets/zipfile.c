#include "data/sheets/zipfile.h"

#include <stdlib.h>
#include <zip.h>

#include "base/arena.h"

/*
 * A sheet of a million rows and ten columns is 400 MB of XML and shrinks to a twentieth or so;
 * DEFLATE goes down to a thousandth.
 */
#define INFLATED_MAX (1024ull << 20) /* of all entries read */
#define RATIO_MAX 200
#define RATIO_FREE (8ull << 20) /* so much is too little to harm */

#define PIECE (64u << 10)

struct zipfile {
    zip_t *zip;
    struct source at;
    struct messages *m;
    unsigned long long inflated; /* of the entries read so far */
};

static void damaged(const struct zipfile *z, const char *why)
{
    msg(z->m, SEV_ERROR, z->at, "damaged-file",
        "the file is damaged (%s): open it in a spreadsheet and save it again",
        "文件已损坏（%s）：请在表格软件中打开并重新保存", why);
}

struct zipfile *zipfile_open(const char *bytes, size_t len, struct source at, struct messages *m)
{
    struct zipfile *z = must_alloc(1, sizeof *z);
    *z = (struct zipfile){.at = at, .m = m};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, len, 0, &error);
    if (source != NULL)
        z->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (z->zip == NULL) {
        damaged(z, zip_error_strerror(&error));
        zip_source_free(source);
        free(z);
        z = NULL;
    }
    zip_error_fini(&error);
    return z;
}

void zipfile_close(struct zipfile *z)
{
    if (z == NULL)
        return;
    zip_discard(z->zip);
    free(z);
}

bool zipfile_has(const struct zipfile *z, const char *name)
{
    return zip_name_locate(z->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* What the entry says of its own size is not believed: it is counted as it comes out. */
static bool too_large(const struct zipfile *z, unsigned long long out, unsigned long long packed)
{
    if (z->inflated + out <= INFLATED_MAX && (out <= RATIO_FREE || out / RATIO_MAX <= packed))
        return false;
    msg(z->m, SEV_ERROR, z->at, "zip-bomb",
        "what is packed in this file is larger than any real table: it is not read",
        "文件解压后远大于正常表格，不予读取");
    return true;
}

static int inflate_all(struct zipfile *z, zip_file_t *f, unsigned long long packed,
                       int (*take)(void *ctx, const char *piece, size_t len), void *ctx)
{
    char *piece = must_alloc(PIECE, 1);
    unsigned long long out = 0;
    zip_int64_t n;
    int status = 0;
    do {
        n = zip_fread(f, piece, PIECE);
        out += n > 0 ? (unsigned long long)n : 0;
        if (n < 0) {
            damaged(z, zip_file_strerror(f));
            status = -1;
        } else if (too_large(z, out, packed)) {
            status = -1;
        } else {
            status = take(ctx, piece, (size_t)n);
        }
    } while (n > 0 && status == 0);
    z->inflated += out;
    free(piece);
    return status;
}

int zipfile_read(struct zipfile *z, const char *name,
                 int (*take)(void *ctx, const char *piece, size_t len), void *ctx)
{
    zip_int64_t i = zip_name_locate(z->zip, name, ZIP_FL_NOCASE);
    zip_stat_t st;
    if (i < 0 || zip_stat_index(z->zip, (zip_uint64_t)i, 0, &st) != 0) {
        damaged(z, name);
        return -1;
    }
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && st.encryption_method != ZIP_EM_NONE) {
        msg(z->m, SEV_ERROR, z->at, "encrypted-file",
            "the file is encrypted: save it without a password", "文件已加密：请取消密码后另存");
        return -1;
    }
    zip_file_t *f = zip_fopen_index(z->zip, (zip_uint64_t)i, 0);
    if (f == NULL) {
        damaged(z, zip_strerror(z->zip));
        return -1;
    }
    int status = inflate_all(z, f, st.comp_size, take, ctx);
    zip_fclose(f);
    return status;
}

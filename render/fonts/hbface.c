#include "render/fonts/hbface.h"

#include <fcntl.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "render/fonts/cff.h"

/* A font file in memory. */
struct mapping {
    void *bytes;
    size_t len;
};

/* The ink last asked for: the same few marks are asked for all the time. */
#define INKS 256
struct known_ink {
    uint32_t glyph; /* 0: none yet; .notdef has no ink worth knowing */
    struct ink ink;
};

struct hbface {
    struct mapping *file; /* the face's blob owns it */
    hb_face_t *face;
    hb_font_t *font; /* at one unit an em unit */
    hb_buffer_t *buffer;
    struct shaped *shaped;
    size_t cap;
    struct known_ink inks[INKS];
    char name[128];
    bool cff;
};

static const hb_tag_t CFF = HB_TAG('C', 'F', 'F', ' ');

/* Big-endian numbers at fixed places of a table; 0 where the table is too short or missing. */
static unsigned table_u16(hb_face_t *face, hb_tag_t tag, unsigned at)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    unsigned len, v = 0;
    const unsigned char *p = (const unsigned char *)hb_blob_get_data(blob, &len);
    if (at + 2 <= len)
        v = (unsigned)p[at] << 8 | p[at + 1];
    hb_blob_destroy(blob);
    return v;
}

static int table_s16(hb_face_t *face, hb_tag_t tag, unsigned at)
{
    return (int16_t)table_u16(face, tag, at);
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

/* A PDF name of plain characters: what else a font may say is left out. */
static void read_name(struct hbface *f)
{
    char raw[sizeof f->name];
    unsigned len = sizeof raw, n = 0;
    hb_ot_name_get_utf8(f->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &len, raw);
    for (unsigned i = 0; i < len && n + 8 < sizeof f->name; i++)
        if (raw[i] > ' ' && raw[i] < 127 && strchr("()<>[]{}/%#", raw[i]) == NULL)
            f->name[n++] = raw[i];
    f->name[n] = '\0';
    if (n == 0)
        strcpy(f->name, "Unnamed");
}

static void unmap(void *file)
{
    struct mapping *m = file;
    munmap(m->bytes, m->len);
    free(m);
}

/* Maps a font file read-only. NULL when it cannot be, or is empty. */
static struct mapping *map_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    void *bytes = MAP_FAILED;
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size <= UINT32_MAX)
        bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (fd >= 0)
        close(fd);
    if (bytes == MAP_FAILED)
        return NULL;
    struct mapping *m = must_alloc(1, sizeof *m);
    *m = (struct mapping){bytes, (size_t)st.st_size};
    return m;
}

struct hbface *hbface_open(const char *path, int index)
{
    struct mapping *file = map_file(path);
    if (file == NULL)
        return NULL;
    hb_blob_t *blob =
        hb_blob_create(file->bytes, (unsigned)file->len, HB_MEMORY_MODE_READONLY, file, unmap);
    hb_face_t *face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    bool cff = has_table(face, CFF);
    if (hb_face_get_glyph_count(face) == 0 ||
        (!cff && !has_table(face, HB_TAG('g', 'l', 'y', 'f')))) {
        hb_face_destroy(face);
        return NULL;
    }
    hb_face_make_immutable(face);
    struct hbface *f = must_alloc(1, sizeof *f);
    *f = (struct hbface){.file = file,
                         .face = face,
                         .font = hb_font_create(face),
                         .buffer = hb_buffer_create(),
                         .cff = cff};
    read_name(f);
    return f;
}

void hbface_close(struct hbface *f)
{
    if (f == NULL)
        return;
    hb_buffer_destroy(f->buffer);
    hb_font_destroy(f->font);
    hb_face_destroy(f->face);
    free(f->shaped);
    free(f);
}

int hbface_upem(const struct hbface *f)
{
    return (int)hb_face_get_upem(f->face);
}

uint32_t hbface_glyph(struct hbface *f, uint32_t cp)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(f->font, cp, &glyph) != 0 ? glyph : 0;
}

int32_t hbface_advance(struct hbface *f, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(f->font, glyph);
}

const struct shaped *hbface_shape(struct hbface *f, const char *text, size_t len, size_t *n)
{
    unsigned count;
    hb_buffer_clear_contents(f->buffer);
    hb_buffer_add_utf8(f->buffer, text, (int)len, 0, (int)len);
    hb_buffer_guess_segment_properties(f->buffer);
    hb_buffer_set_direction(f->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_language(f->buffer, hb_language_from_string("en", 2)); /* not the locale's */
    hb_shape(f->font, f->buffer, NULL, 0);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(f->buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(f->buffer, &count);
    if (count > f->cap) {
        f->cap = count;
        f->shaped = must_realloc(f->shaped, f->cap, sizeof *f->shaped);
    }
    for (unsigned i = 0; i < count; i++)
        f->shaped[i] = (struct shaped){info[i].codepoint, info[i].cluster, place[i].x_advance};
    *n = count;
    return f->shaped;
}

struct ink hbface_ink(struct hbface *f, uint32_t glyph)
{
    struct known_ink *known = &f->inks[glyph % INKS];
    hb_glyph_extents_t e;
    if (glyph != 0 && known->glyph == glyph)
        return known->ink;
    known->glyph = glyph;
    known->ink = (struct ink){0};
    if (hb_font_get_glyph_extents(f->font, glyph, &e) != 0)
        known->ink = (struct ink){.left = e.x_bearing,
                                  .top = e.y_bearing,
                                  .right = e.x_bearing + e.width,
                                  .bottom = e.y_bearing + e.height};
    return known->ink;
}

/* A pen at work, and what brings units of the face to its own. */
struct tracing {
    const struct outline_pen *pen;
    double scale;
};

static void trace_move(hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state, float x, float y,
                       void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct tracing *t = ctx;
    t->pen->move(t->pen->ctx, x * t->scale, -y * t->scale);
}

static void trace_line(hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state, float x, float y,
                       void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct tracing *t = ctx;
    t->pen->line(t->pen->ctx, x * t->scale, -y * t->scale);
}

static void trace_curve(hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state, float x1,
                        float y1, float x2, float y2, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct tracing *t = ctx;
    t->pen->curve(t->pen->ctx, x1 * t->scale, -y1 * t->scale, x2 * t->scale, -y2 * t->scale,
                  x * t->scale, -y * t->scale);
}

static void trace_close(hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct tracing *t = ctx;
    t->pen->close(t->pen->ctx);
}

/* Quadratic curves are left to HarfBuzz, which gives them as cubic ones. */
void hbface_outline(struct hbface *f, uint32_t glyph, const struct outline_pen *pen)
{
    struct tracing t = {pen, 1000.0 / hbface_upem(f)};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, trace_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, trace_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, trace_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, trace_close, NULL, NULL);
    hb_font_get_glyph_shape(f->font, glyph, funcs, &t);
    hb_draw_funcs_destroy(funcs);
}

void hbface_vertical(struct hbface *f, int *ascender, int *descender)
{
    const hb_tag_t os2 = HB_TAG('O', 'S', '/', '2'), hhea = HB_TAG('h', 'h', 'e', 'a');
    bool typo = has_table(f->face, os2);
    *ascender = table_s16(f->face, typo ? os2 : hhea, typo ? 68 : 4);
    *descender = table_s16(f->face, typo ? os2 : hhea, typo ? 70 : 6);
}

/* OpenType, OS/2 fsType: 0x0002 restricted, 0x0100 no subsetting, 0x0200 bitmaps only. */
bool hbface_embeddable(struct hbface *f)
{
    unsigned type = table_u16(f->face, HB_TAG('O', 'S', '/', '2'), 8);
    return (type & 0x000F) != 0x0002 && (type & 0x0300) == 0;
}

struct font_info hbface_info(const struct hbface *f)
{
    const hb_tag_t os2 = HB_TAG('O', 'S', '/', '2'), head = HB_TAG('h', 'e', 'a', 'd');
    const hb_tag_t post = HB_TAG('p', 'o', 's', 't'), hhea = HB_TAG('h', 'h', 'e', 'a');
    int upem = hbface_upem(f);
    struct font_info i = {.postscript_name = f->name,
                          .cff = f->cff,
                          .ascent = table_s16(f->face, hhea, 4) * 1000 / upem,
                          .descent = table_s16(f->face, hhea, 6) * 1000 / upem,
                          .italic_angle = table_s16(f->face, post, 4),
                          .fixed_pitch = table_u16(f->face, post, 14) != 0,
                          .weight = (int)table_u16(f->face, os2, 4)};
    for (unsigned k = 0; k < 4; k++)
        i.bbox[k] = table_s16(f->face, head, 36 + 2 * k) * 1000 / upem;
    if (table_u16(f->face, os2, 0) >= 2)
        i.cap_height = table_s16(f->face, os2, 88) * 1000 / upem;
    if (i.cap_height == 0)
        i.cap_height = i.ascent * 4 / 5;
    int class = table_s16(f->face, os2, 30) >> 8; /* sFamilyClass: 1 to 7 have serifs */
    i.serif = (class >= 1 && class <= 7) || strstr(f->name, "Serif") != NULL;
    return i;
}

/*
 * What a PDF needs of a font: outlines and what they hang on. Subsetting a face that has nothing
 * else spares HarfBuzz the reading of a large cmap and of GSUB: half of all its time.
 */
static hb_face_t *bare_face(const struct hbface *f)
{
    static const char *const of_cff[] = {"CFF ", "head", "maxp", NULL};
    static const char *const of_truetype[] = {"glyf", "loca", "head", "hhea", "hmtx",
                                              "maxp", "cvt ", "fpgm", "prep", NULL};
    hb_face_t *bare = hb_face_builder_create();
    for (const char *const *tag = f->cff ? of_cff : of_truetype; *tag != NULL; tag++) {
        hb_blob_t *table = hb_face_reference_table(f->face, hb_tag_from_string(*tag, 4));
        if (hb_blob_get_length(table) > 0)
            hb_face_builder_add_table(bare, hb_tag_from_string(*tag, 4), table);
        hb_blob_destroy(table);
    }
    return bare;
}

/*
 * Without hints, which readers of today hardly use, and without subroutines: Deflate finds what
 * repeats better than they do, and HarfBuzz is spared the sorting out of those in use.
 */
static hb_subset_input_t *subset_input(const uint32_t *glyphs, size_t n)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_t *set = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < n; i++)
        hb_set_add(set, glyphs[i]);
    return input;
}

static unsigned char *copy_blob(hb_blob_t *blob, size_t *len)
{
    unsigned size;
    const char *data = hb_blob_get_data(blob, &size);
    unsigned char *copy = NULL;
    if (size > 0) {
        copy = must_alloc(size, 1);
        memcpy(copy, data, size);
    }
    *len = size;
    hb_blob_destroy(blob);
    return copy;
}

unsigned char *hbface_subset(struct hbface *f, const uint32_t *glyphs, size_t n, uint32_t *ids_out,
                             size_t *len)
{
    hb_face_t *face = NULL;
    unsigned char *bytes = NULL;
    hb_face_t *bare = bare_face(f);
    hb_subset_input_t *input = subset_input(glyphs, n);
    hb_subset_plan_t *plan = input != NULL ? hb_subset_plan_create_or_fail(bare, input) : NULL;
    if (plan == NULL || (face = hb_subset_plan_execute_or_fail(plan)) == NULL)
        goto out;
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    for (size_t i = 0; i < n; i++)
        ids_out[i] = hb_map_get(map, glyphs[i]);
    bytes =
        copy_blob(f->cff ? hb_face_reference_table(face, CFF) : hb_face_reference_blob(face), len);
    /* A PDF asks a CID font for CIDs, not for glyph numbers: make both the same. */
    if (bytes != NULL && f->cff &&
        (cff_identity(bytes, *len) < 0 || cff_shorten(bytes, *len) < 0)) {
        free(bytes);
        bytes = NULL;
    }
out:
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    hb_face_destroy(bare);
    /* Outlines are read once: their pages need not stay in memory next to the other faces'. */
    madvise(f->file->bytes, f->file->len, MADV_DONTNEED);
    return bytes;
}

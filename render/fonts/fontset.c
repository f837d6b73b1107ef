#include "render/fonts/fontset.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layouts/style/style.h"
#include "render/fonts/fontfile.h"
#include "render/fonts/hbface.h"

/* A family of the style, looked for once and opened when a glyph is wanted from it. */
struct family {
    const char *pattern;
    struct fontfile file;
    bool looked, found;
    int face; /* index of its open face; -1: not opened, -2: cannot be */
};

struct open_face {
    struct fontfile file;
    struct family *family;
    struct hbface *hb;
    int upem;
};

/* What stands for a character in a role. */
struct slot {
    bool known;
    uint16_t face;
    uint32_t glyph;  /* 0: no face has it */
    int32_t advance; /* in units of the face */
};

enum script { SCRIPT_CHINESE, SCRIPT_LATIN, SCRIPTS };

#define SLOTS 256
#define SLOT_PAGES (0x110000 / SLOTS)

struct role {
    const struct face *face;
    struct family **order[SCRIPTS]; /* the families in the order in which they are asked */
    size_t n_order;
    struct slot **pages; /* [SLOT_PAGES], by code point, made when first used */
    struct slot apostrophe;
};

/* Told already: [the face that lacks a character][the one that has it], or a missing character. */
struct told {
    int lacks, has;
    uint32_t cp;
    int line;
    const char *file;
};

struct fontset {
    struct arena *arena;
    struct messages *messages;
    enum language language;
    const struct style *style;
    struct fontfiles *files;
    struct family *families; /* each pattern of the style once */
    size_t n_families;
    struct role *roles;
    struct open_face *faces;
    size_t n_faces;
    struct told told[2 * MSG_PER_RULE];
    size_t n_told;
};

static struct family *family(struct fontset *f, const char *pattern)
{
    for (size_t i = 0; i < f->n_families; i++)
        if (strcmp(f->families[i].pattern, pattern) == 0)
            return &f->families[i];
    struct family *new = &f->families[f->n_families++];
    *new = (struct family){.pattern = pattern, .face = -1};
    return new;
}

static bool is_found(struct fontset *f, struct family *w)
{
    if (!w->looked) {
        w->looked = true;
        w->found = fontfiles_find(f->files, w->pattern, &w->file);
    }
    return w->found;
}

static size_t append(struct fontset *f, struct family **order, size_t n, const char *const *names,
                     size_t n_names)
{
    for (size_t i = 0; i < n_names; i++)
        order[n++] = family(f, names[i]);
    return n;
}

static void set_orders(struct fontset *f, struct role *r)
{
    const struct face *s = r->face;
    r->n_order = s->n_families + s->n_latin + f->style->n_fallback;
    for (int k = 0; k < SCRIPTS; k++)
        r->order[k] = arena_array(f->arena, r->n_order, sizeof *r->order[k]);
    struct family **chinese = r->order[SCRIPT_CHINESE], **latin = r->order[SCRIPT_LATIN];
    size_t n = append(f, chinese, 0, s->families, s->n_families);
    n = append(f, chinese, n, s->latin, s->n_latin);
    append(f, chinese, n, f->style->fallback, f->style->n_fallback);
    n = append(f, latin, 0, s->latin, s->n_latin);
    n = append(f, latin, n, s->families, s->n_families);
    append(f, latin, n, f->style->fallback, f->style->n_fallback);
}

/* The first family that is there; one that is not, or NULL, for lists without any. */
static struct family *first_found(struct fontset *f, struct family **order, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_found(f, order[i]))
            return order[i];
    return NULL;
}

static int check_role(struct fontset *f, const struct role *r)
{
    struct family *used = first_found(f, r->order[SCRIPT_CHINESE], r->n_order);
    if (used == NULL) {
        msg(f->messages, SEV_FAILURE, r->face->at, "no-font",
            "no font of face \"%s\" is installed: install one of those the style lists",
            "字体角色“%s”所列的字体一个也没有安装：请安装其中之一", r->face->name);
        return -1;
    }
    for (int k = 0; k < SCRIPTS; k++) {
        bool listed = k == SCRIPT_CHINESE ? r->face->n_families > 0 : r->face->n_latin > 0;
        struct family *first = r->order[k][0];
        if (listed && !is_found(f, first))
            msg(f->messages, SEV_INFO, r->face->at, "font-substituted",
                "face \"%s\": %s is not installed, %s is used instead",
                "字体角色“%s”：未安装%s，改用%s", r->face->name, first->pattern,
                first_found(f, r->order[k], r->n_order)->pattern);
    }
    return 0;
}

struct fontset *fontset_open(const struct style *s, enum language language, struct messages *m)
{
    struct arena *a = arena_new();
    struct fontset *f = arena_alloc(a, sizeof *f);
    *f = (struct fontset){.arena = a, .messages = m, .language = language, .style = s};
    f->files = fontfiles_open();
    if (f->files == NULL) {
        msg(m, SEV_FAILURE, NOWHERE, "no-font", "fontconfig cannot read its configuration",
            "fontconfig无法读取其配置");
        fontset_free(f);
        return NULL;
    }
    size_t n = s->n_fallback;
    for (size_t i = 0; i < s->n_faces; i++)
        n += s->faces[i].n_families + s->faces[i].n_latin;
    f->families = arena_array(a, n, sizeof *f->families);
    f->faces = arena_array(a, n, sizeof *f->faces);
    f->roles = arena_array(a, s->n_faces, sizeof *f->roles);
    int status = 0;
    for (size_t i = 0; i < s->n_faces; i++) {
        f->roles[i].face = &s->faces[i];
        set_orders(f, &f->roles[i]);
        if (check_role(f, &f->roles[i]) < 0)
            status = -1;
    }
    if (status < 0) {
        fontset_free(f);
        return NULL;
    }
    return f;
}

void fontset_free(struct fontset *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->n_faces; i++)
        hbface_close(f->faces[i].hb);
    fontfiles_close(f->files);
    arena_free(f->arena);
}

/* Opens a family's face unless it is open; patterns of one file share it. -1 when it cannot be. */
static int open_family(struct fontset *f, struct family *w)
{
    if (w->face != -1 || !is_found(f, w))
        return w->face < 0 ? -1 : w->face;
    for (size_t i = 0; i < f->n_faces; i++)
        if (strcmp(f->faces[i].file.path, w->file.path) == 0 &&
            f->faces[i].file.index == w->file.index)
            return w->face = (int)i;
    struct hbface *hb = hbface_open(w->file.path, w->file.index);
    if (hb == NULL) {
        w->face = -2;
        msg(f->messages, SEV_WARNING, NOWHERE, "unusable-font",
            "%s: %s is not an outline font that can be embedded, and is passed over",
            "%s：%s不是可嵌入的轮廓字体，已跳过", w->pattern, w->file.path);
        return -1;
    }
    f->faces[f->n_faces] = (struct open_face){w->file, w, hb, hbface_upem(hb)};
    return w->face = (int)f->n_faces++;
}

static bool is_letter(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 0xC0 && cp <= 0x52F && cp != 0xD7 && cp != 0xF7) ||
           (cp >= 0x1E00 && cp <= 0x1FFF);
}

static bool is_wide(uint32_t cp)
{
    return utf8_is_hanzi(cp) || (cp >= 0x2E80 && cp <= 0xA4CF) || (cp >= 0xAC00 && cp <= 0xD7AF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0xFE10 && cp <= 0xFE6F) ||
           (cp >= 0xFF00 && cp <= 0xFFEF) || cp >= 0x20000;
}

/*
 * Marks of ambiguous width (“ ” — … · × ‰ ℃, UAX 11) are Chinese in Chinese text and Latin in
 * English; letters, digits and the marks of ASCII are always Latin.
 */
static enum script script_of(uint32_t cp, enum language language)
{
    if (cp < 0x80 || cp == 0xA0 || is_letter(cp))
        return SCRIPT_LATIN;
    return language == LANG_ZH || is_wide(cp) ? SCRIPT_CHINESE : SCRIPT_LATIN;
}

/* Characters that no one sees, and that no font need have (Default_Ignorable_Code_Point). */
static bool is_invisible(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2060 && cp <= 0x2064) ||
           cp == 0xFEFF || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* Remembers that something was told; false when it had been, or there were too many. */
static bool tell(struct fontset *f, struct told t)
{
    for (size_t i = 0; i < f->n_told; i++) {
        const struct told *o = &f->told[i];
        if (o->lacks == t.lacks && o->has == t.has && o->cp == t.cp && o->line == t.line &&
            o->file == t.file)
            return false;
    }
    if (f->n_told == sizeof f->told / sizeof *f->told)
        return false;
    f->told[f->n_told++] = t;
    return true;
}

static void tell_fallback(struct fontset *f, int lacks, int has, uint32_t cp, struct source at)
{
    char c[5] = "";
    c[utf8_put(cp, c)] = '\0';
    if (tell(f, (struct told){.lacks = lacks, .has = has}))
        msg(f->messages, SEV_INFO, at, "font-fallback",
            "%s lacks \"%s\" (U+%04X): it comes from %s", "%s没有“%s”（U+%04X），取自%s",
            f->faces[lacks].family->pattern, c, (unsigned)cp, f->faces[has].family->pattern);
}

static void tell_missing(struct fontset *f, const struct role *r, uint32_t cp, struct source at)
{
    char c[5] = "";
    c[utf8_put(cp, c)] = '\0';
    if (tell(f, (struct told){-1, -1, cp, at.line, at.file}))
        msg(f->messages, SEV_ERROR, at, "missing-glyph",
            "no font of face \"%s\" has \"%s\" (U+%04X): replace the character, or install a font "
            "that has it and add it to the style's fallback",
            "字体角色“%s”的各字体都没有“%s”（U+%"
            "04X）：请改用其他字，或安装有此字的字体并加入版式的后备字体",
            r->face->name, cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? "" : c, (unsigned)cp);
}

/* A blank that no face has is a space, or an em wide for the ideographic and the em space. */
static struct slot blank_slot(struct fontset *f, int face, uint32_t cp)
{
    struct open_face *o = &f->faces[face];
    struct slot s = {.known = true, .face = (uint16_t)face, .glyph = hbface_glyph(o->hb, ' ')};
    if (is_invisible(cp))
        return s;
    s.advance = cp == 0x3000 || cp == 0x2003 ? o->upem : hbface_advance(o->hb, s.glyph);
    return s;
}

static struct slot find_slot(struct fontset *f, struct role *r, enum script script, uint32_t cp,
                             struct source at)
{
    struct family **order = r->order[script];
    int first = -1;
    for (size_t i = 0; i < r->n_order; i++) {
        int face = open_family(f, order[i]);
        if (face < 0)
            continue;
        if (first < 0)
            first = face;
        if (is_invisible(cp))
            break;
        struct hbface *hb = f->faces[face].hb;
        uint32_t glyph = hbface_glyph(hb, cp);
        if (glyph == 0)
            continue;
        if (face != first)
            tell_fallback(f, first, face, cp, at);
        return (struct slot){true, (uint16_t)face, glyph, hbface_advance(hb, glyph)};
    }
    if (first >= 0 && (utf8_is_blank(cp) || is_invisible(cp)))
        return blank_slot(f, first, cp);
    return (struct slot){.known = true, .face = (uint16_t)(first < 0 ? 0 : first)};
}

static const struct slot *slot(struct fontset *f, struct role *r, uint32_t cp, struct source at)
{
    if (r->pages == NULL)
        r->pages = arena_array(f->arena, SLOT_PAGES, sizeof(struct slot *));
    struct slot **page = &r->pages[cp / SLOTS];
    if (*page == NULL)
        *page = arena_array(f->arena, SLOTS, sizeof **page);
    struct slot *s = &(*page)[cp % SLOTS];
    if (!s->known)
        *s = find_slot(f, r, script_of(cp, f->language), cp, at);
    if (s->glyph == 0)
        tell_missing(f, r, cp, at);
    return s;
}

/* Is text[i..next), ’, an apostrophe between Latin letters? In Chinese text it is a quote else. */
static bool is_apostrophe(const char *text, size_t len, size_t i, size_t next, uint32_t cp)
{
    if (cp != 0x2019 || i == 0 || next >= len)
        return false;
    size_t before = i - 1;
    while (before > 0 && ((unsigned char)text[before] & 0xC0) == 0x80)
        before--;
    return is_letter(utf8_next(text, len, &before)) && is_letter(utf8_next(text, len, &next));
}

/* The slot and script of the character at text[*i], which becomes the place behind it. */
static const struct slot *next_slot(struct fontset *f, struct role *r, const char *text, size_t len,
                                    size_t *i, uint32_t *cp, enum script *script, struct source at)
{
    size_t from = *i;
    *cp = utf8_next(text, len, i);
    *script = script_of(*cp, f->language);
    if (!is_apostrophe(text, len, from, *i, *cp))
        return slot(f, r, *cp, at);
    *script = SCRIPT_LATIN;
    if (!r->apostrophe.known)
        r->apostrophe = find_slot(f, r, SCRIPT_LATIN, *cp, at);
    return r->apostrophe.glyph != 0 ? &r->apostrophe : slot(f, r, *cp, at);
}

/* Units of a face at a size, rounded to the nearest millipoint. */
static int32_t scale(const struct fontset *f, unsigned face, int64_t units, int32_t size)
{
    if (f->n_faces == 0)
        return 0;
    int64_t upem = f->faces[face].upem, product = units * size;
    return (int32_t)((product + (product < 0 ? -upem / 2 : upem / 2)) / upem);
}

struct output {
    struct glyph *glyphs;
    size_t n, cap;
};

static void put(struct output *o, struct glyph g)
{
    if (o->n < o->cap)
        o->glyphs[o->n] = g;
    o->n++;
}

/*
 * The end of a stretch that is shaped as one: letters, marks and blanks of one Latin face. Digits
 * stay out of it, so that figures have one width; *letters tells whether there is anything to
 * shape.
 */
static size_t stretch_end(struct fontset *f, struct role *r, const char *text, size_t len,
                          size_t from, unsigned face, struct source at, bool *letters)
{
    size_t i = from;
    *letters = false;
    while (i < len) {
        size_t next = i;
        uint32_t cp;
        enum script script;
        const struct slot *s = next_slot(f, r, text, len, &next, &cp, &script, at);
        if ((cp >= '0' && cp <= '9') || is_invisible(cp) ||
            (script != SCRIPT_LATIN && (cp < 0x300 || cp > 0x36F)))
            break;
        if (s->glyph == 0 || s->face != face)
            break;
        *letters |= is_letter(cp);
        i = next;
    }
    return i;
}

static void put_shaped(struct fontset *f, struct output *o, unsigned face, int32_t size,
                       const char *text, size_t from, size_t to)
{
    size_t n;
    const struct shaped *s = hbface_shape(f->faces[face].hb, text + from, to - from, &n);
    for (size_t i = 0; i < n; i++) {
        size_t end = i + 1;
        while (end < n && s[end].at == s[i].at)
            end++;
        size_t bytes = (end < n ? s[end].at : to - from) - s[i].at;
        for (size_t g = i; g < end; g++)
            put(o, (struct glyph){.id = s[g].id,
                                  .face = (uint16_t)face,
                                  .bytes = (uint16_t)(g == i ? bytes : 0),
                                  .at = (uint32_t)(from + s[g].at),
                                  .advance = scale(f, face, s[g].advance, size)});
        i = end - 1;
    }
}

size_t font_shape(void *ctx, int role, int32_t size, const char *text, size_t len,
                  struct glyph *out, size_t cap, struct source at)
{
    struct fontset *f = ctx;
    struct role *r = &f->roles[role];
    struct output o = {out, 0, cap};
    size_t plain = 0; /* up to here no letters follow: characters stand as they are */
    for (size_t i = 0; i < len;) {
        size_t next = i;
        uint32_t cp;
        enum script script;
        const struct slot *s = next_slot(f, r, text, len, &next, &cp, &script, at);
        if (i >= plain && s->glyph != 0 && script == SCRIPT_LATIN) {
            bool letters;
            size_t end = stretch_end(f, r, text, len, i, s->face, at, &letters);
            if (letters) {
                put_shaped(f, &o, s->face, size, text, i, end);
                i = end;
                continue;
            }
            plain = end;
        }
        put(&o, (struct glyph){.id = s->glyph,
                               .face = s->face,
                               .bytes = (uint16_t)(next - i),
                               .at = (uint32_t)i,
                               .advance = scale(f, s->face, s->advance, size)});
        i = next;
    }
    return o.n;
}

struct ink font_ink(void *ctx, const struct glyph *g, int32_t size)
{
    const struct fontset *f = ctx;
    if (g->face >= f->n_faces)
        return (struct ink){0};
    struct ink units = hbface_ink(f->faces[g->face].hb, g->id);
    return (struct ink){.left = scale(f, g->face, units.left, size),
                        .top = -scale(f, g->face, units.top, size),
                        .right = scale(f, g->face, units.right, size),
                        .bottom = -scale(f, g->face, units.bottom, size)};
}

/* The em box: what OS/2 says when it says an em, else centred on what it says. */
struct face_metrics font_metrics(void *ctx, int role, int32_t size)
{
    struct fontset *f = ctx;
    struct role *r = &f->roles[role];
    int face = -1, ascender, descender;
    for (size_t i = 0; i < r->n_order && face < 0; i++)
        face = open_family(f, r->order[SCRIPT_CHINESE][i]);
    if (face < 0)
        return (struct face_metrics){size, 0};
    hbface_vertical(f->faces[face].hb, &ascender, &descender);
    int64_t spare = f->faces[face].upem - (ascender - descender);
    int32_t ascent = scale(f, (unsigned)face, ascender + spare / 2, size);
    return (struct face_metrics){ascent, size - ascent};
}

struct text_run font_run(struct fontset *f, struct arena *a, int role, int32_t size,
                         uint32_t colour, const char *text, struct source at)
{
    size_t len = strlen(text), cap = utf8_count(text, len), n;
    struct glyph *glyphs;
    do {
        glyphs = arena_array(a, cap, sizeof *glyphs);
        n = font_shape(f, role, size, text, len, glyphs, cap, at);
    } while (n > cap && (cap = n) > 0);
    int32_t x = 0;
    for (size_t i = 0; i < n; i++) {
        glyphs[i].x = x;
        x += glyphs[i].advance;
    }
    return (struct text_run){.role = (uint16_t)role,
                             .size = size,
                             .colour = colour,
                             .text = arena_strndup(a, text, len),
                             .len = (uint32_t)len,
                             .glyphs = glyphs,
                             .n_glyphs = (uint32_t)n,
                             .width = x};
}

struct font_info fontset_info(const struct fontset *f, unsigned face)
{
    return hbface_info(f->faces[face].hb);
}

double fontset_width(const struct fontset *f, unsigned face, uint32_t glyph)
{
    return hbface_advance(f->faces[face].hb, glyph) * 1000.0 / f->faces[face].upem;
}

void fontset_outline(const struct fontset *f, unsigned face, uint32_t glyph,
                     const struct outline_pen *pen)
{
    hbface_outline(f->faces[face].hb, glyph, pen);
}

unsigned char *fontset_subset(const struct fontset *f, unsigned face, const uint32_t *glyphs,
                              size_t n, uint32_t *ids_out, size_t *len)
{
    struct hbface *hb = f->faces[face].hb;
    return hbface_embeddable(hb) ? hbface_subset(hb, glyphs, n, ids_out, len) : NULL;
}

void fontset_subset_failed(struct fontset *f, unsigned face)
{
    const struct open_face *o = &f->faces[face];
    if (hbface_embeddable(o->hb))
        msg(f->messages, SEV_FAILURE, NOWHERE, "font-subset",
            "%s (%s) cannot be subset: the file is damaged; choose another font",
            "%s（%s）无法取子集：字体文件已损坏，请改用其他字体", o->family->pattern, o->file.path);
    else
        msg(f->messages, SEV_ERROR, NOWHERE, "font-not-embeddable",
            "%s may not be embedded, its licence (OS/2 fsType) says: choose another font",
            "%s的许可（OS/2 fsType）不允许嵌入：请改用其他字体", o->family->pattern);
}

#include "render/fonts/fontfile.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"

struct fontfiles {
    FcConfig *config;
};

struct fontfiles *fontfiles_open(void)
{
    FcConfig *config = FcInitLoadConfigAndFonts();
    if (config == NULL)
        return NULL;
    struct arena *a = arena_new();
    const char *shipped = file_shipped(a, "fonts", "");
    if (shipped != NULL)
        FcConfigAppFontAddDir(config, (const FcChar8 *)shipped);
    arena_free(a);
    struct fontfiles *f = must_alloc(1, sizeof *f);
    *f = (struct fontfiles){config};
    return f;
}

void fontfiles_close(struct fontfiles *f)
{
    if (f == NULL)
        return;
    FcConfigDestroy(f->config);
    free(f);
}

static bool has_name(FcPattern *font, const char *object, const FcChar8 *name)
{
    FcChar8 *s;
    for (int i = 0; FcPatternGetString(font, object, i, &s) == FcResultMatch; i++)
        if (FcStrCmpIgnoreCase(s, name) == 0)
            return true;
    return false;
}

/* A number of a pattern; of a font with a range of them (variations) there is none. */
static int number(FcPattern *p, const char *object, int otherwise)
{
    double d;
    return FcPatternGetDouble(p, object, 0, &d) == FcResultMatch ? (int)d : otherwise;
}

/* How far a font is from what is wanted; 0 is exact. */
static int distance(FcPattern *font, FcPattern *wanted)
{
    int weight = number(font, FC_WEIGHT, 80) - number(wanted, FC_WEIGHT, FC_WEIGHT_REGULAR);
    int slant = number(font, FC_SLANT, 0) - number(wanted, FC_SLANT, FC_SLANT_ROMAN);
    int width = number(font, FC_WIDTH, 100) - number(wanted, FC_WIDTH, FC_WIDTH_NORMAL);
    return abs(weight) + 10 * abs(slant) + 10 * abs(width);
}

/* The named instances of variable fonts have an index above 16 bits. */
static bool usable(FcPattern *font, struct fontfile *file)
{
    FcChar8 *path;
    if (FcPatternGetInteger(font, FC_INDEX, 0, &file->index) != FcResultMatch ||
        file->index > 0xFFFF || FcPatternGetString(font, FC_FILE, 0, &path) != FcResultMatch)
        return false;
    file->path = (const char *)path;
    return true;
}

bool fontfiles_find(struct fontfiles *f, const char *pattern, struct fontfile *out)
{
    FcPattern *wanted = FcNameParse((const FcChar8 *)pattern);
    FcChar8 *family;
    int best = -1;
    if (wanted == NULL || FcPatternGetString(wanted, FC_FAMILY, 0, &family) != FcResultMatch)
        goto out;
    /* The application's fonts first: a font that ships wins over the same one installed. */
    const FcSetName sets[] = {FcSetApplication, FcSetSystem};
    for (size_t s = 0; s < sizeof sets / sizeof *sets; s++) {
        FcFontSet *set = FcConfigGetFonts(f->config, sets[s]);
        for (int i = 0; set != NULL && i < set->nfont; i++) {
            struct fontfile file;
            FcPattern *font = set->fonts[i];
            if (!has_name(font, FC_FAMILY, family) && !has_name(font, FC_FULLNAME, family))
                continue;
            int d = distance(font, wanted);
            if ((best < 0 || d < best) && usable(font, &file)) {
                best = d;
                *out = file;
            }
        }
    }
out:
    if (wanted != NULL)
        FcPatternDestroy(wanted);
    return best >= 0;
}

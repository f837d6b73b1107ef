/*
 * same_picture A.png B.png MEAN SHARE: whether two pictures show the same. MEAN is the largest mean
 * difference of a sample (0 to 255) allowed, SHARE the largest part of pixels, in percent, of which
 * a sample differs by more than 64: what smoothing of edges cannot explain. Both are printed. A
 * pixel more at the right or at the bottom is let be: programs round sizes differently.
 */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>

struct picture {
    png_image image;
    unsigned char *rgb;
};

static struct picture load(const char *path)
{
    struct picture p = {.image = {.version = PNG_IMAGE_VERSION}};
    const png_color white = {255, 255, 255};
    if (png_image_begin_read_from_file(&p.image, path) != 0) {
        p.image.format = PNG_FORMAT_RGB;
        p.rgb = malloc(PNG_IMAGE_SIZE(p.image));
        if (p.rgb != NULL && png_image_finish_read(&p.image, &white, p.rgb, 0, NULL) != 0)
            return p;
    }
    fprintf(stderr, "%s: %s\n", path, p.image.message);
    exit(2);
}

static unsigned apart(unsigned a, unsigned b)
{
    return a > b ? a - b : b - a;
}

/* The largest difference of a pixel's three samples; their sum is added to *sum. */
static unsigned differ(const unsigned char *a, const unsigned char *b, double *sum)
{
    unsigned most = 0;
    for (int i = 0; i < 3; i++) {
        unsigned d = apart(a[i], b[i]);
        most = d > most ? d : most;
        *sum += d;
    }
    return most;
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return fprintf(stderr, "usage: same_picture A.png B.png MEAN SHARE\n"), 2;
    struct picture a = load(argv[1]), b = load(argv[2]);
    if (apart(a.image.width, b.image.width) > 1 || apart(a.image.height, b.image.height) > 1) {
        printf("%ux%u and %ux%u pixels\n", a.image.width, a.image.height, b.image.width,
               b.image.height);
        return 1;
    }
    size_t width = a.image.width < b.image.width ? a.image.width : b.image.width;
    size_t height = a.image.height < b.image.height ? a.image.height : b.image.height;
    double sum = 0, far = 0, n = (double)width * (double)height;
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++)
            far += differ(a.rgb + 3 * (y * a.image.width + x), b.rgb + 3 * (y * b.image.width + x),
                          &sum) > 64;
    printf("mean difference %.3f, %.3f%% of pixels differ by more than 64\n", sum / n / 3,
           100 * far / n);
    free(a.rgb);
    free(b.rgb);
    return sum / n / 3 > atof(argv[3]) || 100 * far / n > atof(argv[4]);
}

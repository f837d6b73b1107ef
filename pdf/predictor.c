#include "pdf/predictor.h"

#include <stdlib.h>
#include <string.h>

/* PNG (ISO/IEC 15948), 9.4: whichever neighbour is nearest to left + up - corner. */
static unsigned char paeth(int left, int up, int corner)
{
    int p = left + up - corner;
    int to_left = abs(p - left), to_up = abs(p - up), to_corner = abs(p - corner);
    if (to_left <= to_up && to_left <= to_corner)
        return (unsigned char)left;
    return (unsigned char)(to_up <= to_corner ? up : corner);
}

static unsigned char predict(unsigned char way, int left, int up, int corner)
{
    switch (way) {
    case 1: return (unsigned char)left;
    case 2: return (unsigned char)up;
    case 3: return (unsigned char)((left + up) / 2);
    case 4: return paeth(left, up, corner);
    default: return 0;
    }
}

long predictor_undo(unsigned char *bytes, size_t len, size_t columns, size_t pixel)
{
    size_t rows = len / (columns + 1);
    if (rows * (columns + 1) != len)
        return -1;
    for (size_t r = 0; r < rows; r++) {
        unsigned char *row = bytes + r * columns, way = bytes[r * (columns + 1)];
        const unsigned char *above = r > 0 ? row - columns : NULL;
        if (way > 4)
            return -1;
        memmove(row, bytes + r * (columns + 1) + 1, columns);
        for (size_t i = 0; i < columns && way > 0; i++) {
            int left = i >= pixel ? row[i - pixel] : 0, up = above != NULL ? above[i] : 0;
            int corner = i >= pixel && above != NULL ? above[i - pixel] : 0;
            row[i] = (unsigned char)(row[i] + predict(way, left, up, corner));
        }
    }
    return (long)(rows * columns);
}

/* Product: Out = A B for vectors of WIDTH doubles; included once for each width by _kernels.h.

   Whatever the width, an entry is summed in one of two orders: over the units of the layer below one after the other,
   or, over the samples, in eight parts that are then added up by `folded`. So all widths give the same bits.

   NAME(x) is x with the width's suffix, TARGET the attribute that lets the compiler use it, and ROWS, HIGH and ACROSS
   are how many rows and columns are worked on at once, so that all sums stay in registers. */

#define PARTS (8 / WIDTH)

typedef double NAME(vec) __attribute__((vector_size(8 * WIDTH), aligned(8)));

/* `count` rows of eight columns. */
#define TILE(SUFFIX, COUNT)                                                                                    \
    TARGET static inline __attribute__((always_inline)) void NAME(tile##SUFFIX)(                               \
        const op *s, const double *a, const double *b, double *out) {                                          \
        NAME(vec) sum[COUNT][PARTS];                                                                           \
        for (int i = 0; i < COUNT; i++)                                                                        \
            for (int l = 0; l < PARTS; l++) sum[i][l] = (NAME(vec)){0.0};                                      \
        for (intptr_t k = 0; k < s->inner; k++, a += s->a.c, b += s->b.r) {                                    \
            NAME(vec) q[PARTS];                                                                                \
            for (int l = 0; l < PARTS; l++) q[l] = *(const NAME(vec) *)(b + l * WIDTH);                        \
            for (int i = 0; i < COUNT; i++)                                                                    \
                for (int l = 0; l < PARTS; l++) sum[i][l] = sum[i][l] + a[i * s->a.r] * q[l];                  \
        }                                                                                                      \
        for (int i = 0; i < COUNT; i++)                                                                        \
            for (int l = 0; l < PARTS; l++) *(NAME(vec) *)(out + i * s->out.r + l * WIDTH) = sum[i][l];        \
    }
TILE(s, ROWS)
TILE(1, 1)
#undef TILE

/* `HIGH` rows of A with `ACROSS` columns of B, over samples that lie side by side in both. */
#define DOTS(SUFFIX, H, W)                                                                                     \
    TARGET static inline __attribute__((always_inline)) void NAME(dots##SUFFIX)(                               \
        const op *s, const double *a, const double *b, double *out) {                                          \
        NAME(vec) sum[H][W][PARTS];                                                                            \
        const intptr_t whole = s->inner - s->inner % 8;                                                        \
        for (int i = 0; i < H; i++)                                                                            \
            for (int j = 0; j < W; j++)                                                                        \
                for (int l = 0; l < PARTS; l++) sum[i][j][l] = (NAME(vec)){0.0};                               \
        for (intptr_t k = 0; k < whole; k += 8)                                                                \
            for (int l = 0; l < PARTS; l++) {                                                                  \
                NAME(vec) q[W];                                                                                \
                for (int j = 0; j < W; j++) q[j] = *(const NAME(vec) *)(b + j * s->b.c + k + l * WIDTH);       \
                for (int i = 0; i < H; i++) {                                                                  \
                    const NAME(vec) p = *(const NAME(vec) *)(a + i * s->a.r + k + l * WIDTH);                  \
                    for (int j = 0; j < W; j++) sum[i][j][l] = sum[i][j][l] + p * q[j];                        \
                }                                                                                              \
            }                                                                                                  \
        for (int i = 0; i < H; i++)                                                                            \
            for (int j = 0; j < W; j++) {                                                                      \
                double part[8];                                                                                \
                for (int l = 0; l < PARTS; l++) *(NAME(vec) *)(part + l * WIDTH) = sum[i][j][l];               \
                for (intptr_t k = whole; k < s->inner; k++)                                                    \
                    part[k - whole] += a[i * s->a.r + k] * b[j * s->b.c + k];                                  \
                out[i * s->out.r + j * s->out.c] = folded(part);                                               \
            }                                                                                                  \
    }
DOTS(s, HIGH, ACROSS)
DOTS(1, 1, 1)
#undef DOTS

TARGET static void NAME(over_units)(const op *s) {
    for (intptr_t j = 0; j < s->cols; j += 8) {
        /* The last columns are done with some of those before them once more. */
        const intptr_t at = j + 8 <= s->cols ? j : s->cols - 8;
        const double *a = s->a.p, *b = s->b.p + at;
        double *out = s->out.p + at;
        intptr_t i = 0;
        for (; i + ROWS <= s->rows; i += ROWS) NAME(tiles)(s, a + i * s->a.r, b, out + i * s->out.r);
        for (; i < s->rows; i++) NAME(tile1)(s, a + i * s->a.r, b, out + i * s->out.r);
    }
}

TARGET static void NAME(over_samples)(const op *s) {
    for (intptr_t i = 0; i < s->rows; i += HIGH)
        for (intptr_t j = 0; j < s->cols; j += ACROSS) {
            const double *a = s->a.p + i * s->a.r, *b = s->b.p + j * s->b.c;
            double *out = s->out.p + i * s->out.r + j * s->out.c;
            if (i + HIGH <= s->rows && j + ACROSS <= s->cols) {
                NAME(dotss)(s, a, b, out);
                continue;
            }
            for (intptr_t y = 0; y < HIGH && i + y < s->rows; y++)
                for (intptr_t x = 0; x < ACROSS && j + x < s->cols; x++)
                    NAME(dots1)(s, a + y * s->a.r, b + x * s->b.c, out + y * s->out.r + x * s->out.c);
        }
}

#undef PARTS

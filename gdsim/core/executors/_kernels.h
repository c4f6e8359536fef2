/* Kernels: what one instruction does, for the loop in _vm.pyx. Plain C that compilers vectorise; every sum has one order.

   Every operand is a view of doubles with two axes: the numbers of a row lie `c` apart and rows `r` apart, 0 where an
   operand is broadcast. The sample axis is the columns, contiguous in nearly every operand. */

#include <math.h>
#include <stdint.h>

#include "_elementary.h"

/* One build for old and new machines: the loader picks. Wider vectors give the same bits, as nothing is contracted. */
#if defined(__x86_64__) && defined(__gnu_linux__) && (defined(__GNUC__) && !defined(__clang__))
#define WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define WIDE
#endif

typedef struct { double *p; intptr_t r, c; } view;
typedef struct {
    int code;
    intptr_t rows, cols, inner; /* of the result; inner: what a product or a reduction runs over */
    view out, a, b, d;
    const int64_t *index;
    int exact; /* 1 for a mean instead of a sum; of all numbers: for the root of the sum of squares */
} op;

static inline double gd_sign(double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : x == 0 ? 0.0 : x; }
static inline double gd_maximum(double x, double y) { return x > y || x != x ? x : y; }
static inline double gd_minimum(double x, double y) { return x < y || x != x ? x : y; }

#define EACH1(NAME, EXPR)                                                                                      \
    WIDE static void do_##NAME(const op *s) {                                                                       \
        for (intptr_t i = 0; i < s->rows; i++) {                                                               \
            double *restrict o = s->out.p + i * s->out.r;                                                      \
            const double *restrict p = s->a.p + i * s->a.r;                                                    \
            if (s->a.c == 1 && s->out.c == 1)                                                                  \
                for (intptr_t j = 0; j < s->cols; j++) { double x = p[j]; o[j] = EXPR; }                       \
            else                                                                                               \
                for (intptr_t j = 0; j < s->cols; j++) { double x = p[j * s->a.c]; o[j * s->out.c] = EXPR; }   \
        }                                                                                                      \
    }
#define EACH2(NAME, EXPR)                                                                                      \
    WIDE static void do_##NAME(const op *s) {                                                                       \
        const intptr_t oc = s->out.c, ac = s->a.c, bc = s->b.c, n = s->cols;                                   \
        for (intptr_t i = 0; i < s->rows; i++) {                                                               \
            double *restrict o = s->out.p + i * s->out.r;                                                      \
            const double *p = s->a.p + i * s->a.r, *q = s->b.p + i * s->b.r;                                   \
            if (oc == 1 && ac == 1 && bc == 1)                                                                 \
                for (intptr_t j = 0; j < n; j++) { double x = p[j], y = q[j]; o[j] = EXPR; }                   \
            else if (oc == 1 && ac == 1 && bc == 0) {                                                          \
                double y = q[0];                                                                               \
                for (intptr_t j = 0; j < n; j++) { double x = p[j]; o[j] = EXPR; }                             \
            } else if (oc == 1 && ac == 0 && bc == 1) {                                                        \
                double x = p[0];                                                                               \
                for (intptr_t j = 0; j < n; j++) { double y = q[j]; o[j] = EXPR; }                             \
            } else                                                                                             \
                for (intptr_t j = 0; j < n; j++) { double x = p[j * ac], y = q[j * bc]; o[j * oc] = EXPR; }    \
        }                                                                                                      \
    }

EACH1(positive, x)
EACH1(negative, -x)
EACH1(square, x * x)
EACH1(exp, gd_exp(x))
EACH1(log, gd_log(x))
EACH1(log1p, gd_log1p(x))
EACH1(expm1, gd_expm1(x))
EACH1(sqrt, sqrt(x))
EACH1(tanh, gd_tanh(x))
EACH1(sigmoid, gd_sigmoid(x))
EACH1(softplus, gd_softplus(x))
EACH1(erf, gd_erf(x))
EACH1(near_sin, gd_sin(x))
EACH1(near_cos, gd_cos(x))
EACH1(floor, floor(x))
EACH1(abs, fabs(x))
EACH1(sign, gd_sign(x))
EACH2(add, x + y)
EACH2(subtract, x - y)
EACH2(multiply, x * y)
EACH2(divide, x / y)
EACH2(power, gd_pow(x, y))
EACH2(equal, x == y)
EACH2(not_equal, x != y)
EACH2(less, x < y)
EACH2(less_equal, x <= y)
EACH2(greater, x > y)
EACH2(greater_equal, x >= y)
EACH2(maximum, gd_maximum(x, y))
EACH2(minimum, gd_minimum(x, y))

WIDE static int any_far(const double *p, intptr_t c, intptr_t n) {
    int64_t count = 0;
    if (c == 1)
        for (intptr_t j = 0; j < n; j++) count += fabs(p[j]) > GD_FAR;
    else
        for (intptr_t j = 0; j < n; j++) count += fabs(p[j * c]) > GD_FAR;
    return count != 0;
}

/* Once more, one by one, where an argument is too large for the loops that vectorise. */
static void far_waves(const op *s, double turn) {
    for (intptr_t i = 0; i < s->rows; i++) {
        const double *p = s->a.p + i * s->a.r;
        if (any_far(p, s->a.c, s->cols))
            for (intptr_t j = 0; j < s->cols; j++) {
                double x = p[j * s->a.c];
                if (fabs(x) > GD_FAR && fabs(x) <= DBL_MAX)
                    s->out.p[i * s->out.r + j * s->out.c] = gd_wave_far(x, turn);
            }
    }
}
static void do_sin(const op *s) { do_near_sin(s); far_waves(s, 0.0); }
static void do_cos(const op *s) { do_near_cos(s); far_waves(s, 1.0); }

static void do_where(const op *s) {
    for (intptr_t i = 0; i < s->rows; i++)
        for (intptr_t j = 0; j < s->cols; j++)
            s->out.p[i * s->out.r + j * s->out.c] = s->a.p[i * s->a.r + j * s->a.c] != 0.0
                ? s->b.p[i * s->b.r + j * s->b.c] : s->d.p[i * s->d.r + j * s->d.c];
}

/* Eight parts of a sum, added up in this order everywhere. */
static inline double folded(const double *part) {
    return ((part[0] + part[4]) + (part[2] + part[6])) + ((part[1] + part[5]) + (part[3] + part[7]));
}

/* Sum over k of p[k] q[k] in eight parts, which lie side by side in a wide register. */
static inline double dot(const double *p, intptr_t ps, const double *q, intptr_t qs, intptr_t inner) {
    double part[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    intptr_t k = 0;
    if (ps == 1 && qs == 1)
        for (; k + 8 <= inner; k += 8)
            for (int l = 0; l < 8; l++) part[l] += p[k + l] * q[k + l];
    else
        for (; k + 8 <= inner; k += 8)
            for (int l = 0; l < 8; l++) part[l] += p[(k + l) * ps] * q[(k + l) * qs];
    for (int l = 0; k < inner; k++, l++) part[l] += p[k * ps] * q[k * qs];
    return folded(part);
}

/* The sum of numbers in eight parts; of one number, that number. */
static inline double total(const double *p, intptr_t ps, intptr_t count) {
    double part[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    intptr_t k = 0;
    if (count == 1) return p[0];
    if (ps == 1)
        for (; k + 8 <= count; k += 8)
            for (int l = 0; l < 8; l++) part[l] += p[k + l];
    else
        for (; k + 8 <= count; k += 8)
            for (int l = 0; l < 8; l++) part[l] += p[(k + l) * ps];
    for (int l = 0; k < count; k++, l++) part[l] += p[k * ps];
    return folded(part);
}

/* Products of matrices in vectors as wide as the machine has them, where the compiler knows such vectors. */
#if defined(__GNUC__)
#define VECTORS 1
#if defined(__x86_64__)
#define NAME(x) x##_512
#define WIDTH 8
#define TARGET __attribute__((target("avx512f,avx512dq,avx512vl")))
#define ROWS 8
#define HIGH 4
#define ACROSS 4
#include "_product.h"
#undef NAME
#undef WIDTH
#undef TARGET
#undef ROWS
#undef HIGH
#undef ACROSS
#define NAME(x) x##_256
#define WIDTH 4
#define TARGET __attribute__((target("avx2")))
#define ROWS 4
#define HIGH 2
#define ACROSS 2
#include "_product.h"
#undef NAME
#undef WIDTH
#undef TARGET
#undef ROWS
#undef HIGH
#undef ACROSS
#endif
#define NAME(x) x##_128
#define WIDTH 2
#define TARGET
#define ROWS 2
#define HIGH 1
#define ACROSS 2
#include "_product.h"
#endif

static int width = 0; /* of the vectors of this machine, in doubles; 0 while it is not known, 1 for none */
static void look_at_machine(void) {
#if defined(VECTORS) && defined(__x86_64__)
    __builtin_cpu_init();
    width = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") ? 8
          : __builtin_cpu_supports("avx2") ? 4 : 2;
#elif defined(VECTORS)
    width = 2;
#else
    width = 1;
#endif
}

/* Out = A B. Over the units of the layer below where the samples lie side by side in B; else, as in delta a^T, over the
   samples. */
static void do_matmul(const op *s) {
    const intptr_t m = s->rows, n = s->cols, inner = s->inner, ac = s->a.c, br = s->b.r;
    if (inner == 1) {
        for (intptr_t i = 0; i < m; i++) {
            const double w = s->a.p[i * s->a.r], *q = s->b.p;
            double *o = s->out.p + i * s->out.r;
            for (intptr_t j = 0; j < n; j++) o[j * s->out.c] = 0.0 + w * q[j * s->b.c];
        }
        return;
    }
    if (n == 1) {
        /* In the order of a batch: a sample alone gets the numbers that it gets among others. */
        for (intptr_t i = 0; i < m; i++) {
            const double *p = s->a.p + i * s->a.r;
            double sum = 0.0;
            for (intptr_t k = 0; k < inner; k++) sum += p[k * ac] * s->b.p[k * br];
            s->out.p[i * s->out.r] = sum;
        }
        return;
    }
    const int over_units = s->b.c == 1 && s->out.c == 1, side_by_side = ac == 1 && br == 1;
#if defined(VECTORS)
    if (over_units && n >= 8) {
#if defined(__x86_64__)
        if (width == 8) return over_units_512(s);
        if (width == 4) return over_units_256(s);
#endif
        return over_units_128(s);
    }
    if (!over_units && side_by_side && inner >= 8) {
#if defined(__x86_64__)
        if (width == 8) return over_samples_512(s);
        if (width == 4) return over_samples_256(s);
#endif
        return over_samples_128(s);
    }
#endif
    (void)side_by_side;
    for (intptr_t i = 0; i < m; i++) {
        const double *p = s->a.p + i * s->a.r, *q = s->b.p;
        double *restrict o = s->out.p + i * s->out.r;
        if (!over_units) {
            for (intptr_t j = 0; j < n; j++) o[j * s->out.c] = dot(p, ac, q + j * s->b.c, br, inner);
            continue;
        }
        for (intptr_t j = 0; j < n; j++) o[j] = 0.0;
        for (intptr_t k = 0; k < inner; k++) {
            const double w = p[k * ac], *one = q + k * br;
            for (intptr_t j = 0; j < n; j++) o[j] += w * one[j];
        }
    }
}

static void do_columns(const op *s) {
    for (intptr_t i = 0; i < s->rows; i++)
        for (intptr_t j = 0; j < s->cols; j++)
            s->out.p[i * s->out.r + j * s->out.c] = s->a.p[i * s->a.r + s->index[j] * s->a.c];
}

/* Down the units of each sample; `inner` is their number, `exact` asks for the mean. */
static void do_down(const op *s) {
    for (intptr_t j = 0; j < s->cols; j++) {
        double sum = 0.0;
        for (intptr_t i = 0; i < s->inner; i++) sum += s->a.p[i * s->a.r + j * s->a.c];
        s->out.p[j * s->out.c] = s->exact ? sum / (double)s->inner : sum;
    }
}

/* Along the samples of each unit. */
WIDE static void do_along(const op *s) {
    for (intptr_t i = 0; i < s->rows; i++) {
        const double sum = total(s->a.p + i * s->a.r, s->a.c, s->inner);
        s->out.p[i * s->out.r] = s->exact ? sum / (double)s->inner : sum;
    }
}

/* All numbers, or the root of the sum of their squares; here rows and cols are those of the operand. */
WIDE static void do_all(const op *s) {
    double sum = 0.0;
    for (intptr_t i = 0; i < s->rows; i++) {
        const double *p = s->a.p + i * s->a.r;
        sum += s->exact ? dot(p, s->a.c, p, s->a.c, s->cols) : total(p, s->a.c, s->cols);
    }
    s->out.p[0] = s->exact ? sqrt(sum) : sum;
}

WIDE static void do_softmax(const op *s) {
    for (intptr_t j = 0; j < s->cols; j++) {
        double top = s->a.p[j * s->a.c], sum = 0.0;
        for (intptr_t i = 1; i < s->rows; i++) top = gd_maximum(top, s->a.p[i * s->a.r + j * s->a.c]);
        for (intptr_t i = 0; i < s->rows; i++)
            sum += s->out.p[i * s->out.r + j * s->out.c] = gd_exp(s->a.p[i * s->a.r + j * s->a.c] - top);
        for (intptr_t i = 0; i < s->rows; i++) s->out.p[i * s->out.r + j * s->out.c] /= sum;
    }
}

static void do_log_sum_exp(const op *s) {
    for (intptr_t j = 0; j < s->cols; j++) {
        double top = s->a.p[j * s->a.c], sum = 0.0;
        for (intptr_t i = 1; i < s->inner; i++) top = gd_maximum(top, s->a.p[i * s->a.r + j * s->a.c]);
        for (intptr_t i = 0; i < s->inner; i++) sum += gd_exp(s->a.p[i * s->a.r + j * s->a.c] - top);
        s->out.p[j * s->out.c] = top + gd_log(sum);
    }
}

/* 1 where all numbers are finite: what is not makes its difference with itself, and so the sum, no number. */
WIDE static int all_finite(const double *p, intptr_t count) {
    double part[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    intptr_t k = 0;
    for (; k + 8 <= count; k += 8)
        for (int l = 0; l < 8; l++) part[l] += p[k + l] - p[k + l];
    for (; k < count; k++) part[0] += p[k] - p[k];
    return folded(part) == 0.0;
}

typedef void (*kernel)(const op *);
typedef struct { const char *name; kernel run; } named;
static const named KERNELS[] = {
    {"positive", do_positive}, {"negative", do_negative}, {"square", do_square}, {"exp", do_exp}, {"log", do_log},
    {"log1p", do_log1p}, {"expm1", do_expm1}, {"sqrt", do_sqrt}, {"tanh", do_tanh}, {"sigmoid", do_sigmoid},
    {"softplus", do_softplus}, {"erf", do_erf}, {"sin", do_sin}, {"cos", do_cos}, {"floor", do_floor},
    {"abs", do_abs}, {"sign", do_sign}, {"add", do_add}, {"subtract", do_subtract}, {"multiply", do_multiply},
    {"divide", do_divide}, {"power", do_power}, {"equal", do_equal}, {"not_equal", do_not_equal}, {"less", do_less},
    {"less_equal", do_less_equal}, {"greater", do_greater}, {"greater_equal", do_greater_equal},
    {"maximum", do_maximum}, {"minimum", do_minimum}, {"where", do_where}, {"matmul", do_matmul},
    {"columns", do_columns}, {"down", do_down}, {"along", do_along}, {"all", do_all}, {"softmax", do_softmax},
    {"log_sum_exp", do_log_sum_exp},
};
enum { KERNEL_COUNT = sizeof(KERNELS) / sizeof(KERNELS[0]) };

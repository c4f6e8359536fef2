/* Elementary functions of one double, without libm: the same bits on every machine of IEEE 754, alone or in a vector.

   No branches, no calls and no conversions between whole numbers and doubles, so that loops over them vectorise even
   with SSE2; only gd_pow is scalar. Coefficients are those of Cephes (Moshier) and of fdlibm (Sun), where said. */

#include <float.h>
#include <math.h>
#include <stdint.h>

/* a * b + c in one rounding would be other bits. Unix compilers are told so by a flag, which clang-cl lacks; Microsoft's
   own compiler has a pragma for it, which nobody has tried here. */
#if defined(_MSC_VER) && !defined(__clang__)
#pragma fp_contract(off)
#elif defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#endif

/* Inlined wherever they are used: one call in a loop would keep it from being vectorised. */
#if defined(__GNUC__)
#define GD_INLINE static inline __attribute__((always_inline))
#else
#define GD_INLINE static inline
#endif

#define GD_SHIFT 6755399441055744.0 /* 1.5 * 2^52: adding and taking it away rounds to the nearest whole number */
#define GD_LOG2E 1.4426950408889634073599
#define GD_LN2_HI 6.93147180369123816490E-1 /* with 21 bits of zeros, so that k times it is exact */
#define GD_LN2_LO 1.90821492927058770002E-10

typedef union { double d; uint64_t i; } gd_bits;

/* 2^n for a whole n in [-1022, 1023], given as n + GD_SHIFT: its lowest bits are n, and they go into the exponent. */
GD_INLINE double gd_two_to(double shifted) {
    gd_bits u = {shifted};
    u.i = (u.i + 1023) << 52;
    return u.d;
}

/* e^r = (q + p) / (q - p) for |r| <= 1/2, r = y - n ln 2 in two parts, after Cephes. Not yet divided: what is made of
   it divides once. The error of p is relative, so that p / q is tanh(r / 2) to the last places near 0 too. */
GD_INLINE void gd_exp_parts(double y, double n, double *p, double *q) {
    double r = (y - n * 6.93145751953125E-1) - n * 1.42860682030941723212E-6, z = r * r;
    *p = r * ((1.26177193074810590878E-4 * z + 3.02994407707441961300E-2) * z + 9.99999999999999999910E-1);
    *q = ((3.00198505138664455042E-6 * z + 2.52448340349684104192E-3) * z + 2.27265548208155028766E-1) * z + 2.0;
}

/* After Cephes. 2^n comes in two factors, of which neither leaves the normal numbers; overflow, underflow and NaN then
   come about by themselves. */
GD_INLINE double gd_exp(double x) {
    double y = x > 720.0 ? 720.0 : x, p, q;
    y = y < -750.0 ? -750.0 : y;
    double t = y * GD_LOG2E + GD_SHIFT, n = t - GD_SHIFT;
    gd_exp_parts(y, n, &p, &q);
    double e = 1.0 + 2.0 * (p / (q - p)), half = n * 0.5 + GD_SHIFT;
    return e * gd_two_to(half) * gd_two_to(t - (half - GD_SHIFT));
}

/* What gd_expm1 and gd_tanh take off before they round to n, so that n = 0 up to |y| = 1/2; a select there would make
   gcc compute both of its sides to the end. */
#define GD_SMALL 0.2213

/* (s (q + p) - (q - p)) / (q - p) with Cephes' exp and s = 2^n, sorted by q and p: for s = 1 nothing cancels, and as
   Cephes' fraction serves up to 1/2, n is 0 there. All by 1/4, so that 2^1024 does not overflow on the way. */
GD_INLINE double gd_expm1(double x) {
    double y = x > 710.0 ? 710.0 : x, p, q;
    y = y < -60.0 ? -60.0 : y;
    double t = (y * GD_LOG2E - copysign(GD_SMALL, y)) + GD_SHIFT;
    gd_exp_parts(y, t - GD_SHIFT, &p, &q);
    double s = gd_two_to(t - 2.0);
    double e = 4.0 * ((q * (s - 0.25) + p * (s + 0.25)) / (q - p));
    return fabs(x) < 1e-17 ? x : e; /* -0 and what a quarter would round */
}

/* (e^2|x| - 1) / (e^2|x| + 1) with the parts of Cephes' exp, sorted as in gd_expm1, so that it is p / q near 0; beyond
   1/2 it is 1 - 2 / (e^2|x| + 1), whose errors shrink. Chosen before the one division, which is what tanh costs. */
GD_INLINE double gd_tanh(double x) {
    double y = 2.0 * fabs(x), p, q;
    y = y > 44.0 ? 44.0 : y;
    double t = (y * GD_LOG2E - GD_SMALL) + GD_SHIFT;
    gd_exp_parts(y, t - GD_SHIFT, &p, &q);
    double s = gd_two_to(t), less = s - 1.0, more = s + 1.0;
    double inner = q * less + p * more, outer = 2.0 * (p - q), over = q * more + p * less;
    double base = y < 1.0 ? 0.0 : 1.0, top = y < 1.0 ? inner : outer;
    return copysign(base + top / over, x);
}

/* 1 or e^-|x|, over 1 + e^-|x|, with the parts of Cephes' exp: nothing overflows, and there is one division. */
GD_INLINE double gd_sigmoid(double x) {
    double y = -fabs(x), p, q;
    y = y < -750.0 ? -750.0 : y;
    double t = y * GD_LOG2E + GD_SHIFT, n = t - GD_SHIFT, half = n * 0.5 + GD_SHIFT;
    gd_exp_parts(y, n, &p, &q);
    double small = (q + p) * gd_two_to(half) * gd_two_to(t - (half - GD_SHIFT)), one = q - p;
    return (x < 0.0 ? small : one) / (one + small);
}

/* x = 2^k m with m in [sqrt(1/2), sqrt(2)), for normal x > 0: taking the bits of sqrt(1/2) away makes the exponent k.
   k becomes a double by standing in the lowest bits of 2^52. */
GD_INLINE double gd_split(double x, double *k) {
    const uint64_t root = 0x3fe6a09e667f3bcdu, one = 0x3ff0000000000000u;
    gd_bits u = {x}, n;
    u.i += one - root;
    n.i = (u.i >> 52) | 0x4330000000000000u;
    *k = n.d - (4503599627370496.0 + 1023.0);
    u.i = (u.i & 0x000fffffffffffffu) + root;
    return u.d;
}

/* R of log(1 + f) = 2s + sR, s = f / (2 + f), z = s^2, after fdlibm. */
GD_INLINE double gd_log_rest(double z) {
    double r = 1.479819860511658591E-1 * z + 1.531383769920937332E-1;
    r = (r * z + 1.818357216161805012E-1) * z + 2.222219843214978396E-1;
    r = (r * z + 2.857142874366239149E-1) * z + 3.999999999940941908E-1;
    return z * (r * z + 6.666666666666735130E-1);
}

/* k ln 2 + log(1 + f) + c, the small terms first, after fdlibm. */
GD_INLINE double gd_log_sum(double k, double f, double c) {
    double s = f / (2.0 + f), half = 0.5 * f * f;
    return s * (half + gd_log_rest(s * s)) + (k * GD_LN2_LO + c) - half + f + k * GD_LN2_HI;
}

/* After fdlibm; numbers below the normal ones are taken 2^54 times as large. */
GD_INLINE double gd_log(double x) {
    double k, m = gd_split(x < DBL_MIN ? x * 18014398509481984.0 : x, &k);
    double y = gd_log_sum(x < DBL_MIN ? k - 54.0 : k, m - 1.0, 0.0);
    y = x <= DBL_MAX ? y : x;
    return x > 0.0 || x != x ? y : x == 0.0 ? -(double)INFINITY : (double)NAN;
}

/* log of u = 1 + x and c = lost / u for what u lost, after fdlibm; where u is near 1, f is x itself. */
GD_INLINE double gd_log1p_sum(double x, double u, double c) {
    double k, m = gd_split(u, &k);
    return gd_log_sum(k, k == 0.0 ? x : m - 1.0, k == 0.0 ? 0.0 : c);
}
GD_INLINE double gd_log1p(double x) {
    double u = 1.0 + x, lost = x > 1.0 ? 1.0 - (u - x) : x - (u - 1.0);
    double y = x == 0.0 || !(x <= DBL_MAX) ? x : gd_log1p_sum(x, u, lost / u); /* -0 */
    return x > -1.0 || x != x ? y : x == -1.0 ? -(double)INFINITY : (double)NAN;
}

/* max(x, 0) + log1p(e^-|x|), which neither overflows nor loses what is small. Where c counts, 1 / u is between
   0.5 and 0.71 and c at most a unit of the last place: 0.6 instead of a division. */
GD_INLINE double gd_softplus(double x) {
    double e = gd_exp(-fabs(x)), u = 1.0 + e;
    double y = (x > 0.0 ? x : 0.0) + gd_log1p_sum(e, u, 0.6 * (e - (u - 1.0)));
    return x == x ? y : x;
}

/* After Cephes: x T(x^2) / U(x^2) up to 1, 1 - e^(-x^2) P(x) / Q(x) beyond. Both fractions, and that of exp, become one
   before they are divided. From 6 on it is 1. */
GD_INLINE double gd_erf(double x) {
    double a = fabs(x), p, q;
    a = a > 6.0 ? 6.0 : a;
    double z = a * a, t = GD_SHIFT - z * GD_LOG2E;
    gd_exp_parts(-z, t - GD_SHIFT, &p, &q);
    double P = 2.46196981473530512524E-10 * a + 5.64189564831068821977E-1;
    P = (P * a + 7.46321056442269912687E0) * a + 4.86371970985681366614E1;
    P = (P * a + 1.96520832956077098242E2) * a + 5.26445194995477358631E2;
    P = (P * a + 9.34528527171957607540E2) * a + 1.02755188689515710272E3;
    P = P * a + 5.57535335369399327526E2;
    double Q = (a + 1.32281951154744992508E1) * a + 8.67072140885989742329E1;
    Q = (Q * a + 3.54937778887819891062E2) * a + 9.75708501743205489753E2;
    Q = (Q * a + 1.82390916687909736289E3) * a + 2.24633760818710981792E3;
    Q = (Q * a + 1.65666309194161350182E3) * a + 5.57535340817727675546E2;
    double T = 9.60497373987051638749E0 * z + 9.00260197203842689217E1;
    T = (T * z + 2.23200534594684319226E3) * z + 7.00332514112805075473E3;
    T = T * z + 5.55923013010394962768E4;
    double U = (z + 3.35617141647503099647E1) * z + 5.21357949780152679795E2;
    U = (U * z + 4.59432382970980127987E3) * z + 2.26290000613890934246E4;
    U = U * z + 4.92673942608635921086E4;
    double outer = (q + p) * gd_two_to(t) * -P, below = (q - p) * Q, inner = a * T;
    double base = a > 1.0 ? 1.0 : 0.0, top = a > 1.0 ? outer : inner, over = a > 1.0 ? below : U;
    return copysign(base + top / over, x);
}

/* sin(r + n pi / 2) for |r| <= pi / 4 and n + GD_SHIFT, after Cephes: n's parity picks the series, its next bit the
   sign. */
GD_INLINE double gd_quarter(double r, double shifted) {
    double z = r * r;
    double s = 1.58962301576546568060E-10 * z - 2.50507477628578072866E-8;
    s = (s * z + 2.75573136213857245213E-6) * z - 1.98412698295895385996E-4;
    s = (s * z + 8.33333333332211858878E-3) * z - 1.66666666666666307295E-1;
    s = r + r * z * s;
    double c = -1.13585365213876817300E-11 * z + 2.08757008419747316778E-9;
    c = (c * z - 2.75573141792967388112E-7) * z + 2.48015872888517045348E-5;
    c = (c * z - 1.38888888888730564116E-3) * z + 4.16666666666665929218E-2;
    c = (1.0 - 0.5 * z) + z * z * c;
    gd_bits n = {shifted}, y;
    double half = (shifted - GD_SHIFT) * 0.5;
    y.d = (half + GD_SHIFT) - GD_SHIFT == half ? s : c;
    y.i ^= (n.i & 2) << 62;
    return y.d;
}

/* sin(x + turn pi / 2): x less n pi / 2 in three parts (Cody, Waite; numbers of Cephes). n times the first two is exact
   up to GD_FAR, and the error below 4e-16; beyond, r goes wrong and is only held small: see gd_wave_far. */
#define GD_FAR 1e9
GD_INLINE double gd_wave(double x, double turn) {
    double t = x * 6.36619772367581343076E-1 + GD_SHIFT, n = t - GD_SHIFT;
    double r = ((x - n * (2.0 * 7.85398125648498535156E-1)) - n * (2.0 * 3.77489470793079817668E-8))
        - n * (2.0 * 2.69515142907905952645E-15);
    r = r > 0.8 ? 0.8 : r;
    r = r < -0.8 ? -0.8 : r;
    double y = gd_quarter(r, t + turn);
    return fabs(x) <= DBL_MAX ? y : (double)NAN;
}
GD_INLINE double gd_sin(double x) { double y = gd_wave(x, 0.0); return x == 0.0 ? x : y; } /* -0 */
GD_INLINE double gd_cos(double x) { return gd_wave(x, 1.0); }

/* The same for finite |x| > GD_FAR, after Payne and Hanek: x = m 2^e with a whole m; of 2 / pi only the 192 bits count
   which m 2^e makes neither multiples of 4 nor less than the rounding. Slow and scalar, for what hardly ever comes. */
static double gd_wave_far(double x, double turn) {
    static const uint32_t two_over_pi[] = {
        0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
        0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5,
        0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff,
        0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7,
        0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046,
    };
    gd_bits u = {x};
    const uint64_t m = (u.i & 0x000fffffffffffffu) | 0x0010000000000000u;
    const int from = (int)(u.i >> 52 & 0x7ff) - 1075 - 2 + 32; /* the table begins with a word of zeros */
    const uint32_t *word = two_over_pi + from / 32;
    uint32_t turns[7] = {0, 0, 0, 0, 0, 0, 0};
    for (int part = 0; part < 2; part++) {
        const uint64_t factor = part ? m >> 32 : m & 0xffffffffu;
        uint64_t carry = 0;
        for (int i = 5; i >= part; i--) {
            uint64_t bits = ((uint64_t)word[i] << 32 | word[i + 1]) << (from % 32) >> 32;
            carry += factor * bits + turns[i - part];
            turns[i - part] = (uint32_t)carry;
            carry >>= 32;
        }
    }
    /* The two highest bits are the quarter; the rest is its part, from the nearest whole one: as a signed number. */
    int n = (int)(turns[0] >> 30);
    for (int i = 0; i < 6; i++) turns[i] = turns[i] << 2 | turns[i + 1] >> 30;
    const int below = turns[0] >> 31;
    double part = 0.0, unit = 1.0 / 4294967296.0;
    for (int i = 0; i < 5; i++, unit /= 4294967296.0) part += (below ? ~turns[i] : turns[i]) * unit;
    double r = part * 1.57079632679489661923;
    r = (below != (x < 0.0)) ? -r : r;
    n += below;
    return gd_quarter(r, (x < 0.0 ? -n : n) + turn + GD_SHIFT);
}

/* a b and what its rounding lost, after Dekker: halves of 26 bits multiply exactly. */
GD_INLINE double gd_product(double a, double b, double *lost) {
    double product = a * b, u = a * 134217729.0, v = b * 134217729.0;
    double a0 = u - (u - a), b0 = v - (v - b), a1 = a - a0, b1 = b - b0;
    *lost = ((a0 * b0 - product) + a0 * b1 + a1 * b0) + a1 * b1;
    return product;
}

/* x^y. Small whole powers by repeated squaring, exact where the result has few bits. All others as e^(y log x), log and
   product in two doubles: squaring would double its error with every step, and t in beta^t goes to the millions. */
static double gd_pow(double x, double y) {
    if (y == 0.0 || x == 1.0) return 1.0;
    if (x != x || y != y) return x != x ? x : y;
    const double a = fabs(x), size = fabs(y);
    const int64_t n = size < 9007199254740992.0 ? (int64_t)size : 0; /* from 2^53 on all are whole and even */
    const int whole = size >= 9007199254740992.0 || (double)n == size;
    if (x < 0.0 && a <= DBL_MAX && !whole) return NAN;
    const double sign = whole && (n & 1) ? copysign(1.0, x) : 1.0;
    if (a == 0.0 || a > DBL_MAX) return (a == 0.0) == (y > 0.0) ? sign * 0.0 : sign * INFINITY;
    if (whole && size <= 64.0) {
        double power = n & 1 ? a : 1.0, square = a;
        for (int64_t rest = n >> 1; rest; rest >>= 1) {
            square *= square;
            power = rest & 1 ? power * square : power;
        }
        if (y > 0.0) return sign * power;
        if (power > 1e-300 && power < 1e300) return sign / power;
    }
    double k, lost, m = gd_split(a < DBL_MIN ? a * 18014398509481984.0 : a, &k);
    k = a < DBL_MIN ? k - 54.0 : k;
    /* log m = 2s + sR, s = (m - 1) / (m + 1) and what its rounding lost. */
    double f = m - 1.0, d = m + 1.0, s = f / d, back = gd_product(s, d, &lost);
    double s_lost = (((f - back) - lost) - s * (m - (d - 1.0))) / d;
    double top = k * GD_LN2_HI, sum = top + 2.0 * s;
    double low = (2.0 * s - (sum - top)) + (s * gd_log_rest(s * s) + (2.0 * s_lost + k * GD_LN2_LO));
    double high = sum + low;
    low -= high - sum;
    /* Beyond 2^70 all is 0, 1 or infinite, and the halves of a product would overflow. */
    y = y > 0x1p70 ? 0x1p70 : y < -0x1p70 ? -0x1p70 : y;
    double power = gd_product(y, high, &lost);
    if (power > 720.0) return sign * INFINITY;
    if (power < -750.0) return sign * 0.0;
    return sign * (gd_exp(power) * (1.0 + (lost + y * low)));
}

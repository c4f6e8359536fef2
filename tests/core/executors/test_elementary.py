"""The compiled executor's own elementary functions: exactness, special values, and the laws that hold.

One number's bits depend neither on its neighbours nor on libm.
"""

from __future__ import annotations

import hashlib
import math
import re
from pathlib import Path

import numpy as np
import pytest

import gdsim.core.executors
from gdsim.core.executors.names import available
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.formula import parse

if "compiled" not in available():
    pytest.skip("gdsim was built without a compiler here", allow_module_level=True)

from gdsim.core.executors.compiled_executor import CompiledExecutor

NAMES = ("exp", "expm1", "log", "log1p", "tanh", "sigmoid", "softplus", "erf", "sin", "cos")
SPECIAL = np.array([0.0, 5e-324, 1e-310, 1e-300, 1e-17, 0.25, 0.5, 1.0, 2.0, 22.0, 708.5, 709.782712893384,
                    709.7827128933841, 745.0, 746.0, 1e5, 1e9, 1e22, 1e300, np.finfo(float).max, np.inf])  # fmt: skip
SPECIAL = np.concatenate([SPECIAL, -SPECIAL, [np.nan, -0.9999999999999999]])
wider = pytest.mark.skipif(
    np.finfo(np.longdouble).eps >= np.finfo(float).eps, reason="no wider type here to compare with"
)


def of(name: str, x: np.ndarray | float) -> np.ndarray:
    """A function's values by the compiled executor."""
    return CompiledExecutor.value_of(parse(f"{name}(a)"), {"a": np.asarray(x)})


def power(x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
    """Powers by the compiled executor."""
    return CompiledExecutor.value_of(parse("a ** b"), {"a": np.asarray(x), "b": np.asarray(y)})


def numbers(*ranges: tuple[float, float]) -> np.ndarray:
    """Random numbers, evenly over each range, and of any size down to 1e-300 at either side of 0 and of 1."""
    random = np.random.default_rng(len(ranges))
    small = random.choice([-1.0, 1.0], 20_000) * 10.0 ** random.uniform(-300, -0.5, 20_000)
    return np.concatenate([small, 1 + small, *(random.uniform(*each, 50_000) for each in ranges)])


def units(found: np.ndarray, exact: np.ndarray) -> float:
    """The largest error in units of the last place, of those doubles that are not below the normal ones."""
    normal = np.abs(exact) > np.finfo(float).tiny
    return float(np.max(np.abs(found - exact)[normal] / np.spacing(np.abs(exact[normal].astype(float)))))


def positive(x: np.ndarray) -> np.ndarray:
    """What has a logarithm."""
    return np.abs(x[x != 0])


@wider
@pytest.mark.parametrize(
    ("name", "x", "exact", "limit"),
    [
        ("exp", numbers((-745, 709.78), (-1, 1)), np.exp, 2),
        ("expm1", numbers((-60, 709.78), (-2, 2)), np.expm1, 4),
        ("log", positive(numbers((0, 3), (0, 1e308))), np.log, 1),
        ("log1p", numbers((-1, 3), (0, 1e308)), np.log1p, 1),
        ("tanh", numbers((-25, 25), (-1, 1)), np.tanh, 4),
        ("sigmoid", numbers((-745, 50), (-5, 5)), lambda x: 1 / (1 + np.exp(-x)), 3),
        ("softplus", numbers((-745, 50), (-5, 5)), lambda x: np.maximum(x, 0) + np.log1p(np.exp(-abs(x))), 3),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_elementary_functions_err_by_few_units(name, x, exact, limit):
    """Over all their ranges the error stays within a few units of the last place, near 0 and near 1 too."""
    assert units(of(name, x), exact(x.astype(np.longdouble))) <= limit


def test_erf_errs_by_at_most_four_units():
    """Within four units in the last place of Python's own erf, near 0 and where its two fractions meet."""
    x = numbers((-6.5, 6.5), (-1.5, 1.5))
    assert units(of("erf", x), np.array([math.erf(each) for each in x])) <= 4


@wider
@pytest.mark.parametrize("name", ["sin", "cos"])
def test_sin_and_cos_are_exact_at_any_argument(name):
    """4e-16 of 1 at any argument, with no step at 1e9, from where on another reduction serves."""
    x = numbers((-10, 10), (-1e5, 1e5), (-1e8, 1e8), (0.9e9, 1.1e9), (-1e12, 1e12))
    exact = getattr(np, name)(x.astype(np.longdouble))
    assert np.max(np.abs(of(name, x) - exact)) < 4e-16
    for each in (1e10, 1e22, 1e300):
        np.testing.assert_allclose(of(name, each), getattr(math, name)(each), rtol=1e-15)


def test_cos_is_exact_nearest_to_a_quarter_turn():
    """The double that lies nearest to a multiple of pi / 2: its distance was worked out with whole numbers of
    2600 bits, as the last places of glibc's cos are wrong there."""
    x = 6381956970095103.0 * 2.0**797
    np.testing.assert_allclose(of("cos", np.array([x, -x])), -4.687165924254628e-19, rtol=4e-16)
    np.testing.assert_array_equal(of("sin", np.array([x, -x])), [1.0, -1.0])


@wider
def test_subnormal_numbers_have_exact_logarithms():
    """Numbers below the normal ones have exact logarithms, too."""
    x = 10.0 ** np.random.default_rng(1).uniform(-323, -308, 10_000)
    assert units(of("log", x), np.log(x.astype(np.longdouble))) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_special_values_give_what_numpy_gives(name):
    """Zeros with their signs, subnormal and huge numbers, infinities and NaN give what NumPy gives."""
    expected, found = NumpyExecutor.value_of(parse(f"{name}(a)"), {"a": SPECIAL}), of(name, SPECIAL)
    np.testing.assert_allclose(found, expected, rtol=5e-15, atol=5e-324)
    told = ~np.isnan(expected)
    np.testing.assert_array_equal(np.signbit(found[told]), np.signbit(expected[told]))


@pytest.mark.parametrize("name", ["tanh", "erf", "sin"])
def test_odd_functions_mirror_every_bit(name):
    """f(-x) is -f(x) in every bit."""
    x = numbers((-20, 20), (-1e10, 1e10))
    np.testing.assert_array_equal(of(name, -x), -of(name, x))


def test_identities_hold_as_near_as_rounding():
    """Sigmoid(-x) = 1 - sigmoid(x), log(exp(x)) = x, log1p(expm1(x)) = x, sin² + cos² = 1, all as near as rounding."""
    x = numbers((-30, 30))
    np.testing.assert_allclose(of("sigmoid", -x), 1 - of("sigmoid", x), rtol=0, atol=2.3e-16)
    np.testing.assert_allclose(of("log", of("exp", x)), x, rtol=5e-16, atol=4e-16)
    np.testing.assert_allclose(of("log1p", of("expm1", x[x > -1])), x[x > -1], rtol=5e-15)
    np.testing.assert_allclose(of("sin", x) ** 2 + of("cos", x) ** 2, 1, rtol=1e-15)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("tanh", -1, 1), ("sigmoid", 0, 1), ("erf", -1, 1), ("sin", -1, 1), ("cos", -1, 1)],
)
def test_rounding_lifts_nothing_over_its_bounds(name, low, high):
    """Rounding lifts nothing over its bounds."""
    found = of(name, np.concatenate([numbers((-40, 40), (-800, 800), (-1e300, 1e300)), SPECIAL[:-2]]))
    assert found[~np.isnan(found)].min() >= low and found[~np.isnan(found)].max() <= high


@pytest.mark.parametrize("name", ["exp", "expm1", "log", "tanh", "sigmoid", "softplus", "erf"])
def test_rising_functions_never_fall(name):
    """From one step to the next, too small to see in a plot, values rise or stay, where pieces meet as well."""
    x = np.linspace(1e-3 if name == "log" else -3, 3, 300_001)
    found = of(name, x)
    assert (np.diff(found) >= -4 * np.spacing(np.abs(found[1:]))).all()


@pytest.mark.parametrize("name", [*NAMES, "power"])
def test_neighbours_change_no_bit(name):
    """A number alone, in rows of any length, at any place and with gaps between has the same bits: vector and scalar
    code agree."""
    random = np.random.default_rng(2)
    x = random.permutation(
        np.concatenate([random.normal(size=500) * 3, random.uniform(-800, 800, 458), SPECIAL[:42]])
    )

    def bits(part: np.ndarray) -> np.ndarray:
        found = power(part, 2.5) if name == "power" else of(name, part)
        return np.ascontiguousarray(found).view(np.uint64)

    whole = bits(x)
    assert all(
        np.array_equal(bits(x[place : place + 1]), whole[place : place + 1]) for place in range(len(x))
    )
    for start in range(17):
        for length in (2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 400, len(x) - start):
            np.testing.assert_array_equal(bits(x[start : start + length]), whole[start : start + length])
    np.testing.assert_array_equal(bits(x[::3]), whole[::3])
    np.testing.assert_array_equal(bits(x.reshape(25, 40).T), whole.reshape(25, 40).T)


@wider
@pytest.mark.parametrize("kind", ["any", "decay", "near one", "whole", "huge"])
def test_powers_are_exact_at_any_base_and_exponent(kind):
    """1e-13 and better at any base and exponent; beta ** t stays exact where t goes to the millions."""
    random = np.random.default_rng(3)
    few = 20_000
    x, y = {
        "any": (10.0 ** random.uniform(-5, 5, few), random.uniform(-60, 60, few)),
        "decay": (1 - 10.0 ** random.uniform(-9, -1, few), np.floor(10.0 ** random.uniform(0, 8, few))),
        "near one": (1 + random.normal(size=few) * 1e-3, 10.0 ** random.uniform(0, 6, few)),
        "whole": (random.normal(size=few) * 100, random.integers(-70, 70, few).astype(float)),
        "huge": (10.0 ** random.uniform(-320, 308, few), random.uniform(-1.5, 1.5, few)),
    }[kind]
    with np.errstate(over="ignore", under="ignore"):
        exact = np.power(x.astype(np.longdouble), y.astype(np.longdouble))
    told = (np.abs(exact) > np.finfo(float).tiny) & (np.abs(exact) < 1.79e308)
    error = np.abs(power(x, y) - exact)[told] / np.abs(exact[told])
    assert told.sum() > few / 2 and error.max() < (1e-14 if kind == "whole" else 5e-15)


def test_whole_powers_are_exact():
    """Powers that a double can hold are exact, as 10 ** 22 and (-3) ** 33 are."""
    for base, top in ((2, 64), (-3, 33), (10, 22), (0.5, 64)):
        exponents = np.arange(top + 1)
        np.testing.assert_array_equal(
            power(base, exponents), [float(base) ** int(each) for each in exponents]
        )
    np.testing.assert_array_equal(power(10.0, -np.arange(1, 23)), [1 / 10.0**each for each in range(1, 23)])


def test_special_powers_give_what_numpy_gives():
    """All pairs of zeros, ones, whole and broken, huge and tiny numbers, infinities and NaN as in NumPy."""
    some = [
        0.0,
        1.0,
        2.0,
        0.5,
        3.0,
        2.5,
        64.0,
        65.0,
        1e19,
        1e300,
        1e308,
        5e-324,
        2.0**53 - 1,
        2.0**53,
        1074.0,
        np.inf,
    ]
    some = np.array([*some, *(-each for each in some), np.nan])
    x, y = (each.ravel() for each in np.meshgrid(some, some))
    with np.errstate(all="ignore"):
        expected = np.power(x, y)
    found = power(x, y)
    np.testing.assert_allclose(found, expected, rtol=1e-14, atol=5e-324)
    told = ~np.isnan(expected)
    np.testing.assert_array_equal(np.signbit(found[told]), np.signbit(expected[told]))


@pytest.mark.parametrize("header", ["_elementary.h", "_kernels.h"])
def test_c_text_calls_no_function_of_libm(header):
    """The C text calls no function of libm that rounds in its own way; sqrt, floor and fabs are exact instructions."""
    text = (Path(gdsim.core.executors.__file__).parent / header).read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    names = r"exp|exp2|expm1|log|log2|log10|log1p|pow|tanh|sinh|cosh|sin|cos|tan|sincos|erf|erfc|fma|fmod|hypot|cbrt"
    assert "gd_exp(" in code and not re.findall(rf"\b(?:{names})[fl]?\(", code)


FINGERPRINTS = {
    "exp": "8c285e22146ca4ef",
    "expm1": "2b77e3b01f725266",
    "log": "6e55a7636c6e2442",
    "log1p": "e7a990bfa5609978",
    "tanh": "49e7362d93819ea5",
    "sigmoid": "7ed528c019a63d51",
    "softplus": "c710a4dd0e40a0e3",
    "erf": "20e3e52f9bfbc5b4",
    "sin": "14a2deec8d390fd2",
    "cos": "3a83560ce0a186e3",
    "**": "8434a04160fa1aa6",
}
"""SHA-256 of the bits of 100,001 values, the first 16 digits; gcc 12 and clang 14 on x86-64 gave the same."""
EXACT = np.arange(-50_000, 50_001) / 2048.0
"""Arguments that are exact on every machine, −24.4 to 24.4."""


@pytest.mark.parametrize("name", FINGERPRINTS)
def test_functions_have_the_same_bits_on_every_system(name: str) -> None:
    """What is drawn from a seed is the same run everywhere: another compiler or processor changes no bit."""
    x = np.abs(EXACT) + 2.0**-11 if name in ("log", "log1p") else EXACT
    found = power(x * x + 2.0**-11, x / 8) if name == "**" else of(name, x)
    assert np.isfinite(found).all()
    assert hashlib.sha256(np.ascontiguousarray(found, "<f8").tobytes()).hexdigest()[:16] == FINGERPRINTS[name]

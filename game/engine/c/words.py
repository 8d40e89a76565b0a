"""What each operation that goes place by place is in C, and the head that all files share.

Numbers are ``float``, masks ``int`` 0 or 1, words of chance ``uint32_t``. Every line gives the bits that NumPy's does:
a mask in arithmetic counts as 0 and 1, lesser and greater pass a NaN on, a choice is a sum of two products.
"""

from collections.abc import Callable

from game.engine.kernels import FLOAT

Term = tuple[str, str]
"""An expression and its kind: ``f`` a number, ``b`` a mask, ``u`` a word of chance."""


def f(term: Term) -> str:
    """An expression as a number."""
    return term[0] if term[1] == "f" else f"(float){term[0]}"


def b(term: Term) -> str:
    """An expression as a mask."""
    return term[0] if term[1] == "b" else f"({term[0]} != 0)"


def _between(sign: str, swapped: bool = False) -> Callable[..., str]:
    def written(x: Term, y: Term) -> str:
        return f"{f(y)} {sign} {f(x)}" if swapped else f"{f(x)} {sign} {f(y)}"

    return written


def _call(name: str) -> Callable[..., str]:
    return lambda *terms: f"{name}({', '.join(f(term) for term in terms)})"


def _chosen(m: Term, x: Term, y: Term) -> str:
    if x[1] == "b" and y[1] == "b":
        return f"{b(m)} ? {x[0]} : {y[0]}"
    part = f"{f(x)} * (float){b(m)}"
    return part if y[0] == "0" else f"{part} + {f(y)} * (float)!{b(m)}"


ELEMENTWISE: dict[str, Callable[..., str]] = {
    "add": _between("+"),
    "subtract": _between("-"),
    "subtract from": _between("-", swapped=True),
    "multiply": _between("*"),
    "divide": _between("/"),
    "divide into": _between("/", swapped=True),
    "at most": _call("lesser"),
    "at least": _call("greater"),
    "negate": lambda x: f"-{f(x)}",
    "less": _between("<"),
    "less or equal": _between("<="),
    "greater": _between(">"),
    "greater or equal": _between(">="),
    "equal": _between("=="),
    "not equal": _between("!="),
    "and": lambda x, y: f"{b(x)} & {b(y)}",
    "or": lambda x, y: f"{b(x)} | {b(y)}",
    "not": lambda x: f"!{b(x)}",
    "floor": _call("floorf"),
    "root": _call("sqrtf"),
    "choose": _chosen,
    "share": _call("shared"),
    "log2": _call("log2_of"),
    "exp2": _call("exp2_of"),
    "keyed": lambda place, x, y: f"mixed(mixed({place[0]} ^ {x[0]}) + {y[0]})",
    "draw": lambda word, turn: f"thrown({word[0]}, {f(turn)})",
    "draw where": lambda m, word, turn: f"{b(m)} ? thrown({word[0]}, {f(turn)}) : 1.0f",
}
"""The form of a kernel -> its expression."""


def literal(number: float) -> str:
    """A float32 in C, to the last bit."""
    return f"{float(FLOAT(number)).hex()}f"


def _log2() -> str:
    series = "\n".join(f"    s = s * t2 + {literal(1 / n)};" for n in (5, 3, 1))
    return f"""static inline float log2_of(float a) {{
    float x = greater(a, {literal(1e-30)});
    uint32_t bits = bits_of(x), top = (bits >> 23) & 255u;
    int32_t power = top == 255u ? 0 : (int32_t)top - 126;
    float m = top == 255u ? x : float_of((bits & 0x007fffffu) | 0x3f000000u);
    float low = (float)(m < {literal(0.70710678)});
    m = m * (low + 1.0f);
    float whole = (float)power - low;
    float t = (m - 1.0f) / (m + 1.0f), t2 = t * t;
    float s = t2 * {literal(1 / 9)} + {literal(1 / 7)};
{series}
    return whole + (t * {literal(2.885390082)}) * s;
}}
"""


def _exp2() -> str:
    series = "\n".join(f"    s = s * y + {literal(1 / n)};" for n in (120, 24, 6, 2, 1, 1))
    return f"""static inline float exp2_of(float a) {{
    float x = lesser(greater(a, -120.0f), 120.0f);
    float whole = floorf(x + 0.5f);
    float y = (x - whole) * {literal(0.69314718)};
    float s = y * {literal(1 / 5040)} + {literal(1 / 720)};
{series}
    int32_t power = whole >= -120.0f ? (int32_t)whole : 0;
    return s * float_of((uint32_t)(power + 127) << 23);
}}
"""


def head(strip: int) -> str:
    """What stands at the top of every file."""
    return (
        f"""#include <math.h>
#include <stdint.h>
#include <string.h>
#define STRIP {strip}
#if defined(__clang__)
#define ALIKE _Pragma("clang loop vectorize(assume_safety)")
#else
#define ALIKE _Pragma("GCC ivdep")
#endif
#define EACH ALIKE for (int w = 0; w < STRIP; w++)
static inline uint32_t bits_of(float x) {{ uint32_t u; memcpy(&u, &x, 4); return u; }}
static inline float float_of(uint32_t u) {{ float x; memcpy(&x, &u, 4); return x; }}
static inline float lesser(float a, float b) {{ return (a < b || a != a) ? a : b; }}
static inline float greater(float a, float b) {{ return (a > b || a != a) ? a : b; }}
static inline float shared(float a, float b) {{
    int has = b > 0.0f;
    float below = greater(b, 0.0f) + (float)!has;
    return (a / below) * (float)has;
}}
static inline uint32_t mixed(uint32_t x) {{
    x = (x ^ (x >> 16)) * 0x7FEB352Du;
    x = (x ^ (x >> 15)) * 0x846CA68Bu;
    return x ^ (x >> 16);
}}
static inline float thrown(uint32_t word, float turn) {{
    uint32_t x = mixed(word + (uint32_t)(int32_t)turn * 0x9E3779B9u);
    return (float)(int32_t)(x >> 8) * {literal(2.0**-24)};
}}
/* A number as a place of n: cut to a whole one as NumPy does, then to what there is. */
static inline int place_in(float x, int n) {{
    if (!(x >= 1.0f)) return 0;
#if defined(__x86_64__) || defined(__i386__)
    if (x >= 9223372036854775808.0f) return 0;
#endif
    return x >= (float)n ? n - 1 : (int)x;
}}
static inline int comes_before(float x, float y) {{ return x < y || (y != y && x == x); }}
"""
        + _log2()
        + _exp2()
    )

"""The look in numbers: colours, type, spacing, corners and times. Sizes are virtual px, times seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace

Colour = tuple[int, int, int]
ColourA = tuple[int, int, int, int]


def rgb(code: str) -> Colour:
    """A colour from `64A4FF` or `#64A4FF`; data files give colours this way."""
    code = code.lstrip("#")
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(a: Colour, b: Colour, share_of_b: float) -> Colour:
    """A colour between two."""
    t = max(0.0, min(1.0, share_of_b))
    return (
        round(a[0] + (b[0] - a[0]) * t),
        round(a[1] + (b[1] - a[1]) * t),
        round(a[2] + (b[2] - a[2]) * t),
    )


def faded(colour: Colour, opacity: float) -> ColourA:
    """A colour at some opacity, 0 to 1."""
    return (*colour, max(0, min(255, round(255 * opacity))))


# surfaces, darkest first
VOID = rgb("060A11")
SEA = rgb("0A111C")
BAR = rgb("0B131F")
PANEL = rgb("0E1724")
RAISED = rgb("142032")
HOVER = rgb("1B2A40")
LINE = rgb("22324A")
LINE_STRONG = rgb("35496A")
SELECTED = rgb("16243C")
# text
HIGH = rgb("EAF0F7")
MIDDLE = rgb("AEBCCD")
LOW = rgb("8496AD")
PAPER = rgb("F3ECDD")
PAPER_DIM = rgb("E4D9C3")
PAPER_PRESSED = rgb("D8CCB4")
INK = rgb("1B1A17")
INK_DIM = rgb("5A5346")
WHITE = rgb("FFFFFF")
# the three sides a scenario may dress its countries in; a country names its own colour and plate
SIDE_BLUE = rgb("64A4FF")
SIDE_BLUE_DEEP = rgb("16315A")
SIDE_VERMILION = rgb("FF7F52")
SIDE_VERMILION_DEEP = rgb("4B2117")
SIDE_SAND = rgb("CDBD97")
SIDE_SAND_DEEP = rgb("3A3526")
GREY_ROUTE = rgb("93A4B8")
# meaning
MONEY = rgb("F4BF4F")
COMPUTE = rgb("45D6D4")
COMPUTE_DEEP = rgb("0E3B41")
DANGER = rgb("FF4D6D")
DANGER_DEEP = rgb("4A1322")
DANGER_TEXT = rgb("FF8A9F")
# map
LAND_TOP = rgb("17263A")
LAND_BOTTOM = rgb("111C2B")
COAST = rgb("43607F")
GRATICULE = rgb("15243A")
SEA_BAND = rgb("1A3454")

# series colours for stacked charts, light to deep, blue so that they stay apart from the sides' meaning
SERIES = (rgb("8FBBFF"), rgb("4A8AE6"), rgb("2E5C9E"), rgb("C3D2E5"), rgb("FF7F52"), rgb("7CC9A2"), rgb("B7A3F0"))


@dataclass(frozen=True)
class Type:
    """One way of setting text: the font file, its size and line height in virtual px, extra tracking in em."""

    face: str
    size: int
    line: int
    tracking: float = 0.0

    def sized(self, size: int, line: int | None = None) -> Type:
        """The same face at another size."""
        return replace(self, size=size, line=line if line is not None else round(size * 1.35))


SANS, SANS_MEDIUM, SANS_SEMI = "IBMPlexSans-Regular", "IBMPlexSans-Medium", "IBMPlexSans-SemiBold"
COND = "IBMPlexSansCondensed-Regular"
COND_MEDIUM = "IBMPlexSansCondensed-Medium"
COND_SEMI = "IBMPlexSansCondensed-SemiBold"
MONO_FACE = "IBMPlexMono-Regular"
SERIF_FACE, SERIF_BOLD, SERIF_ITALIC = "SourceSerif4-Regular", "SourceSerif4-Bold", "SourceSerif4-It"
DISPLAY_SEMI, DISPLAY_BOLD = "SourceSerif4Display-Semibold", "SourceSerif4Display-Bold"
FACES = (
    SANS, SANS_MEDIUM, SANS_SEMI, COND, COND_MEDIUM, COND_SEMI,
    MONO_FACE, SERIF_FACE, SERIF_BOLD, SERIF_ITALIC, DISPLAY_SEMI, DISPLAY_BOLD,
)  # fmt: skip

BODY = Type(SANS, 14, 20)
BODY_STRONG = Type(SANS_SEMI, 14, 20)
BODY_MEDIUM = Type(SANS_MEDIUM, 14, 20)
LEAD = Type(SANS, 16, 24)
LEAD_STRONG = Type(SANS_SEMI, 16, 22)
TITLE = Type(SANS_SEMI, 20, 24)
SCREEN_TITLE = Type(SANS_SEMI, 22, 28)
BIG_TITLE = Type(SANS_SEMI, 28, 32)
LABEL = Type(COND_SEMI, 12, 16, 0.06)
SMALL = Type(COND, 12, 16)
NOTE = Type(COND, 13, 18)
NOTE_STRONG = Type(COND_SEMI, 13, 18)
TABLE = Type(COND, 15, 20)
TABLE_STRONG = Type(COND_SEMI, 15, 20)
TABLE_DENSE = Type(COND, 14, 18)
TABLE_DENSE_STRONG = Type(COND_SEMI, 14, 18)
FIGURE = Type(COND_SEMI, 18, 22)
BIG_FIGURE = Type(COND_SEMI, 22, 26)
MONO = Type(MONO_FACE, 13, 18)
MONO_SMALL = Type(MONO_FACE, 12, 16)
NEWS = Type(SERIF_FACE, 15, 20)
NEWS_ITALIC = Type(SERIF_ITALIC, 15, 20)
NEWS_HEAD = Type(SERIF_BOLD, 20, 24)
HEADLINE = Type(DISPLAY_SEMI, 40, 48)
HEADLINE_BOLD = Type(DISPLAY_BOLD, 44, 50)
VERDICT = Type(DISPLAY_SEMI, 52, 60)
MASTHEAD = Type(DISPLAY_BOLD, 60, 64)

S1, S2, S3, S4, S5, S6, S7 = 4, 8, 12, 16, 24, 32, 48
GAP = 16
PAD = 16
ROW = 32
ROW_DENSE = 24
HIT = 24  # smallest hit area
R_BAR, R_TAG, R_PANEL, R_CARD = 2, 4, 6, 8

HOVER_S, PANEL_S, SCREEN_S, NUMBER_S = 0.12, 0.16, 0.20, 0.25
GATE_PULSE_S = 1.6
PARTICLE_PX_PER_S = 40.0
TOOLTIP_DELAY_S = 0.45
TOAST_S = 4.0

"""The one style of all charts: sizes, and for each level its fixed colour and its fixed texture or shape.

A level keeps both even where others are absent, so that two charts can be laid side by side. Each rating has a palette
of its own (certainty blue, verdicts teal to brown, accuracy green to purple), because readers of evidence maps take one
rating for another. All sizes are in points; a chart is 345 points (460 pixels) wide, narrow and
tall, so that its text is still readable on a phone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from firmground.charts.texture import Texture

Shape = Literal["hexagon", "square", "circle", "triangle", "ring"]

WIDTH = 345.0
MARGIN = 10.0
INNER = WIDTH - 2 * MARGIN

TITLE = 12.0
TEXT = 9.5
SMALL = 9.0
LEADING = 1.3
"""Height of a line, as a multiple of the font size."""

INK = "#1a1a1a"
MUTED = "#595959"
RULE = "#767676"
FAINT = "#d9d9d9"
CARD = "#ffffff"
"""Charts stand on an opaque light card, so that they can be read in a dark page too."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one level looks, always.

    Attributes:
        name: the word of the records.
        fill: its colour.
        texture: what is drawn over it; empty for a plain fill.
        label: how the legend calls it, where the bare word would not be understood.
        shape: its mark on the evidence map.
        dashed: whether its outline is dashed, which is kept for “nobody rated this”.
    """

    name: str
    fill: str
    texture: Texture = ""
    label: str = ""
    shape: Shape | None = None
    dashed: bool = False

    @property
    def shown(self) -> str:
        """The words of the legend."""
        return self.label or self.name

    @property
    def ink(self) -> str:
        """The colour of text on the fill."""
        return readable_on(self.fill)

    @property
    def texture_ink(self) -> str:
        """The colour of the texture: visible on the fill, and not as loud as a number on it."""
        return mix(self.fill, self.ink, 0.55)

    @property
    def tint(self) -> str:
        """A pale tint of the fill, for the ground of a cell."""
        return mix(self.fill, CARD, 0.8)


@dataclass(frozen=True)
class Scale:
    """The levels of one rating in their fixed order."""

    title: str
    levels: tuple[Look, ...]

    @property
    def by_name(self) -> Mapping[str, Look]:
        """Levels by the word of the records."""
        return MappingProxyType({level.name: level for level in self.levels})

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the records, in order."""
        return tuple(level.name for level in self.levels)


NOT_RATED = Look("not rated", CARD, "", shape="ring", dashed=True)

CERTAINTY = Scale(
    "Certainty of the evidence",
    (
        Look("high", "#08306b", "", "high ⊕⊕⊕⊕", "hexagon"),
        Look("moderate", "#4a90c8", "rise", "moderate ⊕⊕⊕◯", "square"),
        Look("low", "#93c4de", "dots", "low ⊕⊕◯◯", "circle"),
        Look("very low", "#d3e4f3", "cross", "very low ⊕◯◯◯", "triangle"),
        NOT_RATED,
    ),
)

VERDICT = Scale(
    "Verdict",
    (
        Look("supported", "#01564e"),
        Look("partly supported", "#7cc7bb", "rise"),
        Look("overstated", "#f5d77f", "fall"),
        Look("disputed", "#dba262", "cross"),
        Look("contradicted", "#9c4204", "bars"),
        Look("unsupported", "#cbbfb2", "dots"),
        Look("confirmed", "#45a89d", "lines", "fact: confirmed"),
        Look("confirmed in part", "#b5ded8", "slashes", "fact: confirmed in part"),
        Look("in use", "#dfe7e4", "plus", "use: in use"),
        Look("outdated", "#efe3b0", "dashes", "fact: outdated"),
        Look("refuted", "#5f2c04", "grid", "fact: refuted"),
        Look("cannot be verified", "#e8e2da", "ticks", "fact: cannot be verified"),
        Look("stands", "#22766c", "bricks", "warning: stands"),
        Look("stands, but says too little", "#e9b98a", "chevrons", "warning: stands, but says too little"),
        Look("stands, but is worded too firmly", "#f8e7b8", "zigzag", "warning: stands, but is worded too firmly"),
        Look("is not settled", "#d8cfc5", "diamonds", "warning: is not settled"),
        Look("is wrong", "#7f2f02", "pairs", "warning: is wrong"),
        NOT_RATED,
    ),
)

ACCURACY = Scale(
    "Does the source say it?",
    (
        Look("accurate", "#1b7837"),
        Look("oversimplified", "#e7d4e8", "rise", "oversimplified (minor)"),
        Look("misquoted", "#c9a9d2", "fall", "misquoted (minor)"),
        Look("indirect", "#efe8f2", "lines", "indirect (minor)"),
        Look("not substantiated", "#ab89bc", "dots", "not substantiated (major)"),
        Look("contradicted", "#40004b", "bars", "contradicted (major)"),
        Look("irrelevant", "#6f3a80", "cross", "irrelevant (major)"),
        Look("cannot be checked", CARD, "", "cannot be checked", dashed=True),
    ),
)

ATTRIBUTION = Scale(
    "To whom the claim is ascribed",
    (
        Look("none", "#efefef", "", "nobody"),
        Look("unnamed research", "#fde0a6", "rise"),
        Look("unnamed study", "#f4a582", "fall"),
        Look("dated study", "#d6719a", "dots"),
        Look("organisation", "#8a4fa6", "lines"),
        Look("named expert", "#5b3f98", "cross"),
        Look("numbered reference", "#3f007d", ""),
    ),
)

REFERENCE = Scale(
    "Kind of work",
    (
        Look("review of studies", "#08519c", shape="hexagon"),
        Look("single study", "#fdae6b", shape="circle"),
        Look("other document", "#bdbdbd", shape="square"),
        Look("kind not known", "#ffffff", shape="ring", dashed=True),
    ),
)

SEVERITY = Scale(
    "Severity of the gap",
    (
        Look("high", "#7a0177"),
        Look("medium", "#da69aa", "rise"),
        Look("low", "#fbc3cd", "dots"),
    ),
)


def mix(one: str, two: str, share: float) -> str:
    """A colour between two, ``share`` of the way to the second."""
    parts = zip(_parts(one), _parts(two), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def contrast(one: str, two: str) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    lights = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def readable_on(fill: str) -> str:
    """Dark or white ink, whichever stands out more."""
    return max((INK, CARD), key=lambda ink: contrast(ink, fill))


def _parts(colour: str) -> Sequence[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

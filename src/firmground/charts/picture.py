"""A chart as a list of shapes at places, before any of it is drawn. The corner is top left, the unit is the point."""

from __future__ import annotations

from dataclasses import dataclass

from firmground.charts.style import INK, RULE, Shape
from firmground.charts.texture import Texture

#: So begin the ids of texts that show a number of the data table.
NUMBER_ID = "row-"


@dataclass(frozen=True, slots=True)
class Datum:
    """Which number of the data table a text shows: its row, counted from 0, and its column."""

    row: int
    column: str

    @property
    def name(self) -> str:
        """The id of the text in the figure, for instance ``row-12-claims``."""
        return f"{NUMBER_ID}{self.row}-{self.column}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle.

    Attributes:
        texture: what is drawn over the fill.
        texture_ink: its colour.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    edge: str | None = RULE
    weight: float = 0.8
    dashed: bool = False
    texture: Texture = ""
    texture_ink: str = INK


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text.

    Attributes:
        x: its left end, middle or right end, as ``align`` says.
        y: its base line.
        plate: colour of a plain ground behind it, so that a texture does not run through a number.
        datum: the number of the data table that it shows.
    """

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    ink: str = INK
    align: str = "left"
    plate: str | None = None
    datum: Datum | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str = RULE
    weight: float = 0.8
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape around its middle.

    Attributes:
        size: its width.
    """

    x: float
    y: float
    size: float
    shape: Shape
    fill: str
    edge: str = INK


Item = Box | Words | Line | Mark


@dataclass(frozen=True)
class Part:
    """Some items, and where they end: the next part begins below ``bottom``."""

    items: tuple[Item, ...]
    bottom: float


@dataclass(frozen=True)
class Picture:
    """A whole chart.

    Attributes:
        name: of the chart; the ids of its parts begin with it.
        title: what it is called.
        alt: what it shows, with the numbers.
    """

    name: str
    title: str
    alt: str
    width: float
    height: float
    items: tuple[Item, ...]

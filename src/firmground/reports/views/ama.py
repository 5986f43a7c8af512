"""References in AMA style as HTML; the style itself is in :mod:`firmground.citing.ama`."""

from __future__ import annotations

from markupsafe import Markup

from firmground.citing.ama import ama as pieces_of
from firmground.citing.pieces import Piece
from firmground.records import Reference
from firmground.reports.views.markup import html, joined, link


def ama(reference: Reference) -> Markup:
    """One reference with links to its DOI, PubMed and, without a DOI, to its address."""
    return joined((_set(piece) for piece in pieces_of(reference)), " ")


def _set(piece: Piece) -> Markup:
    text = link(piece.address, piece.text)
    if piece.italic:
        text = html("<cite>{}</cite>", text)
    return html("<del>{}</del>", text) if piece.struck else text

"""The confidence interval of a share."""

from __future__ import annotations

from math import sqrt

#: Two-sided 95 % point of the normal distribution.
Z95 = 1.959963984540054


def wilson_interval(hits: int, total: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of ``hits`` out of ``total``, as two shares between 0 and 1.

    Unlike the textbook interval it never leaves 0 to 1, and is never empty at no hits or all hits, which
    small ledgers have.
    Source: Wilson 1927, J Am Stat Assoc 22:209; recommended for small numbers by Brown, Cai & DasGupta 2001.

    Raises:
        ValueError: when nothing was counted, or the counts do not fit together.
    """
    if not 0 <= hits <= total or total == 0:
        raise ValueError(f"{hits} of {total} is no share.")
    share = hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    # At the ends the bound is exactly 0 or 1; rounding would leave it a hair beside.
    return (0.0 if hits == 0 else middle - half, 1.0 if hits == total else middle + half)

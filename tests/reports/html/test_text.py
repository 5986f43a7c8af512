"""Views in a terminal."""

from __future__ import annotations

from firmground.reports.html.text import plain


def test_plain_text_has_a_line_per_block_and_no_style() -> None:
    assert plain(
        "<style>x{}</style><h3>A &amp; b</h3><p>c  <b>d</b></p><table><tr><th>e</th><td>f</td></tr></table>"
        "<svg><title>g</title></svg><ul><li>h<li>i<br>j</ul>"
    ) == ("A & b\nc d\ne  f\nh\ni\nj")

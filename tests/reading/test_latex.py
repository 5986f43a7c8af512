"""LaTeX, entities and markup in fields: letters and signs for readers; nothing lost, nothing raised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.reading.latex import prose, verbatim


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"M\"uller", "Müller"),
        (r"M{\"{u}}ller", "Müller"),
        (r"{\'E}tude", "Étude"),
        (r"Garc{\'\i}a", "García"),
        (r"Garc\'{\i}a", "García"),
        (r"{\O}stergaard", "Østergaard"),
        (r"{\ss}", "ß"),
        (r"\c{c}a", "ça"),
        (r"\v{S}", "Š"),
        (r"Dvo\v{r}\'ak", "Dvořák"),
        (r"Fisher \& Sons", "Fisher & Sons"),
        (r"50\% of 60% \& more", "50% of 60% & more"),
        (r"a\_b", "a_b"),
        ("A {DNA} test", "A DNA test"),
        ("one\n      two", "one two"),
        ("a -- b --- c", "a – b — c"),
        ("Fig.~2", "Fig. 2"),
        ("~50 patients, ~ 3", "~50 patients, ~ 3"),
        ("``so'' and 5''", "“so” and 5''"),
        (r"$p < 0.05$", "p < 0.05"),
        (r"p $<$ 0.05", "p < 0.05"),
        (r"$\beta$-blocker, CO$_2$, $10^{-3}$", "β-blocker, CO₂, 10⁻³"),
        (r"$\frac{1}{2}$", "1/2"),
        (r"$x^{\mathrm{max}}$", "x^(max)"),
        ("costs $5 and $10", "costs $5 and $10"),
        (r"aged $\ge$60, $<$5, 3$\pm$1 for US$5/$6", "aged ≥60, <5, 3±1 for US$5/$6"),
        (r"$\sqrt{2}$, $\sqrt{a+b}$, $\frac{a+b}{2}$, $\bar{x}$", "√2, √(a+b), (a+b)/2, x̄"),
        (r"VO$_{2max}$ at 37<sup>o</sup>C", "VO₂max at 37ºC"),
        (r"\href{http://x.org/a\_b}{here}, \SI{5}{mg}", "http://x.org/a_b here, 5 mg"),
        (r"\textcolor{red}{x} \enquote{so} ?`c\'omo?", "x “so” ¿cómo?"),
        (r"\TeX{} and \LaTeX", "TeX and LaTeX"),
        ("co&shy;operation", "cooperation"),
        (r"\$5", "$5"),
        (r"\textit{in vivo}", "in vivo"),
        (r"\mbox{COVID-19} \foo{bar}", "COVID-19 bar"),
        (r"{\relax Yu}", "Yu"),
        (r"{\textless}i{\textgreater}In vitro{\textless}/i{\textgreater}, p {\textless} 0.05", "In vitro, p < 0.05"),
        ("<i>Hypericum</i>, CO<sub>2</sub>, 10<sup>-3</sup> &amp; more", "Hypericum, CO₂, 10⁻³ & more"),
        (r"Needs \&\#38; &lt;i&gt;wants&lt;/i&gt;", "Needs & wants"),
        ("it&#x2019;s <scp>HIV</scp>", "it’s HIV"),
        ("p < 0.05 and q > 3, a <b> c", "p < 0.05 and q > 3, a <b> c"),
        ("Effect <script>alert(1)</script>", "Effect <script>alert(1)</script>"),
        ("100 {% sure %}", "100 % sure %"),
        ("Müller 針灸", "Müller 針灸"),
    ],
)
def test_a_field_reads_as_it_was_meant(written: str, meant: str) -> None:
    assert prose(written) == (meant, ())


@pytest.mark.parametrize(
    ("written", "stays"),
    [
        (r"Dry needling \title", "\\title"),
        (r"a \nosuchthing b", "\\nosuchthing"),
        (r"a \nosuchthing{}b", "\\nosuchthing"),
        (r"$\binom{n}{k}$", "\\binom"),
    ],
)
def test_a_command_that_nobody_knows_stays_and_is_named(written: str, stays: str) -> None:
    assert prose(written) == (written, (stays,))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"http://x.org/a%20b\_c", "http://x.org/a%20b_c"),
        (r"\url{http://x.org/~a--b}", "http://x.org/~a--b"),
        (r"10.1007/978-3{\_}23", "10.1007/978-3_23"),
        (r"10.1002/(SICI)1{\textless}1::AID{\textgreater}3.0", "10.1002/(SICI)1<1::AID>3.0"),
        (r"http://x.org/{\~{}}a", "http://x.org/~a"),
        (r"\href{http://x.org/a\_b}{10.1000/x}", "http://x.org/a_b"),
    ],
)
def test_an_address_is_kept_letter_by_letter(written: str, meant: str) -> None:
    assert verbatim(written) == meant


@given(st.text(alphabet="\\{}$%&<>~^_'`\"-aei1 \n/;#", max_size=40))
def test_no_text_raises_and_every_digit_stays(text: str) -> None:
    plain, unknown = prose(text)
    assert "\n" not in plain
    assert all(command.startswith("\\") for command in unknown)
    digits = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
    if "&" not in text and "<" not in text:
        assert plain.translate(digits).count("1") == text.count("1")
    verbatim(text)


@pytest.mark.parametrize("bit", ["{", "}", "\\", "\\frac{", "$", "$a", "<i>", "&", "\\'{", "$^{", "``", "<i "])
def test_a_long_text_of_one_sign_is_read(bit: str) -> None:
    assert isinstance(prose(bit * 20_000 + "x")[0], str)

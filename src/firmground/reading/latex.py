r"""The text of a .bib field for readers: LaTeX, HTML entities and face markup turned into plain Unicode.

One pass over the text, so that none is too long or too deep; pylatexenc gives the signs (``\beta``, ``\pm``, ``\ss``).
A percent sign is text (btxdoc, section 4, item 14: there are no comments in a .bib file), and a command that nobody
knows keeps its text: ``\mbox{COVID-19}`` is COVID-19.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

#: Accents: what stands after the backslash, and the combining character.
_ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
        '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
        "b": "\u0331", "t": "\u0361",
    }
)  # fmt: skip
#: One character after a backslash that is not that character itself.
_SIGNS: Mapping[str, str] = MappingProxyType(
    {",": " ", ":": " ", ";": " ", " ": " ", "\\": " ", "/": "", "-": "", "!": "", "(": "", ")": "", "@": ""}
)
#: Commands that only change how the text behind them looks, or do nothing.
_SILENT = frozenset(
    """
    bf bfseries em emph it itshape rm rmfamily sc scshape sf sl tt ttfamily upshape normalfont mdseries relax protect
    tiny small large Large LARGE huge Huge normalsize footnotesize limits left right displaystyle textstyle nolimits
    noindent par ignorespaces unskip leavevmode null nobreak newline linebreak xspace
    """.split()  # noqa: SIM905
)
#: Commands whose first argument is no text: it sorts, or names a colour or language of the next one.
_UNREAD = frozenset({"noopsort", "switchargs", "SortNoop", "sortnoop", "textcolor", "colorbox", "foreignlanguage"})
#: Commands of which both arguments are read, with a space between.
_PAIRED = frozenset({"href", "SI", "qty"})
#: Commands that in mathematics, too, only say how their argument looks; any other may change what it means.
_FACES = frozenset(
    """
    mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak mathnormal boldsymbol bm pmb operatorname ensuremath
    text textrm textit textbf textsf texttt textnormal mbox hbox emph underline ce
    """.split()  # noqa: SIM905
)
#: Accents of mathematics, over one letter.
_HATS: Mapping[str, str] = MappingProxyType({"bar": "=", "hat": "^", "tilde": "~", "dot": ".", "ddot": '"'})
_MORE: Mapping[str, str] = MappingProxyType(
    {
        "textless": "<", "textgreater": ">", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
        "textbar": "|", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "textdollar": "$",
        "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
        "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"', "textregistered": "®", "textbullet": "•",
        "texttrademark": "™", "textcopyright": "©", "copyright": "©", "textdegree": "°", "degree": "°", "textmu": "µ",
        "texttimes": "×", "textpm": "±", "textperiodcentered": "·", "textellipsis": "…", "ldots": "…", "dots": "…",
        "slash": "/", "textvisiblespace": " ", "space": " ", "i": "ı", "j": "ȷ", "percent": "%", "lt": "<", "gt": ">",
        "epsilon": "ε", "phi": "φ", "sim": "~", "ast": "*", "circ": "°", "le": "≤", "leqslant": "≤", "geqslant": "≥",
        "lbrace": "{", "rbrace": "}", "S": "§", "P": "¶", "pounds": "£", "textsterling": "£", "texteuro": "€",
        "euro": "€", "textyen": "¥", "and": "and", "minus": "−", "textminus": "−", "bullet": "•", "cdot": "·",
        "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "ne": "≠", "to": "→", "gets": "←",
        "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textexclamdown": "¡",
        "textquestiondown": "¿", "textordfeminine": "ª", "textordmasculine": "º", "textmultiply": "×",
        "texttildelow": "~", "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“", "LaTeX": "LaTeX", "TeX": "TeX",
    }
)  # fmt: skip
_RAISED = MappingProxyType(str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"))
_LOWERED = MappingProxyType(str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"))
_PLAIN = re.compile(r"[\\{}$~&<`]|--")
_LATEX = re.compile(r"[\\{}$~`]|--")
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?[ \t]*|\\(.?)|([{}$^_~]|[?!]`)|(-{2,3})|(``)|('')", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: HTML and JATS tags that say how text looks; Source: Crossref, face markup, and CSL-JSON, rich text.
_TAG = re.compile(
    r"<(/?)(i|em|b|strong|sub|sup|scp|sc|u|tt|span|inf|italic|bold|p|title|jats:[a-z-]+|mml:[a-z-]+)"
    r"(?:\s[^<>]{0,300})?(/?)>",
    re.IGNORECASE,
)
#: Before a digit a dollar sign closes only what no sum of money begins with: “$\\ge$60”, and not “$5/$6”.
_MATH = re.compile(
    r"(?<!\\)\$(?:(?=[\\<>=^_]|[-+−±×~]\$)((?:[^$\\]|\\.)*?)(?<=\S)\$|(?=\S)((?:[^$\\]|\\.)*?)(?<=\S)\$(?!\d))",
    re.DOTALL,
)
_URL = re.compile(r"^\\(?:(?:url|path|nolinkurl)\s*\{(.*)\}|href\s*\{([^{}]*)\}\s*\{.*\})\s*$", re.DOTALL)
_BARE_URL = re.compile(
    r"\{?\\text(asciitilde|underscore|less|greater|backslash)\s*(?:\{\})?\}?|\{?\\([_%&#~$^{}])\}?|\$\\sim\$"
)


@cache
def _symbols() -> Mapping[str, str]:
    """Signs by command, read when the first one is met: a bibliography in plain Unicode never pays for it."""
    from pylatexenc.latex2text import get_default_latex_context_db

    found: dict[str, str] = {}
    database = get_default_latex_context_db()
    for category in database.categories():
        for name, spec in database.d[category]["macros"].items():
            sign = spec.simplify_repl
            if isinstance(sign, str) and sign.strip() and not re.search(r"[%<>]", sign):
                found.setdefault(name, sign)
    return MappingProxyType({**found, **_MORE})


def prose(text: str) -> tuple[str, tuple[str, ...]]:
    """A field's text as it is to be read.

    Returns:
        The text on one line, and the commands in it that are not known and have no argument: then these, and only
        these, stay as they were written.
    """
    if not _PLAIN.search(text):
        return " ".join(text.split()), ()
    unknown: list[str] = []
    if _LATEX.search(text):
        text = _decode(text, unknown)
    if "&" in text:
        text = entities(text)
    if "<" in text:
        text = _untag(text)
    return " ".join(text.split()), tuple(unknown)


def verbatim(text: str) -> str:
    r"""An address or identifier: only the escapes of exporters (``\_``, ``{\%}``, ``\url{…}``) are taken off."""
    text = " ".join(text.split())
    if "\\" not in text and "{" not in text:
        return text
    if wrapped := _URL.match(text):
        text = wrapped[1] or wrapped[2] or ""
    signs = {"asciitilde": "~", "underscore": "_", "less": "<", "greater": ">", "backslash": "\\"}
    kept = {"{": "\x00", "}": "\x01"}
    text = _BARE_URL.sub(lambda m: signs[m[1]] if m[1] else kept.get(m[2], m[2]) if m[2] else "~", text)
    return text.replace("{", "").replace("}", "").replace("\x00", "{").replace("\x01", "}").strip()


def entities(text: str) -> str:
    """A text with its HTML entities as signs; twice at most, since exporters escape what was escaped before."""
    return _ENTITY.sub(_unescape, _ENTITY.sub(_unescape, text))


def _unescape(found: re.Match[str]) -> str:
    sign = html.unescape(found[0])
    if sign.isprintable():
        return sign
    return "" if unicodedata.category(sign[0]) == "Cf" else " "  # a soft hyphen is nothing within a word


def _decode(text: str, unknown: list[str]) -> str:
    if "$" in text or "\\(" in text:
        text = text.replace("\\(", "$").replace("\\)", "$") if "\\)" in text else text
        text = _MATH.sub(lambda found: _math(found[1] or found[2], unknown), text)
    return _scan(text, unknown, math=False)


def _math(written: str, unknown: list[str]) -> str:
    """Simple mathematics as text; what holds a command that is not known stays as it is, its marks included."""
    odd: list[str] = []
    plain = _scan(written, odd, math=True)
    if odd:
        unknown += odd
        return "\x02" + written.replace("\\", "\x03").replace("{", "\x04").replace("}", "\x05") + "\x02"
    # What the scan has made of it must pass through the scan of the whole as it is.
    return re.sub(r"[\\{}$~^_]", lambda m: "\\" + m[0] if m[0] not in "\\~^" else _SAFE[m[0]], plain)


_SAFE: Mapping[str, str] = MappingProxyType(
    {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)
_BACK = MappingProxyType(str.maketrans({"\x02": "$", "\x03": "\\", "\x04": "{", "\x05": "}"}))


def _scan(text: str, unknown: list[str], *, math: bool) -> str:
    out: list[str] = []
    shifts: list[tuple[int, int, str]] = []  # depth, first piece, and what to do with the pieces when the brace closes
    depth = at = 0
    opened = False
    while at < len(text):
        found = _TOKEN.search(text, at)
        if found is None:
            out.append(text[at:])
            break
        out.append(text[at : found.start()])
        at = found.end()
        command, sign, mark, dashes, opening, closing = found.groups()
        if command is not None:
            at = _command(text, found, out, shifts, depth, unknown, math)
        elif sign is not None:
            if sign in _ACCENTS and sign:
                at = _accent(text, at, sign, out)
            else:
                out.append(_SIGNS.get(sign, sign or "\\"))
        elif mark == "{":
            depth += 1
        elif mark == "}":
            while shifts and shifts[-1][0] >= depth:
                _shift(out, shifts.pop())
            depth = max(0, depth - 1)
        elif mark == "~":
            out.append(" " if _TIE.match(text, max(0, at - 2)) else "~")
        elif mark is not None and mark[1:] == "`":
            out.append("¿" if mark[0] == "?" else "¡")
        elif mark is not None and mark in "^_" and math:
            how = "raise" if mark == "^" else "lower"
            if text[at : at + 1] == "{":
                shifts.append((depth + 1, len(out), how))
            elif (one := re.match(r"\\[A-Za-z]+|[^\s\\]", text[at : at + 40])) is not None:
                at += one.end()
                first = len(out)
                out.append(_scan(one[0], unknown, math=True))
                _shift(out, (depth, first, how))
        elif dashes is not None:
            out.append("–" if len(dashes) == 2 else "—")
        elif opening is not None or closing is not None:
            out.append("“" if opening else "”" if opened and not math else "''")
            opened = opening is not None
        else:
            out.append(mark or "")
    while shifts:
        _shift(out, shifts.pop())
    made = "".join(out)
    return made if math else made.translate(_BACK)


#: A tie stands between two words; elsewhere the sign is meant, as in “~50 patients”.
_TIE = re.compile(r"[^\s(\[]~\S")


def _command(
    text: str,
    found: re.Match[str],
    out: list[str],
    shifts: list[tuple[int, int, str]],
    depth: int,
    unknown: list[str],
    math: bool,
) -> int:
    """What a command made of letters gives; where reading goes on."""
    name, at = found[1], found.end()
    argued = text[at : at + 1] == "{" and not text.startswith("{}", at)
    if len(name) == 1 and name in _ACCENTS and (argued or found[0][-1] == " " or name not in "di"):
        return _accent(text, at, name, out)
    if name in {"textsuperscript", "textsubscript"} and argued:
        shifts.append((depth + 1, len(out), "raise" if name == "textsuperscript" else "lower"))
    elif name in {"frac", "nicefrac", "sfrac", "tfrac"} and (
        halves := re.compile(r"\{([^{}]{0,80})\}\s*\{([^{}]{0,80})\}").match(text, at)
    ):
        above, below = (_scan(half, unknown, math=True) for half in halves.groups())
        out.append("/".join(half if half.isalnum() else f"({half})" for half in (above, below)))
        return halves.end()
    elif name == "sqrt" and argued:
        out.append("√")
        shifts.append((depth + 1, len(out), "root"))
    elif name == "enquote" and argued:
        shifts.append((depth + 1, len(out), "quote"))
    elif name in _HATS and (letter := _BASE.match(text, at)) and (not argued or text[letter.end() :][:1] == "}"):
        return _accent(text, at, _HATS[name], out)
    elif name in _UNREAD and argued:
        close = text.find("}", at)
        return close + 1 if close >= 0 else at
    elif name in _PAIRED and (first := re.compile(r"\{([^{}]{0,2000})\}\s*(?=\{)").match(text, at)):
        out.append(verbatim(first[1]) + " ")
        return first.end()
    elif name in _SILENT:
        pass
    elif (known := _symbols().get(name)) is not None:
        out.append(known)
        if text.startswith("{}", at):
            return at + 2
        # The space behind a command ends its name; between a sign and a word that follows it is one of the text.
        return at
    elif not argued or (math and name not in _FACES):
        unknown.append("\\" + name)
        empty = "{}" if text.startswith("{}", at) else ""
        out.append(found[0] + empty)
        return at + len(empty)
    return at


def _accent(text: str, at: int, mark: str, out: list[str]) -> int:
    """The letter that an accent stands above, with it; where reading goes on."""
    base = _BASE.match(text, at)
    if base is None:
        out.append(mark)
        return at + 2 if text.startswith("{}", at) else at
    letter = base[1] or base[2] or ""
    letter = {"\\i": "i", "\\j": "j"}.get(letter.strip(), letter)
    if letter.startswith("\\"):
        letter = _symbols().get(letter[1:].strip(), "")
    out.append(unicodedata.normalize("NFC", letter[:1] + _ACCENTS[mark] + letter[1:]))
    # An opening brace that was skipped is closed by one that the scan drops.
    return base.end()


_BASE = re.compile(
    r"\s*(?:\{\s*(\\(?:i|j|ae|AE|o|O|l|L|aa|AA|oe|OE)(?![A-Za-z])\s*|[^\W_])"
    r"|(\\(?:i|j|ae|AE|o|O)(?![A-Za-z])[ ]?|[^\W_]))"
)


def _shift(out: list[str], shift: tuple[int, int, str]) -> None:
    """Raise or lower the pieces since a place; what Unicode can't set so is put in brackets behind a mark."""
    _, first, how = shift
    text = "".join(out[first:])
    del out[first:]
    out.append(_shifted(text, how))


def _shifted(text: str, how: str) -> str:
    bare = text.strip()
    if how == "quote":
        return f"“{bare}”"
    if how == "root":
        return bare if bare.isalnum() else f"({bare})"
    if not bare:
        return text
    moved = bare.translate(_RAISED if how == "raise" else _LOWERED)
    if all(was != now or was.isspace() for was, now in zip(bare, moved, strict=True)):
        return moved
    if bare.isalnum() and how == "lower":
        return moved  # a word set lower, as in VO₂max, reads the same
    if how == "raise" and bare in {"st", "nd", "rd", "th", "TM", "®", "™", "°", "∘", "e", "er", "ème", "o", "a"}:
        return {"TM": "™", "∘": "°", "o": "º", "a": "ª"}.get(bare, bare)
    mark = "^" if how == "raise" else "_"
    return mark + (bare if len(bare) == 1 else f"({bare})")


def _untag(text: str) -> str:
    """Take face markup off, tags in pairs only; digits set higher or lower stay so."""
    tags = list(_TAG.finditer(text))
    if not tags:
        return text
    opened: dict[str, list[int]] = {}
    pairs: dict[int, tuple[int, str]] = {}
    for number, tag in enumerate(tags):
        name = tag[2].lower().removeprefix("jats:")
        if tag[3]:
            pairs[number] = (number, name)
        elif not tag[1]:
            opened.setdefault(name, []).append(number)
        elif opened.get(name):
            first = opened[name].pop()
            pairs[first], pairs[number] = (number, name), (first, name)
    out: list[str] = []
    shifts: list[tuple[int, int, str]] = []
    at = 0
    for number, tag in enumerate(tags):
        out.append(text[at : tag.start()])
        at = tag.end()
        if number not in pairs:
            out.append(tag[0])
            continue
        other, name = pairs[number]
        if name in {"p", "title"}:
            out.append(" ")
        elif name in {"sub", "sup", "inf"} and other > number:
            shifts.append((other, len(out), "raise" if name == "sup" else "lower"))
        while shifts and shifts[-1][0] <= number:
            _shift(out, shifts.pop())
    out.append(text[at:])
    return "".join(out)

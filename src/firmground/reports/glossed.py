"""Hard words lead to the glossary where a page first uses them.

Only running text is looked at: no link, heading, button, code, picture, table head, list of references, search entry or
wording to copy ever changes. Of words that overlap the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from firmground.reports.glossary import PAGE, Word

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>""")
_LEFT = frozenset(
    {"a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "summary", "code", "pre", "svg", "nav", "caption", "th", "dt"}
    | {"label", "cite", "blockquote", "time", "title", "textarea", "select"}
)
_LEFT_CLASS = re.compile(r"""\bclass="(?:[^"]*\s)?(?:refs|ama|no|filter|sr)(?:\s[^"]*)?"|\bdata-(?:search|copy)\b""")
_VOID = frozenset({"br", "img", "hr", "wbr", "col", "input"})


@lru_cache(maxsize=4)
def _forms(words: tuple[Word, ...]) -> tuple[re.Pattern[str], Mapping[str, Word]]:
    """What finds any form of any word, and whose form each is; forms are in lower case unless case counts."""
    forms: dict[str, Word] = {}
    for word in words:
        if word.linked:
            for form in (word.name, *word.also):
                # Short forms such as MD mean something else in small letters.
                if form.strip():
                    forms.setdefault(form if form.isupper() else form.casefold(), word)
    longest = sorted(forms, key=lambda form: (-len(form), form))
    said = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest)
    pattern = re.compile(rf"(?<![\w&#-])(?:{said})(?![\w-])", re.IGNORECASE)
    return pattern, MappingProxyType(forms)


def _opens(name: str, rest: str, left: list[str]) -> bool:
    """Whether a start tag begins something that is left alone, or is of the sort that the next end tag would close."""
    if name in _VOID or rest.rstrip().endswith("/"):
        return False
    return name in _LEFT or bool(left and name == left[-1]) or _LEFT_CLASS.search(rest) is not None


def glossed(body: str, page: str, pages: frozenset[str], words: tuple[Word, ...]) -> str:
    """A page's body with a link to the glossary at the first use of each word.

    Args:
        body: well-formed HTML, as :func:`firmground.reports.tidy.tidied` gives it.
        page: the name of this page; the glossary itself stays as it is.
        pages: names of all pages of the edition; without a glossary nothing changes.
        words: of the glossary.
    """
    if page == PAGE or PAGE not in pages or not words:
        return body
    pattern, forms = _forms(words)
    done: set[str] = set()

    def settle(match: re.Match[str]) -> str:
        said = match.group(0)
        flat = " ".join(said.split())
        word = forms.get(flat) or forms.get(flat.casefold())
        if word is None or word.name in done:
            return said
        done.add(word.name)
        return f'<a class="g" href="{PAGE}.html#{word.anchor}">{said}</a>'

    out: list[str] = []
    left: list[str] = []  # elements that are left alone and not yet closed
    end = 0
    for tag in _TAG.finditer(body):
        text = body[end : tag.start()]
        out += (text if left else pattern.sub(settle, text), tag.group(0))
        end = tag.end()
        closing, name, rest = tag.groups()
        name = name.lower()
        if closing:
            if left and name == left[-1]:
                left.pop()
        elif _opens(name, rest, left):
            left.append(name)
    rest = body[end:]
    return "".join((*out, rest if left else pattern.sub(settle, rest)))

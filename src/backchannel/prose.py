"""Parse editors' Markdown and render it as HTML. The only module that uses markdown-it.

CommonMark with tables, footnotes (`[^1]`) and definition lists. HTML in it is treated as text, images are not rendered, and links may
lead only to the web, so that an editor's text can't break the page or the site.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_SECTION = "h2"
"""The element of a section heading: `## note 3`."""


class LinkRun(NamedTuple):
    """Words to be rendered as a link: characters `start` to `end` of the plain words. `title` explains why it has no target, `card` names
    its preview."""

    start: int
    end: int
    href: str
    classes: str = ""
    title: str = ""
    card: str = ""


class ProseLine(NamedTuple):
    """A paragraph of a part, as plain words: its parent element (`p`, `li`, `dt`, `dd`), its line in the Markdown (from 0), and the
    characters that are in bold, if any."""

    element: str
    words: str
    line: int
    strong: tuple[int, int] | None


class ProsePart(NamedTuple):
    """A top-level part of a text. `kind` is `section` (its heading), `quotation`, or `text`; `first` is its first line and `last` the one
    after its last, both from 0."""

    kind: str
    first: int
    last: int
    lines: list[ProseLine]


def parts(markdown: str) -> list[ProsePart]:
    """Split a text into its top-level parts, in order."""
    found: list[ProsePart] = []
    opened: list[Token] = []
    for token in _parser().parse(markdown, {}):
        if token.type.startswith("footnote_block"):  # the parser repeats footnotes at the end; they were seen in their own lines
            break
        if token.nesting > 0 or token.type == "inline":
            if not opened and token.map:
                found.append(ProsePart(_kind(token), token.map[0], token.map[1], []))
            if token.type == "inline":
                found[-1].lines.append(_line(token, opened))
        elif not opened and token.map:
            found.append(ProsePart("text", token.map[0], token.map[1], []))
        opened += [token] if token.nesting > 0 else []
        if token.nesting < 0:
            opened.pop()
    return found


def _kind(token: Token) -> str:
    if token.type == "heading_open" and token.tag == _SECTION:
        return "section"
    return "quotation" if token.type == "blockquote_open" else "text"


def _line(token: Token, opened: Sequence[Token]) -> ProseLine:
    element = next((outer.tag for outer in reversed(opened) if outer.tag in ("li", "dt", "dd")), "p")
    strong, depth, at, begun = None, 0, 0, 0
    for child in token.children or ():
        if child.type == "strong_open":
            begun, depth = at, depth + 1
        elif child.type == "strong_close" and depth:
            strong, depth = strong or (begun, at), depth - 1
        at += len(_plain(child))
    return ProseLine(element, "".join(map(_plain, token.children or ())), (token.map or [0])[0], strong)


class Prose:
    """A piece of Markdown. `words` is its plain text, one paragraph per line, in which references are found."""

    def __init__(self, markdown: str, name: str) -> None:
        """Parse `markdown`. `name` prefixes the ids of its footnotes, so it must be unique on its page."""
        self._env = {"docId": name}
        self._tokens = _parser().parse(markdown, self._env)
        self._lines = [token for token in self._tokens if token.type == "inline"]
        self.words = "\n".join("".join(map(_plain, token.children or ())) for token in self._lines)

    def html(self, runs: Iterable[LinkRun] = ()) -> Markup:
        """Render the piece, with `runs` as links."""
        waiting, at = sorted(runs), 0
        for line in self._lines:
            line.children = list(_linked(line.children or [], waiting, at)) if waiting else line.children
            at += sum(len(_plain(child)) for child in line.children or ()) + 1
        return Markup(_parser().renderer.render(self._tokens, _parser().options, self._env))


def _linked(children: Sequence[Token], runs: Sequence[LinkRun], at: int) -> Iterator[Token]:
    """Split the tokens of a line that begins at `at` where a run begins or ends. Existing links are left alone."""
    inside = 0
    for child in children:
        inside += child.nesting if child.tag == "a" else 0
        words = _plain(child)
        over = [run for run in runs if run.start < at + len(words) and run.end > at] if child.type == "text" and not inside else []
        yield from _cut(child, over, at) if over else (child,)
        at += len(words)


def _cut(text: Token, runs: Sequence[LinkRun], at: int) -> Iterator[Token]:
    end = at + len(text.content)
    edges = sorted({at, end, *(max(run.start, at) for run in runs), *(min(run.end, end) for run in runs)})
    for one, other in pairwise(edges):
        words = Token("text", "", 0, content=text.content[one - at : other - at])
        run = next((run for run in runs if run.start <= one and other <= run.end), None)
        yield from (_opening(run), words, Token("link_close", "a", -1)) if run else (words,)


def _opening(run: LinkRun) -> Token:
    given = {"class": run.classes, "href": run.href, "data-card": run.card, "title": run.title}
    return Token("link_open", "a", 1, attrs={name: value for name, value in given.items() if value})


def _plain(token: Token) -> str:
    """Return the plain text of an inline token."""
    return " " if token.type in ("softbreak", "hardbreak") else token.content if token.type in ("text", "code_inline") else ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image").use(deflist_plugin).use(footnote_plugin)
    parser.validateLink = lambda url: _WEB.match(url) is not None  # type: ignore[method-assign]
    return parser

"""Date a document by terms of office: a paper to President Kennedy was written while he was President.

Terms of office are in `data/terms.toml`. A head and a signature give both ends of a term, since they are of the document's own day. The
text gives only the beginning, since it calls former Presidents by their title too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.readers.text.dating.witness import DateBound
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.readers.text.dating.witness import DatingWitness
    from backchannel.vocabulary import OfficeHolder

_NOT_BEFORE = r"(?<!\w)" + "".join(
    f"(?<!{word}[ ])" for word in ("Vice", "elect", "Elect", "Former", "former", "late", "Acting", "Deputy", "Assistant", "Under")
)
"""Words that make the next one another office, or a former one: the former President, the Deputy Secretary."""
_SIGN = ("Secretary of State", "Under Secretary of State", "Under Secretary of State for Economic Affairs", "Deputy Secretary of State")
_SPOKEN_OF = ("President", "Secretary")
"""The titles by which a text names officers. They are searched for as plain words, which is fast."""
_FROM_DEPARTMENT = re.compile(r"\bFrom the Department of State\b|^(?:\d+\. )?The Secretary of State to\b")


def officers_of_head(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the officers in the head: `From Secretary of State Rusk to President Kennedy` · `the Secretary of State ( Marshall )`"""
    if witness.head:
        for found in _titled().finditer(witness.text, *witness.head.span):
            if holder := _only(witness, "terms", found["office"], found["name"] or found["held"]):
                yield DateBound(holder.first, holder.last, "office", Span(*found.span()))


def signature(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the signature of a telegram from the Department: `Rusk`, the name of the Secretary or of the officer acting for him.

    A name whose term is outside the volume's years is another person's.
    """
    signed = next((block.span for block in witness.blocks if block.kind == "signed"), None)
    if not signed or not witness.years or not _FROM_DEPARTMENT.search(witness.title):
        return
    name = witness.text[signed.start : signed.end].strip().rstrip(".")
    terms = [holder for office in _SIGN for holder in _holders(witness, "terms", office, name)]
    if terms:
        first, last = min(holder.first for holder in terms), max(holder.last for holder in terms)
        if _overlaps(witness, first, last):
            yield DateBound(first, last, "signature", signed)


def head_of_post(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the head of a post: `Lodge` below a telegram from the Embassy in Vietnam, or `the Ambassador in Vietnam (Lodge)` in the
    head. A signature whose term is outside the volume's years is that of a deputy who became the head of the post later."""
    post = _posts().search(witness.title)
    if not post or not witness.head:
        return
    signed = next((block.span for block in witness.blocks if block.kind == "signed"), None)
    start = witness.head.span.start
    name, span = post["held"], Span(start + post.start(), start + post.end())
    if not name and signed and post["from"]:
        name, span = witness.text[signed.start : signed.end].strip().rstrip("."), signed
    holder = _only(witness, "posts", post["post"], name) if name else None
    if holder and (span != signed or _overlaps(witness, holder.first, holder.last)):
        yield DateBound(holder.first, holder.last, "post", span)


def bodies_of_head(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the lifetime of a body named in the head: `Minutes of 40 Committee Meeting`."""
    if witness.head:
        for found in _bodies().finditer(witness.text, *witness.head.span):
            term = vocabulary.term_of("bodies", found[0])
            if term and term.first and term.last:
                yield DateBound(term.first, term.last, "body", Span(*found.span()))


def officers_in_text(witness: DatingWitness) -> Iterator[DateBound]:
    """Bound by the officers that the text names: after `President Johnson said`, not before he became President. The last term counts."""
    named = [bound for span in witness.body for bound in _named(witness, span)]
    if named:
        yield max(named, key=lambda bound: bound.first)


def _named(witness: DatingWitness, span: Span) -> Iterator[DateBound]:
    for title in _SPOKEN_OF:
        at = witness.text.find(title, *span)
        while at >= 0:
            found = _titled().match(witness.text, at, span.end)
            holders = _holders(witness, "terms", found["office"], found["name"] or found["held"]) if found else []
            if found and holders:
                yield DateBound(min(holder.first for holder in holders), "..", "office-in-text", Span(*found.span()))
            at = witness.text.find(title, at + 1, span.end)


@cache
def _posts() -> re.Pattern[str]:
    """Compile a pattern for a post and the name of its head: `From the Embassy in Vietnam`, `The Ambassador in France ( Caffery )`."""
    post = rf"(?P<from>[Ff]rom (?:the )?|^(?:\d+\. )?The )?(?P<post>{vocabulary.alternatives('posts')})(?!\w)"
    return re.compile(rf"{post}(?:\s+\(\s*(?P<held>[A-Z][\w’]+)\s*\))?")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’]){vocabulary.alternatives('bodies')}(?![A-Za-z])")


@cache
def _titled() -> re.Pattern[str]:
    """Compile a pattern for an office and the name of a holder."""
    names = "|".join(sorted({re.escape(holder.name) for term in vocabulary.terms("terms") for holder in term.holders}))
    return re.compile(
        rf"""
        {_NOT_BEFORE}(?P<office>{vocabulary.alternatives("terms")})\s+
        (?: (?P<name>{names})(?![\w’'-]*\w)         # President Nixon
          | \(\s*(?P<held>{names})\s*\)             # the Secretary of State (Rusk)
        )
        """,
        re.VERBOSE,
    )


def _holders(witness: DatingWitness, field: str, office: str, name: str) -> list[OfficeHolder]:
    """List the holders of an office with that name; of two Presidents Johnson, the one in the volume's years, if only one was."""
    term = vocabulary.term_of(field, office)
    holders = [holder for holder in term.holders if holder.name == name] if term else []
    if len(holders) < 2 or not witness.years:
        return holders
    first, last = witness.years
    return [holder for holder in holders if int(holder.first[:4]) <= last and first <= int(holder.last[:4])] or holders


def _overlaps(witness: DatingWitness, first: str, last: str) -> bool:
    """Return whether a term of office is not outside the volume's years, if these are known."""
    return not witness.years or (int(first[:4]) <= witness.years[1] and witness.years[0] <= int(last[:4]))


def _only(witness: DatingWitness, field: str, office: str, name: str) -> OfficeHolder | None:
    """Return the only holder of that name, or None: of two, neither is chosen."""
    holders = _holders(witness, field, office, name)
    return holders[0] if len(holders) == 1 else None

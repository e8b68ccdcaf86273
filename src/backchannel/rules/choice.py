"""Look up the rules that an editor names: by id (`N002`), by name (`marker-without-note`), or by letter (`N`, all rules about notes)."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from backchannel.rules import ACCEPTED_NOTHING, CATALOG, DATABASE_DAMAGED, PUBLISHED_LINE_UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterable


class RuleChoice(NamedTuple):
    """The ids of the rules to report and of the rules to ignore."""

    select: frozenset[str]
    ignore: frozenset[str]

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> RuleChoice:
        """Look up both lists. An empty `select` means all rules. Raises `ValueError` for an unknown rule."""
        return cls(chosen(select) or frozenset(CATALOG), chosen(ignore))

    def has(self, rule: str) -> bool:
        return rule in self.select and rule not in self.ignore


def chosen(words: Iterable[str]) -> frozenset[str]:
    """Return the ids of the named rules. Raises `ValueError` with a sentence for the editor."""
    return frozenset(id for word in words for id in _named(word))


def acceptable(word: str) -> str:
    """Return the id of a rule whose findings can be accepted. Raises `ValueError` with a sentence for the editor."""
    found = _named(word)
    if len(found) > 1:
        raise ValueError(f"{word!r} means several rules; name one of them, such as {found[0]}.")
    rule = CATALOG[found[0]]
    if rule.severity == "error":
        raise ValueError(f"{rule.id} can't be accepted: it is an error, which means lost text or a broken link.")
    if rule in (DATABASE_DAMAGED, PUBLISHED_LINE_UNREADABLE, ACCEPTED_NOTHING):
        raise ValueError(f"{rule.id} can't be accepted: it is about a build or accepted.toml, not about a text.")
    return rule.id


def _named(word: str) -> list[str]:
    known = {id: [id] for id in CATALOG}
    known |= {rule.name: [id] for id, rule in CATALOG.items()}
    known |= {letter: [id for id in CATALOG if id[0] == letter] for letter in {id[0] for id in CATALOG}}
    found = known.get(word) or known.get(word.upper()) or known.get(word.lower())
    if not found:
        meant = difflib.get_close_matches(word, known, n=1)
        raise ValueError(
            f"unknown rule {word!r}; {f'did you mean {meant[0]!r}?' if meant else '`backchannel explain all` lists all rules.'}"
        )
    return found

"""Rules by the words that editors name them with: an id (`N002`), a name (`marker-without-note`), a letter (`N`: all of its rules)."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from backchannel.rules import ACCEPTED_NOTHING, CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable


class RuleChoice(NamedTuple):
    """The rules that are looked at, and those that are passed over, by their ids."""

    select: frozenset[str]
    ignore: frozenset[str]

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> RuleChoice:
        """Where none are selected, all are. Raises `ValueError` for words that name no rule."""
        return cls(chosen(select) or frozenset(CATALOGUE), chosen(ignore))

    def has(self, rule: str) -> bool:
        return rule in self.select and rule not in self.ignore


def chosen(words: Iterable[str]) -> frozenset[str]:
    """The ids of the rules that are named. Raises `ValueError`, one sentence for an editor."""
    return frozenset(id for word in words for id in _named(word))


def acceptable(word: str) -> str:
    """The id of a rule whose findings can be accepted. Raises `ValueError`, one sentence for an editor."""
    found = _named(word)
    if len(found) > 1:
        raise ValueError(f"{word!r} is a letter of many rules; name the one that was met, such as {found[0]}.")
    rule = CATALOGUE[found[0]]
    if rule.severity == "error":
        raise ValueError(f"{rule.id} can't be accepted: an error means that text is lost or a link broken.")
    if rule.id[0] == "W" or rule == ACCEPTED_NOTHING:
        raise ValueError(f"{rule.id} can't be accepted: it is about a build or about accepted.toml, not about a text.")
    return rule.id


def _named(word: str) -> list[str]:
    known = {id: [id] for id in CATALOGUE}
    known |= {rule.name: [id] for id, rule in CATALOGUE.items()}
    known |= {letter: [id for id in CATALOGUE if id[0] == letter] for letter in {id[0] for id in CATALOGUE}}
    found = known.get(word) or known.get(word.upper()) or known.get(word.lower())
    if not found:
        meant = difflib.get_close_matches(word, known, n=1)
        raise ValueError(
            f"there is no rule {word!r}; {f'did you mean {meant[0]!r}?' if meant else '`backchannel explain all` lists them.'}"
        )
    return found

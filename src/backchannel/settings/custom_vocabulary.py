"""Read an edition's own vocabulary: terms of its texts that the program does not know.

`vocabulary/channels.toml` has terms in the same format as the program's `data/channels.toml`. A term with a new name is added to the
program's terms; a term with the name of an existing term replaces it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, model_validator

from backchannel import vocabulary
from backchannel.did_you_mean import did_you_mean
from backchannel.vocabulary import CustomTerms, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class CustomTerm(Term):
    """A term of an edition. Examples are optional, but each must contain the term."""

    examples: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_in_its_examples(self) -> Self:
        for example in self.examples:
            if not any(vocabulary.folded(word) in vocabulary.folded(example) for word in self.words):
                raise ValueError(f"the example {example!r} for {self.name!r} contains none of its words")
        return self


class CustomVocabulary(BaseModel):
    """A file of an edition's vocabulary."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    term: tuple[CustomTerm, ...]


def read_custom_vocabulary(folder: Path, read: Callable[[Path, type[CustomVocabulary]], CustomVocabulary]) -> CustomTerms:
    """Read the terms of each file in `folder`, by field (the file's name without `.toml`).

    Raises `ValueError`, one sentence for an editor, and what `read` raises.
    """
    found = {}
    for file in sorted(folder.glob("*.toml")):
        if file.stem not in vocabulary.fields():
            raise ValueError(f"{file}: unknown vocabulary {file.stem!r}; {did_you_mean(file.stem, vocabulary.fields())}")
        found[file.stem] = read(file, CustomVocabulary).term
        _check_kinds(file, found[file.stem])
    return found


def _check_kinds(file: Path, terms: Sequence[Term]) -> None:
    """Check that the terms have only kinds that the program uses."""
    kinds = sorted({term.kind for term in vocabulary.known(file.stem) if term.kind})
    for term in terms:
        if term.kind and term.kind not in kinds:
            raise ValueError(f"{file}: invalid kind {term.kind!r} for {term.name!r}; {did_you_mean(term.kind, kinds)}")

"""Write the files that a browser searches: plain scripts, which load over a network and from a disk alike.

    search/directory.js     names all others: by volume the texts, by range the terms, by letter the words
    search/people.js        the people of `people.toml`, if there are any
    search/d-….js           terms of a range: a line with stem, word and, by volume, the documents
    search/p-….js           the same terms with the positions of each
    search/t-….js           titles, paragraphs and notes of documents that follow each other in a volume
    search/n-….js           documents, pages and messages by number
    search/w-….js           words that begin with a letter, each with its commonness, for words that are misspelled

A file is named after its contents, so that no browser mixes an old part with new ones, and assigns them to `window.shards` under its name.
How postings are written is in `backchannel.search`; `templates/static/engine.js` reads them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from backchannel.edition.rebuild import outputs
from backchannel.edition.rebuild.invalidation import PLACES, TERMS, WORDS
from backchannel.edition.search import arrange, places, terms, texts
from backchannel.edition.search.terms import VolumeIndex
from backchannel.pages.components.scripts import of_edition
from backchannel.pages.components.volumes import volume_words
from backchannel.search.codes import CODES, DIGITS
from backchannel.search.postings import SlottedText, slots, term_runs
from backchannel.search.ranges import scale
from backchannel.source import digest
from backchannel.writers.rendering import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.store import Store
    from backchannel.settings import Project
    from backchannel.writers.files import WrittenFile

FOLDER = "search"
DIRECTORY = f"{FOLDER}/directory.js"
PEOPLE = f"{FOLDER}/people.js"
_TEXTS = 32_000
"""Characters of a file of texts, at the scale of a small edition."""


def index_volume(project: Project, store: Store, volume: str) -> tuple[list[WrittenFile], VolumeIndex]:
    """Index a volume, and write its texts."""
    kept = texts.of_volume(store, volume)
    if not kept:
        return [], VolumeIndex(volume, [], "")
    documents = [json.loads(document) for document in kept]
    numbered = slots(local.removeprefix("d") for local, *_ in documents)
    runs = term_runs(map(_slotted, numbered, documents))
    files, named = [], []
    for first, shard in _parted(numbered, kept, _TEXTS * scale(texts.count(store))):
        file = _write(project, "t", f"[{','.join(shard)}]")
        files.append(file)
        named.append([first, _name(file)])
    odd = {slot: local for slot, (local, *_) in zip(numbered, documents, strict=True) if local != f"d{slot}"}
    return files, VolumeIndex(volume, runs, json.dumps({"odd": odd, "texts": named}, ensure_ascii=False))


def write_range(project: Project, store: Store, first: str) -> Iterator[WrittenFile]:
    """Write the terms of a range of the index; nothing if there is no such range any longer."""
    until = arrange.until(store, first)
    if until is None:
        return
    documents: dict[str, list[str]] = {}
    positions: dict[str, list[str]] = {}
    codes = {volume: CODES[number] for number, volume in enumerate(terms.directories(store))}
    for run in terms.between(store, first, until):
        documents.setdefault(run.term, []).append(f"{codes[run.volume]}{run.documents}")
        positions.setdefault(run.term, []).append(run.positions)
    for kind, found in (("d", documents), ("p", positions)):
        lines = "".join(f"\n{term} {'|'.join(found[term])}" for term in sorted(found))
        yield _write(project, kind, f"`{lines}\n`")


def write_words(project: Project, store: Store, letter: str) -> Iterator[WrittenFile]:
    """Write the list of the words that begin with a letter."""
    found = sorted((term.partition(" ")[2], frequency) for term, frequency in terms.with_initial(store, letter))
    if found:
        yield _write(project, "w", f"`{' '.join(f'{word}{DIGITS[arrange.commonness(frequency)]}' for word, frequency in found)}`")


def write_places(project: Project, store: Store, shard: str) -> Iterator[WrittenFile]:
    """Write a share of the documents, pages and messages that have a number."""
    if found := places.of_shard(store, int(shard)):
        yield _write(project, "n", json.dumps(found, ensure_ascii=False, separators=(",", ":")))


def write_directory(project: Project, store: Store) -> WrittenFile:
    """Write the directory of the search."""
    volumes = [
        {"id": volume, "title": volume_words(project, volume), **json.loads(directory)}
        for volume, directory in terms.directories(store).items()
    ]
    ranges = [[first, *map(_name_of, sorted(outputs.of_unit(store, f"{TERMS}:{first}")))] for first in arrange.firsts(store)]
    data = {
        "documents": texts.count(store),
        "digits": DIGITS,
        "volumes": volumes,
        "ranges": ranges,
        "words": _named(store, WORDS),
        "places": _named(store, PLACES),
        "shards": places.SHARDS,
        "people": project.peopled,
    }
    return write_text(project, DIRECTORY, of_edition("directory", data))


def _slotted(slot: int, document: list[list[list[str]]]) -> SlottedText:
    _, title, about, _, text, notes = document
    return SlottedText(slot, f"{title} · {about}", [words for _, words in text], [words for _, words in notes])


def _parted(numbered: Iterable[int], documents: Iterable[str], most: int) -> Iterator[tuple[int, list[str]]]:
    """Part documents that follow each other, each part with the slot of its first."""
    shard: list[str] = []
    first = size = 0
    for slot, document in zip(numbered, documents, strict=True):
        if shard and size + len(document) > most:
            yield first, shard
            shard, size = [], 0
        first = slot if not shard else first
        shard.append(document)
        size += len(document)
    yield first, shard


def _write(project: Project, kind: str, data: str) -> WrittenFile:
    """Write a file that assigns `data`, an expression, to its name."""
    name = f"{kind}-{digest(data.encode())[:10]}"
    return write_text(project, f"{FOLDER}/{name}.js", f'(window.shards??={{}})["{name}"]={data};\n')


def _named(store: Store, kind: str) -> dict[str, str]:
    """Return the files of the units of a kind, by the second part of their names."""
    return {unit.partition(":")[2]: _name_of(path) for unit, path in outputs.of_units(store, f"{kind}:")}


def _name(file: WrittenFile) -> str:
    return _name_of(file.path)


def _name_of(path: str) -> str:
    return path.removeprefix(f"{FOLDER}/").removesuffix(".js")

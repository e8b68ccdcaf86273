"""Writes what the search page asks: the full-text index of each volume, by Pagefind, and what searches it.

An index is made again only when its volume changed: it lies in a folder that is named for what it is made of, so that no browser takes a
part of an old one for a new. Pagefind names the parts by hashes. Here the part of a document is named for the document, and the parts of
the word list are numbered: a search loads half as much before it answers, and knows what it found before it loads any of it.
"""

from __future__ import annotations

import gzip
import html
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import cbor2

from backchannel.pages.lists.search import INDEX_FOLDER
from backchannel.source import digest
from backchannel.system.file_stamps import folder_stamp
from backchannel.writers.files import WrittenFile, write_folder
from backchannel.writers.pagefind import ENTRY, MAKE, PROGRAM, index_of, packed, unpacked
from backchannel.writers.rendering import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.pages.lists.search import SearchedDocument
    from backchannel.settings import Project

_ENGINE = "static/search"
"""The folder of what all indexes share."""
_LIST = "pagefind.all.pf_meta"
"""The file of an index that lists its parts."""


def write_index(project: Project, volume: str, key: str, made_of: str, documents: Iterable[SearchedDocument]) -> WrittenFile:
    """The index of a volume, a folder, whose documents the search page knows as `key.d145`. `made_of` is the fingerprint of what they
    depend on: where there is an index of that, it is left as it is, and `documents` is not asked."""
    folder = f"{volume}/{INDEX_FOLDER}/{digest(f'{MAKE} {key} {made_of}'.encode())[:8]}"
    changed = not (project.site / folder).exists()
    if changed:
        index = index_of((document.local, _page(document)) for document in documents)
        write_folder(project.site / folder, _renamed(index, key))
    return WrittenFile(f"{folder}/", changed, folder_stamp(project.site / folder))


def write_engine(project: Project) -> Iterator[WrittenFile]:
    """What searches the indexes, with an index of its own of but a word, into which they are merged."""
    files = index_of([("none", '<html lang="en"><body><p>none</p></body></html>')])
    for name, data in [*((name, files[name]) for name in PROGRAM), *_renamed(files, "engine")]:
        yield write(project, f"{_ENGINE}/{name}", data)


def write_lists(project: Project, indexes: Iterable[str]) -> WrittenFile:
    """The entries and lists of all indexes in one file, for a search in many volumes: a line of JSON with the path and size of each, then
    their bytes."""
    paths = [f"{index}{name}" for index in indexes for name in (ENTRY, _LIST)]
    held = {path: (project.site / path).read_bytes() for path in paths}
    data = {path: gzip.decompress(file) if path.endswith(_LIST) else file for path, file in held.items()}
    head = json.dumps([(quote(path), len(part)) for path, part in data.items()])
    return write(project, f"{_ENGINE}/lists.bin", gzip.compress(b"\n".join([head.encode(), b"".join(data.values())]), mtime=0))


def _page(document: SearchedDocument) -> str:
    """A document as Pagefind reads it. The ids stand on empty elements: an index keeps the words of an element with an id twice."""
    said = {"title": f"{document.number}. {document.title}", "about": document.about}
    meta = "".join(f'<i data-pagefind-meta="{name}[content]" content="{html.escape(words)}"></i>' for name, words in said.items())
    passages = "".join(f'<p><a id="{html.escape(part.id)}"></a>{html.escape(part.words)}</p>' for part in document.passages)
    return f'<html lang="en"><body>{meta}<h1><a id="{document.head_id}"></a>{html.escape(said["title"])}</h1>{passages}</body></html>'


def _renamed(files: dict[str, bytes], key: str) -> Iterator[tuple[str, bytes]]:
    """The files of an index under their new names. What names the others is a list in CBOR:
    `[version, [[page, words] …], [[first word, last word, part] …], filters, sorts, fields]`."""
    entry = json.loads(files[ENTRY])
    (language,) = entry["languages"].values()
    listed = cbor2.loads(unpacked(files[f"pagefind.{language['hash']}.pf_meta"]))
    for page in listed[1]:
        data = files[f"fragment/{page[0]}.pf_fragment"]
        page[0] = f"{key}.{json.loads(unpacked(data))['url']}"
        yield f"fragment/{page[0]}.pf_fragment", data
    for n, part in enumerate(listed[2]):
        data = files[f"index/{part[2]}.pf_index"]
        part[2] = f"{n:x}"
        yield f"index/{part[2]}.pf_index", data
    language["hash"] = "all"
    yield _LIST, packed(cbor2.dumps(listed))
    yield ENTRY, json.dumps(entry).encode()

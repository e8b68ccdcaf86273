"""Write what the search page loads: the full-text index of each volume, by Pagefind, and the engine that searches it.

An index is made again only if its volume changed. Its folder is named by a digest of its sources, so that no browser mixes parts of an old
index with a new one. Pagefind names the parts by hashes. Here the part of a document is named after the document, and the parts of the
word list are numbered: a search loads half as much before it answers, and knows what it found before it loads any of it.
"""

from __future__ import annotations

import gzip
import html
import json
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

import cbor2

from backchannel.pages.lists.search import INDEX_FOLDER
from backchannel.source import digest
from backchannel.system.file_stamps import folder_stamp
from backchannel.writers.files import WrittenFile, remove, write_folder
from backchannel.writers.pagefind import ENTRY, MAKE, PROGRAM, compressed, index_of, packed, unpacked
from backchannel.writers.rendering import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from backchannel.pages.lists.search import SearchedDocument
    from backchannel.settings import Project

_ENGINE = "static/search"
"""The folder of the files that all indexes share."""
_LIST = "pagefind.all.pf_meta"
"""The file of an index that lists its parts."""


def write_index(project: Project, volume: str, key: str, made_of: str, documents: Iterable[SearchedDocument]) -> WrittenFile:
    """Write the index of a volume, a folder, whose documents the search page refers to as `key.d145`. `made_of` is the fingerprint of what
    they depend on: if a whole index with that fingerprint exists, it is kept, and `documents` is not read."""
    folder = f"{volume}/{INDEX_FOLDER}/{digest(f'{MAKE} {key} {made_of}'.encode())[:8]}"
    changed = not _is_whole(project.site / folder)
    if changed:
        remove(project.site, [f"{folder}/"])
        index = index_of((document.local, _page(document)) for document in documents)
        write_folder(project.site / folder, _renamed(index, key))
    return WrittenFile(f"{folder}/", changed, folder_stamp(project.site / folder))


def _is_whole(folder: Path) -> bool:
    """Return whether a folder has all files of an index. A build that was stopped may have removed some of them."""
    try:
        _, pages, parts, *_ = cbor2.loads(unpacked((folder / _LIST).read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):  # the list is missing or damaged
        return False
    files = [ENTRY, *(_fragment(page[0]) for page in pages), *(_part(part[2]) for part in parts)]
    return all((folder / file).is_file() for file in files)


def write_engine(project: Project) -> Iterator[WrittenFile]:
    """Write the engine that searches the indexes. It has an index of a single word of its own, into which the others are merged."""
    files = index_of([("none", '<html lang="en"><body><p>none</p></body></html>')])
    for name, data in [*((name, files[name]) for name in PROGRAM), *_renamed(files, "engine")]:
        yield write(project, f"{_ENGINE}/{name}", data)


def write_lists(project: Project, indexes: Iterable[str]) -> WrittenFile:
    """Write the entries and lists of all indexes to one file, for a search in many volumes: a line of JSON with the path and size of each,
    then their bytes."""
    paths = [f"{index}{name}" for index in indexes for name in (ENTRY, _LIST)]
    held = {path: (project.site / path).read_bytes() for path in paths}
    data = {path: gzip.decompress(file) if path.endswith(_LIST) else file for path, file in held.items()}
    head = json.dumps([(quote(path), len(part)) for path, part in data.items()])
    return write(project, f"{_ENGINE}/lists.bin", compressed(b"\n".join([head.encode(), b"".join(data.values())])))


def _page(document: SearchedDocument) -> str:
    """Write a document as Pagefind reads it. The ids are on empty elements, since an index keeps the words of an element with an id
    twice."""
    fields = {"title": f"{document.number}. {document.title}", "about": document.about}
    meta = "".join(f'<i data-pagefind-meta="{name}[content]" content="{html.escape(words)}"></i>' for name, words in fields.items())
    passages = "".join(f'<p><a id="{html.escape(part.id)}"></a>{html.escape(part.words)}</p>' for part in document.passages)
    return f'<html lang="en"><body>{meta}<h1><a id="{document.head_id}"></a>{html.escape(fields["title"])}</h1>{passages}</body></html>'


def _renamed(files: dict[str, bytes], key: str) -> Iterator[tuple[str, bytes]]:
    """Rename the files of an index. The file that names the others is a list in CBOR:
    `[version, [[page, words] …], [[first word, last word, part] …], filters, sorts, fields]`."""
    entry = json.loads(files[ENTRY])
    (language,) = entry["languages"].values()
    listed = cbor2.loads(unpacked(files[f"pagefind.{language['hash']}.pf_meta"]))
    for page in listed[1]:
        data = files[_fragment(page[0])]
        page[0] = f"{key}.{json.loads(unpacked(data))['url']}"
        yield _fragment(page[0]), data
    for n, part in enumerate(listed[2]):
        data = files[_part(part[2])]
        part[2] = f"{n:x}"
        yield _part(part[2]), data
    language["hash"] = "all"
    yield _LIST, packed(cbor2.dumps(listed))
    yield ENTRY, json.dumps(entry).encode()


def _fragment(name: str) -> str:
    """Return the file of a document in an index."""
    return f"fragment/{name}.pf_fragment"


def _part(name: str) -> str:
    """Return the file of a part of the word list of an index."""
    return f"index/{name}.pf_index"

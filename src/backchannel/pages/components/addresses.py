"""Where pages lie in the site, and how one points to another: always by a relative address, so that a site folder works anywhere.

A page lies at the top (`index.html`, `messages.html`) or in the folder of its volume (`frus1969-76v09/d145.html`). `folder` is that of
the page that points: a volume's id, or empty at the top.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from backchannel import ids

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import ListedDocument

FRONT = "index.html"
MESSAGES = "messages.html"
TRAFFIC = "traffic.html"
THREADS = "threads.html"
IN_TRANSIT = "underway.html"
FINDINGS = "findings.html"
NOT_FOUND = "404.html"
ABOUT = "about.html"
SEARCH = "search.html"
WANTED = "wanted.html"
PEOPLE = "people.html"

_NUMBERED = re.compile(r"d\d+[a-z]?")
_PLAIN = re.compile(r"[\w.-]*", re.ASCII)


def page_of(document: str) -> str:
    """The path of a document's page in the site: `frus1969-76v09/d145.html`."""
    return f"{document}.html"


def person_page(id: str) -> str:
    """The path of a person's page in the site: `people/archer-ann.html`."""
    return f"people/{id}.html"


def href(folder: str, path: str, fragment: str = "") -> str:
    """The address of the page at `path`, from a page in `folder`.

    1. from `v9` to `v9/d145.html`    `d145.html`
    2. from `v9` to `v10/d1.html`     `../v10/d1.html`
    3. from `v9` to `index.html`      `../index.html`
    """
    page = _relative(folder, path)
    return f"{page}#{_quoted(fragment)}" if fragment else page


@lru_cache(4096)
def _relative(folder: str, path: str) -> str:
    inside = f"{folder}/"
    return quote(path.removeprefix(inside) if folder and path.startswith(inside) else ("../" if folder else "") + path)


def _quoted(anchor: str) -> str:
    """An anchor as a part of an address: nearly all stay as they are."""
    return anchor if _PLAIN.fullmatch(anchor) else quote(anchor)


def target_href(folder: str, target: str) -> str:
    """The address of what the edition calls `VOLUME`, `VOLUME/dN`, `VOLUME/dN#dNfnM` or `VOLUME#pg_N`. A page of a volume leads to the
    volume's page index, which knows the documents that stand on it."""
    path, fragment = ids.split_target(target)
    if "/" in path:
        return href(folder, page_of(path), fragment)
    return href(folder, f"{path}/pages.html" if fragment else f"{path}/{FRONT}", fragment)


def message_href(folder: str, message: str) -> str:
    """The address of a traveller's message in the ledger: `messages.html#hakto-18-1972-12`."""
    return href(folder, MESSAGES, message)


@lru_cache(4096)
def official_href(target: str) -> str:
    """The address at history.state.gov of a target, safe to stand in a page."""
    address = ids.official_address(target)
    return ids.OFFICIAL + quote(address.removeprefix(ids.OFFICIAL))


def official_id(document: ListedDocument) -> str:
    """What the document is called at history.state.gov: `d44`, also for the second text that claims that number (`d44-2`); empty for a
    text without a number, which is not known there."""
    match = _NUMBERED.match(document.local)
    return match[0] if match else ""


def official_twin(document: ListedDocument) -> str:
    """The address of the document in the official edition, or of its volume; empty for a volume that is not of the series."""
    return official_href(f"{document.volume}/{official_id(document)}".rstrip("/")) if ids.is_volume(document.volume) else ""

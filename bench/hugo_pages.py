"""Writes the view models of an edition's documents as content files for Hugo: the front matter is what our own templates are given."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Hashable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hugo_templates import field_names

from backchannel.edition.people.naming import has_people
from backchannel.edition.queries import document_queries
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.rebuild import invalidation
from backchannel.edition.store import Store
from backchannel.pages.frames import document_frame
from backchannel.pages.reading.document import document_page
from backchannel.writers.units import inputs_of

if TYPE_CHECKING:
    from backchannel.settings import Project


def write_volumes(given: tuple[Project, Path], volumes: Sequence[str]) -> list[int]:
    """Write the content files of volumes of a built edition into a folder. Return how many documents each has."""
    project, content = given
    with Store.reading(project.store) as store:
        built = dataclasses.replace(
            project,
            with_traffic=invalidation.volumes_with_traffic(store),
            peopled=has_people(store),
            with_transmission=invalidation.volumes_with_transmission(store),
        )
        return [_write_volume(built, store, volume, content / volume) for volume in volumes]


def _write_volume(project: Project, store: Store, volume: str, content: Path) -> int:
    content.mkdir(parents=True)
    (content / "_index.md").write_text(json.dumps({"title": project.volumes[volume].title}) + "\n", encoding="utf-8")
    size = document_queries.size(store, volume)
    for order, inputs in enumerate(inputs_of(store, DocumentRun(volume, 1, size)), 1):
        page = document_page(document_frame(project, inputs.listed.id), inputs)
        values = {"title": inputs.listed.title, "number": inputs.listed.number or page.id, "weight": order, "view": _value(page)}
        (content / f"{page.id}.md").write_text(json.dumps(values, ensure_ascii=False) + "\n", encoding="utf-8")
    return size


def _value(thing: Any) -> Any:
    """Return what a template can see of a value: the fields it uses that are not empty. A dictionary, which is printed whole, is JSON."""
    if isinstance(thing, dict):
        return json.dumps(thing, ensure_ascii=False, sort_keys=True)
    if isinstance(thing, str):
        return str(thing)
    if names := _names(thing.__class__):
        return {name: _value(value) for name in names if (value := getattr(thing, name))}
    return list(map(_value, thing)) if isinstance(thing, Sequence) else thing


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """Return the names of the fields and properties of a kind of record that the templates use; none of any other value."""
    fields = getattr(kind, "_fields", ()) or tuple(getattr(kind, "__dataclass_fields__", ()))
    if not fields:
        return ()
    properties = (name for name in dir(kind) if isinstance(getattr(kind, name), property))
    return tuple(name for name in (*fields, *properties) if name in _used())


@cache
def _used() -> set[str]:
    return field_names()

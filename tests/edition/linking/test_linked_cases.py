"""Linking gives the expected outcome for the cases in `cases/`, also when their texts are added and removed one by one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

import pytest
from invented import OPENED
from linked_cases import VIEWS, Case, read_linked_cases, view_rows, write

from backchannel.edition.change_log import watched
from backchannel.edition.linking.arrange import arrange
from backchannel.edition.linking.link import link, link_again
from backchannel.edition.rows import Rows, rows_of
from backchannel.edition.store import Store
from backchannel.readers.text.document import read_document
from backchannel.settings import Project
from backchannel.source import Source

CASES = read_linked_cases()
BY_NAME = [pytest.param(case, id=f"{case.file.stem}: {case.name}") for case in CASES]


@pytest.mark.parametrize("case", BY_NAME)
def test_an_edition_is_linked_as_a_careful_reader_would_link_it(case: Case) -> None:
    store = linked(case.texts, case.project())
    for view, expected in case.views.items():
        found = view_rows(store, view)
        if found != expected and os.environ.get("BACKCHANNEL_WRITE"):
            write(case, view, found)
        else:
            assert found == expected


@pytest.mark.parametrize("case", BY_NAME)
def test_removing_and_restoring_a_text_restores_the_edition(case: Case) -> None:
    store = linked(case.texts, case.project())
    whole = everything(store)
    for path, text in case.texts.items():
        edit(store, case.project(), path, None)
        assert everything(store) == everything(linked({p: t for p, t in case.texts.items() if p != path}, case.project()))
        edit(store, case.project(), path, rows(path, text))
        assert everything(store) == whole


@pytest.mark.parametrize("case", [param for param, case in zip(BY_NAME, CASES, strict=True) if case.settings])
def test_removing_and_restoring_settings_restores_the_edition(case: Case) -> None:
    store = linked(case.texts, case.project())
    whole, bare = everything(store), case._replace(settings={}).project()
    volumes = [path.partition("/")[0] for path in case.settings]
    with store.transaction(), watched(store):
        link_again(store, bare, volumes)
    assert everything(store) == everything(linked(case.texts, bare))
    with store.transaction(), watched(store):
        link_again(store, case.project(), volumes)
    assert everything(store) == whole
    link(store, bare)
    assert everything(store) == everything(linked(case.texts, bare))


def linked(texts: Mapping[str, str], project: Project) -> Store:
    """Make an edition of these texts, arranged and linked."""
    store = Store.in_memory()
    OPENED.append(store)
    for path, text in texts.items():
        store.add([rows(path, text)])
    arrange(store)
    link(store, project)
    return store


def edit(store: Store, project: Project, path: str, put: Rows | None) -> None:
    """Add a text to an edition or remove it, and link again what that affects."""
    with store.transaction(), watched(store):
        if put:
            store.add([put])
        else:
            store.forget([path])
        arrange(store, [path.rpartition("/")[0]])
        link_again(store, project)


@cache
def rows(path: str, text: str) -> Rows:
    return rows_of(read_document(Source(path, text), path.rpartition("/")[0]), "test")


def everything(store: Store) -> dict[str, list[str]]:
    return {view: view_rows(store, view) for view in VIEWS}

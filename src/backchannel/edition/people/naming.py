"""Keeps whom the names in the documents mean, and finds those that are to be settled.

After an edit that is done again for the texts that were read, and for the volumes whose people changed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.edition.people.forms import forms_of
from backchannel.edition.people.reading import DateBounds
from backchannel.edition.people.settling import PrintedCorrespondent, PrintedDocument, settle
from backchannel.settings import SettingsError
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.people.forms import NameForms
    from backchannel.edition.rows import Row
    from backchannel.edition.store import Store
    from backchannel.settings.people import People


FOLDER = "people"
"""The folder of the site that has the pages of people: no volume may be called so."""


def identify_all(store: Store, people: People) -> None:
    """Settle the names of all documents."""
    if not people.rosters and not has_people(store):
        return
    _keep_people(store, people)
    store.run("DELETE FROM naming")
    for volume in store.volumes():
        _name_volume(store, people, volume)
        _report(store, volume)


def identify_changed(store: Store, people: People, read: Iterable[str], touched: Iterable[str], told: Iterable[str]) -> None:
    """Settle the names of the texts that were `read` again, in the volumes that this `touched`; and of those volumes whose people changed
    (`told`; the empty name: of all)."""
    if not people.rosters and not has_people(store):
        return
    _keep_people(store, people)
    again = set(store.volumes()) if "" in told else set(told)
    _name_texts(store, people, read)
    for volume in sorted(again):
        _name_volume(store, people, volume)
    for volume in sorted(again.union(touched)):
        _report(store, volume)


def has_people(store: Store) -> bool:
    """Whether the edition names people."""
    return bool(store.rows("SELECT 1 FROM person LIMIT 1"))


def _keep_people(store: Store, people: People) -> None:
    if people.rosters and FOLDER in store.volumes():
        raise SettingsError(f"a volume’s folder is called {FOLDER!r}, as is the one of people’s pages: give the volume another name.")
    now = {person.id: person.model_dump_json() for person in people.all()}
    known = store.pairs("SELECT id, record FROM person")
    store.run_many("DELETE FROM person WHERE id = ?", ((id,) for id, record in known.items() if now.get(id) != record))
    store.run_many("INSERT INTO person VALUES (?, ?)", ((id, record) for id, record in now.items() if known.get(id) != record))


def _name_volume(store: Store, people: People, volume: str) -> None:
    _name(store, forms_of(people.of(volume)), store.rows(f"{_DOCUMENTS} WHERE d.volume = ?", (volume,)))


def _name_texts(store: Store, people: People, paths: Iterable[str]) -> None:
    forms: dict[str, NameForms] = {}
    for path in paths:
        for volume in store.volumes_of([path]):
            if volume not in forms:
                forms[volume] = forms_of(people.of(volume))
            _name(store, forms[volume], store.rows(f"{_DOCUMENTS} WHERE d.path = ?", (path,)))


def _name(store: Store, forms: NameForms, documents: Iterable[tuple[int, str | None, str | None, str]]) -> None:
    """Keep whom the names of these documents mean, in the place of what was kept before."""
    for doc, earliest, latest, names in documents:
        correspondents = [PrintedCorrespondent(*row) for row in store.rows(_CORRESPONDENTS, (doc,))]
        meant = settle(forms, PrintedDocument(DateBounds(earliest, latest), correspondents, json.loads(names)))
        store.run("DELETE FROM naming WHERE doc = ?", (doc,))
        store.run_many(
            "INSERT INTO naming VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((doc, *m[:5], json.dumps(m.candidates), json.dumps(m.anchors)) for m in meant),
        )


class UnsettledName(NamedTuple):
    """A name that is not settled, in a document: what it has in common with the names of its candidates, and where it stands first."""

    doc: int
    ending: str
    words: str
    candidates: str


def _report(store: Store, volume: str) -> None:
    """A finding for each name of a volume that is to be settled, where the first of its documents prints it."""
    store.run("DELETE FROM finding WHERE stage = 'people' AND part = ?", (volume,))
    found: dict[str, list[UnsettledName]] = defaultdict(list)
    for row in store.rows(_OPEN, (volume,)):
        found[row["ending"]].append(UnsettledName(*row))
    names = {id: json.loads(record)["name"] for id, record in store.rows("SELECT id, record FROM person")} if found else {}
    store.add_findings([_finding(store, volume, ending, names, uses) for ending, uses in found.items()])


def _finding(store: Store, volume: str, ending: str, names: dict[str, str], uses: Sequence[UnsettledName]) -> Row:
    rule = rules.PERSON_NOT_SETTLED
    first, documents = uses[0], len({use.doc for use in uses})
    source = Source(*store.rows(_TEXT, (first.doc,))[0])
    start = max(source.text.find(first.words), 0)
    fields = {"name": ending, "elsewhere": _elsewhere(documents - 1), "candidates": _candidates(uses, names)}
    place = (start, start + len(first.words), *source.place(start))
    return (first.doc, "people", volume, source.path, rule.id, rule.severity, *place, rule.message.format(**fields))


def _elsewhere(documents: int) -> str:
    return "" if not documents else f" (also in {documents} other document{'s' if documents > 1 else ''})"


def _candidates(uses: Iterable[UnsettledName], names: dict[str, str]) -> str:
    """`Archer, Ann or Archer, Bert`; of one who is not the only one of that name, `Archer, Ann or someone else with that name`."""
    found = sorted({names[id] for use in uses for id in json.loads(use.candidates)})
    return " or ".join(found if len(found) > 1 else [*found, "someone else with that name"])


_DOCUMENTS = "SELECT d.doc, d.earliest, d.latest, r.names FROM document d JOIN record r ON r.doc = d.doc"

_CORRESPONDENTS = "SELECT role, ordinal, words, name, office FROM correspondent WHERE doc = ? ORDER BY role, ordinal"

_OPEN = """
SELECT n.doc, n.ending, n.words, n.candidates FROM naming n JOIN document d ON d.doc = n.doc
WHERE d.volume = ? AND n.person IS NULL ORDER BY d.sequence, n.role, n.ordinal
"""

_TEXT = "SELECT d.path, json_extract(r.record, '$.text') FROM document d JOIN record r ON r.doc = d.doc WHERE d.doc = ?"

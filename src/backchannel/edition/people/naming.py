"""Identify the names in the documents with people, store the result, and report the names to settle.

After an edit, this is done again for the texts that were read or dated again, and for the volumes whose people changed.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import rules
from backchannel.did_you_mean import did_you_mean
from backchannel.edition.named_rows import record_of
from backchannel.edition.people.forms import forms_of
from backchannel.edition.people.reading import DateBounds
from backchannel.edition.people.settling import PrintedCorrespondent, PrintedDocument, settle
from backchannel.edition.stored_source import source_of
from backchannel.edition.tables import FindingRow
from backchannel.settings import SettingsError
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.people.forms import NameForms
    from backchannel.edition.people.settling import Identification
    from backchannel.edition.store import Store
    from backchannel.findings import Rule
    from backchannel.settings.people import People


_MOST_NAMED = 5
"""Ids of people that a finding names, if none is like the wrong one."""
FOLDER = "people"
"""The folder of the site that has the people pages. No volume may have this name."""


def identify_all(store: Store, people: People) -> None:
    """Identify the names in all documents."""
    if not people.rosters and not has_people(store):
        _report_all(store, people, store.volumes())
        return
    _store_people(store, people)
    store.run("DELETE FROM identification")
    for volume in store.volumes():
        _identify_volume(store, people, volume)
    _report_all(store, people, store.volumes())


def identify_changed(store: Store, people: People, read: Iterable[str], touched: Iterable[str], told: Iterable[str]) -> None:
    """Identify the names in the texts that were `read` again or whose dates the order of their volume now limits otherwise, and in the
    volumes whose people changed (`told`; the empty name: in all volumes). `touched` are the volumes of these texts, whose names to settle
    are reported again. Use it while the store is `watched`."""
    if not people.rosters and not has_people(store):
        _report_all(store, people, touched)
        return
    _store_people(store, people)
    again = set(store.volumes()) if "" in told else set(told)
    dated = (row[0] for row in store.rows("SELECT path FROM date_change"))
    _identify_texts(store, people, {*read, *dated})
    for volume in sorted(again):
        _identify_volume(store, people, volume)
    _report_all(store, people, again.union(touched))


def has_people(store: Store) -> bool:
    """Return whether the edition has people."""
    return bool(store.rows("SELECT 1 FROM person LIMIT 1"))


def _store_people(store: Store, people: People) -> None:
    if people.rosters and FOLDER in store.volumes():
        raise SettingsError(f"a volume’s folder is called {FOLDER!r}, as is the one of people’s pages: give the volume another name.")
    now = {person.id: person.model_dump_json() for person in people.all()}
    known = store.pairs("SELECT id, record FROM person")
    store.run_many("DELETE FROM person WHERE id = ?", ((id,) for id, record in known.items() if now.get(id) != record))
    for id, record in now.items():
        if known.get(id) != record:
            store.insert("person", id=id, record=record)


def _report_all(store: Store, people: People, volumes: Iterable[str]) -> None:
    for volume in sorted(volumes):
        _report(store, volume, frozenset(person.id for person in people.of(volume)))


def _identify_volume(store: Store, people: People, volume: str) -> None:
    _identify(store, forms_of(people.of(volume)), store.rows(f"{_DOCUMENTS} WHERE d.volume = ?", (volume,)))


def _identify_texts(store: Store, people: People, paths: Iterable[str]) -> None:
    forms: dict[str, NameForms] = {}
    for path in paths:
        for volume in store.volumes_of([path]):
            if volume not in forms:
                forms[volume] = forms_of(people.of(volume))
            _identify(store, forms[volume], store.rows(f"{_DOCUMENTS} WHERE d.path = ?", (path,)))


def _identify(store: Store, forms: NameForms, documents: Iterable[Any]) -> None:
    """Identify the names in these documents. The result replaces the one stored before."""
    for document in documents:
        days = record_of(DateBounds, document)
        correspondents = store.records(PrintedCorrespondent, _CORRESPONDENTS, (document["doc"],))
        identified = settle(forms, PrintedDocument(days, correspondents, json.loads(document["names"]), json.loads(document["settled"])))
        store.run("DELETE FROM identification WHERE doc = ?", (document["doc"],))
        store.insert_all("identification", (_row(document["doc"], name) for name in identified))


class IdentificationRow(NamedTuple):
    """A row of `identification`."""

    doc: int
    role: str
    ordinal: int
    words: str
    ending: str
    person: str | None
    candidates: str
    anchors: str


def _row(doc: int, name: Identification) -> IdentificationRow:
    candidates, anchors = json.dumps(name.candidates), json.dumps(name.anchors)
    return IdentificationRow(doc=doc, **name._replace(candidates=(), anchors=())._asdict() | {"candidates": candidates, "anchors": anchors})


class UnsettledName(NamedTuple):
    """A name to settle in a document: the words as printed, those that it shares with the names of its candidates, and the candidates."""

    doc: int
    ending: str
    words: str
    candidates: str


def _report(store: Store, volume: str, known: frozenset[str]) -> None:
    """Report each name to settle in a volume, at its place in the first document that prints it; and each name that editors settled by an
    id that none of the `known` people has."""
    store.run("DELETE FROM finding WHERE stage = 'people' AND part = ?", (volume,))
    found: dict[str, list[UnsettledName]] = defaultdict(list)
    for name in store.records(UnsettledName, _OPEN, (volume,)):
        found[name.ending].append(name)
    names = {id: json.loads(record)["name"] for id, record in store.rows("SELECT id, record FROM person")} if found else {}
    for ending, uses in found.items():
        source = source_of(store, uses[0].doc)
        store.add_findings([_finding(source, volume, ending, names, uses)], uses[0].doc)
    for doc, path, settled in store.rows(_SETTLED, (volume,)):
        named = {row[0] for row in store.rows("SELECT person FROM identification WHERE doc = ? AND person IS NOT NULL", (doc,))}
        for words, person in json.loads(settled).items():
            if person not in known:
                hint = did_you_mean(person, difflib.get_close_matches(person, known, n=1) or sorted(known)[:_MOST_NAMED])
                store.add_findings([_of_entry(path, volume, rules.SETTLED_PERSON_UNKNOWN, person=person, hint=hint)], doc)
            elif person not in named:
                store.add_findings([_of_entry(path, volume, rules.SETTLED_NAME_NOT_FOUND, words=words)], doc)


def _of_entry(path: str, volume: str, rule: Rule, **fields: str) -> FindingRow:
    """Report an entry in an annotation file by which a name is settled, but nobody is identified."""
    message = rule.message.format(**fields)
    return FindingRow(
        stage="people", part=volume, path=path, rule=rule.id, severity=rule.severity, start=0, end=0, line=1, column=1, message=message
    )


def _finding(source: Source, volume: str, ending: str, names: dict[str, str], uses: Sequence[UnsettledName]) -> FindingRow:
    rule, words, documents = rules.PERSON_NOT_SETTLED, uses[0].words, len({use.doc for use in uses})
    fields = {"name": ending, "elsewhere": _elsewhere(documents - 1), "candidates": _candidates(uses, names)}
    place = re.search(r"\s+".join(map(re.escape, words.split())), source.text)
    start, end = place.span() if place else (0, len(words))
    line, column = source.place(start)
    return FindingRow(
        stage="people",
        part=volume,
        path=source.path,
        rule=rule.id,
        severity=rule.severity,
        start=start,
        end=end,
        line=line,
        column=column,
        message=rule.message.format(**fields),
    )


def _elsewhere(documents: int) -> str:
    return "" if not documents else f" (also in {documents} other document{'s' if documents > 1 else ''})"


def _candidates(uses: Iterable[UnsettledName], names: dict[str, str]) -> str:
    """Return `Archer, Ann or Archer, Bert`; for one candidate who may not be meant, `Archer, Ann or someone else with that name`."""
    found = sorted({names[id] for use in uses for id in json.loads(use.candidates)})
    return " or ".join(found if len(found) > 1 else [*found, "someone else with that name"])


_DOCUMENTS = "SELECT d.doc, d.earliest, d.latest, r.names, r.settled FROM document d JOIN record r ON r.doc = d.doc"

_CORRESPONDENTS = "SELECT role, ordinal, words, name, office FROM correspondent WHERE doc = ? ORDER BY role, ordinal"

_SETTLED = """
SELECT d.doc, a.path, r.settled FROM document d JOIN record r ON r.doc = d.doc
JOIN annotation a ON a.volume = d.volume AND a.claim = d.claim WHERE d.volume = ? AND d.annotated AND r.settled <> '{}' ORDER BY d.sequence
"""

_OPEN = """
SELECT n.doc, n.ending, n.words, n.candidates FROM identification n JOIN document d ON d.doc = n.doc
WHERE d.volume = ? AND n.person IS NULL ORDER BY d.sequence, n.role, n.ordinal
"""

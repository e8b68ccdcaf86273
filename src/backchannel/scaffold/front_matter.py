"""Write the settings of a volume from its title page and its lists: `volume.toml`, `people.toml` and `terms.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.readers.markup import TEI_FILES
from backchannel.scaffold.citation_files import quoted
from backchannel.scaffold.new_edition import volume_settings
from backchannel.scaffold.schemas import pointer
from backchannel.settings import people as settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from backchannel.readers.markup.tei.volume import TeiVolume
    from backchannel.records.lists import ListedTerm
    from backchannel.settings import Project
    from backchannel.settings.people import Person


def front_of(files: Iterable[Path]) -> TeiVolume | None:
    """Return the first TEI volume among files: one with a title page."""
    for file in files:
        if file.suffix.lower() in TEI_FILES:
            from backchannel.readers.markup.tei.volume import read_volume

            volume = read_volume(file.read_bytes())
            if volume and volume.title_page.get("title"):
                return volume
    return None


def settings_files(front: TeiVolume | None, volume: str, title: str, folder: Path, project: Project) -> dict[str, str]:
    """Write the settings files of a new volume in `folder`, by name. Without a TEI volume, `volume.toml` has only a title."""
    if front is None:
        return {"volume.toml": volume_settings(title, folder, project.root)}
    files = {"volume.toml": f"{pointer('volume', folder, project.root)}\n{title_page(dict(front.title_page) | {'title': title})}"}
    if front.people:
        from backchannel.edition.people.listed import people  # builds patterns from the edition's words

        taken = {person.id: person.name for person in settings.load(project).all()}
        found = people(front.people, volume, taken)
        files["people.toml"] = f"{pointer('people', folder, project.root)}\n{people_file([*found.values()])}"
    if front.terms:
        files["terms.toml"] = f"{pointer('terms', folder, project.root)}\n{terms_file(front.terms)}"
    return files


def title_page(values: Mapping[str, str | int | Sequence[str]]) -> str:
    """Write the keys of `volume.toml`."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in values.items())


def people_file(people: Sequence[Person]) -> str:
    """Write `people.toml`."""
    return "\n".join(_entry(person) for person in people)


def terms_file(terms: Sequence[ListedTerm]) -> str:
    """Write `terms.toml`. A term without a meaning is left out."""
    fields = ((entry.term, entry.meaning) for entry in terms if entry.meaning)
    return "\n".join(f"[[terms]]\nabbreviation = {quoted(term)}\nmeaning = {quoted(meaning)}\n" for term, meaning in fields)


def _entry(person: Person) -> str:
    lines = ["[[people]]", f"id = {quoted(person.id)}", f"name = {quoted(person.name)}"]
    lines += [f"forms = {_value(person.forms)}"] if person.forms else []
    lines += [f"description = {quoted(person.description)}"] if person.description else []
    for office in person.offices:
        lines += ["", "[[people.offices]]"]
        fields = (("name", office.name), ("first", office.first), ("last", office.last))
        lines += [f"{key} = {quoted(value)}" for key, value in fields if value]
    return "\n".join(lines) + "\n"


def _value(value: str | int | Sequence[str]) -> str:
    if isinstance(value, int):
        return str(value)
    return quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"

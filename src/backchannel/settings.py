"""An edition's own settings: `edition.toml` and `accepted.toml` at its top, a `volume.toml` in the folder of each volume. Who its people are,
`people` reads.

All keys are optional but a volume's title. A file that can't be read as TOML, a key that is not known or a value of the wrong kind is a
`SettingsError`, one sentence that names the file and what to do.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from backchannel import ids, vocabulary
from backchannel.tree import seals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.vocabulary import Own


class SettingsError(Exception):
    """A setting that can't be used. The text is one sentence for an editor."""


_TITLE_PAGE, PEOPLE, ACCEPTED = "volume.toml", "people.toml", "accepted.toml"
_LISTED = re.compile(r"d\d+[a-z]?([-–]d\d+[a-z]?)?|t-[a-z0-9-]+")
"""A document of a volume by its id, or a run of them: `d44`, `d50-d63`, `t-minutes`."""


def _documents(listed: str) -> str:
    if not _LISTED.fullmatch(listed):
        raise ValueError(f"{listed!r} names no document; one is named by its id, d44, and a run by the first and the last, d50-d63")
    return listed


def _channel(name: str) -> str:
    known = sorted(term.name for term in vocabulary.terms("channels") if term.kind == "channel")
    if name not in known:
        meant = difflib.get_close_matches(name, known, n=1)
        raise ValueError(f"no channel is called {name!r}; {f'did you mean {meant[0]!r}?' if meant else 'known are ' + ', '.join(known)}")
    return name


def _words(value: str) -> str:
    if not value.strip():
        raise ValueError("it has no words; write them between the quotation marks")
    return value


def _rule(word: str) -> str:
    from backchannel.rules import choice  # most editions name no rule

    return choice.acceptable(word)


def _rules(words: tuple[str, ...]) -> tuple[str, ...]:
    from backchannel.rules import choice

    choice.chosen(words)
    return words


class Settings(BaseModel):
    """Base of the settings files: frozen, and closed against keys that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Journey(Settings):
    """A journey during which a channel's messages were numbered from 1: its name, its place and its first and last day.

    `documents` lists those that were sent on it, one by one or from one to another: `["d44", "d50-d63"]`. `channels` are those of its
    traveller; without them it counts for the channels of all travellers."""

    name: str = Field(description="What the journey is called: Paris.")
    place: str | None = Field(default=None, description="The place that the traveller went to; its clock is shown.")
    first: date = Field(description="Its first day: 1972-12-03.")
    last: date = Field(description="Its last day.")
    documents: tuple[Annotated[str, AfterValidator(_documents)], ...] = Field(
        default=(), description="Documents that were sent on it and that no day places, by id, or the first and last of a run: d36-d63."
    )
    channels: tuple[Annotated[str, AfterValidator(_channel)], ...] = Field(
        default=(), description="The channels of its traveller, where two travel at one time: Tohak, Hakto."
    )

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"the journey {self.name!r} can't end on {self.last} before it begins on {self.first}")
        return self

    def lists(self, document: str) -> bool:
        """Whether `documents` has that document: `d52` lies in `d50-d63`."""
        return any(_within(document, listed) for listed in self.documents)


def _within(document: str, listed: str) -> bool:
    first, _, last = listed.replace("–", "-").partition("-")
    if not last:
        return document == first
    numbers = [ids.number_key(id.removeprefix("d")) for id in (first, document, last)]
    return document.startswith("d") and numbers == sorted(numbers)


class Volume(Settings):
    """`volume.toml`: what the title page of a volume says. The volume's id is the name of its folder.

    `pages` are the first and the last printed page; a reference to another page of the volume is a finding. `ordered` says that its
    documents stand in the order of their dates; one that does not is a finding then.
    """

    title: str = Field(description="The title, as the title page has it.")
    series: str = Field(default="Foreign Relations of the United States", description="The series that the volume belongs to.")
    subseries: str | None = Field(default=None, description="The years of its part of the series: 1969–1976.")
    volume: str | None = Field(default=None, description="The volume's number as printed: IX.")
    part: str | None = Field(default=None, description="The part's number as printed: 2.")
    place: str | None = Field(default=None, description="Where it was published.")
    publisher: str | None = Field(default=None, description="Who published it.")
    year: int | None = Field(default=None, description="When it was published: 2010.")
    pages: tuple[int, int] | None = Field(
        default=None, description="The first and the last printed page, [1, 844]; a reference to a page outside them is a finding."
    )
    ordered: bool = Field(
        default=False, description="Whether the documents stand in the order of their dates; one that does not is a finding then."
    )
    editors: tuple[str, ...] = Field(default=(), description="Its editors, each as the title page names them.")
    journeys: tuple[Journey, ...] = Field(
        default=(), description="Journeys on which messages were numbered from 1, each a table [[journeys]] with the keys below."
    )


_Rules = Annotated[tuple[str, ...], AfterValidator(_rules)]
"""Rules by their ids, letters or names: `["N", "V003"]`."""


class Check(Settings):
    """`[check]` in edition.toml: the rules that `check` looks at (all, if none are named), and those that it passes over."""

    select: _Rules = Field(default=(), description="The rules that are looked at, by id, letter or name: [\"N\", \"V003\"].")
    ignore: _Rules = Field(default=(), description="The rules that are passed over.")

    @property
    def rules(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.select, self.ignore


class Acceptance(Settings):
    """`[[accepted]]` in accepted.toml: a finding that is all right as it is, and why."""

    rule: Annotated[str, AfterValidator(_rule)] = Field(description="The rule, by its id: N002.")
    document: Annotated[str, AfterValidator(_words)] = Field(
        description="The document's id, frus1969-76v09/d44; the volume's, for a finding about the volume as a whole."
    )
    quotation: Annotated[str, AfterValidator(_words)] | None = Field(
        default=None, description="Words of the text around the finding's place; a finding that has none needs no quotation."
    )
    reason: Annotated[str, AfterValidator(_words)] = Field(description="Why it is all right. Readers see it.")


class Entry(NamedTuple):
    """An acceptance, and the line of accepted.toml where it begins."""

    line: int
    acceptance: Acceptance


class Accepted(Settings):
    """`accepted.toml`: the findings that the editors accept."""

    accepted: tuple[Acceptance, ...] = Field(
        default=(), description="Findings that are all right as they are, each a table [[accepted]] with the keys below."
    )


class Edition(Settings):
    """`edition.toml`: the edition's name, where its parts lie (folders, from the edition's own), and what `check` looks at."""

    title: str = Field(default="Backchannel", description="The edition's title, at the head of each page.")
    subtitle: str = Field(
        default="Annotated digital editions of diplomatic documents", description="What stands under the title on the first page."
    )
    documents: Path = Field(default=Path("documents"), description="The folder of the texts, which has a folder for each volume.")
    site: Path = Field(default=Path("site"), description="The folder that the built site is written to.")
    templates: Path = Field(default=Path("templates"), description="The folder of your own templates, which replace ours one by one.")
    vocabulary: Path = Field(
        default=Path("vocabulary"), description="The folder of your own words, which are added to ours or replace them one by one."
    )
    check: Check = Field(default=Check(), description="Which rules check looks at: a table [check] with the keys below.")

    def shown(self, path: str) -> str:
        """A file that a finding names, from the edition's own folder: `documents/frus1969-76v09/a.txt`, `accepted.toml`."""
        return path if path == ACCEPTED else (self.documents / path).as_posix()


@dataclass(frozen=True, slots=True)
class Project:
    """An edition's folder with its settings. `volumes` has the settings of each `volume.toml` by volume id, `folders` where these lie in
    the documents' folder, `rosters` the files that name people, by volume (the empty name: those of all), `words` the edition's own
    vocabulary, `accepted` the findings that the editors accept. `wired`, once all is linked, has the volumes that have a page of their
    posts' traffic, and the empty name if the edition has one of its travellers'; `peopled` says whether it has pages of people."""

    root: Path
    edition: Edition
    volumes: dict[str, Volume]
    folders: frozenset[str] = frozenset()
    rosters: tuple[tuple[str, Path], ...] = ()
    accepted: tuple[Entry, ...] = ()
    wired: frozenset[str] = frozenset()
    peopled: bool = False
    words: Own = field(default_factory=dict)

    @property
    def documents(self) -> Path:
        return self.root / self.edition.documents

    @property
    def site(self) -> Path:
        return self.root / self.edition.site

    @property
    def templates(self) -> Path:
        return self.root / self.edition.templates

    @property
    def vocabulary(self) -> Path:
        return self.root / self.edition.vocabulary

    @property
    def store(self) -> Path:
        return self.root / ".backchannel" / "edition.sqlite"

    @classmethod
    def load(cls, root: Path) -> Project:
        """The edition in the folder `root`. Raises `SettingsError`."""
        if not root.is_dir():
            raise SettingsError(f"{root} is not a folder: name the folder of an edition, the one that has documents/.")
        edition = read_settings(root / "edition.toml", Edition) if (root / "edition.toml").exists() else Edition()
        if not (root / edition.documents).is_dir():
            raise SettingsError(f"{root / edition.documents} is not there: put the raw texts into that folder, or run this where it is.")
        words = _own_words(root / edition.vocabulary)
        return cls(root, edition, *_volumes(root / edition.documents, root / PEOPLE), _accepted(root / ACCEPTED), words=words)

    @classmethod
    def of_texts(cls, folder: Path) -> Project:
        """A folder of raw texts without settings: each of its sub-folders is a volume. Raises `SettingsError`."""
        if not folder.is_dir():
            raise SettingsError(f"{folder} is not a folder: name one that has a sub-folder for each volume.")
        return cls(folder, Edition(documents=Path()), *_volumes(folder), words=_own_words(None))

    def volume_of(self, path: str) -> str:
        """The id of the volume that a file of the documents' folder belongs to: the name of the nearest folder above it that has a
        `volume.toml`, else of its own folder."""
        folder = own = path.rpartition("/")[0]
        while folder and folder not in self.folders:
            folder = folder.rpartition("/")[0]
        named = folder if folder in self.folders else own
        return named.rpartition("/")[2] or self.documents.resolve().name or "documents"

    def volume(self, id: str) -> Volume:
        """A volume's settings; one without a `volume.toml` is called by its id."""
        return self.volumes.get(id) or Volume(title=id)


def _own_words(folder: Path | None) -> Own:
    """The words of an edition's own vocabulary, which count from now on."""
    try:
        words = _read_own_words(folder) if folder and folder.is_dir() else {}
        vocabulary.use(words)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    return words


def _read_own_words(folder: Path) -> Own:
    from backchannel.own_words import read_own_words  # most editions have none

    return read_own_words(folder, read_settings)


def _volumes(documents: Path, people: Path | None = None) -> tuple[dict[str, Volume], frozenset[str], tuple[tuple[str, Path], ...]]:
    """The settings of each volume, and the folders that have them; and the files that name people, of which `people` is that of all."""
    found = sorted(seals(documents, lambda name: name in (_TITLE_PAGE, PEOPLE), lost=lambda _: None))
    titled = [path for path in found if path.rpartition("/")[2] == _TITLE_PAGE]
    read = {(documents / path).parent.resolve().name: read_settings(documents / path, Volume) for path in titled}
    above = [("", people)] if people and people.is_file() else []
    beside = [documents / path for path in found if path.rpartition("/")[2] == PEOPLE and documents / path != people]
    rosters = [(file.parent.resolve().name, file) for file in beside]
    return read, frozenset(path.rpartition("/")[0] for path in titled), (*above, *rosters)


_HEADED = re.compile(r"^\s*\[\[\s*accepted\s*\]\]", re.MULTILINE)


def _accepted(file: Path) -> tuple[Entry, ...]:
    """What `accepted.toml` has, each with its line; one that is not headed `[[accepted]]` with the first."""
    if not file.exists():
        return ()
    accepted = read_settings(file, Accepted).accepted
    text = file.read_text(encoding="utf-8")
    lines = [text.count("\n", 0, heading.end()) + 1 for heading in _HEADED.finditer(text)]
    return tuple(map(Entry, lines if len(lines) == len(accepted) else [1] * len(accepted), accepted))


_S = TypeVar("_S", bound=BaseModel)


def read_settings(file: Path, kind: type[_S]) -> _S:
    """What a settings file says. Raises `SettingsError`."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}.") from error
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise SettingsError(f"{file}: {_sentence(error, kind, data)}") from error


def _sentence(error: ValidationError, kind: type[BaseModel], data: Mapping[str, Any]) -> str:
    """The first fault of a settings file, for an editor: which key, what is wrong, what was meant."""
    fault = min(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")  # a key missing may be one misspelt
    key = " ".join(_place(fault["loc"], data))
    if fault["type"] == "extra_forbidden":
        fields = _fields(kind, fault["loc"][:-1])
        meant = difflib.get_close_matches(str(fault["loc"][-1]), fields, n=1)
        hint = f"did you mean {meant[0]!r}?" if meant else f"known are {', '.join(fields)}."
        return f"the key {key!r} is not known; {hint}"
    if fault["type"] == "missing":
        return f"the key {key!r} is missing."
    if fault["type"] == "value_error":  # said by a check of our own
        return f"{key}: {fault['msg'].removeprefix('Value error, ').rstrip('?.')}{'?' if fault['msg'].endswith('?') else '.'}"
    return f"{key}: {fault['msg'][0].lower()}{fault['msg'][1:]}, not {fault['input']!r}."


def _place(place: Sequence[int | str], data: Any) -> Iterator[str]:
    """Where a fault is, in words: `journeys #1 last`; what has an id is called by it: `people archer-ann offices #2 last`."""
    for part in place:
        data = data[part] if isinstance(data, list) and isinstance(part, int) else data.get(part) if isinstance(data, dict) else None
        named = isinstance(part, int) and isinstance(data, dict) and data.get("id")
        yield str(named) if named else f"#{part + 1}" if isinstance(part, int) else part


def _fields(kind: type[BaseModel], place: Sequence[int | str]) -> list[str]:
    """The keys that are known at a place of a settings file: those of a journey in `journeys`."""
    for part in place:
        if isinstance(part, str):
            kind = next(iter(get_args(kind.model_fields[part].annotation)), kind)
    return list(kind.model_fields)

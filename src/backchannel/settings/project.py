"""Load an edition's folder with all its settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.settings.accepted import ACCEPTED, AcceptanceEntry, read_accepted
from backchannel.settings.edition import PUBLISHED, EditionSettings
from backchannel.settings.reading import SettingsError, ended, read_markdown, read_settings
from backchannel.settings.series import SeriesOfVolumes
from backchannel.settings.volume import VolumeSettings
from backchannel.system.source_files import list_sources

if TYPE_CHECKING:
    from backchannel.vocabulary import CustomTerms

_TITLE_PAGE, PEOPLE, TERMS = "volume.toml", "people.toml", "terms.toml"
SETTINGS = frozenset({_TITLE_PAGE, PEOPLE, TERMS})
"""The names of the settings files among the sources."""
INTRODUCTION = "introduction.md"
"""The file next to `edition.toml` that says what the edition is, in Markdown."""
_KEPT = Path(".backchannel", "settings")


@dataclass(frozen=True, slots=True)
class Project:
    """An edition's folder with its settings.

    - `volumes` has the settings of each `volume.toml`, by volume id; `folders` has their folders, relative to the documents folder.
    - `rosters` has the `people.toml` files, `glossaries` the `terms.toml` files, by volume id (empty for a file that applies to all).
    - `settings_files` has the settings files of volumes, by path in the documents folder.
    - `introduction` is what the editors say of the edition, in Markdown.
    - `words` has the edition's own vocabulary, `accepted` the findings that the editors accept; `series` knows the series of each volume.
    - `with_traffic` is set after linking: the ids of volumes with a page of embassy telegrams, and an empty id if the edition has a page of
      travelers' messages. `peopled` says whether the edition has pages of people, `with_transmission` has the volumes with a page of
      transmission paths, `explained` those with a page of abbreviations and terms, and an empty id if any has one; `with_list` has the
      volumes with a printed list of persons.
    """

    root: Path
    edition: EditionSettings
    volumes: dict[str, VolumeSettings]
    folders: frozenset[str] = frozenset()
    rosters: tuple[tuple[str, Path], ...] = ()
    glossaries: tuple[tuple[str, Path], ...] = ()
    accepted: tuple[AcceptanceEntry, ...] = ()
    with_traffic: frozenset[str] = frozenset()
    peopled: bool = False
    with_transmission: frozenset[str] = frozenset()
    explained: frozenset[str] = frozenset()
    with_list: frozenset[str] = frozenset()
    words: CustomTerms = field(default_factory=dict)
    introduction: str = ""
    settings_files: dict[str, Path] = field(default_factory=dict)
    series: SeriesOfVolumes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        edition = self.edition
        title = edition.title if "title" in edition.model_fields_set else None
        titles = {id: volume.series for id, volume in self.volumes.items()}
        object.__setattr__(self, "series", SeriesOfVolumes(edition.series, titles, title))

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
    def kept_settings(self) -> Path:
        """Return the folder in which builds keep a copy of each of the `settings_files`, for a time when their folder can't be read."""
        return self.root / _KEPT

    @property
    def store(self) -> Path:
        return self.root / ".backchannel" / "edition.sqlite"

    @property
    def published(self) -> Path:
        """Return the path of the file that keeps what was published."""
        return self.root / PUBLISHED

    @classmethod
    def load(cls, root: Path) -> Project:
        """Load the edition in the folder `root`. Raises `SettingsError`."""
        if not root.is_dir():
            raise SettingsError(f"{root} is not a folder; name the folder of the edition, which contains documents/.")
        edition = read_settings(root / "edition.toml", EditionSettings) if (root / "edition.toml").exists() else EditionSettings()
        if not (root / edition.documents).is_dir():
            raise SettingsError(
                f"there is no folder {root / edition.documents}; put the raw texts there, or run this command in the edition's folder."
            )
        if (root / edition.site).resolve().is_relative_to((root / edition.documents).resolve()):
            raise SettingsError(
                f"{root / 'edition.toml'}: documents: the folder of the site, {edition.site}, is in it, so pages would be read as texts; "
                "name another folder."
            )
        words = _own_words(root / edition.vocabulary)
        found = _of_volumes(root / edition.documents, root, root / _KEPT)
        accepted = read_accepted(root / ACCEPTED)
        project = cls(
            root,
            edition,
            found.volumes,
            found.folders,
            found.rosters,
            found.glossaries,
            accepted,
            words=words,
            introduction=read_markdown(root / INTRODUCTION),
            settings_files=found.files,
        )
        if mixed := project.series.mixed():
            raise SettingsError(
                f"{root / 'edition.toml'}: series: {mixed[0]} is a volume of Foreign Relations and {mixed[1]} is not; "
                f"list the volumes of {edition.series.title!r} in the key volumes."
            )
        return project

    @classmethod
    def of_texts(cls, folder: Path) -> Project:
        """Load a folder of raw texts without settings, in which each subfolder is a volume. Raises `SettingsError`."""
        if not folder.is_dir():
            raise SettingsError(f"{folder} is not a folder; name a folder with a subfolder for each volume.")
        found = _of_volumes(folder)
        return cls(
            folder,
            EditionSettings(documents=Path()),
            found.volumes,
            found.folders,
            found.rosters,
            found.glossaries,
            words=_own_words(None),
        )

    def volume_of(self, path: str) -> str:
        """Return the id of the volume to which a file in the documents folder belongs.

        The id is the name of the nearest folder above the file with a `volume.toml`, or else of the file's own folder.
        """
        folder = own = path.rpartition("/")[0]
        while folder and folder not in self.folders:
            folder = folder.rpartition("/")[0]
        named = folder if folder in self.folders else own
        return named.rpartition("/")[2] or self.documents.resolve().name or "documents"

    def volume(self, id: str) -> VolumeSettings:
        """Return a volume's settings. The title of a volume without a `volume.toml` is its id."""
        return self.volumes.get(id) or VolumeSettings.model_construct(title=id)


def _own_words(folder: Path | None) -> CustomTerms:
    """Read an edition's own vocabulary, and activate it."""
    try:
        words = _read_own_words(folder) if folder and folder.is_dir() else {}
        vocabulary.use(words)
    except ValueError as error:
        raise SettingsError(ended(str(error))) from error
    return words


def _read_own_words(folder: Path) -> CustomTerms:
    from backchannel.settings.custom_vocabulary import read_custom_vocabulary  # imported here because most editions have none

    return read_custom_vocabulary(folder, read_settings)


class _OfVolumes(NamedTuple):
    """The settings of volumes: the files, by path; what each `volume.toml` says, by volume id; their folders; the `people.toml` and the
    `terms.toml` files."""

    files: dict[str, Path]
    volumes: dict[str, VolumeSettings]
    folders: frozenset[str]
    rosters: tuple[tuple[str, Path], ...]
    glossaries: tuple[tuple[str, Path], ...]


def _of_volumes(documents: Path, top: Path | None = None, kept: Path | None = None) -> _OfVolumes:
    """Read the settings of each volume. `top` is the folder of the files that apply to all volumes. For folders that can't be read, those
    that the last build saw are in the folder `kept`."""
    files = _settings_files(documents, kept)
    titled = [path for path in files if path.rpartition("/")[2] == _TITLE_PAGE]
    read = {_named_after(documents, path): read_settings(files[path], VolumeSettings) for path in titled}
    folders = frozenset(path.rpartition("/")[0] for path in titled)
    return _OfVolumes(files, read, folders, _called(PEOPLE, files, documents, top), _called(TERMS, files, documents, top))


def _called(name: str, files: dict[str, Path], documents: Path, top: Path | None) -> tuple[tuple[str, Path], ...]:
    """Return the settings files with this name, by volume id; the empty id has the one that applies to all volumes."""
    whole = top / name if top else None
    above = [("", whole)] if whole and whole.is_file() else []
    own = [(_named_after(documents, path), file) for path, file in files.items() if path.rpartition("/")[2] == name and file != whole]
    return (*above, *own)


def _settings_files(documents: Path, kept: Path | None) -> dict[str, Path]:
    """Return the settings files of volumes by their paths in the documents folder, in the order of the paths."""
    lost: list[OSError] = []
    entries = list_sources(documents, SETTINGS.__contains__, lost.append)
    files = {entry.path: documents / entry.path for entry in entries if not entry.passed_over}
    if kept:
        for folder in (kept / Path(error.filename).relative_to(documents) for error in lost):
            files |= {copy.relative_to(kept).as_posix(): copy for copy in folder.rglob("*.toml")}
    return dict(sorted(files.items()))


def _named_after(documents: Path, path: str) -> str:
    """Return the id of the volume whose settings file has this path: the name of its folder."""
    return (documents / path).parent.resolve().name

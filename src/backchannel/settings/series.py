"""Define `[series]` in edition.toml: the series that an edition's volumes belong to, and its addresses on the web.

Volumes with ids such as `frus1969-76v09` belong to *Foreign Relations of the United States* unless the table says otherwise.
"""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatchcase
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, Field

from backchannel import ids
from backchannel.did_you_mean import did_you_mean
from backchannel.settings.reading import SettingsModel, SomeWords

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERED = re.compile(r"d([0-9]+[a-z]?)")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _form_with(*allowed: str) -> AfterValidator:
    """Return a validator of forms with placeholders: `https://example.org/{volume}/{number}`."""

    def checked(form: str) -> str:
        for name in _PLACEHOLDER.findall(form):
            if name not in allowed:
                raise ValueError(f"unknown placeholder {{{name}}}; {did_you_mean(name, [*allowed])}")
        if re.search(r"[{}]", _PLACEHOLDER.sub("", form)):
            raise ValueError(f"{form!r} has a brace without its partner; write a placeholder as {{{allowed[0]}}}")
        return form

    return AfterValidator(checked)


def _web(address: str) -> str:
    if address and not re.match(r"https?://[^/\s]+", address):
        raise ValueError(f"{address!r} is not an address; it must begin with https://")
    return address


def _numbering(form: str) -> str:
    if "{number}" not in form:
        raise ValueError(f"{form!r} must contain {{number}}, as in “doc. {{number}}”")
    return form


class SeriesSettings(SettingsModel):
    """`[series]` in edition.toml: the series of the edition's volumes."""

    title: SomeWords | None = Field(
        default=None, description="The title of the series. Without it, the edition’s own title takes its place."
    )
    abbreviation: str | None = Field(default=None, description="What the header of each page calls the series: FRUS.")
    author: str | None = Field(
        default=None, description="The body that is named as author in citations. Without it, the editors of each volume are named."
    )
    publisher: str | None = Field(default=None, description="The publisher of all volumes whose volume.toml names none.")
    place: str | None = Field(default=None, description="The place of publication of all volumes whose volume.toml names none.")
    credit: str | None = Field(default=None, description="What the footer says after the title of the series: who holds the rights.")
    license: Annotated[str, AfterValidator(_web)] | None = Field(default=None, description="The address of the license of the texts.")
    citation: Annotated[str, _form_with("number"), AfterValidator(_numbering)] = Field(
        default="doc. {number}", description="How a citation gives the number of a document."
    )
    address: Annotated[str, _form_with("volume", "document", "number", "name"), AfterValidator(_web)] | None = Field(
        default=None,
        description="The address of a document in the official edition: {volume} is the volume id, {document} the document id (d44), "
        "{number} its number, {name} the file name of a text without a number.",
    )
    volume_address: Annotated[str, _form_with("volume"), AfterValidator(_web)] | None = Field(
        default=None, description="The address of a volume in the official edition."
    )
    part_address: Annotated[str, _form_with("volume", "part"), AfterValidator(_web)] | None = Field(
        default=None, description="The address of a note or printed page in the official edition: {part} is d44fn3 or pg_533."
    )
    volumes: tuple[str, ...] = Field(
        default=(),
        description='The volumes of the series: ["dcer-*"]. Needed only if the edition also has volumes of Foreign Relations.',
    )

    @property
    def site(self) -> str:
        """Return the name of the website of the official edition: `history.state.gov`; empty if there is none."""
        return urlsplit(self.address or self.volume_address or "").netloc.removeprefix("www.")

    def address_of(self, target: str) -> str:
        """Return the address of `VOLUME`, `VOLUME/dN`, `VOLUME/dN#dNfnM` or `VOLUME#pg_N`, safe to print in a page; empty if the series has
        none. A text without a number may have the address of its volume."""
        path, part = ids.split_target(target)
        volume, _, local = path.partition("/")
        numbered = _NUMBERED.match(local)
        values = {
            "volume": volume,
            "document": numbered[0] if numbered else "",
            "number": numbered[1] if numbered else "",
            "name": "" if numbered else local.removeprefix("t-"),
            "part": part,
        }
        forms = (self.part_address if part else None, self.address if local else None, self.volume_address)
        return next((filled for form in forms if form and (filled := _filled(form, values))), "")

    def address_of_parts(self, volume: str) -> str:
        """Return the form of the addresses of notes and pages of a volume, with `{part}` in it; empty if they have none."""
        return _filled(self.part_address, {"volume": volume, "part": "{part}"}).replace("%7Bpart%7D", "{part}") if self.part_address else ""


def _filled(form: str, values: dict[str, str]) -> str:
    """Fill in a form; empty if it needs a value that is missing."""
    if not all(values[name] for name in _PLACEHOLDER.findall(form)):
        return ""
    return _PLACEHOLDER.sub(lambda found: quote(values[found[1]]), form)


@cache
def foreign_relations() -> SeriesSettings:
    """Return the series *Foreign Relations of the United States*."""
    words = files("backchannel").joinpath("data", "series.toml").read_text(encoding="utf-8")
    return SeriesSettings.model_validate(tomllib.loads(words))


class SeriesOfVolumes:
    """The series of each volume of an edition."""

    def __init__(
        self, own: SeriesSettings | None = None, titles: Mapping[str, str | None] | None = None, edition: str | None = None
    ) -> None:
        """Take the edition's series, the series that each `volume.toml` names, by volume, and the edition's title, if it states one."""
        self._own, self._titles, self._edition = own or SeriesSettings(), dict(titles or {}), edition
        self._is_other = self._own.title not in (None, foreign_relations().title)
        self._found: dict[str, SeriesSettings] = {}

    def of(self, volume: str) -> SeriesSettings:
        """Return the series of a volume.

        1. an id of *Foreign Relations*    that series, with what `[series]` changes in it, unless `[series]` has another title
        2. any other id                    the series in `[series]`, or one with the edition's title
        3. a title in its `volume.toml`    the same, under that title
        """
        if volume not in self._found:
            self._found[volume] = _titled(self._series_of(volume), self._titles.get(volume))
        return self._found[volume]

    def _series_of(self, volume: str) -> SeriesSettings:
        series = foreign_relations() if self.is_of_foreign_relations(volume) else SeriesSettings(title=self._edition)
        return series.model_copy(update={name: getattr(self._own, name) for name in self._own.model_fields_set if self._is_own(volume)})

    def is_of_foreign_relations(self, volume: str) -> bool:
        """Return whether a volume is of *Foreign Relations*, by its id and by `[series]`."""
        return ids.is_volume(volume) and not (self._is_other and self._is_own(volume))

    def _is_own(self, volume: str) -> bool:
        """Return whether `[series]` applies to a volume."""
        if self._own.volumes:
            return any(fnmatchcase(volume, form) for form in self._own.volumes)
        return volume in self._titles or not ids.is_volume(volume)

    @cached_property
    def common(self) -> SeriesSettings:
        """Return the series that all volumes with a `volume.toml` belong to; one without a title, if they belong to several."""
        found = {self.of(volume) for volume in self._titles}
        return found.pop() if len(found) == 1 else SeriesSettings()

    def mixed(self) -> tuple[str, str] | None:
        """Return two volumes of which `[series]` must say which is of the series: one with an id of *Foreign Relations*, and another."""
        of_foreign_relations = sorted(filter(ids.is_volume, self._titles))
        others = sorted(self._titles.keys() - {*of_foreign_relations})
        if self._is_other and not self._own.volumes and of_foreign_relations and others:
            return of_foreign_relations[0], others[0]
        return None


def _titled(series: SeriesSettings, title: str | None) -> SeriesSettings:
    """Give a series the title in a `volume.toml`: `Foreign Relations of the United States: Papers` is `FRUS: Papers`."""
    if not title or title == series.title:
        return series
    short = title.replace(series.title, series.abbreviation) if series.title and series.abbreviation and series.title in title else None
    return series.model_copy(update={"title": title, "abbreviation": short})

"""The series of a volume follows from its id, `edition.toml` and its `volume.toml`, and so do the addresses of its official edition."""

from __future__ import annotations

import pytest

from backchannel.settings import SeriesOfVolumes, SeriesSettings

IX = "frus1969-76v09"
FRUS = "Foreign Relations of the United States"
OFFICIAL = "https://history.state.gov/historicaldocuments"
OWN = SeriesSettings(
    title="Ruritanian Papers",
    abbreviation="RP",
    address="https://rp.example.org/{volume}/{number}",
    volume_address="https://rp.example.org/{volume}",
)


def title(series: SeriesOfVolumes, volume: str) -> str | None:
    found = series.of(volume)
    return found.abbreviation or found.title


@pytest.mark.parametrize(
    ("series", "frus", "other"),
    [
        (SeriesOfVolumes(), "FRUS", None),
        (SeriesOfVolumes(edition="My Edition"), "FRUS", "My Edition"),
        (SeriesOfVolumes(OWN), "FRUS", "RP"),
        (SeriesOfVolumes(OWN, {IX: None}), "RP", "RP"),
        (SeriesOfVolumes(OWN.model_copy(update={"volumes": ("rp-*",)}), {IX: None, "rp-1": None}), "FRUS", "RP"),
        (SeriesOfVolumes(SeriesSettings(abbreviation="Foreign Rel."), {IX: None}), "Foreign Rel.", "Foreign Rel."),
        (SeriesOfVolumes(titles={IX: f"{FRUS}: Diplomatic Papers", "rp-1": "Letters"}), "FRUS: Diplomatic Papers", "Letters"),
    ],
)
def test_the_series_of_a_volume(series: SeriesOfVolumes, frus: str, other: str | None) -> None:
    assert (title(series, IX), title(series, "rp-1")) == (frus, other)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (IX, f"{OFFICIAL}/{IX}"),
        (f"{IX}/d145", f"{OFFICIAL}/{IX}/d145"),
        (f"{IX}/d145-2", f"{OFFICIAL}/{IX}/d145"),
        (f"{IX}/d145#d145fn3", f"{OFFICIAL}/{IX}/d145fn3"),
        (f"{IX}#pg_533", f"{OFFICIAL}/{IX}/pg_533"),
        (f"{IX}/t-a-letter", f"{OFFICIAL}/{IX}"),
        ("rp-1", "https://rp.example.org/rp-1"),
        ("rp-1/d12a", "https://rp.example.org/rp-1/12a"),
        ("rp-1/d12#d12fn3", "https://rp.example.org/rp-1/12"),
        ("rp-1#pg_5", "https://rp.example.org/rp-1"),
        ("rp-1/t-a-letter", "https://rp.example.org/rp-1"),
        ("rp 1", "https://rp.example.org/rp%201"),
    ],
)
def test_a_target_has_an_official_address(target: str, address: str) -> None:
    volume = target.partition("/")[0].partition("#")[0]
    assert SeriesOfVolumes(OWN).of(volume).address_of(target) == address


def test_a_text_without_a_number_may_have_an_address_of_its_own() -> None:
    series = SeriesSettings(address="https://letters.example.org/{name}")
    assert series.address_of("rp-1/t-05-01-02-0001") == "https://letters.example.org/05-01-02-0001"
    assert series.address_of("rp-1/d4") == ""


def test_a_volume_of_no_series_has_no_address() -> None:
    for target in ("letters", "letters/d1", "letters/d1#d1fn1", "letters#pg_5", "letters/t-a"):
        assert SeriesOfVolumes().of("letters").address_of(target) == ""


def test_volumes_of_several_series_have_none_in_common() -> None:
    assert SeriesOfVolumes(titles={IX: None, "frus1969-76v10": None}).common.abbreviation == "FRUS"
    assert SeriesOfVolumes(titles={IX: None, "letters": None}).common.title is None

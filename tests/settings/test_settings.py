"""Invalid settings are refused in one sentence that names the file, the key and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.settings import Project, SettingsError

JOURNEY = 'title = "V"\n[[journeys]]\nname = "Paris"\nfirst = 1972-12-03\n'
ERRORS = [
    ("an unknown key", 'titel = "Vietnam"', "unknown key 'titel'; did you mean 'title'?"),
    ("a missing key", 'volume = "IX"', "missing key 'title'."),
    ("a value of the wrong kind", 'title = "V"\nyear = "soon"', "year: "),
    ("not TOML", "title = ", "as TOML: "),
    ("an unknown key of a journey", JOURNEY + "lats = 1972-12-13", "unknown key 'journeys #1 lats'; did you mean 'last'?"),
    ("a journey that ends before it begins", JOURNEY + "last = 1972-12-01", "ends on 1972-12-01, before it begins on 1972-12-03."),
    ("an invalid document id", JOURNEY + 'last = 1972-12-13\ndocuments = ["44"]', "'44' is not a document id; use an id such as d44"),
    ("an unknown channel", JOURNEY + 'last = 1972-12-13\nchannels = ["Tohack"]', "unknown channel 'Tohack'; did you mean 'Tohak'?"),
]


def edition(root: Path, volume: str = 'title = "Vietnam"') -> Path:
    folder = root / "documents" / "frus1969-76v09"
    folder.mkdir(parents=True)
    (folder / "volume.toml").write_text(volume, encoding="utf-8")
    return root


@pytest.mark.parametrize(("toml", "sentence"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS])
def test_an_error_in_volume_toml_is_one_sentence(tmp_path: Path, toml: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as error:
        Project.load(edition(tmp_path, toml))
    assert sentence in str(error.value)
    assert "volume.toml" in str(error.value)
    assert "\n" not in str(error.value)


ADDRESSES = [
    "example.org/edition",
    "ftp://example.org",
    "https://",
    "https://example.org/an edition",
    "https://example.org/?q=1",
    "https://example.org/#top",
    "https://me@example.org/",
    "https://example.org/%zz",
    "https://example.org/édition",
    "https://example.org/edition/index.html",
    "",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_not_that_of_a_folder_is_refused(tmp_path: Path, address: str) -> None:
    (edition(tmp_path) / "edition.toml").write_text(f'address = "{address}"', encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        Project.load(tmp_path)
    said = "is not the address of a site’s folder; write it as in a browser: https://example.org/edition."
    assert str(error.value) == f"{tmp_path / 'edition.toml'}: address: {address!r} {said}"


@pytest.mark.parametrize("address", ["http://localhost:8000", "https://example.org", "https://example.org/my%20papers/~me/"])
def test_the_address_of_a_page_is_in_that_of_the_site(tmp_path: Path, address: str) -> None:
    (edition(tmp_path) / "edition.toml").write_text(f'address = "{address}"', encoding="utf-8")
    assert Project.load(tmp_path).edition.address_of("ä b/d1.html") == f"{address.rstrip('/')}/%C3%A4%20b/d1.html"


def test_a_folder_without_documents_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="put the raw texts there"):
        Project.load(tmp_path)


def test_a_text_belongs_to_the_nearest_volume_above_it(tmp_path: Path) -> None:
    project = Project.load(edition(tmp_path))
    assert project.volume_of("frus1969-76v09/a.txt") == "frus1969-76v09"
    assert project.volume_of("frus1969-76v09/part/a.txt") == "frus1969-76v09"
    assert project.volume_of("frus1964-68v13/a.txt") == "frus1964-68v13"
    assert project.volume_of("a.txt") == "documents"


def test_volume_toml_in_the_documents_folder_applies_to_all_below_it(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "volume.toml").write_text('title = "All"', encoding="utf-8")
    project = Project.load(tmp_path)
    assert project.volume_of("a.txt") == "documents"
    assert project.volume("documents").title == "All"


def test_a_volume_without_settings_is_named_by_its_id(tmp_path: Path) -> None:
    assert Project.load(edition(tmp_path)).volume("frus1952-54v13p2").title == "frus1952-54v13p2"


def test_a_folder_of_texts_needs_no_settings(tmp_path: Path) -> None:
    project = Project.of_texts(tmp_path)
    assert project.documents == tmp_path
    assert project.volume_of("frus1969-76v09/d1.txt") == "frus1969-76v09"

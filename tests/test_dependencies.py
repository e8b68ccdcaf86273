"""The lock file pins what pyproject.toml asks for, with hashes, and the manual names the license of each package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
ASKED = [Requirement(words) for words in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]]
PINS = re.split(r"^(?=[a-z])", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
PINNED = {pin.partition("==")[0]: pin for pin in PINS}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_the_lock_file_pins_a_version_that_is_asked_for(asked: Requirement) -> None:
    pin = re.match(r"\S+?==([^ ;]+)", PINNED[canonicalize_name(asked.name)])
    assert pin
    assert pin[1] in asked.specifier


@pytest.mark.parametrize("name", PINNED)
def test_each_pin_has_the_hashes_of_its_files(name: str) -> None:
    assert re.search(r"--hash=sha256:[0-9a-f]{64}$", PINNED[name], re.MULTILINE)


def test_the_manual_names_the_license_of_each_package() -> None:
    page = (ROOT / "docs" / "licenses.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| \[(\S+)\]\(\S+\) \| (\S[^|]*) \|$", page, re.MULTILINE)).keys() == PINNED.keys()


@pytest.mark.parametrize("name", ["PyStemmer", "jinja2"])
def test_a_package_whose_internals_are_relied_on_has_an_upper_bound(name: str) -> None:
    (asked,) = (asked for asked in ASKED if asked.name == name)
    assert "<" in str(asked.specifier)

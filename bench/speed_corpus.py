"""Makes editions with a given number of documents, for measuring: the shared corpus, then copies made with other seeds and volume names.

`.backchannel/speed-N/edition` has N documents in whole volumes, the last truncated. A second seed gives the same volumes in other forms;
their numbers are raised by a hundred, where the series has none: `frus1969-76v09` made with seed 2 is `frus1969-76v109`, and with seed 3
`frus1969-76v209`. Their references to volumes point to those of the first seed, since the words are the same.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from shared_corpus import PROJECT, corpus

from backchannel import ids

_APART = 100
"""More than any subseries has volumes."""
_NUMBER = re.compile(r'^(volume = "(?:E–)?)([IVXLC]+|\d+)(?=")', re.MULTILINE)


def edition_of(documents: int) -> Path | None:
    """Return the folder of the edition with that many documents, made if it is missing. Without the corpus, print a message and return
    None."""
    folder = PROJECT / ".backchannel" / f"speed-{documents}" / "edition"
    if (folder / "edition.toml").exists() and not _mark(folder).exists():
        return folder
    shutil.rmtree(folder.parent, ignore_errors=True)
    wanted = documents
    for seed in count(1):
        made = corpus(seed)
        if not made:
            return None
        for volume in _volumes(made):
            wanted -= _copy(volume, folder / "raw" / volume_id(volume.name, seed), seed, wanted)
            if not wanted:
                (folder / "edition.toml").write_text('title = "Corpus"\ndocuments = "raw"\n', encoding="utf-8")
                return folder
    raise AssertionError("seeds never end")


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Let the texts of an edition be changed temporarily. If a killed run did not restore them, the edition is made again."""
    _mark(folder).touch()
    yield
    _mark(folder).unlink()


def _mark(folder: Path) -> Path:
    return folder.with_name("changing")


def volume_id(name: str, seed: int) -> str:
    """Return the id of the volume `name` made with `seed`: `frus1948v01p1` made with seed 3 is `frus1948v201p1`."""
    renamed = re.sub(r"(?<=v)(e?)(\d+)", lambda found: f"{found[1]}{int(found[2]) + _APART * (seed - 1):02}", name)
    assert ids.is_volume(renamed)
    return renamed


def title_page(settings: str, seed: int) -> str:
    """Raise the volume's number in `volume.toml` as in its id: `volume = "IX"` becomes `"CIX"` with seed 2, `"E–14"` `"E–114"`."""
    return _NUMBER.sub(lambda found: found[1] + _raised(found[2], _APART * (seed - 1)), settings)


def _raised(number: str, by: int) -> str:
    return str(int(number) + by) if number.isdecimal() else ids.to_roman((ids.roman(number) or 0) + by).upper()


def _volumes(made: Path) -> Iterator[Path]:
    return (file.parent for file in sorted((made / "raw").glob("*/volume.toml")))


def _copy(volume: Path, to: Path, seed: int, most: int) -> int:
    """Copy a volume, or its first documents. Return how many."""
    to.mkdir(parents=True)
    texts = sorted(volume.glob("*.txt"), key=lambda file: ids.number_key(file.stem.removeprefix("d")))[:most]
    for text in texts:
        shutil.copyfile(text, to / text.name)
    (to / "volume.toml").write_text(title_page((volume / "volume.toml").read_text(encoding="utf-8"), seed), encoding="utf-8")
    return len(texts)

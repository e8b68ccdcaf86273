"""Damages the database of an edition at random, builds, and compares the site with a clean build, byte for byte.

usage: damage.py [--databases N] [--seed N]

Each time, the database of a finished build gets flipped bits, zeros, garbage, exchanged pages, or loses its end; most times the edition is
then edited. One build must make the site of a clean one, whatever was damaged.

Exit status: 0 if all sites were equal; 1 if one differed or a build failed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
import editing

_OFTEN = 100
"""Damaged databases between progress lines."""
_EDITIONS = 20
"""Damaged databases for each edition, which is then replaced by another."""
_PAGE = 4096


def flip_bits(data: bytearray, chance: Random) -> None:
    for _ in range(chance.choice((1, 1, 1, 8, 200))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_a_bit_of_the_header(data: bytearray, chance: Random) -> None:
    data[chance.randrange(100)] ^= 1 << chance.randrange(8)


def zero(data: bytearray, chance: Random) -> None:
    start, length = chance.randrange(len(data)), chance.choice((1, 16, _PAGE, 4 * _PAGE, len(data)))
    data[start : start + length] = bytes(min(length, len(data) - start))


def overwrite(data: bytearray, chance: Random) -> None:
    start, length = chance.randrange(len(data)), min(chance.choice((1, 16, _PAGE, 4 * _PAGE)), len(data))
    data[start : start + length] = chance.randbytes(min(length, len(data) - start))


def cut(data: bytearray, chance: Random) -> None:
    del data[chance.choice((chance.randrange(len(data)), chance.randrange(len(data)) // _PAGE * _PAGE)) :]


def extend(data: bytearray, chance: Random) -> None:
    data += chance.randbytes(chance.randrange(1, 2 * _PAGE))


def exchange_pages(data: bytearray, chance: Random) -> None:
    one, other = (chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    data[one : one + _PAGE], data[other : other + _PAGE] = data[other : other + _PAGE], data[one : one + _PAGE]


def change_a_word(data: bytearray, chance: Random) -> None:
    """Change a letter of a word, which SQLite cannot notice."""
    at = data.find(chance.choice((b"Archer", b"Document", b"Hakto", b"Library", b"footnote")), chance.randrange(len(data)))
    if at >= 0:
        data[at + 1] ^= 2


DAMAGES: tuple[Callable[[bytearray, Random], None], ...] = (
    *(flip_bits, flip_bits, flip_a_bit_of_the_header, zero, overwrite, cut, extend, exchange_pages, change_a_word),
)


def main() -> int:
    options = _options()
    chance, failed, kinds = Random(options.seed), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        root, clean = Path(folder) / "edited", Path(folder) / "clean"
        for done in range(options.databases):
            if done % _EDITIONS == 0:
                shutil.rmtree(root, ignore_errors=True)
                editing.create_edition(root, chance)
                editing.build(root)
            damage = chance.choice(DAMAGES)
            kinds[damage.__name__] += 1
            if found := _difference(root, clean, damage, chance):
                failed += 1
                print(f"database {done + 1}, {damage.__name__}: {found}", flush=True)
            if (done + 1) % _OFTEN == 0 or done + 1 == options.databases:
                print(f"{done + 1} damaged databases: {failed} not repaired by one build", flush=True)
    print(", ".join(f"{name} {count}" for name, count in sorted(kinds.items())))
    return int(failed > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Damages databases at random, and compares the next builds with clean ones.")
    parser.add_argument("--databases", type=int, default=1000, metavar="N", help="number of databases to damage")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    return parser.parse_args()


def _difference(root: Path, clean: Path, damage: Callable[[bytearray, Random], None], chance: Random) -> str:
    """Damage the database, perhaps edit the edition, build, and name the first files that differ from a clean build."""
    database = root / ".backchannel" / "edition.sqlite"
    data = bytearray(database.read_bytes())
    damage(data, chance)
    database.write_bytes(data)
    if chance.random() < 0.7:
        chance.choice(editing.EDITS)(root, chance)
    try:
        return " ".join(editing.differences(editing.build(root), editing.build_clean(root, clean))[:8])
    except Exception:
        shutil.rmtree(root / ".backchannel", ignore_errors=True)
        return traceback.format_exc()


if __name__ == "__main__":
    sys.exit(main())

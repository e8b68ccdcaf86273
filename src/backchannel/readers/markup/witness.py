"""Define the witness of a text. This module imports no reader."""

from __future__ import annotations

from typing import NamedTuple


class WitnessFile(NamedTuple):
    """The file with markup beside a text: its path in the documents folder, and its bytes."""

    path: str
    data: bytes

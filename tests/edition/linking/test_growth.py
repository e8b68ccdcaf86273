"""Linking a volume takes time in proportion to its documents. SQLite's own steps are counted, so no clock is needed."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from invented import VOLUME, document, edition

_STEPS = 100
"""Steps of SQLite between two counts."""
_MOST = 5
"""How many times as many steps four times as many documents may take: sorting them takes a little more than four times as many."""


def steps(documents: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the steps that SQLite takes to store and link a volume of which each document refers to two others."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = opened(*given, **named)
        connection.set_progress_handler(count, _STEPS)
        return connection

    opened = sqlite3.connect
    texts = {f"{VOLUME}/{n}.txt": document(n, f"See Document {documents + 1 - n} and Document {n}a.") for n in range(1, documents + 1)}
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect)
        edition(texts)
    return counted


def test_four_times_as_many_documents_take_four_times_as_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 < steps(240, monkeypatch) < _MOST * steps(60, monkeypatch)

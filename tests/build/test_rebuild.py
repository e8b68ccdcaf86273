"""Whatever an editor does, in whatever order: what is built after it equals a clean build, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import editing
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule


class Rebuilding(RuleBasedStateMachine):
    """An edition that is edited, and built now and then."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self._root = self._folder / "edited"

    @initialize(seed=st.integers(0, 999))
    def begin(self, seed: int) -> None:
        editing.begin(self._root, Random(seed))
        editing.build(self._root)

    @rule(edit=st.sampled_from(editing.EDITS), seed=st.integers(0, 999))
    def edit(self, edit: Callable[[Path, Random], None], seed: int) -> None:
        edit(self._root, Random(seed))

    @rule()
    def rebuild(self) -> None:
        editing.compare(self._root, self._folder / "clean")

    def teardown(self) -> None:
        self.rebuild()
        shutil.rmtree(self._folder)


TestRebuilding = Rebuilding.TestCase
TestRebuilding.settings = settings(max_examples=6, stateful_step_count=6)

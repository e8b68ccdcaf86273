"""After any edits in any order, a build equals a clean build byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import editing
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test


class Rebuilding(RuleBasedStateMachine):
    """Edit an edition, and build it from time to time."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self._root = self._folder / "edited"
        self._clean: dict[str, bytes] | None = None

    @initialize(seed=st.integers(0, 999))
    def begin(self, seed: int) -> None:
        editing.create_edition(self._root, Random(seed))
        editing.build(self._root)

    @rule(edit=st.sampled_from(editing.EDITS), seed=st.integers(0, 999))
    def edit(self, edit: Callable[[Path, Random], None], seed: int) -> None:
        edit(self._root, Random(seed))
        self._clean = None

    @rule()
    def rebuild(self) -> None:
        built = editing.build(self._root)
        self._clean = self._clean or editing.build_clean(self._root, self._folder / "clean")
        assert editing.differences(built, self._clean)[:9] == []

    def teardown(self) -> None:
        self.rebuild()
        shutil.rmtree(self._folder)


@pytest.mark.parametrize("_part", range(3))
def test_a_build_after_edits_equals_a_clean_build(_part: int) -> None:
    run_state_machine_as_test(Rebuilding, settings=settings(max_examples=3, stateful_step_count=6))


@pytest.mark.parametrize("seed", [707])
def test_a_rebuild_that_once_differed_equals_a_clean_build(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    editing.create_edition(tmp_path / "edited", chance)
    editing.build(tmp_path / "edited")
    for edit in [chance.choice(editing.EDITS) for _ in range(chance.choice((1, 1, 1, 2, 3)))]:
        edit(tmp_path / "edited", chance)
    editing.compare(tmp_path / "edited", tmp_path / "clean")

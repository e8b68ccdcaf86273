"""The workflow of the hosting page works as far as it can be run here: its commands build the site of a fresh clone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from manual_pages import samples

from backchannel.scaffold.citation_files import NewEdition
from backchannel.scaffold.new_edition import VOLUME, start

ROOT = Path(__file__).parents[2]
(SAMPLE,) = (sample for sample in samples("hosting.md") if sample.caption.endswith("site.yml"))
WORKFLOW: dict[Any, Any] = yaml.safe_load(SAMPLE.text)
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
COMMANDS = [step["run"] for step in STEPS if "run" in step]

FROM_THE_NETWORK = {
    "actions/checkout": "the test clones with git instead",
    "actions/setup-python": "the test takes its own Python",
    "actions/upload-pages-artifact": "there is no GitHub to upload to; the test looks at the folder that it would upload",
    "actions/deploy-pages": "there is no GitHub to publish at",
}
"""The steps that are not run, and why."""


def test_each_step_is_run_here_or_left_out_with_a_reason() -> None:
    assert {step["uses"].partition("@")[0] for step in STEPS if "uses" in step} == FROM_THE_NETWORK.keys()
    assert len(COMMANDS) == 2


def test_the_workflow_may_publish_and_publishes_only_what_was_built() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert WORKFLOW[True]["push"]["branches"] == ["main"]  # YAML 1.1 reads the key `on` as true
    assert WORKFLOW["jobs"]["publish"]["needs"] == "build"
    name = WORKFLOW["jobs"]["publish"]["environment"]["url"]
    assert re.fullmatch(r"\$\{\{ steps\.(\w+)\.outputs\.page_url \}\}", name)
    assert [step["id"] for step in WORKFLOW["jobs"]["publish"]["steps"]] == ["pages"]


@pytest.mark.skipif(not find_spec("hatchling"), reason="hatchling, which builds the wheel, is not installed")
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_commands_build_the_site_of_a_clone(tmp_path: Path) -> None:
    clone, installed = tmp_path / "clone", tmp_path / "installed"
    _repository(tmp_path / "edition")
    subprocess.run(["git", "clone", "--quiet", str(tmp_path / "edition"), str(clone)], check=True)
    for command in COMMANDS:
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command], cwd=clone, env=_environment(installed), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    (uploaded,) = (step["with"]["path"] for step in STEPS if step.get("uses", "").startswith("actions/upload-pages-artifact"))
    assert (clone / uploaded / "index.html").exists()
    assert (clone / uploaded / VOLUME / "d1.html").exists()


def _repository(edition: Path) -> None:
    """Make a repository of a new edition, with the workflow and the program's wheel."""
    start(edition, NewEdition("Ruritania"))
    (edition / SAMPLE.caption).parent.mkdir(parents=True)
    (edition / SAMPLE.caption).write_text(SAMPLE.text, encoding="utf-8")
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*wheel, "--wheel-dir", str(edition / "tools"), str(ROOT)], check=True)
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    for command in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], [*who, "commit", "--quiet", "--message=Begin"]):
        subprocess.run(["git", *command], cwd=edition, check=True)


def _environment(installed: Path) -> dict[str, str]:
    """Let pip install into a folder and without a network: the libraries are those of this Python."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
    pip = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_TARGET": str(installed), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    path = os.pathsep.join([str(installed / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    return own | pip | {"PATH": path, "PYTHONPATH": str(installed)}

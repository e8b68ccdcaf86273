"""Defines the site generators that are compared with this tool.

- Hugo with the same documents as Markdown, on pages as plain as it can render them; no search.
- Hugo, same page: what our templates are given as front matter, and our templates in its language: the same pages, element for element.
- Hugo, same page, with Pagefind: then its text is indexed, so that its readers can search, as ours can.
- MkDocs Material with its search: the same documents as Markdown, without a navigation that would list all of them on each page.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Protocol, TypeGuard

import hugo_site
import mkdocs_site
from processes import Run, run

_ALL = 5
"""The number of generators."""


class Maker(Protocol):
    """A generator of the site in the folder `site` from an edition's texts."""

    @property
    def name(self) -> str: ...

    @property
    def site(self) -> Path: ...

    def clean(self) -> None:
        """Remove everything that a build made."""

    def build(self) -> Run:
        """Build or update the site."""


class Follower(Maker, Protocol):
    """A generator that is also measured after changes."""

    def input_file(self, text: Path) -> Path:
        """Return the file that the generator itself reads for a text."""

    def accept(self, text: Path, order: int) -> None:
        """Accept a new or changed text, the `order`th of its volume; not part of the build."""


class Backchannel:
    """This tool, with a number of processes."""

    name = "backchannel"

    def __init__(self, edition: Path, jobs: int) -> None:
        self._edition = edition
        self._jobs = jobs

    @property
    def site(self) -> Path:
        return self._edition / "site"

    def clean(self) -> None:
        for made in ("site", ".backchannel"):
            shutil.rmtree(self._edition / made, ignore_errors=True)
        (self._edition / "published.jsonl").unlink(missing_ok=True)  # else documents that were added have pages at their former addresses

    def build(self) -> Run:
        timed = ["--timings"] if _has_timings() else []
        return _ended(
            run([sys.executable, "-m", "backchannel", "build", str(self._edition), "--jobs", str(self._jobs), *timed]), self.name, (0, 1)
        )

    def input_file(self, text: Path) -> Path:
        return text

    def accept(self, text: Path, order: int) -> None:
        """Do nothing: the build reads the texts themselves."""


class Hugo:
    """Hugo, with as many processors as this tool has processes."""

    name = "Hugo"

    def __init__(self, program: Path, edition: Path, jobs: int) -> None:
        self._program = program
        self._folder = edition.with_name("hugo")
        self._jobs = jobs
        hugo_site.prepare(edition, self._folder, jobs)

    @property
    def site(self) -> Path:
        return self._folder / "public"

    def clean(self) -> None:
        for made in ("public", "resources"):
            shutil.rmtree(self._folder / made, ignore_errors=True)

    def build(self) -> Run:
        command = [str(self._program), "--source", str(self._folder), "--logLevel", "error", "--noBuildLock"]
        return _ended(run(command, {"GOMAXPROCS": str(self._jobs)}), self.name, (0,))

    def input_file(self, text: Path) -> Path:
        return self._folder / "content" / text.parent.name / f"{text.stem}.md"

    def accept(self, text: Path, order: int) -> None:
        hugo_site.write_document(text, self.input_file(text), order)


class SamePage:
    """Hugo with our view models and our templates."""

    name = "Hugo, same page"
    _made = "public"

    def __init__(self, program: Path, edition: Path, jobs: int) -> None:
        self._program = program
        self._folder = edition.with_name("hugo-pages")
        self._jobs = jobs
        hugo_site.prepare_pages(edition, self._folder, jobs)

    @property
    def site(self) -> Path:
        return self._folder / self._made

    def clean(self) -> None:
        for made in (self._made, "resources"):
            shutil.rmtree(self._folder / made, ignore_errors=True)

    def build(self) -> Run:
        return _ended(run(self._command(), {"GOMAXPROCS": str(self._jobs), "RAYON_NUM_THREADS": str(self._jobs)}), self.name, (0,))

    def _command(self) -> list[str]:
        named = ["--source", str(self._folder), "--destination", self._made]
        return [str(self._program), *named, "--logLevel", "error", "--noBuildLock"]


class SamePageSearched(SamePage):
    """Hugo with our view models and our templates, and Pagefind run over its pages."""

    name = "Hugo, same page, Pagefind"
    _made = "searched"

    def _command(self) -> list[str]:
        index = [sys.executable, "-m", "pagefind_bin", "--site", str(self.site), "--root-selector", "article", "--quiet"]
        return ["sh", "-c", f"{shlex.join(super()._command())} && {shlex.join(index)}"]


class MkDocs:
    """MkDocs with the Material theme and its search. It uses one processor."""

    name = "MkDocs Material"

    def __init__(self, edition: Path, jobs: int) -> None:
        self._folder = edition.with_name("mkdocs")
        mkdocs_site.prepare(edition, self._folder, jobs)

    @property
    def site(self) -> Path:
        return self._folder / "site"

    def clean(self) -> None:
        shutil.rmtree(self.site, ignore_errors=True)

    def build(self) -> Run:
        command = [*mkdocs_site.PROGRAM, "build", "--quiet", "--config-file", str(self._folder / "mkdocs.yml")]
        return _ended(run(command, {"NO_MKDOCS_2_WARNING": "1"}), self.name, (0,))


def makers(edition: Path, jobs: int) -> list[Maker]:
    """Return this tool, and the others that are installed; print which are not."""
    ours = Backchannel(edition, jobs)
    found: list[Maker] = [ours]
    if program := hugo_site.program():
        ours.build()  # its database has the view models
        found += [kind(program, edition, jobs) for kind in (Hugo, SamePage, SamePageSearched)]
    if mkdocs_site.is_installed():
        found.append(MkDocs(edition, jobs))
    if len(found) < _ALL:
        print("Hugo or MkDocs is not installed, so there is no comparison with it: pip install '.[bench]'")
    return found


def follows_changes(maker: Maker) -> TypeGuard[Follower]:
    return hasattr(maker, "accept")


def stages(built: Run) -> dict[str, float]:
    """Read the seconds of wall time of each stage from the output of `--timings`; empty without it."""
    for line in reversed(built.printed.splitlines()):
        if line.startswith('{"seconds"'):
            return {stage: float(seconds) for stage, seconds in json.loads(line)["seconds"].items()}
    return {}


@cache
def _has_timings() -> bool:
    shown = subprocess.run([sys.executable, "-m", "backchannel", "build", "--help"], stdout=subprocess.PIPE, check=True)
    return b"--timings" in shown.stdout


def _ended(built: Run, name: str, statuses: tuple[int, ...]) -> Run:
    """Return a build that finished; exit if it failed."""
    if built.status not in statuses:
        raise SystemExit(f"{name} ended with exit status {built.status}\n{built.printed[-2000:]}")
    return built

"""The pages at the top of the site: the volumes, the messages, and the page for what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages import addresses
from backchannel.pages.shell import Shell, top_shell
from backchannel.pages.volumes import designation, heading, is_titled
from backchannel.pages.words import amount

if TYPE_CHECKING:
    from backchannel.edition.figures import Counts
    from backchannel.settings import Project


class VolumeEntry(NamedTuple):
    """A volume in the list of the front page."""

    href: str
    eyebrow: str
    title: str
    total: str


class Figure(NamedTuple):
    """A count and what it counts: `1,204`, `references printed here`."""

    number: str
    text: str


class FrontPage(NamedTuple):
    """The front page of the edition."""

    path: str
    shell: Shell
    title: str
    subtitle: str
    volumes: list[VolumeEntry]
    figures: list[Figure]


class AboutPage(NamedTuple):
    """How the edition was made, what its marks mean, and its findings in figures. `people` leads to the list of them, if there is one."""

    path: str
    shell: Shell
    figures: list[Figure]
    findings: list[Figure]
    people: str


class NotFoundPage(NamedTuple):
    """What a server shows for an address that has no page."""

    path: str
    shell: Shell
    volumes: list[VolumeEntry]


def front_page(project: Project, sizes: dict[str, int], counts: Counts) -> FrontPage:
    title = project.edition.title
    return FrontPage(
        addresses.FRONT, top_shell(project, title, "Volumes"), title, project.edition.subtitle, _volumes(project, sizes), _figures(counts)
    )


def _volumes(project: Project, sizes: dict[str, int]) -> list[VolumeEntry]:
    return [
        VolumeEntry(
            addresses.href("", f"{volume}/{addresses.FRONT}"),
            heading(project.volume(volume)) if is_titled(project, volume) else designation(volume),
            project.volume(volume).title,
            amount(size, "document"),
        )
        for volume, size in sizes.items()
    ]


_REFERENCES = (
    ("printed", "lead to a place in this edition"),
    ("elsewhere", "lead to the official edition"),
    ("mentioned", "name a message that is not printed"),
    ("ambiguous", "could mean more than one thing"),
    ("missing", "name what is not there"),
)


def _figures(counts: Counts) -> list[Figure]:
    held = (
        (counts.documents, "document"),
        (counts.notes, "note"),
        (counts.pages, "page label"),
        (sum(counts.references.values()), "reference"),
    )
    figures = [Figure(f"{number:,}", amount(number, thing).partition(" ")[2]) for number, thing in held]
    return figures + [
        Figure(f"{counts.references[status]:,}", f"references {words}") for status, words in _REFERENCES if counts.references.get(status)
    ]


_SEVERITIES = (
    ("error", "errors: text would be lost, or a link broken"),
    ("warning", "warnings: someone should look"),
    ("info", "choices of the reader"),
)


def about_page(project: Project, counts: Counts) -> AboutPage:
    found = [Figure(f"{counts.findings.get(severity, 0):,}", words) for severity, words in _SEVERITIES]
    return AboutPage(
        addresses.ABOUT, top_shell(project, "About this edition", ""), _figures(counts), found, addresses.PEOPLE if project.peopled else ""
    )


def not_found_page(project: Project, sizes: dict[str, int]) -> NotFoundPage:
    return NotFoundPage(addresses.NOT_FOUND, top_shell(project, "Not found", ""), _volumes(project, sizes))

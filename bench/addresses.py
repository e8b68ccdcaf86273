"""Edits an invented edition at random, and checks that every address ever published leads to the words that it had.

usage: addresses.py [--sequences N] [--steps N] [--seed N] [--jobs N]

A sequence begins with a new edition. Each step inserts, removes, splits, joins, moves or corrects paragraphs, or renumbers, renames,
removes, swaps or returns documents, numbers messages, or settles their journey, and builds. Then each address that any build of the
sequence published, of a paragraph or of a message in the ledger, is looked up in the site:

    at its words     the element with the id has the words, or words corrected from them
    told             the words are elsewhere or gone, and the page says so, with the words as they were published
    wrong            the element has other words, and the page doesn't say so
    lost             the page or the id is missing

and the site must equal a clean build of the sources and `published.jsonl`, byte for byte.

Exit status: 0 if no address is lost or wrong, at least 99 percent of those whose words are in their document are at them, and all sites
were equal; else 1.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from lxml import html

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
import editing
from quotations import printed_words

from backchannel.edition.publication.history import parsed
from backchannel.edition.wordings import kept, wording
from backchannel.system.workers import Workers

VOLUME = "frus1969-76v97"
_OFTEN = 10
_LEAST = 0.99
_WORDS = Path(__file__).read_text(encoding="utf-8").partition('"""')[2].partition('"""')[0].split()
"""Words that paragraphs are made of. A change to the text above changes what each seed makes."""
_SHORT = ("Approved.", "Yes.", "He agreed.")


class Text(NamedTuple):
    """A document: its number, its paragraphs, and the message that it prints, if it prints one: `Tohak 5`."""

    number: int
    paragraphs: list[str]
    message: str = ""


Edition = dict[str, Text]
"""Documents by their file names."""


class Outcome(NamedTuple):
    """What became of the addresses of a sequence, how many builds were compared, and what is wrong, in words."""

    counts: Counter[str]
    builds: int
    faults: list[str]


def paragraph(chance: Random) -> str:
    if chance.random() < 0.15:
        return chance.choice(_SHORT)
    if chance.random() < 0.15:
        return f"I answered your {message(chance)} before the talks of that evening."
    words = [re.sub(r"\W", "", chance.choice(_WORDS)) or "and" for _ in range(chance.randint(6, 60))]
    return f"{' '.join(words).capitalize()}."


def message(chance: Random) -> str:
    return f"{chance.choice(('Tohak', 'Hakto', 'Telegram'))} {chance.randint(1, 9)}"


def number_message(edition: Edition, chance: Random) -> None:
    """Give a document another message, or none."""
    name = chance.choice(list(edition))
    edition[name] = edition[name]._replace(message=message(chance) if chance.random() < 0.8 else "")


def settle(edition: Edition, chance: Random) -> None:
    """Add the journey of the messages to the settings, with a month in which it began, or remove it."""
    _SETTLED[:] = [] if _SETTLED else [f"1972-0{chance.randint(3, 5)}-02"]


def insert(edition: Edition, chance: Random) -> None:
    text = chance.choice(list(edition.values()))
    text.paragraphs.insert(chance.randint(0, len(text.paragraphs)), paragraph(chance))


def remove_paragraph(edition: Edition, chance: Random) -> None:
    text = chance.choice(list(edition.values()))
    if len(text.paragraphs) > 1:
        del text.paragraphs[chance.randrange(len(text.paragraphs))]


def split(edition: Edition, chance: Random) -> None:
    text = chance.choice(list(edition.values()))
    at = chance.randrange(len(text.paragraphs))
    words = text.paragraphs[at].split()
    if len(words) > 8:
        cut = chance.randint(3, len(words) - 3)
        text.paragraphs[at : at + 1] = [f"{' '.join(words[:cut])}.", f"{' '.join(words[cut:]).capitalize()}"]


def join(edition: Edition, chance: Random) -> None:
    text = chance.choice(list(edition.values()))
    if len(text.paragraphs) > 1:
        at = chance.randrange(len(text.paragraphs) - 1)
        text.paragraphs[at : at + 2] = [" ".join(text.paragraphs[at : at + 2])]


def move(edition: Edition, chance: Random) -> None:
    text, other = chance.choice(list(edition.values())), chance.choice(list(edition.values()))
    if len(text.paragraphs) > 1:
        words = text.paragraphs.pop(chance.randrange(len(text.paragraphs)))
        (text if chance.random() < 0.7 else other).paragraphs.insert(chance.randint(0, 3), words)


def correct(edition: Edition, chance: Random) -> None:
    text = chance.choice(list(edition.values()))
    at = chance.randrange(len(text.paragraphs))
    words = text.paragraphs[at].split()
    if len(words) > 5:
        words[chance.randrange(1, len(words) - 1)] = "emended"
        text.paragraphs[at] = " ".join(words)


def renumber(edition: Edition, chance: Random) -> None:
    """Give a document another number; sometimes shift all numbers, as a document inserted at the beginning does."""
    if chance.random() < 0.3:
        edition |= {name: text._replace(number=text.number + 1) for name, text in edition.items()}
        return
    name = chance.choice(list(edition))
    edition[name] = edition[name]._replace(number=max(text.number for text in edition.values()) + 1)


def swap(edition: Edition, chance: Random) -> None:
    one, other = chance.sample(list(edition), 2)
    first, second = edition[one].number, edition[other].number
    edition[one], edition[other] = edition[one]._replace(number=second), edition[other]._replace(number=first)


def rename(edition: Edition, chance: Random) -> None:
    edition[f"r{chance.randint(100, 999)}.txt"] = edition.pop(chance.choice(list(edition)))


def remove(edition: Edition, chance: Random) -> None:
    if len(edition) > 2:
        _REMOVED.append(edition.pop(chance.choice(list(edition))))


def bring_back(edition: Edition, chance: Random) -> None:
    if _REMOVED:
        edition[f"b{chance.randint(100, 999)}.txt"] = _REMOVED.pop()


def add(edition: Edition, chance: Random) -> None:
    edition[f"a{chance.randint(100, 999)}.txt"] = text_of(edition, chance)


_REMOVED: list[Text] = []
_SETTLED: list[str] = []
"""The first day of the journey that the settings have, if they have one."""
EDITS: tuple[Callable[[Edition, Random], None], ...] = (
    *(insert, insert, remove_paragraph, split, join, move, move, correct, correct),
    *(renumber, swap, rename, remove, bring_back, add, number_message, settle),
)


def text_of(edition: Edition, chance: Random) -> Text:
    number = max((text.number for text in edition.values()), default=0) + 1
    return Text(number, [paragraph(chance) for _ in range(chance.randint(3, 9))], message(chance) if chance.random() < 0.4 else "")


def written(root: Path, edition: Edition) -> None:
    folder = root / "documents" / VOLUME
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    journeys = (f'[[journeys]]\nname = "Strelsau"\nfirst = {first}\nlast = 1972-05-31\ndocuments = ["d1-d30"]\n' for first in _SETTLED)
    (folder / "volume.toml").write_text("".join(('title = "One"\n', *journeys)), encoding="utf-8")
    for name, text in edition.items():
        own = (f"{text.message}. Deliver at once.", f"Strelsau, May {text.number % 28 + 1}, 1972.") if text.message else ()
        words = "\n\n".join([f"{text.number}. {'Message' if own else 'Memorandum'} From A. Archer to B. Baker", *own, *text.paragraphs])
        (folder / name).write_text(f"{words}\n", encoding="utf-8")


class Address(NamedTuple):
    """An address that a build published: a page and an id, and the words that it had."""

    page: str
    id: str
    words: str


def published(site: dict[str, bytes]) -> Iterator[Address]:
    """Yield the paragraphs of all documents of a site."""
    for page, data in site.items():
        if page.startswith(f"{VOLUME}/d"):
            for element in found(html.fromstring(data), "//div[contains(@class, 'body')]//*[@id and a[@class='pilcrow']]"):
                yield Address(page, element.get("id", ""), printed_words(element))


LEDGERS = ("messages.html", f"{VOLUME}/messages.html")


def published_messages(site: dict[str, bytes]) -> Iterator[Address]:
    """Yield the messages of the ledgers of a site, each with its name."""
    for page in LEDGERS:
        if page in site:
            for row in found(html.fromstring(site[page]), "//tr[@id]"):
                yield Address(page, row.get("id", ""), row.xpath("string(th//b)"))


def found(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return the elements on an XPath."""
    return [element for element in tree.xpath(path) if isinstance(element, html.HtmlElement)]


def recorded_otherwise(site: dict[str, bytes], ledger: Path) -> Iterator[Address]:
    """Yield the paragraphs of a site for which `published.jsonl` has other words than the page prints."""
    recorded: dict[tuple[str, str], str] = {}
    for line in filter(None, map(parsed, ledger.read_text(encoding="utf-8").splitlines())):
        volume, _, local = line.document.partition("/")
        recorded |= {(f"{volume}/{local}.html", f"{local}{anchor}"): said[0] for anchor, said in line.words.items() if said}
    yield from (address for address in published(site) if recorded.get(address[:2]) != wording(address.words).digest)


class Judge:
    """Judges each address by the words that it had in turn; a correction of a paragraph at its address changes them."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], list[str]] = {}
        self._messages: dict[tuple[str, str], str] = {}
        self.faults: list[str] = []

    def judge(self, site: dict[str, bytes], step: str) -> Counter[str]:
        """Count what becomes of each address that was published so far, and remember the addresses of this site."""
        trees = {page: html.fromstring(data) for page, data in site.items() if page.startswith(f"{VOLUME}/d")}
        texts = {page: " ".join(address.words for address in here) for page, here in self._by_page(site).items()}
        counts: Counter[str] = Counter()
        for (page, id), chain in self._words.items():
            result = self._at(trees.get(page), id, chain[-1])
            if result in ("wrong", "lost"):
                self.faults.append(f"{step}: {page}#{id} is {result}: {chain[-1][:80]!r}")
            counts[result] += 1
            if chain[-1] in texts.get(page, ""):
                counts["there"] += 1
                counts["there, at its words"] += result == "at its words"
        for address in published(site):
            chain = self._words.setdefault((address.page, address.id), [])
            if address.words not in chain[-1:]:
                chain.append(address.words)
        return counts

    def judge_messages(self, site: dict[str, bytes], step: str) -> Counter[str]:
        """Count what becomes of each address of a message that was published so far, and remember those of this site."""
        trees = {page: html.fromstring(site[page]) for page in LEDGERS if page in site}
        names = {page: {address.id: address.words for address in published_messages(site) if address.page == page} for page in LEDGERS}
        counts: Counter[str] = Counter()
        for (page, id), name in self._messages.items():
            result = _message_at(trees.get(page), id, name, names[page])
            if result in ("wrong", "lost"):
                self.faults.append(f"{step}: {page}#{id} is {result}: {name!r}")
            counts[f"message {result}"] += 1
        self._messages |= {(address.page, address.id): address.words for address in published_messages(site)}
        return counts

    def _by_page(self, site: dict[str, bytes]) -> dict[str, list[Address]]:
        pages: dict[str, list[Address]] = {}
        for address in published(site):
            pages.setdefault(address.page, []).append(address)
        return pages

    def _at(self, tree: html.HtmlElement | None, id: str, words: str) -> str:
        element = tree.get_element_by_id(id, None) if tree is not None else None
        if element is not None and element.get("class") == "joined":
            element = element.getparent()
        if element is None:
            return "lost"
        if found(element, "./a[@class='pilcrow']"):
            here = printed_words(element)
            alike = max(kept(words, here), kept(here, words)) >= 0.5
            return "at its words" if alike or words == here else "wrong"
        quoted = " ".join(" ".join(part.text_content() for part in found(element, ".//q")).split()).removesuffix("…").strip()
        return "told" if quoted and words.startswith(quoted) else "wrong"


def _message_at(tree: html.HtmlElement | None, id: str, name: str, names: dict[str, str]) -> str:
    """Judge what is at the address of a message: its row, or an entry with its words that leads to a row with its name, if there is one."""
    element = tree.get_element_by_id(id, None) if tree is not None else None
    if element is None:
        return "lost"
    if element.tag == "tr":
        return "at its words" if names[id] == name else "wrong"
    now = {str(link.get("href", "")).rpartition("#")[2] for link in found(element, ".//p/a[contains(@href, 'messages.html#')]")}
    led = {names.get(other) for other in now}
    told = element.xpath("string(.//q)").startswith(name) and led == ({name} if name in names.values() else set())
    return "told" if told else "wrong"


def run(steps: int, seeds: Sequence[int]) -> list[Outcome]:
    """Run the sequence of each seed."""
    with tempfile.TemporaryDirectory() as folder:
        return [_sequence(Path(folder), steps, seed) for seed in seeds]


def _sequence(folder: Path, steps: int, seed: int) -> Outcome:
    chance, root, judge, counts = Random(seed), folder / "edited", Judge(), Counter[str]()
    shutil.rmtree(root, ignore_errors=True)
    _REMOVED.clear()
    _SETTLED.clear()
    edition: Edition = {}
    for n in range(chance.randint(3, 6)):
        edition[f"{n}.txt"] = text_of(edition, chance)
    written(root, edition)
    first = editing.build(root)
    judge.judge(first, "first")
    judge.judge_messages(first, "first")
    for step in range(steps):
        edits = [chance.choice(EDITS) for _ in range(chance.choice((1, 1, 2, 3)))]
        for edit in edits:
            edit(edition, chance)
        written(root, edition)
        site = editing.build(root)
        named = f"seed {seed}, step {step}, {', '.join(edit.__name__ for edit in edits)}"
        counts += judge.judge(site, named)
        counts += judge.judge_messages(site, named)
        for page, id, words in recorded_otherwise(site, root / "published.jsonl"):
            judge.faults.append(f"{named}: {page}#{id} is recorded with other words: {words[:80]!r}")
        if differing := editing.differences(site, editing.build_clean(root, folder / "clean")):
            judge.faults.append(f"{named}: differs from a clean build: {' '.join(differing[:8])}")
    return Outcome(counts, steps, judge.faults)


def main() -> int:
    options = _options()
    counts: Counter[str] = Counter()
    builds = faults = 0
    seeds = range(options.seed, options.seed + options.sequences)
    with Workers(options.jobs) as workers:
        for done, outcome in enumerate(workers.spread(run, options.steps, seeds, batch=5), 1):
            counts += outcome.counts
            builds += outcome.builds
            faults += len(outcome.faults)
            print("".join(f"{fault}\n" for fault in outcome.faults), end="", flush=True)
            if done % _OFTEN == 0 or done == options.sequences:
                print(_line(done, builds, counts), flush=True)
    return int(faults > 0 or counts["there, at its words"] < _LEAST * counts["there"])


def _line(sequences: int, builds: int, counts: Counter[str]) -> str:
    share = counts["there, at its words"] / max(counts["there"], 1)
    return (
        f"{sequences} sequences, {builds} builds: {counts['at its words']} addresses at their words, {counts['told']} told, "
        f"{counts['wrong']} wrong, {counts['lost']} lost; of those whose words are in their document, {share:.2%} are at them; messages: "
        + ", ".join(f"{counts[f'message {result}']} {result}" for result in ("at its words", "told", "wrong", "lost"))
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Edits an invented edition at random, and checks every address ever published.")
    parser.add_argument("--sequences", type=int, default=500, metavar="N", help="number of sequences of edits")
    parser.add_argument("--steps", type=int, default=6, metavar="N", help="number of builds in a sequence")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the first sequence")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="number of workers")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

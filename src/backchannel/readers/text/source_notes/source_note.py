"""Parse source notes: the repository, collection, box and folder that hold a document, and its markings.

`Source: National Archives, Nixon Presidential Materials, NSC Files, Box 858, … Vol. XXII (1). Top Secret; Flash; Sensitive. Sent via …`

The first sentence is the place, a sentence that begins with a classification has the markings, and all others are remarks. Older volumes
print only the place, on a line above the head: `501.BB Interim/1–348: Telegram`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.source_notes.markings import CLASSIFICATION, MARKING, DocumentMarkings, is_marked, read_markings
from backchannel.readers.text.source_notes.remarks import read_handling
from backchannel.readers.text.source_notes.source_lines import is_source_line
from backchannel.readers.text.source_notes.transmission import read_transmissions
from backchannel.records import SourceNote
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.findings import Report

_SOURCE = re.compile(r"\s*(?:\[\s*)?(?:Source|SOURCE|Sources)\s*[:.]\s*")
_OPENING = 8
"""Characters within which `Source` must begin."""
_LONGEST_LINE = 200
"""Length of the longest file line; a longer one is text that begins like one."""
_DECIMAL = r"\d{2,4}[A-Za-z]?\.[\w½¼¾]+(?:[–-][A-Z]{2,5})?(?:[ ]\(?[A-Z0-9][\w.,½]*\)?){0,4}"
"""A class of the State Department's decimal file: `501.BB Interim` · `740.5` · `860c.01` · `811.24 Control (Ruritania)`"""
_PAPER = r"[ ]?/[ ]?[\d–\-/½¼¾ ]{1,20}[A-Za-z]?(?![\w])"
"""The number of a paper in its class, by its date: `/1–348` · `/10–2153`"""
_FILE_NUMBER = rf"(?:{_DECIMAL}|[A-Z]{{2,5}}[ ]\d{{1,2}}[\w–-]*(?:[ ][A-Z][A-Z–-]*){{0,3}}){_PAPER}"
_FILE_LINE = re.compile(
    rf"""
    (?P<file>
        (?:File[ ]Nos?\.[ ]?|Paris[ ]Peace[ ]Conf\.[ ])?{_FILE_NUMBER}       # 740.5/10–2153 · File No. 763.72/1173
      | File[ ]Nos?\.[ ]?\d[\w./–-]*                                       # File No. 130
      | \d{{3}}/\d{{1,2}}[–-]\d{{3,4}}                                       # 320/1–551
    )
    (?:[ ]?:[ ]?(?P<form>[A-Z][a-z]+(?:[ ][a-z]+)?))?           # 501.BB Interim/1–348: Telegram
    [\s.\d]*
    """,
    re.VERBOSE,
)
"""A line that is a number of the decimal file, and the form of what was filed."""
_PAPERS_LINE = re.compile(
    r"""
    (?P<papers> [A-Z][^:,]{1,60}? \b (?: [Ff]iles? (?: \s?[—–][^:]{1,60} )? | Papers ) (?: [ ]\([^)]*\) )? )  # Archer Papers
    \s? : \s?
    (?P<form> Telegram | Circular[ ]telegram | Airgram | Despatch | Instruction | Letter | Memorandum ) [\s.\d]*
    """,
    re.VERBOSE,
)
"""A line that is a collection, and the form of what it has: `Archer Papers: Telegram`, `Strelsau Embassy Files—710 Rice: Telegram`."""
_FILES = re.compile(
    rf"""
      [A-Z][^,:.]{{0,60}}?\b[Ff]iles?(?:[ ]\([^)]*\))?\d{{0,2}}(?:[,:].*)?      # IO Files: US(P)/A/205 · S/S–NSC files, lot 63 D 351
    | [Ll]ot[ ]\S.*                                                             # Lot 64 D 563
    | {vocabulary.alternatives("repositories")}[,:].+                           # Eisenhower Library, Eisenhower papers, Whitman file
    """,
    re.VERBOSE,
)
_KIND = re.compile(rf"{vocabulary.alternatives('kinds')}\b")
_ENDS_SENTENCE = re.compile(r"(?<!\bRev)(?<!\bCorr)(?<!\bAdd)[.!?]['”’\"]?\d{0,2}$")
_ABBREVIATED = ("Rev.", "Corr.", "Add.")
_END = 5
"""Characters at the end of a line that show whether it is a sentence."""

_STOP = re.compile(r"\.[”’\"]?\]?(?=\s+(?:[\[(“\"A-Z]|\d+ (?:pages?|lines?|paragraphs?)\b)|\s*$)")
_ABBREVIATION = re.compile(
    r"""
    \b(?: [A-Z]                                                                 # Robert S. Smith
        | Mr | Mrs | Ms | Dr | St | Jr | Sr
        | Gen | Amb | Sec | Secs | Sen | Rep | Gov | Lt | Col | Maj | Capt | Adm | Cdr | Pres | Min | Del
        | [Vv]ols? | Nos? | Pts? | pp? | fols? | ca | cf | vs | etc             # Vol. XXII
        | Misc | Corres? | Memos? | Conv | Chron                                # Memos. of Conv.
        | Depts? | Admin | Univ | Govt | Natl | Intl | Bros | Co | Inc | Ltd    # Univ. of Virginia
        | Jan | Feb | Mar | Apr | Aug | Sept? | Oct | Nov | Dec
        | Cong | Sess | Stat                                                    # 81st Cong., 2d Sess.
      )$
    """,
    re.VERBOSE,
)
"""Words whose period does not end a sentence."""
_MARKED = re.compile(rf"(?<!\band)[.,]?\s{{1,4}}(?={CLASSIFICATION}(?:(?:[,;/]\s*|\s+){MARKING}\b){{0,20}}(?:\s*[.;]|\s*$))")
"""The start of a classification after the place: after a period, also that of `VIET S.` or `side B.`, or without one. No list of markings
has more than 20; without a limit, one would be read again from each of its markings."""
_PART = re.compile(
    r"""
      [,:;]\s+ | [(\[“)\]”]
    | (?<=Files[ ]\d{4}[–-]\d\d)[ ](?=[A-Z]{2,5}\b)                                          # Central Files 1970–73 SOC 13
    """,
    re.VERBOSE,
)
_BOX = re.compile(r"(?:Box|Boxes|Container|Carton)\s+(?P<box>\S.*)", re.IGNORECASE)
_COLLECTION = re.compile(
    r"""
      \b(?: [Ff]iles? | [Pp]apers | Records | Recordings | Materials? | Diary | Diaries         # Nixon Presidential Materials
          | Registry | Collection | Archives | Division
          | RG | Record[ ]Group | [Ll]ot | FRC | Job | Accession                                # RG 59 · Lot 67 D 548
        )\b
    | ^(?: OSD | CF | NSF | POF                                                                 # OSD, and its number
         | NAC[ ](?:Documents|Minutes)                                                          # of the National Advisory Council
         | Memos\.?[ ]to[ ]the[ ]President                                                      # of the Johnson Library
       )\b
    """,
    re.VERBOSE,
)
"""Words by which a part of a source note is known for a collection."""
_NUMBERED = re.compile(r"^(?:[Ll]ots? \d|FRC:? ?\d|Accession (?:No\. )?\d)")
"""`Lot 67 D 548`, `FRC 71 A 3470`: the number of an accession; its contents follow."""
_HOUSE = re.compile(
    r"""
    \b(?: Librar | Archiv | Cent(?:er|re) | Museum | Foundation | Society | House                   # Hoover Institution Archives
        | Institut | Universit | College                                                            # Georgetown University
        | Department | Ministry | Agency | Bureau | Office | Embassy | Service | Administration     # Central Intelligence Agency
        | Council | Commission | Board | Bank | Fund | Staff | Chiefs | Command | Secretariat       # Joint Chiefs of Staff
      )
    """,
    re.VERBOSE,
)
"""Words that make an unknown name a repository. A name without them is a printed work: `United States–Vietnam Relations, Book 12`."""
_SERIES = re.compile(r"(?<=\w )[Ss]eries\b")
_FILE = re.compile(
    rf"""
      {_DECIMAL}{_PAPER}                                                                # 411.4141/3–2359
    | \d{{3}}/\d{{1,2}}[–-]\d{{3,4}}                                                    # 340/10–958
    | [DPN][ ]?\d{{6}}[\w–-]*                                                           # D730123–0456
    | (?i:US|SD|A|S)(?:[ ]?\([PA]\)A?)?(?:/[\w().]+)+(?:[ ]\d+/\d+)?                     # US(P)/A/205 · US/A/AC. 18/28
    """,
    re.VERBOSE,
)
"""A number of the decimal file or of the microfilm, or the symbol of a United Nations paper. It is known by its form."""
_CENTRAL = re.compile(r"\bCentral (?:Foreign Policy )?[Ff]iles?(?:,? \d{4}[–-]\d{2,4})?$|\bCF$")
_PERIOD = re.compile(r"\d{4}[–-]\d{2,4}")
_SUBJECT_NUMBER = re.compile(r"(?:E[Xx] )?[A-Z]{2,6}(?![a-z]).*")
"""`POL 27 VIET S` · `AID (US) S VIET` · `PER-ARCHER`: a number by subject. Folders of other files have such names too, so this is tried
only after the central files."""
_SECOND_NUMBER = "also "
"""`US/S/299, also US/SEC/60`: a paper with two symbols is filed under the first."""
_OF_PERSON = "PER"
"""`PER-ARCHER, ANN`: the file of a person has a comma in its name."""
_ENTITLED = re.compile(r"^[Ff]olders? (?:entitled|labeled|marked) ")


def is_source_note(words: str) -> bool:
    """Return whether a paragraph, line or note says where its document is held.

    1. `Source: Kennedy Library, …` · `[Source: National Security Council, …]`
    2. `501.BB Interim/1–348: Telegram`                            a file number alone on its line
    3. `PPS files, lot 64 D 563, “Chronological, 1953”`            a collection alone on its line
    4. `Archer Papers: Telegram`                                   the same, and the form of the document
    5. `ALS, DLC:GW.` · `[AA : A3195, I.1586]`                     lines of other editions
    """
    if opens_source(words):
        return True
    return (len(words) <= _LONGEST_LINE and (_is_file(words) or _is_collection(words))) or is_source_line(words)


def opens_source(words: str) -> bool:
    """Return whether a paragraph begins with `Source: …`"""
    return "S" in words[:_OPENING] and _SOURCE.match(words) is not None


def find_file_number(text: str, line: Span) -> Span | None:
    """Return the file number of a line that has nothing else but perhaps a form and a marker: its last figures are no marker."""
    found = _FILE_LINE.fullmatch(text, line.start, line.end) if line.end - line.start <= _LONGEST_LINE else None
    return Span(*found.span("file")) if found else None


def _is_file(words: str) -> bool:
    if ("/" in words or words.startswith("File No")) and _FILE_LINE.fullmatch(words):
        return True
    return ":" in words and _PAPERS_LINE.fullmatch(words) is not None


def _is_collection(words: str) -> bool:
    # Most lines of a text are sentences, and most of these end in a period. The last characters are tested first.
    if words.endswith(".") and not words.endswith(_ABBREVIATED):
        return False
    return not _ENDS_SENTENCE.search(words, max(0, len(words) - _END)) and _FILES.fullmatch(words) is not None and not _KIND.match(words)


def read_source_note(text: str, span: Span, report: Report) -> SourceNote:
    """Parse the source note at `span`; its words are kept as printed. An unknown marking is kept as handling, and reported."""
    if line := _FILE_LINE.fullmatch(text, span.start, span.end):
        return SourceNote(file=report.words(*line.span("file")), form=report.words(*line.span("form")) if line["form"] else None)
    if papers := _PAPERS_LINE.fullmatch(text, span.start, span.end):
        return SourceNote(collection=report.words(*papers.span("papers")), form=report.words(*papers.span("form")))
    source = _SOURCE.match(text, span.start, span.end)
    sentences = _sentences(text, Span(source.end() if source else span.start, span.end))
    place = read_place(text, sentences[0], report) if sentences else ArchivalPlace()
    marked = next((sentence for sentence in sentences if is_marked(text, sentence)), None)
    markings = read_markings(text, marked, report) if marked else DocumentMarkings()
    others = [sentence for sentence in sentences[1:] if sentence != marked]
    remarks = tuple(report.words(*sentence) for sentence in others)
    via = read_transmissions(text, span, others, report)
    return SourceNote(**place._asdict(), **markings._asdict(), remarks=remarks, **read_handling(text, others, report)._asdict(), via=via)


def first_sentence(text: str, span: Span) -> Span:
    """Return the first sentence of a span, without its period: the periods of `Vol.` and `St.` end none."""
    return next(iter(_sentences(text, span)), span)


def _sentences(text: str, span: Span) -> list[Span]:
    """Split `span` into sentences, without their periods and without brackets around the whole."""
    marked = _MARKED.search(text, span.start, span.end)
    place = marked.start() if marked else span.start
    sentences, start = [_trimmed(text, span.start, place)], marked.end() if marked else span.start
    for stop in _STOP.finditer(text, start, span.end):
        if not _ABBREVIATION.search(text, max(start, stop.start() - 12), stop.start()):
            sentences.append(_trimmed(text, start, stop.start() if len(stop[0]) == 1 else stop.end()))
            start = stop.end()
    sentences.append(_trimmed(text, start, span.end))
    return [sentence for sentence in sentences if sentence.end > sentence.start]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip().rstrip(".]" if "[" not in words else ".").rstrip()))


class ArchivalPlace(NamedTuple):
    """The words that say where a document is held, by level."""

    repository: str | None = None
    collection: str | None = None
    series: str | None = None
    box: str | None = None
    folder: str | None = None
    file: str | None = None


def read_place(text: str, span: Span, report: Report) -> ArchivalPlace:
    """Assign the words of the place to repository, collection, series, box, folder and file.

    1. `National Archives, Nixon Presidential Materials, NSC Files, Box 858, For the President’s Files …, Vol. XXII (1)`
    2. `Department of State, Central Files, 411.4141/3–2359`
    3. `Kennedy Library, National Security Files, Countries Series, Korea, General, 4/1/61–5/25/61`
    4. `S/S–NSC files, lot 63 D 351, NSC 135 Series`        no repository
    """
    parts = _split(text, span)
    words = [text[start:end] for start, end in parts]
    known = vocabulary.name_of("repositories", words[0]) or (_HOUSE.search(words[0]) and not _COLLECTION.search(words[0]))
    first = 1 if known else 0
    box = next((i for i, part in enumerate(words) if _BOX.fullmatch(part)), None)
    boundary = len(words) if box is None else box
    series = next((i for i in range(first, boundary) if _SERIES.search(words[i])), None)
    inner = max(_end_of_collection(words, first, boundary, boxed=box is not None), first if series is None else series + 1)
    rest = (inner, boundary) if box is None or box + 1 == len(words) else (box + 1, len(words))
    stop = inner if box is None or rest[1] == boundary else boundary
    number, second = _after_number(words, *rest)
    folder = _join(parts, second, rest[1], report)
    match = _BOX.fullmatch(report.words(*parts[box])) if box is not None else None
    return ArchivalPlace(
        repository=report.words(*parts[0]) if known else None,
        collection=_join(parts, first, stop if series is None else series, report),
        series=report.words(*parts[series]) if series is not None else None,
        box=match["box"] if match else None,
        folder=folder and _ENTITLED.sub("", folder),
        file=_join(parts, rest[0], number, report),
    )


def _end_of_collection(words: Sequence[str], first: int, boundary: int, *, boxed: bool) -> int:
    """Return the index after the last part that names a collection: a transfer's contents have names of their own, except before a box."""
    numbered = next((i + 1 for i in range(first, boundary) if not boxed and _NUMBERED.search(words[i])), boundary)
    end = max((i + 1 for i in range(first, numbered) if _COLLECTION.search(words[i])), default=first or min(1, boundary))
    return end + 1 if end < boundary and _CENTRAL.search(words[end - 1]) and _PERIOD.fullmatch(words[end]) else end


def _after_number(words: Sequence[str], first: int, stop: int) -> tuple[int, int]:
    """Return the index after a file number that begins at `first`, and that of the folder, which a second number may precede."""
    if first >= stop:
        return first, first
    central = _CENTRAL.search(", ".join(words[:first]))
    if not (_FILE.fullmatch(words[first]) or (central and _SUBJECT_NUMBER.fullmatch(words[first]))):
        return first, first
    end = min(first + 2 if words[first].startswith(_OF_PERSON) else first + 1, stop)
    return end, next((i for i in range(end, stop) if not words[i].startswith(_SECOND_NUMBER)), stop)


def _split(text: str, span: Span) -> list[Span]:
    """Split a place at commas and colons, outside parentheses, brackets and quotation marks."""
    parts, start, depth = [], span.start, 0
    for mark in _PART.finditer(text, span.start, span.end):
        if mark[0] in "([“":
            depth += 1
        elif mark[0] in ")]”":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(Span(start, mark.start()))
            start = mark.end()
    return [*parts, Span(start, span.end)]


def _join(parts: Sequence[Span], first: int, stop: int, report: Report) -> str | None:
    return report.words(parts[first].start, parts[stop - 1].end) if first < stop else None

"""Write citations for reference managers: CSL-JSON, BibTeX, RIS, and the meta tags of a page."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import rispy
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import write

from backchannel.pages.citing.csl import author_of, csl_item, state_words, year_of
from backchannel.pages.citing.slots import (
    ARCHIVE,
    LOCATION,
    PLACE,
    RECIPIENTS,
    SENDERS,
    SHAPES,
    STATE,
    TITLE,
    citation_template,
    dated_title,
    filled,
    said_of,
)
from backchannel.pages.components.scripts import of_volume

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.edition.publication.publish import Publication
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.pages.citing.csl import CslItem
    from backchannel.pages.citing.slots import CitationTemplate
    from backchannel.settings import Project

_LATEX = str.maketrans(
    {sign: rf"\{sign}" for sign in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""BibTeX is read as UTF-8 today; only what TeX itself reads as a command is escaped."""
_LONE_BRACES = str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})


class MetaTag(NamedTuple):
    """A `meta` element of a page's head."""

    name: str
    content: str


class Citation(NamedTuple):
    """A document in the forms that programs read."""

    bibtex: str
    ris: str
    csl: str
    tags: list[MetaTag]
    linked_data: dict[str, Any]


def citation(item: CslItem, template: CitationTemplate) -> Citation:
    """Write all forms of one document, from its item and from its template."""
    return Citation(
        bibtex=bibtex(template),
        ris=ris(template),
        csl=json.dumps([csl_export(item)], ensure_ascii=False),
        tags=list(tags(item, template.series.license or "")),
        linked_data=linked_data(item, template.series.license or ""),
    )


def csl_export(item: CslItem) -> CslItem:
    """Return an item for reference managers: its title has the place and the day, the short title is as printed."""
    title = dated_title(item)
    return {**item, "title": title, "title-short": item["title"]} if title != item.get("title", "") else item


class CitationFile(NamedTuple):
    """A file with the citations of a whole volume: its name in the volume's folder, its format, and its text."""

    name: str
    form: str
    words: str


FILES = {"BibTeX": "citations.bib", "RIS": "citations.ris", "CSL-JSON": "citations.json"}
"""The name of the file with a volume's citations in each format."""


SCRIPT = "citations.js"
"""The name of the file from which the search page takes the citations of a volume's documents."""


def citation_files(
    project: Project, volume: str, documents: Sequence[ListedDocument], publications: Mapping[str, Publication]
) -> Iterator[CitationFile]:
    """Write the citations of all documents of a volume, to be imported at once; and as a plain script, by document. `publications` are
    those of its documents, by id."""
    items = [csl_item(project, listed, state_words(publications.get(listed.id))) for listed in documents]
    template = [citation_template(item, project.series.of(listed.volume)) for item, listed in zip(items, documents, strict=True)]
    entries = {"BibTeX": [*map(bibtex, template)], "RIS": [*map(ris, template)]}
    words = {form: "\n\n".join(of_form) for form, of_form in entries.items()}
    words["CSL-JSON"] = "[\n" + ",\n".join(json.dumps(csl_export(item), ensure_ascii=False) for item in items) + "\n]"
    yield from (CitationFile(name, form, f"{words[form]}\n") for form, name in FILES.items())
    of_documents = {
        listed.local: [in_ris, in_bibtex] for listed, in_ris, in_bibtex in zip(documents, entries["RIS"], entries["BibTeX"], strict=True)
    }
    yield CitationFile(SCRIPT, "script", of_volume("citations", volume, of_documents))


_WORDS = (TITLE, STATE, ARCHIVE, LOCATION, PLACE, SENDERS, RECIPIENTS)
"""The slots whose words BibTeX may take for commands."""


def bibtex(item: CitationTemplate) -> str:
    """Write an `@incollection` entry, as biber and Zotero read it."""
    return filled(_bibtex(item.shape), {**item.own, **{slot: _latex(item.own[slot]) for slot in _WORDS}})


@lru_cache(SHAPES)
def _bibtex(shape: str) -> str:
    item = json.loads(shape)
    values = {
        "title": f"{{{item['title']}}}" if "title" in item else "",
        "author": f"{{{_latex(author_of(item))}}}" if author_of(item) else "",
        "booktitle": _latex(item["container-title"]),
        "series": _latex(item.get("collection-title", "")),
        "volume": _latex(item.get("volume", "")),
        "chapter": item.get("chapter-number", ""),
        "pages": item.get("page", "").replace("-", "--"),
        "publisher": _latex(item.get("publisher", "")),
        "address": _latex(item.get("publisher-place", "")),
        "year": year_of(item),
        "url": item.get("URL", ""),
        "origdate": item.get("original-date", ""),
        "origlocation": item.get("original-publisher-place", ""),
        "sender": item.get("original-author", ""),
        "recipient": item.get("recipient", ""),
        "library": _held(item),
        "note": item.get("note", ""),
    }
    fields = [Field(name, f"{{{value}}}") for name, value in values.items() if value]
    return write(Library([Entry("incollection", item["id"], fields)])).strip()


def _held(item: Mapping[str, str]) -> str:
    """Name the archive, and the location in it."""
    return ", ".join(item[name] for name in ("archive", "archive_location") if name in item)


def ris(item: CitationTemplate) -> str:
    """Write a record of type CHAP, as EndNote, Mendeley and Zotero read it."""
    return filled(_ris(item.shape), item.own)


@lru_cache(SHAPES)
def _ris(shape: str) -> str:
    item = json.loads(shape)
    first, _, last = item.get("page", "").partition("-")
    entry = {
        "type_of_reference": "CHAP",
        "id": item["id"],
        "title": item.get("title"),
        "authors": [author_of(item)] if author_of(item) else None,
        "secondary_title": item["container-title"],
        "tertiary_title": item.get("collection-title"),
        "volume": item.get("volume"),
        "section": item.get("chapter-number"),
        "start_page": first,
        "end_page": last,
        "publisher": item.get("publisher"),
        "place_published": item.get("publisher-place"),
        "year": year_of(item),
        "urls": [item["URL"]] if "URL" in item else None,
        "original_publication": ", ".join(item[name] for name in ("original-publisher-place", "original-date") if name in item),
        "database_provider": item.get("archive"),
        "call_number": item.get("archive_location"),
        "notes": [*_parties(item), *([item["note"]] if "note" in item else [])],
    }
    written: str = rispy.dumps([{name: value for name, value in entry.items() if value}])
    return written[written.index("TY") :].rstrip("\n")  # rispy writes the number of the record before it


def _parties(item: Mapping[str, str]) -> list[str]:
    """Name the senders and the recipients, for which RIS has no field."""
    parties = (("From", "original-author"), ("To", "recipient"))
    return [f"{word}: {item[name]}" for word, name in parties if name in item]


def tags(item: CslItem, license: str) -> Iterator[MetaTag]:
    """Write the meta tags that Zotero and Google Scholar read (`citation_…`), and those of Dublin Core."""
    first, _, last = item.get("page", "").partition("-")
    values = {
        "citation_title": item.get("title", ""),
        "citation_author": author_of(item),
        "citation_book_title": item["container-title"],
        "citation_inbook_title": item["container-title"],
        "citation_series_title": item.get("collection-title"),
        "citation_volume": item.get("volume"),
        "citation_firstpage": first,
        "citation_lastpage": last or first,
        "citation_publisher": item.get("publisher"),
        "citation_publication_date": year_of(item),
        "citation_public_url": item.get("URL"),
        "citation_language": "en",
        "DC.title": item.get("title", ""),
        "DC.creator": author_of(item),
        "DC.date": year_of(item),
        "DCTERMS.created": said_of(item, "original-date"),
        "DCTERMS.spatial": said_of(item, "original-publisher-place"),
        "DC.contributor": said_of(item, "original-author"),
        "DCTERMS.audience": said_of(item, "recipient"),
        "DC.source": _held(item),
        "DC.publisher": item.get("publisher"),
        "DC.identifier": item.get("URL"),
        "DCTERMS.isPartOf": ": ".join(item[name] for name in ("collection-title", "container-title") if name in item),
        "DC.type": "Text",
        "DC.language": "en",
        "DC.rights": license,
    }
    return (MetaTag(name, content) for name, content in values.items() if content)


def linked_data(item: CslItem, license: str) -> dict[str, Any]:
    """Describe the document in the vocabulary of schema.org, as JSON-LD."""
    series = {"@type": "BookSeries", "name": item["collection-title"]} if "collection-title" in item else None
    book = {
        "@type": "Book",
        "name": item["container-title"],
        "volumeNumber": item.get("volume"),
        "author": {"@type": "Organization", "name": author_of(item)} if author_of(item) else None,
        "isPartOf": series,
        "publisher": item.get("publisher"),
        "datePublished": year_of(item),
    }
    chapter = {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "name": item.get("title"),
        "position": item.get("chapter-number"),
        "pagination": item.get("page"),
        "url": item.get("URL"),
        "license": license,
        "inLanguage": "en",
        "isPartOf": {name: value for name, value in book.items() if value},
    }
    return {name: value for name, value in chapter.items() if value}


def _latex(words: str) -> str:
    """Escape words. BibTeX counts braces even after a backslash, so those without a partner are written by their names."""
    return words.translate(_LATEX if _is_balanced(words) else _LATEX | _LONE_BRACES)


def _is_balanced(words: str) -> bool:
    """Return whether each brace has its partner."""
    depths = list(accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in words))
    return min(depths, default=0) >= 0 and depths[-1:] in ([], [0])

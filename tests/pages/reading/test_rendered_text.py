"""A text is rendered in full: every character is on the page, in order, or was consumed by a rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backchannel.pages.components.places import DocumentPlaces
from backchannel.pages.reading.text import MarkedText, ReferenceLink, TextPiece
from backchannel.printed import printable
from backchannel.records import Bracket, Cited, Consumed, Document, Marker, PageBreak, Reference
from backchannel.source import Span


def a_document(text: str, **parts: object) -> Document:
    fields = {"id": "v/d1", "source": "d1.txt", "number": "1", "head": None, "kind": None, "blocks": (), "text": text}
    return Document.model_validate({**fields, **parts})


def rendered(document: Document, links: dict[int, ReferenceLink] | None = None) -> list[TextPiece]:
    return MarkedText(document, DocumentPlaces(document, "d1"), links or {}).pieces(0, len(document.text))


def reference(start: int, end: int) -> Reference:
    return Reference(start=start, end=end, kind="document", where="body", cited=Cited(document="1"))


LINK = ReferenceLink("d2.html", "link--here", "", "d1ref1")


def test_a_marker_is_rendered_at_its_position() -> None:
    pieces = rendered(a_document("areas.3 I", markers=[Marker(n="3", start=6, end=7)]))
    assert [(p.kind, p.text) for p in pieces] == [("text", "areas."), ("marker", "3"), ("text", " I")]
    assert (pieces[1].id, pieces[1].href, pieces[1].classes) == ("d1fnref3", "#d1fn3", "lost")


def test_the_second_marker_of_a_note_has_its_own_id() -> None:
    pieces = rendered(a_document("a1 b1", markers=[Marker(n="1", start=1, end=2), Marker(n="1", start=4, end=5)]))
    assert [p.id for p in pieces if p.kind == "marker"] == ["d1fnref1", "d1fnref1-2"]


def test_a_page_label_keeps_its_words_and_is_an_anchor() -> None:
    pieces = rendered(a_document("is, [Page 533] frankly", pages=[PageBreak(n="533", start=4, end=14)]))
    assert [(p.kind, p.text, p.id) for p in pieces][1] == ("page", "[Page 533]", "pg_533")


def test_a_reference_around_a_page_label_is_two_links() -> None:
    document = a_document("Document [Page 5] 12.", references=[reference(0, 20)], pages=[PageBreak(n="5", start=9, end=17)])
    assert [(p.kind, p.text) for p in rendered(document, {0: LINK})] == [
        ("link", "Document "),
        ("page", "[Page 5]"),
        ("link", " 12"),
        ("text", "."),
    ]


def test_a_reference_inside_brackets_is_a_link_and_a_bracket() -> None:
    document = a_document("[See Document 2]", references=[reference(5, 15)], brackets=[Bracket(start=0, end=16, kind="editorial")])
    assert [(p.kind, p.classes) for p in rendered(document, {0: LINK})] == [("text", "gap"), ("link", "link--here gap"), ("text", "gap")]


def test_a_character_not_allowed_in_html_is_rendered_as_a_symbol() -> None:
    assert [(p.kind, p.text, p.label) for p in rendered(a_document("a\x07\x85"))] == [
        ("text", "a", ""),
        ("sign", "␇", "U+0007"),
        ("sign", "\ufffd", "U+0085"),
    ]


def test_above_the_first_plane_only_noncharacters_are_replaced() -> None:
    assert [(p.kind, p.text) for p in rendered(a_document("a🕊\U0001ffffb"))] == [("text", "a🕊"), ("sign", "\ufffd"), ("text", "b")]
    assert printable("a🕊\U0001ffff\x07b") == "a🕊\ufffd␇b"


@st.composite
def documents(render: st.DrawFn) -> Document:
    """Generate texts with stops that don't overlap, and runs that can be anywhere."""
    text = render(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
    size = len(text)
    cuts = sorted(render(st.lists(st.integers(0, size), unique=True, max_size=10)))
    stops = list(zip(cuts[::2], cuts[1::2], strict=False))
    spans = st.tuples(st.integers(0, size), st.integers(0, size)).filter(lambda span: span[0] < span[1])
    runs = render(st.lists(spans, max_size=4))
    kinds = [render(st.sampled_from(["marker", "page", "consumed"])) for _ in stops]
    places = list(zip(kinds, stops, strict=True))
    return a_document(
        text,
        markers=[Marker(n="1", start=s, end=e) for kind, (s, e) in places if kind == "marker"],
        pages=[PageBreak(n="5", start=s, end=e) for kind, (s, e) in places if kind == "page"],
        consumed=[Consumed(rule="T001", start=s, end=e) for kind, (s, e) in places if kind == "consumed"],
        references=[reference(*span) for span in runs[:2]],
        brackets=[Bracket(start=s, end=e, kind="omitted") for s, e in runs[2:]],
    )


@given(documents())
def test_no_character_is_lost_added_or_moved(document: Document) -> None:
    links = dict.fromkeys(range(len(document.references)), LINK)
    pieces = MarkedText(document, DocumentPlaces(document, "d1"), links).pieces(0, len(document.text))
    shown = "".join(shown_text(document, piece) for piece in pieces)
    assert shown == unconsumed(document)


def shown_text(document: Document, piece: TextPiece) -> str:
    """Return the characters of the source that a piece renders. Markers and pages in these tests have a label that is not their text."""
    if piece.kind == "sign":
        return chr(int(piece.label.removeprefix("U+"), 16))
    if piece.kind == "marker":
        marker = document.markers[0 if piece.id == "d1fnref1" else int(piece.id.rpartition("-")[2]) - 1]
        return document.text[marker.start : marker.end]
    return piece.text


def unconsumed(document: Document) -> str:
    gone = {n for part in document.consumed for n in range(*Span(part.start, part.end))}
    return "".join(character for n, character in enumerate(document.text) if n not in gone)

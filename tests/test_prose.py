"""Markdown of editors is rendered as safe HTML, and any of its words can be linked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from backchannel.prose import LinkRun, Prose, parts


def linked(markdown: str, words: str) -> str:
    prose = Prose(markdown, "x")
    start = prose.words.index(words)
    return str(prose.html([LinkRun(start, start + len(words), "d2.html", "link--here")])).strip()


def test_html_in_it_is_text() -> None:
    assert Prose("<script>alert(1)</script> <b>x</b>", "x").html() == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;x&lt;/b&gt;</p>\n"


def test_links_can_lead_to_the_web_only() -> None:
    rendered = Prose("[a](https://a.org) [b](javascript:x) [c](../etc) ![d](e.png)", "x").html()
    assert rendered == '<p><a href="https://a.org">a</a> [b](javascript:x) [c](../etc) ![d](e.png)</p>\n'


def test_a_reference_is_linked_across_emphasis() -> None:
    link = '<a class="link--here" href="d2.html">'
    assert linked("See *vol. I*, Document 2.", "vol. I, Document 2") == f"<p>See <em>{link}vol. I</a></em>{link}, Document 2</a>.</p>"


def test_an_existing_link_remains() -> None:
    assert linked("[Document 2](https://a.org)", "Document 2") == '<p><a href="https://a.org">Document 2</a></p>'


def test_footnotes_of_two_texts_have_distinct_ids() -> None:
    ids = {etree.HTML(str(Prose("a[^1]\n\n[^1]: b", name).html())).xpath("string(//li/@id)") for name in ("d1ed", "d1ed-a")}
    assert ids == {"fn-d1ed-1", "fn-d1ed-a-1"}


def test_parts_are_recognized_by_their_form() -> None:
    found = parts("A.\n\n> one **two**\n\nB.\n\n## note 3\n\n- c\n")
    assert [(part.kind, [line.words for line in part.lines]) for part in found] == [
        ("text", ["A."]),
        ("quotation", ["one two"]),
        ("text", ["B."]),
        ("section", ["note 3"]),
        ("text", ["c"]),
    ]
    assert found[1].lines[0].strong == (4, 7)


@given(st.text(alphabet="*_[]()!<>&`~#-+=|:^\\\n abd1", max_size=120), st.integers(0, 60), st.integers(1, 60))
def test_links_change_no_word(markdown: str, start: int, length: int) -> None:
    plain, marked = Prose(markdown, "x"), Prose(markdown, "x")
    run = LinkRun(start, min(start + length, len(plain.words)), "d2.html")
    rendered = [etree.HTML(f"<div>{html}</div>").xpath("string(//div)") for html in (plain.html(), marked.html([run]))]
    assert rendered[0] == rendered[1]

"""A text and its witness are built as one source, and rebuilt after an edit of either."""

from __future__ import annotations

import re
from pathlib import Path

import editing
import pytest

from backchannel.build.witnesses import with_witnesses

PAGE = """<nav>Papers</nav><main><h3>44. Letter From Archer to Baker<sup><a href="#n1">1</a></sup></h3>
<p>See Tohak 85<sup><a href="#n2">2</a></sup> and rice.</p>
<ol><li id="n1">Source: Archives.</li><li id="n2">Not found.</li></ol></main>"""
TEXT = "44. Letter From Archer to Baker1\n\nSee Tohak 852 and rice.\n\n  1. Source: Archives.\n  2. Not found.\n"
SITE_PAGE = "ruritania/d44.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "edition" / "documents" / "ruritania"
    folder.mkdir(parents=True)
    (folder / "volume.toml").write_text('title = "Ruritania"\n', encoding="utf-8")
    (folder / "d44.html").write_text(PAGE, encoding="utf-8")
    (folder / "d44.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "edition"


def built(root: Path) -> str:
    """Build an edition, which must equal a clean build, and return the page of its document."""
    site = editing.build(root)
    assert editing.differences(site, editing.build_clean(root, root.parent / "clean")) == []
    return site[SITE_PAGE].decode()


def test_the_page_of_a_text_names_its_witness(root: Path) -> None:
    page = built(root)
    assert re.findall('<meta name="source-file" content="(.*?)">', page) == ["ruritania/d44.txt", "ruritania/d44.html"]
    assert 'id="d44fnref2"' in page
    assert "Papers" not in page.partition("<article")[2].partition("</article>")[0]


def test_an_edit_of_the_text_is_built(root: Path) -> None:
    built(root)
    text = root / "documents" / "ruritania" / "d44.txt"
    text.write_text(TEXT.replace("rice", "fish"), encoding="utf-8")
    page = built(root)
    assert "fish" in page
    assert 'id="d44fnref2"' in page


def test_an_edit_of_the_witness_is_built(root: Path) -> None:
    built(root)
    (root / "documents" / "ruritania" / "d44.html").write_text(PAGE.replace('<sup><a href="#n2">2</a></sup>', "2"), encoding="utf-8")
    assert '<a id="d44fnref2"' not in built(root)


def test_a_text_without_its_witness_is_read_as_a_text(root: Path) -> None:
    built(root)
    (root / "documents" / "ruritania" / "d44.html").unlink()
    assert built(root).count('<meta name="source-file"') == 1


def test_a_page_without_a_text_is_a_source(root: Path) -> None:
    (root / "documents" / "ruritania" / "d44.txt").unlink()
    page = built(root)
    assert '<meta name="source-file" content="ruritania/d44.html">' in page
    assert 'id="d44fnref2"' in page


def test_the_stamp_of_a_text_covers_its_first_witness() -> None:
    stamps = {"v/a.txt": "1", "v/a.xml": "2", "v/a.html": "3", "v/b.html": "4", "v/c.txt": "5", "v/d.txt": "6", "v/d.htm": ""}
    assert with_witnesses(stamps) == {"v/a.txt": "1 2", "v/b.html": "4", "v/c.txt": "5", "v/d.txt": ""}

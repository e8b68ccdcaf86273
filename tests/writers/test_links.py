"""Every link of a built page leads to an existing file and id, or is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.writers.links import check_links

# page, its body  →  its broken links
CASES: dict[str, tuple[str, str, list[str]]] = {
    "a page and an id": ("v/a.html", '<a href="b.html#x">', []),
    "the page above": ("v/a.html", '<a href="../index.html">', []),
    "an id of the same page": ("v/a.html", '<p id="y"><a href="#y">', []),
    "another site": ("v/a.html", '<a href="https://history.state.gov/x">', []),
    "an address with percent encoding": ("v/a.html", '<a href="%62.html">', []),
    "a missing page": ("v/a.html", '<a href="c.html">', ["c.html"]),
    "a missing id": ("v/a.html", '<a href="b.html#z">', ["b.html#z"]),
    "a missing id of the same page": ("v/a.html", '<a href="#z">', ["#z"]),
    "an id twice": ("v/a.html", '<p id="y"><p id="y">', ["id y twice"]),
    "out of the site": ("v/a.html", '<a href="../../x.html">', ["../../x.html"]),
    "from the root of a server": ("v/a.html", '<a href="/index.html">', ["/index.html"]),
    "a script address": ("v/a.html", '<a href="javascript:x">', ["javascript:x"]),
    "a folder": ("v/a.html", '<a href="../v/">', ["../v/"]),
    "the source of a quotation": ("v/a.html", '<q cite="b.html#x">', []),
    "a missing source of a quotation": ("v/a.html", '<q cite="b.html#z">', ["b.html#z"]),
    "a missing style sheet": ("v/a.html", '<link href="s.css">', ["s.css"]),
    "the 404 page, whose links work from any depth": ("404.html", '<a href="../../index.html">', []),
}


@pytest.mark.parametrize(("path", "body", "broken"), CASES.values(), ids=CASES.keys())
def test_broken_links_are_found(tmp_path: Path, path: str, body: str, broken: list[str]) -> None:
    (tmp_path / "v").mkdir()
    for name, text in (("index.html", ""), ("v/b.html", '<p id="x">'), (path, body)):
        (tmp_path / name).write_text(f"<!doctype html><body>{text}", encoding="utf-8")
    assert [href for _, href in check_links(tmp_path).broken] == broken

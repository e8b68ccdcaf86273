"""Templates render values as text without markup, and a missing value is an error."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from markupsafe import Markup

from backchannel.settings import EditionSettings, Project, SettingsError
from backchannel.writers.rendering import render


class APage(NamedTuple):
    """View model with one value."""

    value: object
    path: str = "a.html"


def rendered(root: Path, template: str, value: object) -> str:
    (root / "templates").mkdir()
    (root / "templates" / "a.html.j2").write_text(template)
    render(Project(root, EditionSettings(), {}), "a.html.j2", APage(value))
    return (root / "site" / "a.html").read_text()


BOLD = "{% macro bold(words, more='') %}<b>{{ words }}</b>{{ more }}{% endmacro %}"

CASES = [
    ("symbols in text", "{{ page.value }}", '<i> & "it\'s"', "&lt;i&gt; &amp; &#34;it&#39;s&#34;"),
    ("plain text", "{{ page.value }}", "“it’s” — so", "“it’s” — so"),
    ("a number", "{{ page.value }}", 7, "7"),
    ("no value", "{{ page.value }}", None, "None"),
    ("text that is already rendered", "{{ page.value }}", Markup("<i>"), "<i>"),
    ("a macro", BOLD + "{{ bold(page.value) }}", "<i>", "<b>&lt;i&gt;</b>"),
    ("a macro with a keyword argument", BOLD + "{{ bold('a', more=page.value) }}", "<i>", "<b>a</b>&lt;i&gt;"),
    ("a macro in a loop", BOLD + "{% for one in page.value %}{{ bold(one) }}{% endfor %}", ["a", "&"], "<b>a</b><b>&amp;</b>"),
    ("a macro inside a macro", BOLD + "{{ bold(bold(page.value)) }}", "&", "<b><b>&amp;</b></b>"),
    ("text that is not escaped", "{% autoescape false %}{{ page.value }}{% endautoescape %}", "<i>", "<i>"),
    ("a method", "{{ page.value.upper() }}", "<a>", "&lt;A&gt;"),
]


@pytest.mark.parametrize(("template", "value", "page"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_template_escapes_markup_in_values(tmp_path: Path, template: str, value: object, page: str) -> None:
    assert rendered(tmp_path, template, value) == page


def test_a_missing_attribute_of_a_view_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="has no attribute"):
        rendered(tmp_path, "{{ page.other }}", "a")


def test_a_page_is_rendered_even_if_compiled_templates_cannot_be_cached(tmp_path: Path) -> None:
    project = Project(tmp_path, EditionSettings(), {})
    assert rendered(tmp_path, "{{ page.value }}", "first") == "first"
    shutil.rmtree(project.store.parent)
    (tmp_path / "templates" / "b.html.j2").write_text("{{ page.value }}")
    render(project, "b.html.j2", APage("second"))
    assert (tmp_path / "site" / "a.html").read_text() == "second"

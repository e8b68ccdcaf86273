"""The catalog has every rule once, with an explanation."""

from __future__ import annotations

import re
import string

import pytest

from backchannel import rules
from backchannel.findings import Report, Rule
from backchannel.source import Source, Span


@pytest.mark.parametrize("rule", rules.CATALOG.values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_what_to_do(rule: Rule) -> None:
    assert re.fullmatch(r"[SHTNPRMVAW]\d{3}", rule.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    for words in (rule.message, rule.why, rule.cure):
        assert words.strip() == words != ""
    assert rule.bad.strip()
    assert rule.good.strip()
    assert rule.why.endswith(".")
    assert rule.cure.endswith(".")
    assert rule.bad != rule.good


def test_ids_and_names_are_unique() -> None:
    found = [value for value in vars(rules).values() if isinstance(value, Rule)]
    assert len({rule.id for rule in found}) == len({rule.name for rule in found}) == len(found) == len(rules.CATALOG)


def test_a_finding_has_a_position_and_words() -> None:
    report = Report(Source("a.txt", "one\ntwo three"))
    report.add(rules.CONTROL_CHARACTER, Span(8, 13), code=7)
    (finding,) = report.findings
    assert (finding.rule, finding.line, finding.column, finding.message) == ("S002", 2, 5, "control character U+0007")


@pytest.mark.parametrize("rule", rules.CATALOG.values(), ids=lambda rule: rule.id)
def test_a_message_is_one_line_without_a_capital_or_a_period(rule: Rule) -> None:
    assert not rule.message[0].isupper()
    assert "\n" not in rule.message
    assert not rule.message.endswith(".")


@pytest.mark.parametrize("rule", rules.CATALOG.values(), ids=lambda rule: rule.id)
def test_a_message_names_its_fields(rule: Rule) -> None:
    assert all(name for _, name, _, _ in string.Formatter().parse(rule.message) if name is not None)

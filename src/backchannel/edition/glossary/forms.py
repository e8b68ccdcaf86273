"""Tell by which forms documents may be searched for a listed abbreviation or term. One that may be an ordinary word has none."""

from __future__ import annotations

import re

_OR = re.compile(r"(?<!\s)\s+or\s+|;\s*")
_ALSO = re.compile(r"(?P<term>[^()]*[^()\s])\s*\((?P<other>[^()]+)\)")
_PLURAL = re.compile(r"\(([sS])\)$")
_CAPITAL = re.compile(r"[A-Z]")
_ABBREVIATION = re.compile(r"[A-Z0-9][\w/&.–:-]*[A-Z0-9][\w.]*|[A-Z]\w*[A-Z]\w*|[A-Z] & [A-Z]|(?:[A-Z]\.){2,}")
_WORD = re.compile(r"[A-Z][a-z]{3,}")
_SMALL_WORD = re.compile(r"[a-z]{5,}")
_PHRASE = re.compile(r"[A-Z][\w.]*(?: [A-Z0-9][\w.]*)+")
_ORDINARY = """
nine seven eight three four five main flash state mission post trans white camp field house gold para conf info note comment cite
"""
"""Listed words that have another sense, whatever their case: sentences begin with them, or names have them."""
_CAPITALIZED = "A ACT ALL AM AN AND ARE AS AT BE BUT BY CAN DO FOR HAS HE IF IN IS IT ME NO NOT OF ON OR OUT PM SO TO UP WE"
"""Words of headings in capitals."""
_OTHERWISE = frozenset((*_ORDINARY.split(), *_CAPITALIZED.split()))


def forms_of(term: str) -> tuple[str, ...]:
    """Return the forms of a term as a list prints it.

    1. `PARU`                       itself
    2. `ARA or ARA/LA`, `DirGen or DG`  both
    3. `ChiCom(s)`                  `ChiCom` and `ChiComs`
    4. `SD–MICC (SD–MIC)`           both; `F–4 (Phantom)` only `F–4`
    5. `Rolling Thunder`, `Exdis`, `reftel`   words that mean nothing else
    6. `C`, `km`, `rep`             none: too often something else
    """
    found: list[str] = []
    for part in (part.strip() for part in _OR.split(term)):
        found += _of_part(part)
    return tuple(dict.fromkeys(form for form in found if is_distinct(form)))


def _of_part(part: str) -> list[str]:
    if plural := _PLURAL.search(part):
        word = part[: plural.start()].strip()
        return [word, f"{word}{plural[1]}"]
    if also := _ALSO.fullmatch(part):
        return [also["term"], also["other"].removeprefix("also ")]
    return [part] if part else []


def is_distinct(form: str) -> bool:
    """Return whether a form means nothing else wherever it is printed."""
    if {form, form.lower()} & _OTHERWISE or len(form) < 2:
        return False
    if _ABBREVIATION.fullmatch(form):
        return len(_CAPITAL.findall(form)) > 1 or any(character.isdigit() for character in form)
    return any(pattern.fullmatch(form) for pattern in (_WORD, _SMALL_WORD, _PHRASE))

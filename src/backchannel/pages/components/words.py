"""Put values into words, as readers of the series expect them: page ranges, amounts, lists."""

from __future__ import annotations


def page_range(first: str, last: str | None) -> str:
    """Write a page range: `532–534`, or `532` if both ends are the same."""
    return first if last in (None, first) else f"{first}–{last}"


def cited_range(first: str, last: str | None) -> str:
    """Write a page range by the rules of the Chicago Manual of Style: `532–34`, `247–49`, `101–8`, `600–612`, `96–117`."""
    if last is None or last == first:
        return first
    if len(first) != len(last) or not (first.isdecimal() and last.isdecimal()) or int(first) < 100 or int(first) % 100 == 0:
        return f"{first}–{last}"
    shared = 0
    while shared < len(last) - 1 and first[shared] == last[shared]:
        shared += 1
    # Within 101 to 109 only the changed figure is given; elsewhere at least two.
    changed = last[shared:] if int(first) % 100 < 10 else last[min(shared, len(last) - 2) :]
    return f"{first}–{changed}"


def amount(number: int, thing: str) -> str:
    """Count things: `1 document`, `3,507 documents`, `no documents`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}" if number else f"no {thing}s"


def listing(parts: list[str]) -> str:
    """List words as a sentence does: `Kennedy`, `Kennedy and Guay`, `Kennedy, Guay, and Haig`."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""Terms are parted into ranges that fit in a file, in order, and an edit moves few limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backchannel.search.ranges import limits, scale

SIZES = st.dictionaries(st.text("abc", min_size=1, max_size=4), st.integers(1, 60), max_size=40).map(lambda sizes: sorted(sizes.items()))
MOST = 100


@given(SIZES)
def test_ranges_cover_all_terms_in_order_and_fit_in_a_file(sizes: list[tuple[str, int]]) -> None:
    found = limits(sizes, MOST)
    assert sum(size for _, size in found) == sum(size for _, size in sizes)
    assert [first for first, _ in found] == sorted({first for first, _ in found})
    assert {first for first, _ in found} <= {first for first, _ in sizes}
    assert all(size <= MOST for _, size in found)


def test_terms_with_one_beginning_are_a_range_however_many() -> None:
    assert limits([("a", 10), ("comm", 900), ("con", 20)], MOST) == [("a", 10), ("comm", 900), ("con", 20)]


def test_an_edit_of_a_term_leaves_the_limits_of_other_letters() -> None:
    sizes = [(letter + other, 30) for letter in "abc" for other in "klmno"]
    changed = [(term, size + 40 * (term == "al")) for term, size in sizes]
    before, after = limits(sizes, MOST), limits(changed, MOST)
    assert before != after
    assert [one for one in before if one[0] > "b"] == [one for one in after if one[0] > "b"]


def test_the_files_of_a_large_edition_are_longer() -> None:
    assert [scale(documents) for documents in (0, 8192, 8193, 16384, 31_000, 300_000)] == [1, 1, 2, 2, 4, 64]

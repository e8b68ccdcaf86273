"""A mention of a post's telegram means the one that its date, or the time of the document, leaves: `telegram 1037 to Saigon, March 4`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from message_facts import a_document, a_mention, channel_number

from backchannel.edition.traffic.telegrams import KnownTelegram, resolve_telegrams, years_of_posts

if TYPE_CHECKING:
    from backchannel.edition.traffic.facts import Mention, MessageDocument

NAME = "to Saigon 1037"


def printed_in(*documents: MessageDocument) -> list[KnownTelegram]:
    """Return the telegrams that documents print: that of document 1 is `t1`."""
    years = years_of_posts(documents)
    return [KnownTelegram(d.days, f"t{d.doc}", years[d.doc], d.volume, d) for d in documents]


def resolved(mentions: list[Mention], *documents: MessageDocument) -> list[str]:
    """Return what each mention means: the id of a telegram, or `?` and the candidates."""
    meanings = resolve_telegrams(mentions, {channel_number(NAME): printed_in(*documents)})
    found = [meanings[mention.key] for mention in mentions]
    return [meaning.id or " ".join(("?", *meaning.candidates)) for meaning in found]


def telegram(doc: int, days: str, *, stated: bool = True, volume: str = "frus1969-76v99") -> MessageDocument:
    return a_document(doc, days, prints=NAME, stated=stated, volume=volume)


def test_a_printed_telegram_is_of_its_only_year_or_of_its_own_document() -> None:
    years = years_of_posts(
        [telegram(1, "1972-03-04"), telegram(2, "1972-12-30/1973-01-02"), telegram(3, ""), a_document(4, "1972-03-04", prints="Tohak 1")]
    )
    assert {doc: (year.key, year.first, year.last, year.known) for doc, year in years.items()} == {
        1: ("1972", "1972-01-01", "1972-12-31", "year"),
        2: ("frus1969-76v99-d2", None, None, "not"),
        3: ("frus1969-76v99-d3", None, None, "not"),
    }


@pytest.mark.parametrize(
    ("day", "means"),
    [
        ("1972-03-04", "t1"),
        ("1972-03-03", "t1"),
        ("1972-03-05", "t1"),  # the day on which it was received
        ("1972-03-06", "to-saigon-1037-1972"),
        ("1972-08-04", "to-saigon-1037-1972"),
        ("1973-03-04", "to-saigon-1037-1973"),
    ],
)
def test_a_date_means_the_printed_telegram_of_that_day_else_one_that_is_not_printed(day: str, means: str) -> None:
    document = a_document(9, "1973-05-01")
    assert resolved([a_mention(NAME, document, day=day)], telegram(1, "1972-03-04")) == [means]


@pytest.mark.parametrize(
    ("day", "means"),
    [
        ("1972-02-27", "t1"),  # a day that only neighbors show may be wrong by a week
        ("1972-02-25", "to-saigon-1037-1972"),
        ("1972-03-27", "t1"),
        ("1972-03-28", "to-saigon-1037-1972"),
    ],
)
def test_a_telegram_dated_by_its_neighbors_may_be_of_some_days_before_or_after(day: str, means: str) -> None:
    printed = telegram(1, "1972-03-04/1972-03-20", stated=False)
    assert resolved([a_mention(NAME, a_document(9, "1973-05-01"), day=day)], printed) == [means]


def test_a_date_does_not_mean_a_telegram_of_unknown_date() -> None:
    mention = a_mention(NAME, a_document(9, "1973-05-01"), day="1972-03-04")
    assert resolved([mention], telegram(1, "")) == ["to-saigon-1037-1972"]
    assert resolved([mention], telegram(1, "1972-01-01/1973-06-01")) == ["to-saigon-1037-1972"]


def test_of_two_printed_telegrams_the_date_leaves_one_or_both() -> None:
    mention = a_mention(NAME, a_document(9, "1973-05-01"), day="1972-03-04")
    assert resolved([mention], telegram(1, "1972-03-04"), telegram(2, "1972-07-04")) == ["t1"]
    assert resolved([mention], telegram(1, "1972-03-04"), telegram(2, "1972-03-05")) == ["? t1 t2"]


def test_mentions_of_one_date_or_the_next_mean_one_telegram_and_those_of_another_mean_another() -> None:
    days = ["1972-03-04", "1972-03-05", "1972-03-04", "1972-08-04", "1972-08-05", "1973-03-04"]
    mentions = [a_mention(NAME, a_document(n, "1973-05-01"), day=day) for n, day in enumerate(days, 1)]
    assert resolved(mentions) == [
        *["to-saigon-1037-1972"] * 3,
        *["to-saigon-1037-1972-08-04"] * 2,
        "to-saigon-1037-1973",
    ]


def test_an_unprinted_telegram_does_not_take_the_id_of_a_printed_one() -> None:
    printed = telegram(1, "1972-03-04")
    known = [KnownTelegram(printed.days, "to-saigon-1037-1972", years_of_posts([printed])[1], printed.volume, printed)]
    dated = [a_mention(NAME, a_document(9, "1972-12-01"), n, day=day) for n, day in enumerate(("1972-08-05", "1972-08-06"))]
    undated = a_mention(NAME, a_document(8, "1972-12-02"))
    alone = resolve_telegrams([*dated, undated], {channel_number(NAME): known})
    assert [alone[mention.key].id for mention in dated] == ["to-saigon-1037-1972-08-05"] * 2
    assert alone[undated.key].id == "to-saigon-1037-1972-08-05"
    assert alone[dated[0].key].why == "A telegram with that number is printed, but the dates do not match."
    (undated_only,) = resolve_telegrams([undated], {channel_number(NAME): known}).values()
    assert undated_only.id == "to-saigon-1037-1972-frus1969-76v99-d8"


def test_a_document_that_names_its_own_number_means_itself_unless_the_date_is_another() -> None:
    printed = [telegram(1, "1972-03-04"), telegram(2, "1972-03-20")]
    assert resolved([a_mention(NAME, printed[0])], *printed) == ["t1"]
    assert resolved([a_mention(NAME, printed[1])], *printed) == ["t2"]
    assert resolved([a_mention(NAME, printed[0], day="1972-03-04")], *printed) == ["t1"]
    assert resolved([a_mention(NAME, printed[0], day="1972-03-20")], *printed) == ["t2"]
    assert resolved([a_mention(NAME, printed[0], day="1971-03-20")], *printed) == ["to-saigon-1037-1971"]
    undated = telegram(3, "")
    assert resolved([a_mention(NAME, undated)], *printed, undated) == ["t3"]


def test_a_number_that_the_document_dates_elsewhere_means_that_telegram() -> None:
    document = a_document(9, "1973-05-01")
    mentions = [a_mention(NAME, document), a_mention(NAME, document, 1, day="1965-03-04", in_note=True)]
    assert resolved(mentions, telegram(1, "1973-04-30")) == ["to-saigon-1037-1965"] * 2


@pytest.mark.parametrize(
    ("written", "printed", "means"),
    [
        ("1972-03-10", ["1972-03-04"], "t1"),
        ("1972-03-03", ["1972-03-04"], "t1"),  # it is a day later where the telegram was sent
        ("1972-03-02", ["1972-03-04"], "to-saigon-1037-1972"),  # nobody names a telegram before it is sent
        ("1972-08-01", ["1972-03-04"], "t1"),
        ("1972-08-02", ["1972-03-04"], "to-saigon-1037-1972"),  # more than five months later the post may have used the number again
        ("1973-03-10", ["1972-03-04"], "to-saigon-1037-1973"),
        ("1973-03-10", ["1972-03-04", "1973-03-04"], "t2"),
        ("1972-07-20", ["1972-03-04", "1972-07-04"], "? t1 t2"),
        ("", ["1972-03-04"], "? t1"),  # nothing shows when the document was written
        ("1972-03-10", [""], "? t1"),
        ("1972-01-01/1972-06-30", ["1972-03-04"], "t1"),  # both are in one volume, and a post uses a number once in that time
        ("1971-06-01/1972-07-30", ["1972-03-04"], "? t1"),
        ("1972-03-10", ["1971-06-01/1972-07-30"], "? t1"),
    ],
)
def test_a_text_without_a_date_names_the_only_telegram_of_the_months_before(written: str, printed: list[str], means: str) -> None:
    documents = [telegram(n, days) for n, days in enumerate(printed, 1)]
    assert resolved([a_mention(NAME, a_document(9, written))], *documents) == [means]


def test_days_that_are_not_known_well_show_less_if_the_telegram_is_in_another_volume() -> None:
    mention = a_mention(NAME, a_document(9, "1972-01-01/1972-06-30"))
    assert resolved([mention], telegram(1, "1972-03-04", volume="frus1969-76v98")) == ["? t1"]
    mention = a_mention(NAME, a_document(9, "1972-05-01/1972-06-30"))
    assert resolved([mention], telegram(1, "1972-03-04", volume="frus1969-76v98")) == ["t1"]


@pytest.mark.parametrize(
    ("printed", "means"),
    [
        (["1972-03-04"], "t1"),
        (["1972-04-15"], "t1"),  # an editor knows of later telegrams, and this is the only one
        (["1972-04-16"], "to-saigon-1037-1972"),
        (["1970-08-04", "1972-02-20", "1972-03-20"], "? t2 t3"),
        (["1971-08-04", "1972-03-20"], "? t1 t2"),  # an editor who meant the later one would have given its date
    ],
)
def test_an_editor_without_a_date_may_mean_a_later_telegram_if_it_is_the_only_one(printed: list[str], means: str) -> None:
    documents = [telegram(n, days) for n, days in enumerate(printed, 1)]
    assert resolved([a_mention(NAME, a_document(9, "1972-03-01"), in_note=True)], *documents) == [means]


@pytest.mark.parametrize(
    ("printed", "means"),
    [
        ("1972-12-29", "t1"),
        ("1972-12-28", "t1"),
        ("1972-12-30", "t1"),
        ("1972-12-12", "to-saigon-1037-frus1969-76v99"),  # no day without a year is that of a telegram of another date
        ("1972-12-27/1973-01-02", "t1"),
        ("1972-01-01/1973-06-01", "to-saigon-1037-frus1969-76v99"),
        ("", "to-saigon-1037-frus1969-76v99"),
        ("../1972-12-31", "to-saigon-1037-frus1969-76v99"),
        ("1972-12-27/..", "to-saigon-1037-frus1969-76v99"),
    ],
)
def test_a_day_without_its_year_means_a_printed_telegram_of_that_day(printed: str, means: str) -> None:
    mention = a_mention(NAME, a_document(9, "1972-08-01/1973-03-01"), dated="XXXX-12-29")
    assert resolved([mention], telegram(1, printed)) == [means]


def test_a_day_without_its_year_may_be_the_day_after_the_last_of_a_year() -> None:
    document = a_document(9, "1972-08-01/1973-03-01")
    assert resolved([a_mention(NAME, document, dated="XXXX-01-01")], telegram(1, "1972-12-31")) == ["t1"]
    assert resolved([a_mention(NAME, document, dated="XXXX-12-31")], telegram(1, "1973-01-01")) == ["t1"]


def test_telegrams_that_may_be_meant_are_in_the_order_of_their_days() -> None:
    mention = a_mention(NAME, a_document(9, "1972-07-20"))
    assert resolved([mention], telegram(1, ""), telegram(2, "1972-07-04"), telegram(3, "1972-03-04")) == ["? t3 t2 t1"]


def test_the_year_of_a_telegram_that_is_only_mentioned_has_a_reason() -> None:
    mentions = [a_mention(NAME, a_document(1, "1972-05-10")), a_mention(NAME, a_document(2, "1974-01-10"))]
    meanings = resolve_telegrams(mentions, {})
    assert [meanings[mention.key].why for mention in mentions] == ["Its year is that of the document that mentions it.", ""]


def test_an_undated_mention_joins_one_that_another_document_dates() -> None:
    dated = a_mention(NAME, a_document(8, "1972-03-10"), day="1972-03-04")
    assert resolved([dated, a_mention(NAME, a_document(9, "1972-03-12"))]) == ["to-saigon-1037-1972"] * 2
    assert resolved([dated, a_mention(NAME, a_document(9, "1974-03-12"))]) == ["to-saigon-1037-1972", "to-saigon-1037-1974"]


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (["1972-05-10", "1972-05-20"], ["to-saigon-1037-1972"] * 2),
        (["1972-05-10", "1974-05-10"], ["to-saigon-1037-1972", "to-saigon-1037-1974"]),
        (["1972-04-10", "1972-11-10"], ["to-saigon-1037-1972", "to-saigon-1037-1972-frus1969-76v99-d2"]),  # two of one year
        (["1972-01-10", "1972-01-20"], ["to-saigon-1037-frus1969-76v99"] * 2),  # of this year or the last
        (["1972-01-10", "1972-04-10"], ["to-saigon-1037-frus1969-76v99"] * 2),  # it was sent by January, perhaps in the year before
        (["1972-01-20", "1972-03-10"], ["to-saigon-1037-1972"] * 2),  # it was sent in January
        (["1971-11-20", "1972-01-10"], ["to-saigon-1037-1971"] * 2),  # it was sent by November
        (["1972-02-25", "1971-11-28"], ["to-saigon-1037-1971"] * 2),
        (["1972-04-10", "1972-07-10"], ["to-saigon-1037-1972"] * 2),
        (["1971-12-20", "1972-04-10"], ["to-saigon-1037-frus1969-76v99"] * 2),  # each shows another year
        (["1972-03-10/1972-10-30"], ["to-saigon-1037-frus1969-76v99"]),  # days that are not known well show nothing
        (["1972-05-10", "1970-01-01/1972-10-30"], ["to-saigon-1037-1972"] * 2),
        (["1972-05-10", ""], ["to-saigon-1037-1972"] * 2),  # the only telegram of its volume
        (["", "1972-05-10"], ["to-saigon-1037-1972"] * 2),
        (["1972-05-10", "1974-05-10", ""], ["to-saigon-1037-1972", "to-saigon-1037-1974", "to-saigon-1037-frus1969-76v99"]),
        (["", ""], ["to-saigon-1037-frus1969-76v99"] * 2),
    ],
)
def test_mentions_without_a_date_in_documents_of_the_same_months_mean_one_telegram(written: list[str], means: list[str]) -> None:
    assert resolved([a_mention(NAME, a_document(n, days)) for n, days in enumerate(written, 1)]) == means


def test_an_undated_document_does_not_join_the_telegram_of_another_volume() -> None:
    mentions = [a_mention(NAME, a_document(1, "1972-05-10")), a_mention(NAME, a_document(2, "", volume="frus1969-76v98"))]
    assert resolved(mentions) == ["to-saigon-1037-1972", "to-saigon-1037-frus1969-76v98"]


def test_numbers_of_other_channels_and_mentions_without_a_number_are_left_alone() -> None:
    document = a_document(9, "1972-05-10")
    mentions = [a_mention("Tohak 71", document), a_mention(NAME, document, 1)._replace(number="")]
    assert resolve_telegrams(mentions, {}) == {}


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "1972-03-04", "1972-08-04"])), max_size=6), st.randoms())
def test_the_order_of_the_mentions_has_no_effect(named: list[tuple[int, str]], random: object) -> None:
    written = ("", "1972-03-10", "1972-09-10", "1973-01-10")
    mentions = [a_mention(NAME, a_document(doc, written[doc - 1]), n, day=day) for n, (doc, day) in enumerate(named)]
    again = [*mentions]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert resolve_telegrams(again, {}) == resolve_telegrams(mentions, {})


def test_the_keys_of_documents_have_no_effect() -> None:
    """A document that is added later has a higher key than one that a clean build would read after it."""
    days = ("1972-12-28", "1973-04-01")
    documents = [a_document(n, day, volume=f"frus1969-76v9{n}") for n, day in enumerate(days, 1)]
    names = []
    for keys in ((1, 2), (2, 1)):
        mentions = [a_mention(NAME, document._replace(doc=key)) for document, key in zip(documents, keys, strict=True)]
        meanings = resolve_telegrams(mentions, {})
        names.append([meanings[mention.key].id for mention in mentions])
    assert names[0] == names[1]
    assert len(set(names[0])) == 1

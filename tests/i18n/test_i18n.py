"""Every sentence has Dutch with the same placeholders, and numbers are written per language."""

from __future__ import annotations

import string
from datetime import date

import pytest

from metrics.disclosure.plain_text import filled
from metrics.i18n import Euros, Locale, locale_for
from tests.i18n.collect import collect, read_dutch

_NL, _EN = locale_for("nl"), locale_for("en")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_has_dutch():
    dutch = read_dutch()
    missing = []
    for sentence in collect():
        message = dutch.get(sentence if isinstance(sentence, str) else sentence[0])
        strings = (
            []
            if message is None
            else [message.string]
            if isinstance(message.string, str)
            else message.string
        )
        if not strings or not all(strings) or message.fuzzy:
            missing.append(sentence)
    assert missing == []


def test_no_dutch_remains_for_removed_sentences():
    known = {sentence if isinstance(sentence, str) else sentence[0] for sentence in collect()}
    left = [message.id for message in read_dutch() if message.id]
    assert [
        text for text in left if (text if isinstance(text, str) else text[0]) not in known
    ] == []


def test_the_dutch_has_the_same_placeholders():
    wrong = []
    for message in read_dutch():
        if not message.id:
            continue
        ids = {message.id} if isinstance(message.id, str) else set(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set().union(*map(placeholders, ids))
        if any(
            placeholders(text) - wanted
            or placeholders(message.id if isinstance(message.id, str) else message.id[1])
            - placeholders(text)
            for text in strings[-1:]
        ):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nl",
            [
                "1.234,5",
                "+2,1",
                "−0,3",
                "0,0",
                "69%",
                "€ 1.235",
                "€ 523.000",
                "€ 1,2 mln",
                "31 december 2025",
                "−0,3",
                "−12%",
            ],
        ),
        (
            "en",
            [
                "1,234.5",
                "+2.1",
                "−0.3",
                "0.0",
                "69%",
                "€ 1,235",
                "€ 523k",
                "€ 1.2 million",
                "31 December 2025",
                "−0.3",
                "−12%",
            ],
        ),
    ],
)
def test_numbers_money_and_dates_are_written_as_the_reader_writes_them(language, expected):
    _ = locale_for(language)
    said = [
        _.number(1234.5, 1),
        _.signed(2.1),
        _.signed(-0.3),
        _.signed(-0.04),
        _.percent(0.689),
        _.money(1234.9),
        _.money_short(523_400),
        _.money_short(1_234_000),
        _.date(date(2025, 12, 31)),
        _.number(-0.3, 1),
        _.percent(-0.12),
    ]
    assert [text.replace("\u00a0", " ") for text in said] == expected


def test_one_and_many_differ():
    assert (
        _EN.plural("{n} row", "{n} rows", 1) == "1 row"
        and _EN.plural("{n} row", "{n} rows", 1200) == "1,200 rows"
    )


def test_an_unknown_sentence_stays_as_it_is_and_an_unknown_language_is_refused():
    assert _NL("A sentence nobody wrote down {x}", x=3) == "A sentence nobody wrote down 3"
    with pytest.raises(ValueError, match="choose one of nl, en"):
        Locale("de")


def test_an_amount_among_the_values_of_a_sentence_is_written_as_money():
    sentence = (
        "Break-even is a reward of {amount} each time. Up to that amount, the plan covers its cost."
    )
    assert "€\u00a01,234 each" in filled(sentence, {"amount": Euros(1_234.4)}, _EN)
    assert "€\u00a01.234" in filled(sentence, {"amount": Euros(1_234.4)}, _NL)

"""The verdict on money: contradicted where it is only sure because of what the checks contradict."""

from __future__ import annotations

import pytest

from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS
from metrics.value.return_verdict import BREAK_EVEN, JudgedEffect, judge_money


def judge(pays, pays_without, **words):
    effects = {name: JudgedEffect(name, word) for name, word in words.items()}
    found = judge_money(effects, pays=pays, pays_without=pays_without)
    return found.word, [reason.check for reason in found.reasons]


@pytest.mark.parametrize(
    ("pays", "without", "words", "expected"),
    [
        (0.99, 0.99, {"stay": HOLDS, "perform": HOLDS}, (HOLDS, [])),
        (0.99, 0.99, {"stay": LEANS, "perform": HOLDS}, (LEANS, ["stay"])),
        (0.99, 0.60, {"stay": CONTRADICTED, "perform": HOLDS}, (CONTRADICTED, ["stay"])),
        (0.99, 0.01, {"stay": CONTRADICTED, "perform": HOLDS}, (CONTRADICTED, ["stay"])),
        (0.01, 0.60, {"stay": CONTRADICTED, "perform": HOLDS}, (CONTRADICTED, ["stay"])),
        (0.99, 0.97, {"stay": CONTRADICTED, "perform": HOLDS}, (LEANS, ["stay"])),
        (0.99, 0.60, {"stay": CANNOT_TELL, "perform": HOLDS}, (CANNOT_TELL, ["stay"])),
        (0.50, 0.50, {"stay": HOLDS}, (CANNOT_TELL, ["pays"])),
        (0.50, 0.10, {"stay": CONTRADICTED}, (CANNOT_TELL, ["pays", "stay"])),
    ],
)
def test_the_word_follows_from_what_is_left_without_the_doubted_effects(
    pays, without, words, expected
):
    assert judge(pays, without, **words) == expected


def test_a_wide_interval_is_in_the_draws_already_and_doubts_nothing():
    wide = JudgedEffect("stay", CANNOT_TELL, sure=False)
    assert judge_money({"stay": wide}, pays=0.99, pays_without=0.1).word == HOLDS


def test_two_contradicted_effects_are_left_out_together():
    """Each could be spared alone; money that rests on both is still contradicted."""
    both = {"stay": CONTRADICTED, "perform": CONTRADICTED}
    assert judge(0.99, 0.0, **both) == (CONTRADICTED, ["stay", "perform"])


def test_the_reason_names_the_break_even_of_what_is_judged():
    (reason,) = judge_money({}, pays=0.5, pays_without=0.5).reasons
    assert reason.text == BREAK_EVEN

"""What an answer says: longer or shorter by its sign, sure or not, and never more certain than it
is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.text import answer_text, quantities
from dashboard.text.caveats import caveats
from metrics.catalog import catalogue
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import Check, Interval, NaiveComparison
from metrics.i18n import locale_for
from metrics.scope import Scope
from metrics.value import load_assumptions

_ = locale_for("en")
METRICS = catalogue()


def answer(
    metric="retention", verdict="more", low=1.0, middle=2.0, high=3.0, **changes
) -> ReleasedAnswer:
    interval = Interval(middle, low, high, 0.5, 30.0)
    made = ReleasedAnswer(
        metric=METRICS[metric],
        scope=Scope(),
        snapshot="s",
        verdict=verdict,
        estimate=interval,
        naive=NaiveComparison(interval, "Ever against never"),
        n_asked=50,
        n_mentees=40,
        n_controls=90,
        n_mentors=12,
        matched_share=0.95,
        needed=None,
        horizon=24,
        dropped={},
        checks=(),
        assumptions=(),
        tie_rule="",
        companions={},
        lines=None,
        events={},
        parts=(),
    )
    return replace(made, **changes)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_gain_reads_longer_and_a_loss_shorter_with_bounds_in_its_direction():
    gain, loss = answer(), answer(verdict="less", low=-3.0, middle=-2.0, high=-1.0)
    assert (
        plain(answer_text.title(gain, _))
        == "Mentees stay 2.0 months longer in their first two years"
    )
    assert (
        plain(answer_text.title(loss, _))
        == "Mentees stay 2.0 months shorter in their first two years"
    )
    assert answer_text.bounds(gain, _) == answer_text.bounds(loss, _) == "between 1.0 and 3.0"


def test_an_interval_around_zero_is_not_called_a_gain():
    unclear = answer(verdict="unclear", low=-1.0, middle=0.5, high=2.0, needed=300)
    assert answer_text.title(unclear, _) == "Not clear yet whether mentees stay longer"
    assert (
        plain(answer_text.bounds(unclear, _)) == "best estimate +0.5 months, between −1.0 and +2.0"
    )
    assert "300" in " ".join(answer_text.mentees_needed(unclear, _))


def test_a_bound_beside_zero_is_not_rounded_onto_it():
    assert (
        plain(quantities.signed_bounds(Interval(2.3, 0.04, 4.6, 1, 9), METRICS["retention"], _))
        == "+0.04 to +4.6"
    )
    assert (
        plain(quantities.signed_bounds(Interval(2.3, 0.0, 4.6, 1, 9), METRICS["retention"], _))
        == "0.0 to +4.6"
    )


def test_over_twelve_months_the_title_does_not_speak_of_two_years():
    title = answer_text.title(answer(horizon=12), _)
    assert "two years" not in title and "12 months" in title


def test_no_answer_says_why_and_how_many_it_would_take():
    text = "{n} mentees could be compared; at least {least} are needed."
    failed = Check("matched_mentees", False, text, {"n": "<10", "least": 10})
    untold = answer(verdict="cannot tell yet", estimate=None, needed=40, checks=(failed,))
    assert answer_text.title(untold, _) == "Do mentees stay longer? Cannot tell yet"
    assert answer_text.no_estimate_reasons(untold, _) == [
        "<10 mentees could be compared; at least 10 are needed.",
        "It would take about 40 mentees to tell.",
    ]


SURE = [(1.0, "more than 99% sure"), (0.0, "less than 1% sure"), (0.86, "86% sure")]


@pytest.mark.parametrize(("share", "said"), SURE)
def test_nothing_is_ever_entirely_sure(share, said):
    assert quantities.certainty(share, _) == said


def test_an_unclear_headline_is_the_first_doubt_and_there_are_at_most_three():
    unclear = answer(verdict="unclear", low=-1.0, middle=0.5, high=2.0, needed=300)
    few = answer("performance", matched_share=0.6, dropped={"no_base": 27})
    groups = {name: answer(verdict="unclear", low=-1.0, needed=99) for name in "abc"}
    found = caveats(
        _,
        headlines={"retention": unclear, "performance": few},
        groups=groups,
        outcome=None,
        assumptions=load_assumptions(),
    )
    assert len(found) == 3
    assert found[0].says.startswith("Do mentees stay longer?") and "300" in found[0].settle
    assert "40%" in found[1].says and "Review people before" in found[1].settle
    assert found[2].says.startswith("a:") and "99" in found[2].settle


def test_a_rounded_number_of_mentees_is_called_about():
    assert answer_text.mentees_paired(answer(n_asked=50, dropped={"left": 10}), _) == "50"
    assert answer_text.mentees_paired(answer(n_asked=50, dropped={"left": "<10"}), _) == "about 50"

"""The response to a reward: its curve by hand, and what invitations say of it against scipy."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.value import load_assumptions
from metrics.value.draws import Range
from metrics.value.offers import ASSUMED, MeasuredResponse, Offer, Offers
from metrics.value.reward_cost import FORMS
from metrics.value.reward_response import ResponseError, multiplier, predict_response

FIXED = {
    "response_cash_small": 0.8,
    "response_cash_step": 50,
    "response_cash_full": 1.4,
    "response_cash_enough": 800,
    "response_cash_decay": 0.25,
    "response_private": 0.5,
    "response_completion": 0.5,
    "response_recognition": 1.2,
    "response_gift": 1.1,
    "response_gift_enough": 40,
}
ASSUMPTIONS = load_assumptions({name: {"base": base} for name, base in FIXED.items()})


def base(
    form: str, amount: float, *, public: bool = True, years: float = 0, assumptions=ASSUMPTIONS
) -> float:
    return predict_response(
        form, amount, public=public, years=years, assumptions=assumptions
    ).participation.base


@pytest.mark.parametrize(
    ("amount", "by_hand"),
    [
        (0, 1.0),
        (1, 0.8),
        (50, 0.8),
        (100, 0.95),
        (200, 1.1),
        (400, 1.25),
        (800, 1.4),
        (5000, 1.4),
    ],
)
def test_small_money_lowers_participation_and_each_doubling_raises_it(amount, by_hand):
    assert base("cash", amount) == pytest.approx(by_hand)


def test_money_is_not_monotonic_in_its_amount():
    course = [base("cash", amount, assumptions=load_assumptions()) for amount in (0, 50, 1000)]
    assert course[1] < course[0] < course[2]


def test_a_gain_from_money_fades_by_the_year_and_a_loss_stays():
    assert [base("cash", 800, years=n) for n in (0, 1, 2)] == pytest.approx([1.4, 1.3, 1.225])
    assert base("cash", 50, years=5) == base("cash", 50)
    assert base("gift", 100, years=5) == base("gift", 100)


def test_in_private_small_money_costs_less_and_recognition_gains_less():
    assert base("cash", 50, public=False) == pytest.approx(0.9)
    assert base("recognition", 0, public=False) == pytest.approx(1.1)
    assert base("recognition", 0) == pytest.approx(1.2)


def test_a_gift_rises_to_what_is_usual_and_is_flat_above():
    assert [base("gift", amount) for amount in (0, 20, 40, 400)] == pytest.approx(
        [1.0, 1.05, 1.1, 1.1]
    )


def test_completion_follows_participation_in_part():
    assert predict_response(
        "cash", 800, public=True, years=0, assumptions=ASSUMPTIONS
    ).completion.base == pytest.approx(1.2)
    assert predict_response(
        "cash", 50, public=True, years=0, assumptions=ASSUMPTIONS
    ).completion.base == pytest.approx(0.9)


def test_nothing_and_no_money_change_nothing_for_certain():
    for form, years in (("nothing", 0), ("cash", 3)):
        response = predict_response(form, 0, public=True, years=years, assumptions=ASSUMPTIONS)
        for change in (response.participation, response.completion):
            assert (change.low, change.base, change.high) == (1, 1, 1)


@pytest.mark.parametrize("form", FORMS)
def test_the_range_holds_the_curve_for_any_values_within_the_assumptions(form):
    assumptions, rng = load_assumptions(), np.random.default_rng(7)
    for amount, public, years in ((60, True, 0), (300, False, 2), (5000, True, 1)):
        participation = predict_response(
            form, amount, public=public, years=years, assumptions=assumptions
        ).participation
        assert (
            participation.low <= participation.base <= participation.high
            and not participation.measured
        )
        for _ in range(50):
            values = {name: rng.uniform(one.low, one.high) for name, one in assumptions.items()}
            inside = multiplier(form, amount, public=public, years=years, values=values)
            assert participation.low - 1e-12 <= inside <= participation.high + 1e-12


def test_an_impossible_reward_is_refused():
    with pytest.raises(ResponseError) as refused:
        predict_response("pizza", 10, public=True, years=0, assumptions=ASSUMPTIONS)
    assert refused.value.values["form"] == "pizza"
    for amount, years in ((-1, 0), (10, -1)):
        with pytest.raises(ResponseError) as refused:
            predict_response("cash", amount, public=True, years=years, assumptions=ASSUMPTIONS)
        assert refused.value.values == {"amount": amount, "years": years}


def offers(ratio: Range | None) -> Offers:
    asked = MeasuredResponse(60, 40, 30, ratio=ratio, label="told")
    return Offers((Offer("cash", 500, None, asked, MeasuredResponse(3, 3, 2, label="too few")),))


def test_a_measured_ratio_precedes_the_assumption_and_fades_like_it():
    response = predict_response(
        "cash",
        800,
        public=True,
        years=1,
        assumptions=ASSUMPTIONS,
        measured=offers(Range(0.9, 1.2, 1.6)),
    )
    kept = response.participation
    assert (kept.low, kept.base, kept.high) == pytest.approx((0.9, 1.15, 1.45))
    assert kept.measured and kept.label == "told"
    assert not response.completion.measured and response.completion.label == "too few"
    assert (
        response.completion.base
        == predict_response(
            "cash", 800, public=True, years=1, assumptions=ASSUMPTIONS
        ).completion.base
    )


def test_an_offer_never_made_or_measured_on_too_few_keeps_the_assumption():
    for amount, ratio, label in ((50, Range(0.9, 1.2, 1.6), ASSUMED), (800, None, "told")):
        participation = predict_response(
            "cash", amount, public=True, years=0, assumptions=ASSUMPTIONS, measured=offers(ratio)
        ).participation
        assert (participation.base, participation.measured, participation.label) == (
            base("cash", amount),
            False,
            label,
        )

"""Invitations counted by hand, their intervals against scipy, and the sample company against what
was planted in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from scipy.stats import binomtest

from metrics.disclosure import release
from metrics.scope import SMALLEST_GROUP
from metrics.value.offers import (
    LEAST_MET,
    LEAST_RESPONSES,
    TOO_FEW_ASKED,
    MeasuredResponse,
    Offer,
    Offers,
    measure_offers,
)
from tests.companies import asked, drawn

AS_OF = date(2025, 12, 31)
TRUTH = json.loads(
    (Path(__file__).parents[2] / "sample_data" / "truth.json").read_text(encoding="utf-8")
)["response"]
DRAWN = drawn(
    staff="""
        person_id | hire_date  | department
        ann       | 2020-01-01 | sales
        bob       | 2020-01-01 | sales
        zed       | 2015-01-01 | sales
        yan       | 2015-01-01 | sales
    """,
    invitations="""
        person_id | role   | category | invited_on | reward_form | reward_amount | response
        zed       | mentor | peer     | 2024-01-10 | lunch       | 25            | accepted
        yan       | mentor | peer     | 2024-01-05 | lunch       | 99            | declined
        yan       | mentor | peer     | 2024-01-06 | lunch       | 100           | none
        yan       | mentor | peer     | 2024-02-01 | cash        | 500           | accepted
        yan       | mentor | risk     | 2024-02-02 | nothing     |               | accepted
        yan       | mentor | peer     | 2024-03-01 | nothing     |               |
        yan       | mentor | peer     | 2024-03-02 |             |               | accepted
        yan       | mentor | peer     | 2024-03-03 | cash        |               | accepted
        ann       | mentee | peer     | 2024-01-10 | lunch       | 25            | declined
        zed       | mentor | peer     | 2026-01-10 | lunch       | 25            | accepted
    """,
    pairings="""
        pairing_id | mentor_id | mentee_id | category | start_date | planned_end_date | end_date   | agreed_hours
        met        | zed       | ann       | peer     | 2024-01-20 |                  | 2024-09-30 | 2
        short      | zed       | bob       | peer     | 2024-04-30 | 2024-12-31       |            | 2
        running    | zed       | bob       | peer     | 2024-03-01 | 2026-03-01       |            | 2
        later      | zed       | ann       | peer     | 2024-05-01 |                  | 2024-12-31 | 2
        other      | yan       | ann       | risk     | 2024-02-02 |                  | 2024-12-31 | 2
        unknown    | yan       | bob       | peer     | 2024-03-05 |                  | 2024-12-31 | 2
    """,
    meetings="""
        pairing_id | held_on    | minutes
        met        | 2024-02-01 | 60
        met        | 2024-03-01 | 60
        short      | 2024-05-01 | 90
    """,
)


def counts(response: MeasuredResponse) -> tuple[int, int, int]:
    return response.n, response.people, response.met


@pytest.fixture(scope="module")
def by_hand() -> dict[tuple, Offer]:
    with asked(DRAWN, as_of=AS_OF) as session:
        return {(row.form, row.low, row.high): row for row in measure_offers(session).rows}


def test_answered_invitations_of_mentors_are_counted_by_form_and_band(by_hand):
    assert {key: counts(row.acceptance) for key, row in by_hand.items()} == {
        ("cash", 500, None): (1, 1, 1),
        ("lunch", 0, 100): (2, 2, 1),
        ("lunch", 100, 500): (1, 1, 0),
        ("nothing", 0, None): (1, 1, 1),
    }


def test_a_pairing_past_its_end_counts_by_the_last_invitation_accepted_in_the_three_months_before(
    by_hand,
):
    assert counts(by_hand["lunch", 0, 100].completion) == (2, 1, 1), (
        "not the one that runs, nor the one of May"
    )
    assert counts(by_hand["nothing", 0, None].completion) == (1, 1, 0)
    assert counts(by_hand["cash", 500, None].completion) == (0, 0, 0), (
        "a promise that is not known came after it"
    )


def test_a_smaller_share_of_the_hours_is_met_by_more():
    with asked(DRAWN, as_of=AS_OF) as session:
        assert counts(measure_offers(session, least_hours=0.75).find("lunch", 25).completion) == (
            2,
            1,
            2,
        )


def test_an_offer_is_found_by_its_band():
    row = Offer("cash", 100, 500, MeasuredResponse(1, 1, 1), MeasuredResponse(1, 1, 1))
    assert [Offers((row,)).find("cash", amount) for amount in (99.99, 100, 499, 500)] == [
        None,
        row,
        row,
        None,
    ]
    assert Offers((row,)).find("lunch", 200) is None


def company(
    lunches: int, accepted: int, plain: int, plain_accepted: int, people: int = 500
) -> dict[str, list[dict]]:
    def rows(form: str, n: int, yes: int) -> list[dict]:
        return [
            {
                "person_id": f"p{i % people}",
                "role": "mentor",
                "category": "peer",
                "invited_on": date(2024, 1, 1),
                "reward_form": form,
                "reward_amount": 20.0,
                "response": "accepted" if i < yes else "declined",
            }
            for i in range(n)
        ]

    return drawn(staff="person_id | hire_date  | department\np0 | 2020-01-01 | sales") | {
        "invitations": [*rows("lunch", lunches, accepted), *rows("nothing", plain, plain_accepted)]
    }


def test_shares_have_scipys_wilson_interval_and_nothing_is_the_reference():
    with asked(company(40, 26, 30, 12), as_of=AS_OF) as session:
        offers = measure_offers(session)
    lunch, nothing = (offers.find(form, 20).acceptance for form in ("lunch", "nothing"))
    for one, (k, n) in ((lunch, (26, 40)), (nothing, (12, 30))):
        wilson = binomtest(k, n).proportion_ci(0.95, method="wilson")
        assert (one.share.low, one.share.base, one.share.high) == pytest.approx(
            (wilson.low, k / n, wilson.high)
        )
    assert (lunch.difference.base, lunch.ratio.base) == pytest.approx((0.25, 1.625))
    assert (
        lunch.difference.low < 0.25 < lunch.difference.high
        and lunch.ratio.low < 1.625 < lunch.ratio.high
    )
    assert nothing.difference is None and nothing.ratio is None


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ((LEAST_RESPONSES, 15, LEAST_RESPONSES, LEAST_MET), True),
        ((LEAST_RESPONSES, 0, LEAST_RESPONSES, 15), True),
        ((LEAST_RESPONSES - 1, 15, LEAST_RESPONSES, LEAST_MET), False),
        ((LEAST_RESPONSES, 15, LEAST_RESPONSES - 1, LEAST_MET), False),
        ((LEAST_RESPONSES, 15, LEAST_RESPONSES, LEAST_MET - 1), False),
        ((LEAST_RESPONSES, 15, LEAST_RESPONSES, 15, SMALLEST_GROUP - 1), False),
    ],
)
def test_small_numbers_keep_the_assumption_and_say_so(made, told):
    with asked(company(*made), as_of=AS_OF) as session:
        acceptance = measure_offers(session).find("lunch", 20).acceptance
    assert (
        (acceptance.ratio is not None)
        == (acceptance.difference is not None)
        == told
        == (acceptance.label != TOO_FEW_ASKED)
    )
    assert acceptance.share is not None


def test_without_invitations_there_are_no_offers():
    with asked({**DRAWN, "invitations": []}, as_of=AS_OF) as session:
        assert measure_offers(session) == Offers()


def test_offers_are_released_only_as_part_of_the_company_facts():
    with pytest.raises(TypeError):
        release(Offers())


def test_the_sample_companys_invitations_give_what_was_planted(sample_session):
    offers = measure_offers(sample_session)
    planted = {(one["form"], one["amount"]): one["rate"] for one in TRUTH["acceptance"]}
    assert len(offers.rows) == len(planted)
    for (form, amount), rate in planted.items():
        asked_for = offers.find(form, amount).acceptance
        assert asked_for.share.low < rate < asked_for.share.high
        if form != "nothing":
            assert (
                asked_for.difference.low < rate - planted["nothing", 0] < asked_for.difference.high
            )
            assert asked_for.ratio.low < rate / planted["nothing", 0] < asked_for.ratio.high
    small, large = (offers.find("cash", amount).acceptance for amount in (50, 1000))
    assert small.difference.high < 0 < large.difference.low, (
        "small money is worse than none, much is better"
    )


def test_in_the_sample_company_no_promise_changes_who_meets_the_hours(sample_session):
    offers = measure_offers(sample_session, least_hours=0.6)
    completions = [row.completion for row in offers.rows if row.completion.difference]
    assert len(completions) >= 5
    for one in completions:
        assert one.difference.low < TRUTH["completion_difference"] < one.difference.high

"""Eligibility and capacity of mentors, against hand calculations."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from metrics.mentors.capacity import agreed_pairings, capacity_balances, waiting_mentees
from metrics.mentors.eligibility import (
    CRITERIA,
    EXPERT,
    IN,
    MENTOR,
    NO_MENTOR,
    NOT_ASKED_SAYS,
    NOT_ASSESSED,
    NOT_ASSESSED_SAYS,
    OPEN,
    OUT,
    TOO_OLD_SAYS,
    shortlist,
)
from metrics.mentors.rules import (
    NOT_A_NUMBER,
    NOT_A_WHOLE_NUMBER,
    MentorRulesError,
    load_mentor_rules,
    shipped_rules,
)
from metrics.mentors.service import free_mentors, mentor_pool
from tests.companies import asked, drawn

AS_OF = date(2025, 12, 31)
JANUARY = 2026 * 12
STAFF = """
    person_id | hire_date  | exit_date  | department | location | manager_id
    ann       | 2015-01-01 |            | sales      | north    | bob
    bob       | 2015-01-01 |            | care       | south    |
    cas       | 2015-01-01 |            | care       | south    | bob
    dik       | 2015-01-01 |            | sales      | north    | bob
    eva       | 2015-01-01 |            | sales      | north    | bob
    fay       | 2015-01-01 |            | sales      | north    | bob
    gus       | 2015-01-01 | 2025-06-30 | sales      | north    | bob
    han       | 2015-01-01 | 2026-02-28 | sales      | north    | bob
    ina       | 2015-01-01 |            | sales      | north    | bob
"""
PROFILES = """
    person_id | category  | assessed_on | attitude | knowledge | skill | willing | capacity_hours_month
    ann       | customers | 2025-01-01  | 4        | 5         | 3     | yes     | 6
    ann       | customers | 2020-01-01  | 1        | 1         | 1     | no      | 0
    ann       | risk      | 2025-01-01  | 4        | 3         | 3     | yes     | 6
    bob       | customers | 2025-01-01  | 4        | 5         |       | yes     | 6
    cas       | customers | 2025-01-01  | 4        | 5         | 2     | unknown |
    dik       | customers | 2025-01-01  | 4        | 5         | 4     | yes     | 1.5
    eva       | customers | 2023-11-30  | 5        | 5         | 5     | yes     | 8
    gus       | customers | 2025-01-01  | 5        | 5         | 5     | yes     | 8
    han       | customers | 2025-01-01  | 5        | 5         | 5     | yes     | 8
    nobody    | customers | 2025-01-01  | 5        | 5         | 5     | yes     | 8
"""
PAIRINGS = """
 pairing_id | mentor_id | mentee_id | category  | start_date | planned_end_date | end_date   | end_reason | agreed_hours
 running    | ann       | dik       | customers | 2025-10-05 | 2026-03-20       |            |            | 24
 endless    | fay       | cas       | customers | 2025-11-01 |                  |            |            |
 planned    | ann       | bob       | customers | 2026-02-01 | 2026-03-31       |            |            | 12
 over       | ann       | ina       | customers | 2025-01-01 | 2025-12-31       | 2025-11-30 | no_click   | 24
 done       | ann       | eva       | customers | 2024-01-01 | 2024-12-31       | 2024-12-31 | completed  | 24
"""
REVIEWS = """
    person_id | review_date | score | scale_max
    cas       | 2025-06-30  | 5     | 5
    bob       | 2025-06-30  | 4     | 5
    ann       | 2025-06-30  | 3     | 5
    dik       | 2025-06-30  | 3     | 5
    eva       | 2025-06-30  | 3     | 5
    cas       | 2024-06-30  | 1     | 5
"""
COMPANY = drawn(staff=STAFF, mentor_profiles=PROFILES, pairings=PAIRINGS, reviews=REVIEWS)


@pytest.fixture(scope="module")
def found():
    with asked(COMPANY, as_of=AS_OF) as session:
        return {(one.person_id, one.category): one for one in shortlist(session, shipped_rules())}


def states(one) -> list[str]:
    return [one.criteria[name].state for name in CRITERIA]


def test_each_criterion_is_in_out_or_open_and_gives_the_suitability(found):
    assert {
        person: (states(one), one.suitability)
        for (person, category), one in found.items()
        if category == "customers"
    } == {
        "ann": ([IN, IN, IN, IN, IN], MENTOR),
        "bob": ([IN, IN, OPEN, IN, IN], NOT_ASSESSED),
        "cas": ([IN, IN, OUT, OPEN, OPEN], EXPERT),
        "dik": ([IN, IN, IN, IN, OUT], NO_MENTOR),
        "eva": ([OPEN] * 5, NOT_ASSESSED),
        "fay": ([OPEN] * 5, NOT_ASSESSED),
    }, "who left, is about to leave or is not in staff is not there"
    assert states(found["ann", "risk"]) == [IN, OUT, IN, IN, IN]


def test_each_state_says_why(found):
    ann, cas, eva, fay = (
        found[person, "customers"].criteria for person in ("ann", "cas", "eva", "fay")
    )
    assert ann["skill"].values == {"value": 3, "least": 3}
    assert cas["willing"].says == NOT_ASKED_SAYS and cas["capacity"].says == NOT_ASSESSED_SAYS
    assert (eva["skill"].says, eva["skill"].values) == (TOO_OLD_SAYS, {"months": 25, "most": 24})
    assert fay["skill"].says == NOT_ASSESSED_SAYS, "mentors somebody now and was never assessed"


def test_a_value_is_never_invented(found):
    assert [found[person, "customers"].capacity for person in ("cas", "eva", "fay")] == [None] * 3
    assert found["bob", "customers"].fit == 0
    assert found["ann", "customers"].fit == (4 - 3) + (5 - 4) + (3 - 3)


def test_a_good_performer_who_lacks_only_hours_is_not_an_expert():
    with asked(COMPANY, as_of=AS_OF) as session:
        found = shortlist(session, shipped_rules(), {"dik": ("",), "ann": ("", "sales")})
    suitabilities = {(one.person_id, one.category): one.suitability for one in found}
    assert suitabilities["dik", "customers"] == NO_MENTOR
    assert suitabilities["ann", "customers"] == MENTOR
    assert suitabilities["ann", "risk"] == EXPERT
    assert {one.person_id: one.expert_in for one in found if one.expert_in} == {
        "dik": ("",),
        "ann": ("", "sales"),
    }


def test_a_company_sets_requirements_for_all_categories_or_for_one():
    with asked(COMPANY, as_of=AS_OF) as session:

        def suitabilities(own):
            return {
                (one.person_id, one.category): one.suitability
                for one in shortlist(session, load_mentor_rules(own))
            }

        assert suitabilities({"knowledge": 3})["ann", "risk"] == MENTOR
        one = suitabilities({"skill": 4, "risk": {"skill": 3, "knowledge": 2}})
        assert (one["ann", "customers"], one["ann", "risk"]) == (NO_MENTOR, MENTOR)
        assert suitabilities({"valid_months": 30})["eva", "customers"] == MENTOR
        assert suitabilities({"capacity": 1})["dik", "customers"] == MENTOR


@pytest.mark.parametrize(
    ("own", "values"),
    [
        ({"skil": 3}, {"where": "mentors", "name": "skil"}),
        ({"skill": 6}, {"name": "skill", "value": 6, "low": 0, "high": 5}),
        ({"skill": "high"}, {"name": "skill", "value": "high"}),
        ({"skill": True}, {"name": "skill", "value": True}),
        ({"most_mentees": 1.5}, {"name": "most_mentees", "value": 1.5, "high": 50}),
        ({"months": 0}, {"name": "months", "low": 1, "high": 60}),
        ({"risk": {"load": 1}}, {"where": "mentors.risk", "name": "load"}),
    ],
)
def test_a_rule_out_of_bounds_is_refused_with_its_section_and_value(own, values):
    with pytest.raises(MentorRulesError) as error:
        load_mentor_rules(own)
    assert values.items() <= error.value.values.items()


def test_a_refusal_says_whether_a_whole_number_is_needed():
    for own, text in (({"most_mentees": 1.5}, NOT_A_WHOLE_NUMBER), ({"skill": 6}, NOT_A_NUMBER)):
        with pytest.raises(MentorRulesError) as error:
            load_mentor_rules(own)
        assert error.value.text == text


def test_hours_are_spread_over_the_agreed_months():
    with asked(COMPANY, as_of=AS_OF) as session:
        shortlist(session, shipped_rules())
        running, usual = agreed_pairings(session, shipped_rules().pairing)
        asking = waiting_mentees(session, shipped_rules().pairing)
    assert {one.pairing_id: (one.first, one.until, one.hours_a_month) for one in running} == {
        "running": (2025 * 12 + 9, 2026 * 12 + 2, 24 / 6),
        "endless": (2025 * 12 + 10, None, 24 / 9),
        "planned": (2026 * 12 + 1, 2026 * 12 + 2, 12 / 2),
    }
    assert (usual["customers"].hours, usual["customers"].months) == (24, 9), (
        "medians of 24 24 24 12 and of 6 2 12 12"
    )
    assert [(one.person_id, one.category, one.reason, one.months_ago) for one in asking] == [
        ("ina", "customers", "no_click", 1)
    ]


def test_supply_and_demand_match_the_hand_calculation():
    with asked(COMPANY, as_of=AS_OF) as session:
        rules = load_mentor_rules({"risk": {"knowledge": 3}})
        candidates = shortlist(session, rules)
        running, usual = agreed_pairings(session, rules.pairing)
        found = {
            one.category: one
            for one in capacity_balances(
                candidates, running, waiting_mentees(session, rules.pairing), usual, first=JANUARY
            )
        }
    assert {name: (one.mentors, one.running, one.waiting) for name, one in found.items()} == {
        "": (1, 2, 2),
        "customers": (1, 2, 2),
        "risk": (1, 0, 0),
    }
    january, february, _, april = found["customers"].months[:4]
    assert january.capacity == 3, "ann can mentor in two categories: half of her six hours"
    assert (january.running, january.planned) == pytest.approx((4 + 24 / 9, 24 / 9))
    assert february.planned == pytest.approx(24 / 9 + 6) and february.pairings == 4
    assert april.running == pytest.approx(24 / 9)
    assert found[""].months[0].capacity == 6
    assert january.short == pytest.approx(4 + 48 / 9 - 3)
    assert found["customers"].months[9].planned == 0, "who waits has had nine months then"


def test_a_mentors_places_follow_from_the_hours_left():
    with asked(COMPANY, as_of=AS_OF) as session:
        candidates = shortlist(session, shipped_rules())
        running, usual = agreed_pairings(session, shipped_rules().pairing)
        (ann,) = free_mentors(candidates, running, usual, shipped_rules().pairing, month=JANUARY)
    assert (ann.person_id, ann.mentees, ann.places) == ("ann", 2, 0), (
        "24 / 9 hours do not fit into 6 - 4"
    )


def test_without_profiles_or_pairings_the_pool_is_empty():
    with asked(drawn(staff=STAFF), as_of=AS_OF) as session:
        nothing = mentor_pool(session, shipped_rules())
    assert (nothing.candidates, nothing.balances, nothing.waiting, nothing.suggestion.pairs) == (
        (),
        (),
        (),
        (),
    )
    with asked(drawn(staff=STAFF, pairings=PAIRINGS), as_of=AS_OF) as session:
        unknown = mentor_pool(session, shipped_rules())
    assert {one.suitability for one in unknown.candidates} == {NOT_ASSESSED}
    assert len(unknown.suggestion.unmatched) == len(unknown.waiting) == 1


def test_the_planted_expert_of_the_sample_company_cannot_be_a_mentor(sample_session):
    from metrics.experts.find import customer_experts

    known = customer_experts(sample_session)
    found = shortlist(
        sample_session, shipped_rules(), {one.person_id: ("",) for one in known.experts}
    )
    (planted,) = (one for one in found if one.person_id == "P1158")
    assert planted.suitability == EXPERT and planted.category == "customers"
    assert Counter(one.suitability for one in found) == {
        MENTOR: 67,
        NO_MENTOR: 65,
        NOT_ASSESSED: 66,
        EXPERT: 20,
    }

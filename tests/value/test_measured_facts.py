"""What the model knows of a company: counted by hand on a drawn one, and equal to the answers on
the sample."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.catalog import catalogue
from metrics.evaluate import Interval, evaluate, evaluate_by
from metrics.mentors.rules import shipped_rules
from metrics.priorities.category_tree import load_category_tree
from metrics.rewards import RewardPlan
from metrics.rewards.model import appraise
from metrics.rewards.scenario import todays_plan
from metrics.value import load_assumptions
from metrics.value.company_facts import facts_from_dict
from metrics.value.draws import MeasuredEffect
from metrics.value.measured_facts import UnstartedCategories, measure_company, outcome_metrics
from metrics.warehouse import snapshot
from tests.companies import asked, drawn

METRICS = catalogue()
ASSUMPTIONS = load_assumptions()
DRAWN = drawn(
    staff="""
        person_id | hire_date  | exit_date  | department | fte | annual_salary
        ann       | 2020-01-01 |            | sales      | 0.5 | 20000
        bob       | 2020-01-01 |            | sales      | 1.0 |
        cas       | 2020-01-01 | 2025-03-01 | sales      | 1.0 | 90000
        zed       | 2015-01-01 |            | sales      | 1.0 | 60000
    """,
    pairings="""
        pairing_id | mentor_id | mentee_id | category | start_date | planned_end_date | end_date   | agreed_hours
        m1         | zed       | ann       | peer     | 2024-03-10 | 2024-09-10       | 2024-09-10 | 2
        m2         | zed       | bob       | peer     | 2025-02-10 | 2025-08-10       |            | 4
        m3         | ann       | cas       | peer     | 2025-09-10 | 2026-09-10       |            | 4
    """,
    meetings="""
        pairing_id | held_on    | minutes
        m1         | 2024-03-20 | 90
        m1         | 2024-04-20 | 30
        m2         | 2025-03-20 | 60
    """,
    rewards="""
        person_id | given_on   | form | gross_amount | pairing_id | visible
        zed       | 2023-11-01 | gift | 30           | m1         | public
        zed       | 2025-04-01 | cash | 100          | m2         | private
        zed       | 2025-05-01 | cash | 200          | m2         | private
        bob       | 2025-05-01 | gift | 200          | m2         | public
    """,
    categories="""
        category | outcome_metric | outside_rate_low | outside_rate | outside_rate_high
        peer     | margin         | 100              | 150          | 200
        other    |                |                  |              |
    """,
)


@pytest.fixture
def company():
    with asked(DRAWN, as_of=date(2025, 12, 31)) as session:
        yield session


def unstarted(session):
    tree, rules = load_category_tree(session), shipped_rules().pairing
    codes = tuple(one.code for one in tree.in_use() or tree.broad_categories())
    return UnstartedCategories(codes, rules.hours, rules.months)


def of_company(session, **more):
    return measure_company(
        session,
        ASSUMPTIONS,
        unstarted=unstarted(session),
        stay=evaluate(METRICS["retention"], session),
        perform=evaluate(METRICS["performance"], session),
        **more,
    )


def test_hours_completion_and_wages_are_those_counted_by_hand(company):
    facts = of_company(company)
    peer = facts.categories["peer"]  # alone in the company, so that its figures are the company's
    assert (peer.pairings, peer.mentors, peer.recent, peer.months) == (
        3,
        2,
        2,
        8,
    )  # months: (6 + 6 + 12) / 3
    assert peer.hours_per_pairing == pytest.approx(
        3 / 2
    )  # m1 met 2 hours, m2 1 hour; m3 has not ended
    assert peer.completion == 0.5  # m1 met 2 of 2, m2 1 of 4
    assert peer.met_by == (1.0, 1.0, 1.0, *[0.5] * 8)
    assert peer.outside_rate == (100.0, 150.0, 200.0)
    assert facts.employees == 3
    assert facts.mean_pay == 50_000  # ann full-time 40,000 and zed 60,000
    assert facts.wage_bill == pytest.approx(
        (20_000 + 60_000 + 50_000) * 1.08
    )  # bob counts at the mean


def test_a_category_of_few_people_takes_the_companys_mean_pay(company):
    peer = of_company(company).categories["peer"]
    assert (peer.mentor_pay, peer.mentee_pay) == (50_000, 50_000)


def test_without_any_meeting_hours_count_as_agreed_and_all_as_met():
    with asked({**DRAWN, "meetings": []}, as_of=date(2025, 12, 31)) as session:
        peer = of_company(session).categories["peer"]
    assert peer.hours_per_pairing == pytest.approx(10 / 3)
    assert (peer.completion, peer.met_by) == (1.0, ())


def test_an_effect_that_cannot_be_determined_is_none(company):
    facts = of_company(company)
    assert (facts.leaving, facts.categories[""].exits, facts.categories[""].score) == (
        None,
        None,
        None,
    )


def test_todays_plan_continues_the_reward_mentors_got_lately(company):
    (plan,) = todays_plan(of_company(company)).categories
    assert (plan.category, plan.pairings, plan.hours, plan.months) == ("peer", 2, 1.5, 8)
    assert plan.reward == RewardPlan("cash", 150.0, public=False, years_before=2)
    # the first of all was given 14 months before the last twelve


def test_a_category_names_the_metric_it_should_show_in(company):
    assert outcome_metrics(company) == {"peer": "margin"}


def test_a_small_category_has_no_effect_of_its_own(company):
    stay = replace(
        evaluate(METRICS["retention"], company),
        companions={"share_12": Interval(0.1, 0, 0.2, 0.05, 20.0)},
    )
    facts = measure_company(
        company,
        ASSUMPTIONS,
        stay=stay,
        perform=evaluate(METRICS["performance"], company),
        stay_by={"peer": stay},
    )
    assert (facts.categories["peer"].exits, facts.categories[""].exits.estimate) == (None, 0.1)


@pytest.fixture(scope="module")
def of_sample(sample):
    with snapshot.ask(sample) as session:
        stay, perform = (evaluate(METRICS[name], session) for name in ("retention", "performance"))
        stay_by, perform_by = (
            evaluate_by(METRICS[name], session, "category") for name in ("retention", "performance")
        )
        facts = measure_company(
            session, ASSUMPTIONS, stay=stay, perform=perform, stay_by=stay_by, perform_by=perform_by
        )
    return facts, stay, perform, stay_by


def test_effects_are_those_of_the_answers_with_their_intervals(of_sample):
    facts, stay, perform, stay_by = of_sample
    exits = MeasuredEffect("", facts.categories[""].exits)
    of_year = stay.companions["share_12"]
    assert (exits.low, exits.base, exits.high) == pytest.approx(
        (of_year.low, of_year.estimate, of_year.high)
    )
    assert facts.categories[""].score.estimate == pytest.approx(
        perform.estimate.estimate / perform.spread
    )
    category, one = next((name, one) for name, one in stay_by.items() if one.estimate)
    own = MeasuredEffect("", facts.categories[category].exits)
    assert (own.low, own.high) == pytest.approx(
        (one.companions["share_12"].low, one.companions["share_12"].high)
    )
    assert facts.leaving == pytest.approx(1 - stay.lines[1].survival[11])


def test_a_categorys_own_outcome_counts_only_in_euros_and_for_a_year(sample_session, of_sample):
    _, stay, perform, _ = of_sample
    euros = replace(
        perform,
        metric=replace(perform.metric, unit="euros"),
        estimate=Interval(500.0, 300.0, 700.0, 100.0, 1e6),
    )

    def own(answer):
        facts = measure_company(
            sample_session, ASSUMPTIONS, stay=stay, perform=perform, own_by={"customers": answer}
        )
        return facts.categories["customers"].own_outcome

    assert own(euros).estimate == 1_000  # two half-years
    assert own(euros).se == pytest.approx(200 * 2 / 1.96, rel=1e-3)
    assert own(replace(euros, metric=perform.metric)) is None


def test_todays_plan_can_be_appraised_and_facts_survive_being_saved(of_sample):
    facts = of_sample[0]
    plan = replace(todays_plan(facts), draws=1_000)
    assert sum(one.pairings for one in plan.categories) == facts.categories[""].recent
    appraisal = appraise(plan, facts, ASSUMPTIONS)
    assert appraisal.base["cost"] > 0
    assert appraisal.base["gain"] > 0
    again = appraise(plan, facts_from_dict(facts.as_dict()), ASSUMPTIONS)
    assert again == appraisal

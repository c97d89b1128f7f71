"""Goal groups: the effect in the group less that in the rest, by what held when people were placed,
in one interval."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from scipy import stats

from dashboard.text import answer_text
from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.evaluate import evaluate
from metrics.evaluate.subgroups import goal_groups
from metrics.i18n import locale_for
from tests.companies import asked, drawn
from tests.evaluate.contrast_cases import split

METRICS = catalogue()
RETENTION, PERFORMANCE = METRICS["retention"], METRICS["performance"]
AS_OF = date(2023, 12, 31)

MOVES = """
    person_id | hire_date  | gender | department | grade
    ann       | 2020-01-10 | f      | Care       | senior
    bea       | 2021-03-01 | f      | Sales      | senior
    cas       | 2020-01-10 | m      | Sales      | senior
    dot       | 2021-02-10 | f      | Sales      | senior
"""
POSITIONS = """
    person_id | valid_from | department
    ann       | 2020-01-10 | Sales
    ann       | 2022-03-01 | Care
    bea       | 2021-03-01 | Care
    bea       | 2022-03-01 | Sales
    dot       | 2021-02-10 | Sales
"""
PAIRED = """
    pairing_id | mentor_id | mentee_id | category | start_date | goal_group
    one        | boss      | ann       | peer     | 2022-02-10 | young_women
    two        | boss      | cas       | peer     | 2022-02-20 |
"""


def parted(metric, **conditions) -> dict[str, set[int]]:
    scores = "person_id | review_date | score\n" + "\n".join(
        f"{person} | {day} | 3"
        for person in ("ann", "bea", "cas", "dot")
        for day in ("2021-06-30", "2021-12-31", "2022-06-30", "2022-12-31")
    )
    with asked(
        drawn(staff=MOVES, positions=POSITIONS, pairings=PAIRED, reviews=scores), as_of=AS_OF
    ) as session:
        split(session, metric, **conditions)
        found = defaultdict(set)
        for person, part in session.rows("select person_id, part from subgroup_entrant"):
            found[person].add(part)
        return dict(found)


@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE], ids=lambda metric: metric.name)
def test_membership_of_a_group_is_that_at_the_start_of_the_comparison(metric):
    assert parted(metric, gender="f", department="Sales") == {
        "ann": {1},
        "bea": {0},
        "cas": {0},
        "dot": {1},
    }


def test_tenure_counts_whole_months_up_to_the_trial_month():
    assert parted(RETENTION, tenure_months_below=12) == {
        "ann": {0},
        "bea": {1},
        "cas": {0},
        "dot": {0},
    }
    assert parted(RETENTION, tenure_months_from=12) == {
        "ann": {1},
        "bea": {0},
        "cas": {1},
        "dot": {1},
    }


@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE], ids=lambda metric: metric.name)
def test_a_group_that_only_pairings_name_is_compared_with_all_comparable_people(metric):
    assert parted(metric, paired_for="young_women") == {
        "ann": {1},
        "bea": {0, 1},
        "cas": {0},
        "dot": {0, 1},
    }


def test_groups_named_by_pairings_are_compared_too():
    with asked(drawn(staff=MOVES, pairings=PAIRED), as_of=AS_OF) as session:
        found = goal_groups(session, RETENTION, evaluate(RETENTION, session))
    assert [one.name for one in found] == ["goal_group_newcomers", "goal_group_young_women"]
    assert all(
        one.estimate is None and one.values["reason"] and one.n_mentees == 0 for one in found
    )


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_sample_companys_groups_have_a_name_in_both_languages(sample_session, name):
    metric = METRICS[name]
    found = goal_groups(sample_session, metric, evaluate(metric, sample_session))
    assert [one.name for one in found] == ["goal_group_women_in_sales", "goal_group_newcomers"]
    for one, dutch, english in zip(found, ("vrouwen", "mensen"), ("women", "people"), strict=True):
        assert one.estimate.low < 0.02 and one.estimate.high > 0, "nothing was planted"
        assert dutch in answer_text.filled(one.title, one.values, locale_for("nl"))
        assert english in answer_text.filled(one.title, one.values, locale_for("en"))
        assert "{" not in answer_text.filled(one.means, one.values, locale_for("en"))


def test_two_groups_widen_at_least_one_interval(sample_session):
    answer = evaluate(RETENTION, sample_session)
    found = {one.name: one.estimate for one in goal_groups(sample_session, RETENTION, answer)}
    alone = split(sample_session, RETENTION, tenure_months_below=12).difference
    both = found["goal_group_newcomers"]
    assert both.estimate == pytest.approx(alone.estimate, abs=1e-12)
    assert max(both.high - alone.high, alone.low - both.low) >= 0
    widths = [
        (one.high - one.estimate) / one.se / stats.t.ppf(0.975, one.df) for one in found.values()
    ]
    assert max(widths) > 1.05


def test_a_group_of_few_mentors_is_not_shown(sample_session):
    found = goal_groups(sample_session, PERFORMANCE, evaluate(PERFORMANCE, sample_session))
    few = next(one for one in found if one.values["mentors"] < 10)
    shown = release(few)
    assert shown.estimate is None and not {"inside", "outside"} & set(shown.values)
    assert "10" in answer_text.filled(str(shown.values["reason"]), shown.values, locale_for("en"))


def test_the_answers_tables_stay_as_they_are(sample_session):
    def sums():
        return sample_session.rows("select count(*), sum(weight), sum(u) from matched")[0]

    answer = evaluate(RETENTION, sample_session)
    before = sums()
    goal_groups(sample_session, RETENTION, answer)
    assert sums() == before

"""Goal group and tenure, both in the month of pairing, narrow the mentees of a question."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import comparison
from metrics.catalog import catalogue
from metrics.comparison.steps import keep_entry
from metrics.contract.goal_groups import GoalGroup
from metrics.evaluate import evaluate, raked_weights, time_to_event
from metrics.evaluate.answer import FEWEST_MENTEES
from metrics.evaluate.rows import load_metric_rows
from metrics.scope import MENTOR, MENTOR_FILTERS, OF_ENTRY, Scope, UnknownFilterError
from tests import oracle
from tests.companies import asked, awkward

AS_OF = date(2023, 12, 31)
METRICS = catalogue()
TENURES = ("0-11", "12-23", "24+")
WHERE = [
    *({"tenure": band} for band in TENURES),
    {"goal_group": "growth"},
    {"goal_group": "growth", "tenure": "24+"},
    {"goal_group": "care", "department": "Sales"},
    {"category": "peer", "tenure": "0-11"},
]


def with_groups(seed: int) -> dict[str, list[dict]]:
    """An awkward company whose pairings name a goal group, or none."""
    tables = awkward(seed)
    rng = random.Random(seed)
    for row in tables["pairings"]:
        row["goal_group"] = rng.choice(["growth", "care", None])
    return tables


@given(seed=st.integers(0, 10**6), where=st.sampled_from(WHERE))
def test_the_narrowed_answer_is_that_of_the_independent_computation(seed, where):
    tables = with_groups(seed)
    expected = oracle.retention(tables, as_of=AS_OF, where=where)
    with asked(tables, as_of=AS_OF) as session:
        if any(value not in comparison.values_of(session, name) for name, value in where.items()):
            return
        load_metric_rows(session, METRICS["retention"], {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        comparison.set_scope(session, Scope.of(where))
        raking = raked_weights.keep_matched(session)
        life, _naive, fates = comparison.trial_counts(session)
        kept = dict(session.rows("select arm, count(*) from matched group by arm"))
        assert (kept.get(0, 0), kept.get(1, 0)) == expected.matched_rows
        assert fates.get("matched", 0) == expected.matched_mentees
        if expected.matched_mentees < FEWEST_MENTEES:  # no answer is given from so few
            return
        one, zero = (time_to_event.arm_curve(life, arm) for arm in (1, 0))
        coefficients = time_to_event.influence_coefficients(life, one, zero, 24)
        people = raked_weights.influence(session, raking, coefficients)
        intervals, _, _ = time_to_event.intervals(people, one, zero, 24)
    found = intervals["estimate"]
    assert found.estimate == pytest.approx(expected.rmst24.value, rel=1e-9, abs=1e-9)
    if expected.rmst24.variance < float("inf"):
        assert found.low == pytest.approx(expected.rmst24.low, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_tenure_bands_add_up_to_the_whole_programme(sample_session, name):
    whole = evaluate(METRICS[name], sample_session)
    parts = [evaluate(METRICS[name], sample_session, Scope.of({"tenure": one})) for one in TENURES]
    assert sum(part.n_asked for part in parts) == whole.n_asked
    if name == "retention":  # of a panel, newcomers have no value so early: another method
        assert sum(part.n_mentees for part in parts) == whole.n_mentees
    assert all(part.n_asked for part in parts)


def test_the_sample_company_is_divided_as_its_own_files_say(sample_session):
    found = {
        band: evaluate(METRICS["retention"], sample_session, Scope.of({"tenure": band})).n_asked
        for band in TENURES
    }
    months = sample_session.rows(
        "select datediff('month', date_trunc('month', s.hire_date), date_trunc('month', p.start)) "
        "from (select mentee_id, min(start_date) as start from pairings group by mentee_id) as p "
        "inner join staff as s on s.person_id = p.mentee_id and s.hire_date <= p.start "
        "and coalesce(s.exit_date, p.start) >= p.start"
    )
    own = [months_since for (months_since,) in months]
    assert found == {
        "0-11": sum(n < 12 for n in own),
        "12-23": sum(12 <= n < 24 for n in own),
        "24+": sum(n >= 24 for n in own),
    }


def test_somebody_may_be_in_several_groups_declared_or_named_by_the_pairing():
    tables = with_groups(4)
    declared = [GoalGroup("new", tenure_months_below=12), GoalGroup("sales", department="Sales")]
    with asked(tables, as_of=AS_OF, goal_groups=declared) as session:
        keep_entry(session)
        assert comparison.values_of(session, "goal_group") == ["care", "growth", "new", "sales"]
        newcomers = session.value(
            "select count(*) from role_group where role = 'mentee' and goal_group = 'new'"
        )
        assert newcomers == session.value(
            "select count(*) from role_entry where role = 'mentee' and tenure = '0-11'"
        )
        people = session.rows("select person_id, count(*) from role_group group by person_id")
        assert max(n for _person, n in people) > 1


def test_both_can_be_asked_together_but_not_with_the_mentors_position():
    assert Scope.of({"goal_group": "new", "tenure": "24+"}).where
    assert Scope.of({"category": "peer", "tenure": "24+"}, MENTOR).where
    for column in OF_ENTRY:
        with pytest.raises(UnknownFilterError):
            Scope.of({column: "new", MENTOR_FILTERS[0]: "Sales"})

"""Balance says of the compared rows what a plain count of them says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from metrics import comparison
from metrics.catalog import catalogue
from metrics.comparison import similarity
from metrics.evaluate import evaluate, raked_weights
from metrics.evaluate.balance import BALANCE_TITLES, balance, overlap
from metrics.evaluate.rows import load_metric_rows
from metrics.scope import Scope
from tests.companies import asked, awkward

METRICS = catalogue()


@pytest.mark.parametrize(
    "where", [{}, {"category": "peer"}, {"department": "Sales", "category": "expert"}]
)
def test_counts_per_level_are_those_of_a_loop_over_the_rows(where):
    with asked(awkward(11, people=120), as_of=date(2023, 12, 31)) as session:
        load_metric_rows(session, METRICS["retention"], {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        comparison.set_scope(session, Scope.of(where))
        raked_weights.keep_matched(session)
        found = similarity.levels(session)
        names = ["person_id", "trial_month", "arm", "category", *BALANCE_TITLES]
        rows = [
            dict(zip(names, row, strict=True))
            for row in session.rows(
                f"select {', '.join(names)} from follow_up "
                "left join (select person_id, category from exposure) using (person_id)"
            )
        ]
        weights = {
            row[:2]: row[2]
            for row in session.rows("select person_id, trial_month, weight from matched")
        }
    counted = defaultdict(lambda: [0, 0, 0.0, 0.0])
    for row in rows:
        if any(
            row[name] != value and (name != "category" or row["arm"])
            for name, value in where.items()
        ):
            continue
        for key in BALANCE_TITLES:
            cell = counted[key, str(row[key])]
            cell[1 - row["arm"]] += 1
            cell[3 - row["arm"]] += weights.get((row["person_id"], row["trial_month"]), 0)
    columns = zip(
        *(found[name] for name in ("key_name", "level", "n1", "n0", "w1", "w0")), strict=True
    )
    given = {(key, level): figures for key, level, *figures in columns}
    assert given.keys() == counted.keys() and any(figures[2] for figures in given.values())
    for key, figures in counted.items():
        assert given[key] == pytest.approx(figures)


def test_the_matching_keys_are_balanced_after_weighting_and_not_before(
    sample_session,
):
    answer = evaluate(METRICS["retention"], sample_session)
    rows = balance(sample_session, answer)
    assert {row.key for row in rows} == set(BALANCE_TITLES)
    matched_on = [row for row in rows if row.key in similarity.KEYS]
    assert max(abs(row.before) for row in matched_on) > 0.4
    assert max(abs(row.after) for row in matched_on) < 0.02  # the penalty leaves a little
    assert any(abs(row.after) > 1e-3 for row in rows if row.key in ("location", "gender"))
    assert min(row.n_mentees for row in rows) >= 10


def test_the_overlap_names_the_dropped_and_the_effective_others(sample_session):
    answer = evaluate(METRICS["retention"], sample_session)
    checks = {
        check.name: check
        for check in overlap(sample_session, answer, balance(sample_session, answer))
    }
    held = sample_session.table(
        "select sum(weight) as w from matched where arm = 0 group by person_id"
    )["w"]
    assert checks["effective_others"].values["n"] == round(held.sum() ** 2 / np.sum(held**2), 1)
    assert checks["effective_others"].values["people"] == len(held) == answer.n_controls
    assert checks["share_matched"].values["percent"] == round(100 * answer.matched_share, 1)
    assert {
        name: check.values["n"] for name, check in checks.items() if name.startswith("dropped_")
    } == {f"dropped_{fate}": n for fate, n in answer.dropped.items()}
    assert all(check.passed for name, check in checks.items() if name.startswith("balance_"))


def test_without_an_answer_or_for_a_panel_there_is_nothing_to_balance(sample_session):
    panel = evaluate(METRICS["performance"], sample_session)
    assert balance(sample_session, panel) == overlap(sample_session, panel, ()) == ()
    with asked(awkward(3, people=20), as_of=date(2023, 12, 31)) as session:
        assert balance(session, evaluate(METRICS["retention"], session)) == ()

"""Per protocol and as treated equal an independent computation, in companies full of early ends."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from metrics import comparison
from metrics.catalog import catalogue
from metrics.comparison import cross_checks, running_pairings
from metrics.evaluate import per_protocol, raked_weights
from metrics.evaluate.answer import CENSORING_WEIGHTS, MATCHED
from metrics.evaluate.rows import load_metric_rows
from metrics.scope import Scope
from tests.companies import asked, awkward
from tests.evaluate.by_hand import months, pairing_chances
from tests.oracle.protocol import protocol, treated_strata

AS_OF = date(2023, 12, 31)
RETENTION = catalogue()["retention"]
REASONS = ("completed", "no_click", "too_busy", "left", "other", None)


def with_endings(seed: int) -> dict[str, list[dict]]:
    """An awkward company of which half the pairings end early, on time, late or with the exit, for
    every reason and none, with and without a planned end."""
    tables = awkward(seed, people=random.Random(seed).choice([40, 60, 90, 150]))
    rng = random.Random(f"ends {seed}")
    exits = {row["person_id"]: row["exit_date"] for row in tables["staff"] if row["exit_date"]}
    for row in tables["pairings"]:
        row["end_reason"] = rng.choice(REASONS)
        planned = row["start_date"] + timedelta(days=rng.randint(0, 400))
        row["planned_end_date"] = planned if rng.random() < 0.8 else None
        if rng.random() < 0.6:
            row["end_date"] = row["start_date"] + timedelta(days=rng.randint(0, 250))
        left = exits.get(row["mentee_id"])
        if left and left > row["start_date"] and rng.random() < 0.5:
            day = left - timedelta(days=rng.randint(-20, 150))
            row["end_date"] = max(day, row["start_date"])
    return tables


def agree(seed: int) -> None:
    rng = random.Random(seed)
    notice = rng.choice([0, 0, 1, 3])
    horizon = rng.choice([24, 24, 12])
    where = rng.choice([{}, {}, {"category": "peer"}, {"department": "Sales"}])
    tables = with_endings(seed)
    whole = not notice and not where
    later = months(tables, AS_OF) if whole else []
    reweighted = bool(later) and rng.random() < 0.5
    expected = protocol(
        tables,
        as_of=AS_OF,
        where=where,
        notice=notice,
        horizon=horizon,
        pairing_chances=pairing_chances(later) if reweighted else None,
    )
    with asked(tables, as_of=AS_OF, notice_months=notice) as session:
        if any(
            value not in comparison.values_of(session, column) for column, value in where.items()
        ):
            return
        load_metric_rows(session, RETENTION, {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        comparison.set_scope(session, Scope.of(where))
        raked_weights.keep_matched(session)
        if expected is None:
            assert session.value("select count(*) from matched") == 0
            return
        if later:
            cross_checks.follow_months(session)
        method = CENSORING_WEIGHTS if reweighted else MATCHED
        found = per_protocol.months_gained(session, horizon, method)
        if later:
            strata = running_pairings.treated_strata(session)
            tables_of_strata = zip(*(strata[n] for n in ("d1", "n1", "d0", "n0")), strict=True)
            expected_strata = treated_strata(later, tables, as_of=AS_OF)
            assert sorted(map(tuple, tables_of_strata)) == expected_strata
    same = pytest.approx
    assert (found.broken_off, found.untold, found.mentees) == (
        expected.broken_off,
        expected.untold,
        expected.mentees,
    )
    gained = found.gained.interval
    assert gained.estimate == same(expected.gained.value, rel=1e-9, abs=1e-9)
    assert found.largest == same(expected.largest, rel=1e-9)
    if expected.gained.variance < float("inf"):
        assert gained.low == same(expected.gained.low, rel=1e-8, abs=1e-9)
        assert gained.high == same(expected.gained.high, rel=1e-8, abs=1e-9)


@pytest.mark.parametrize("seed", range(25))
def test_months_gained_and_person_months_agree_with_the_oracle(seed):
    agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25, 1000))
def test_they_agree_in_a_thousand_companies(seed):
    agree(seed)

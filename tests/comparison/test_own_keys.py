"""Own matching keys give what the independent computation gives, one key after the other."""

from __future__ import annotations

import random
from datetime import date

import pytest

from metrics import comparison
from metrics.catalog import catalogue
from metrics.comparison import own_keys
from metrics.contract.attributes import Attribute
from metrics.evaluate import raked_weights, time_to_event
from metrics.evaluate.rows import load_metric_rows
from metrics.scope import Scope
from tests import oracle
from tests.companies import asked, awkward
from tests.oracle.retention import exits
from tests.oracle.trials import trial_rows

AS_OF = date(2023, 12, 31)
RETENTION = catalogue()["retention"]
ATTRIBUTES = {
    "team": Attribute("text"),
    "age": Attribute("number", (30.0, 45.0)),
    "night_shift": Attribute("yes/no"),
    "years": Attribute("number"),
}
KEYS: dict[str, tuple[float, ...] | None] = {
    "job_family": None,
    "location": None,
    "gender": None,
    "fte": (),
    "annual_salary": (40000.0, 55000.0),
    "manager_id": None,
    "high_potential": None,
    "team": None,
    "age": (30.0, 45.0),
    "night_shift": None,
    "years": (),
}


def with_keys(seed: int) -> dict[str, list[dict]]:
    """An awkward company with a value, or none, in every column that can be a key."""
    tables = awkward(seed)
    rng = random.Random(seed)
    for row in tables["staff"]:
        row["fte"] = rng.choice([0.5, 0.6, 0.8, 0.9, 1.0, None])
        row["high_potential"] = rng.choice([True, False, None])
        row["age"] = rng.choice([rng.randint(20, 60), None])
        row["night_shift"] = rng.choice(["yes", "no", None])
        row["years"] = rng.randint(0, 30)
        row["manager_id"] = rng.choice(["m1", "m2", None])
    for row in tables["positions"]:
        row["job_family"] = rng.choice(["care", "it", None])
        row["manager_id"] = rng.choice(["m1", "m3", None])
        row["team"] = rng.choice(["red", "blue", None])
        row["fte"] = rng.choice([0.5, 1.0, None])
    return tables


def agree(seed: int) -> None:
    rng = random.Random(seed)
    names = rng.sample(sorted(KEYS), rng.choice([1, 1, 2, 3]))
    tables = with_keys(seed)
    events = exits(tables, as_of=AS_OF)
    asked_for = {name: KEYS[name] for name in names}
    expected = oracle.retention(tables, as_of=AS_OF, keys=asked_for)
    rows = trial_rows(tables, events, as_of=AS_OF, keys=asked_for)
    cuts = {"annual_salary": (40000.0, 55000.0)}
    with asked(tables, as_of=AS_OF, attributes=ATTRIBUTES, cuts=cuts) as session:
        load_metric_rows(session, RETENTION, {})
        comparison.set_role(session, "mentee", names)
        comparison.form_trials(session)
        comparison.set_scope(session, Scope())
        raked_weights.keep_matched(session)
        life, _naive, fates = comparison.trial_counts(session)
        cells = session.rows("select person_id, trial_month, own_stratum from follow_up")
        shares = own_keys.matched_shares(session)
    own = {(row.person_id, row.month): row.cell[5:] for row in rows}
    assert {(person, month) for person, month, _stratum in cells} == set(own)
    together = {(stratum, own[person, month]) for person, month, stratum in cells}
    strata = {stratum for stratum, _levels in together}
    levels = {levels for _stratum, levels in together}
    assert len(together) == len(strata) == len(levels)
    assert shares == [of_first(rows, n) for n in range(len(names) + 1)]
    assert fates.get("matched", 0) == expected.matched_mentees
    if expected.rmst24 is not None:
        one, zero = (time_to_event.arm_curve(life, arm) for arm in (1, 0))
        gained = one.rmst(24) - zero.rmst(24)
        assert gained == pytest.approx(expected.rmst24.value, rel=1e-9, abs=1e-9)


def of_first(rows: list, n: int) -> tuple[int, int]:
    """The mentees, and those of them with a control in the cell of the first n own keys."""
    controls = {row.cell[: 5 + n] for row in rows if not row.arm}
    mentees = [row.cell[: 5 + n] for row in rows if row.arm]
    return len(mentees), sum(cell in controls for cell in mentees)


@pytest.mark.parametrize("seed", range(25))
def test_levels_cells_and_matched_shares_agree_with_the_oracle(seed):
    agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25, 1000))
def test_they_agree_in_a_thousand_companies(seed):
    agree(seed)

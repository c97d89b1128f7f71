"""Newcomers are compared with people hired when they were, at the same distance from hire, and said
to be weaker."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from importlib import import_module
from math import sqrt
from statistics import fmean

import numpy as np
import pytest
from scipy import stats

from metrics.catalog import catalogue
from metrics.comparison import newcomers as steps
from metrics.evaluate import evaluate
from metrics.evaluate.answer import FEW_COMPARED
from metrics.evaluate.newcomers import newcomers
from metrics.inference.means import weighted_mean_difference
from metrics.scope import Scope
from tests.companies import asked, awkward, drawn
from tests.oracle.people import (
    Attributes,
    counted_reviews,
    first_pairings,
    followed_on,
    last_month,
    month_of,
    spells,
)
from tests.oracle.performance import first_periods

PERFORMANCE, RETENTION = (catalogue()[name] for name in ("performance", "retention"))
MODULE = import_module("metrics.evaluate.newcomers")
AS_OF = date(2023, 12, 31)
# All reviews are on 30 June and 31 December. ann and bea are newcomers: g is the period of their
# first review after
# pairing, December 2022. cay is one too, but nobody was hired with her.
STAFF = """
    person_id | hire_date  | exit_date  | department | grade  | location
    ann       | 2022-02-01 |            | Sales      | junior | North
    bea       | 2022-03-15 |            | Sales      | junior | North
    cay       | 2022-02-01 |            | Care       | junior | North
    dan       | 2022-01-10 |            | Sales      | junior | North
    eve       | 2022-05-01 |            | Sales      | junior | North
    left      | 2022-01-10 | 2022-07-31 | Sales      | junior | North
    half      | 2022-07-01 |            | Sales      | junior | North
    away      | 2022-01-10 |            | Sales      | junior | South
    soon      | 2022-01-10 |            | Sales      | junior | North
    later     | 2022-01-10 |            | Sales      | junior | North
    long      | 2021-01-10 |            | Sales      | junior | North
    mo        | 2015-01-10 |            | Care       | senior | North
    pat       | 2015-01-10 |            | Care       | senior | North
"""
REVIEWS = """
    person_id | review_date | score
    ann       | 2022-12-31  | 4.0
    bea       | 2022-12-31  | 3.6
    cay       | 2022-12-31  | 5.0
    dan       | 2022-12-31  | 3.0
    dan       | 2023-06-30  | 5.0
    eve       | 2022-12-31  | 3.1
    left      | 2022-06-30  | 1.0
    half      | 2022-12-31  | 1.0
    away      | 2022-12-31  | 1.0
    soon      | 2022-12-31  | 1.0
    later     | 2022-12-31  | 3.5
    long      | 2021-06-30  | 2.0
    long      | 2022-12-31  | 5.0
    mo        | 2022-12-31  | 1.0
"""
PAIRINGS = """
    pairing_id | mentor_id | mentee_id | category | start_date
    m1         | mo        | ann       | peer     | 2022-09-01
    m2         | pat       | bea       | peer     | 2022-09-10
    m3         | pat       | cay       | peer     | 2022-09-10
    m4         | mo        | soon      | peer     | 2023-02-10
    m5         | mo        | later     | peer     | 2023-08-01
    m6         | mo        | long      | peer     | 2022-09-01
"""


def test_first_values_are_compared_within_cells_known_at_hire():
    # soon was paired in February 2023, 13 months after hire: no newcomer, and an other until then,
    # as are later, dan
    # and eve. half and away were hired in another half-year or place; left has no value by then;
    # long has a base.
    # Both newcomers have the same four peers, half of whose weight each: (3.0 + 3.1 + 1.0 + 3.5) /
    # 4 = 2.65.
    with asked(drawn(staff=STAFF, reviews=REVIEWS, pairings=PAIRINGS), as_of=AS_OF) as session:
        evaluate(PERFORMANCE, session)
        found, people = steps.newcomers(session)
        kept = session.rows(
            "select person_id, arm, value, weight from newcomer_row order by arm, person_id"
        )
    assert found == 3
    assert kept == [
        ("dan", 0, 3.0, 0.5),
        ("eve", 0, 3.1, 0.5),
        ("later", 0, 3.5, 0.5),
        ("soon", 0, 1.0, 0.5),
        ("ann", 1, 4.0, 1.0),
        ("bea", 1, 3.6, 1.0),
    ]
    estimate, influence = weighted_mean_difference(
        *(people[n] for n in ("total1", "weight1", "total0", "weight0"))
    )
    assert estimate == pytest.approx((4.0 + 3.6) / 2 - 2.65)
    by_person = dict(zip(people["person_id"], influence, strict=True))
    assert by_person == pytest.approx(
        {
            "ann": (4.0 - 3.8) / 2,
            "bea": (3.6 - 3.8) / 2,
            "dan": -(3.0 - 2.65) / 4,
            "eve": -(3.1 - 2.65) / 4,
            "later": -(3.5 - 2.65) / 4,
            "soon": -(1.0 - 2.65) / 4,
        }
    )


def test_a_person_who_left_before_the_pairing_is_no_peer():
    staff = STAFF.replace(
        "left      | 2022-01-10 | 2022-07-31", "left      | 2022-01-10 | 2022-08-31"
    )
    reviews = REVIEWS.replace("left      | 2022-06-30", "left      | 2022-08-15")
    with asked(drawn(staff=staff, reviews=reviews, pairings=PAIRINGS), as_of=AS_OF) as session:
        evaluate(PERFORMANCE, session)
        steps.newcomers(session)
        assert not session.rows("select person_id from newcomer_row where person_id = 'left'")


def company(*, effect: float, promise: float, seed: int = 5, people: int = 700) -> dict:
    """Everybody is hired between 2020 and 2022; a third are paired within nine months, `promise`
    standard deviations of ability likelier; a review each half-year, higher by `effect` once
    mentored. 30 mentors of long standing."""
    rng = np.random.default_rng(seed)
    tables = drawn()
    for i in range(30):
        tables["staff"].append(
            {
                "person_id": f"mentor{i}",
                "hire_date": date(2010, 1, 1),
                "department": "Board",
                "grade": "senior",
                "location": "North",
            }
        )
    ability = rng.normal(0, 0.4, people)
    chance = 1 / (1 + np.exp(0.7 - promise * ability / 0.4))
    for i in range(people):
        hired = date(2020, 1, 1) + timedelta(days=int(rng.integers(0, 1000)))
        about = {
            "department": str(rng.choice(["Sales", "Care"])),
            "grade": "junior",
            "location": "North",
        }
        tables["staff"].append({"person_id": f"p{i}", "hire_date": hired, **about})
        paired = (
            hired + timedelta(days=int(rng.integers(20, 260))) if rng.random() < chance[i] else None
        )
        if paired:
            tables["pairings"].append(
                {
                    "pairing_id": f"m{i}",
                    "mentor_id": f"mentor{rng.integers(30)}",
                    "mentee_id": f"p{i}",
                    "category": "peer",
                    "start_date": paired,
                }
            )
        for day in (date(year, *end) for year in range(2020, 2024) for end in ((6, 30), (12, 31))):
            if day >= hired + timedelta(days=30):
                gain = effect if paired and paired < day else 0.0
                score = 3 + ability[i] + gain + rng.normal(0, 0.3)
                tables["reviews"].append({"person_id": f"p{i}", "review_date": day, "score": score})
    return tables


def asked_of(tables: dict):
    with asked(tables, as_of=AS_OF) as session:
        return newcomers(session, PERFORMANCE, evaluate(PERFORMANCE, session))[0]


def test_a_planted_effect_is_found_without_selection_on_promise():
    found = asked_of(company(effect=0.5, promise=0.0))
    assert found.n_mentees > 150
    assert found.estimate.estimate == pytest.approx(0.5, abs=0.1)
    assert found.estimate.low < 0.5 < found.estimate.high
    assert found.weaker


def test_selection_on_promise_shows_as_an_effect_and_no_selection_does_not():
    assert not asked_of(company(effect=0.0, promise=0.0)).estimate.excludes_zero
    chosen = asked_of(company(effect=0.0, promise=1.5))
    assert chosen.estimate.low > 0
    assert "promise" in chosen.means


def rows_by_loop(tables: dict) -> list[tuple]:
    """(person, cluster, arm, value, weight) from the tables alone."""
    pairings = first_pairings(tables, last_month(AS_OF))
    g, attributes = first_periods(tables, pairings, 6), Attributes(tables)
    y = defaultdict(lambda: defaultdict(list))
    for row in counted_reviews(tables):
        y[row["person_id"]][month_of(row["review_date"]) // 6].append(row["score"])
    everybody = []
    for spell in spells(tables, last_month(AS_OF)):
        known = attributes.at(spell, spell.hired)
        key = tuple(known[name] or "" for name in ("department", "grade", "location")) + (
            spell.hired // 6,
        )
        everybody.append((spell, key))
    found = []
    for spell, key in everybody:
        person, pairing = spell.person_id, pairings.get(spell.person_id)
        if not pairing or not followed_on(spell, pairing["start_date"]):
            continue
        paired, own = month_of(pairing["start_date"]), g[person]
        after = [t for t in (own, own + 1) if t in y[person] and t <= spell.last // 6]
        if (
            paired - spell.hired >= 12
            or not after
            or any(own - back in y[person] for back in (2, 3, 4))
        ):
            continue
        t = after[0]
        peers = [
            other.person_id
            for other, cell in everybody
            if cell == key
            and other.last >= paired
            and other.last // 6 >= t
            and t in y[other.person_id]
            and not any(own - back in y[other.person_id] for back in (2, 3, 4))
            and (other.person_id not in g or g[other.person_id] > t)
        ]
        if peers:
            found.append((person, pairing["mentor_id"], 1, fmean(y[person][t]), 1.0))
            for peer in peers:
                mentor = pairings[peer]["mentor_id"] if peer in pairings else None
                found.append((peer, mentor, 0, fmean(y[peer][t]), 1 / len(peers)))
    return found


def half_of(rows: list[tuple]) -> tuple[float, float]:
    """The difference of the means and the wider half of its interval, mentor by mentor and person
    by person."""
    whole = sum(row[2] for row in rows)
    mean = {arm: sum(v * w for *_, a, v, w in rows if a == arm) / whole for arm in (0, 1)}
    halves = []
    for by_mentor in (True, False):
        psi, held = defaultdict(float), (defaultdict(float), defaultdict(float))
        for person, mentor, arm, value, weight in rows:
            cluster = ("mentor", mentor) if by_mentor and mentor else person
            psi[cluster] += (1 if arm else -1) * weight * (value - mean[arm]) / whole
            held[arm][cluster] += weight / whole
        variance = sum((psi[c] / (1 - max(held[0][c], held[1][c]))) ** 2 for c in list(psi))
        df = min(1 / sum(share**2 for share in arm.values()) for arm in held) - 1
        halves.append(stats.t.ppf(0.975, max(df, 1.0)) * sqrt(variance))
    return mean[1] - mean[0], max(halves)


@pytest.mark.parametrize("seed", [3, 4])
def test_the_estimate_and_its_variance_equal_loops_over_the_tables(seed, monkeypatch):
    for name in ("FEWEST_MENTEES", "FEWEST_MENTORS", "FEWEST_CONTROLS"):
        monkeypatch.setattr(MODULE, name, 0)
    tables = awkward(seed, people=300)
    found, rows = asked_of(tables), rows_by_loop(tables)
    estimate, half = half_of(rows)
    assert found.n_mentees == sum(row[2] for row in rows) >= 5
    assert found.n_others == len({row[0] for row in rows if not row[2]})
    assert found.estimate.estimate == pytest.approx(estimate, abs=1e-9)
    assert found.estimate.high - found.estimate.estimate == pytest.approx(half, rel=1e-9)


def test_too_few_newcomers_get_a_reason_and_other_shapes_no_entry():
    with asked(drawn(staff=STAFF, reviews=REVIEWS, pairings=PAIRINGS), as_of=AS_OF) as session:
        few = newcomers(session, PERFORMANCE, evaluate(PERFORMANCE, session))[0]
        assert few.estimate is None
        assert (few.n_mentees, few.values["n"], few.values["least"]) == (2, 2, 10)
        assert few.values["reason"] == FEW_COMPARED
        assert newcomers(session, RETENTION, evaluate(RETENTION, session)) == ()


def test_a_category_narrows_the_newcomers_and_not_their_peers():
    tables = drawn(
        staff=STAFF,
        reviews=REVIEWS,
        pairings=PAIRINGS.replace("bea       | peer  ", "bea       | expert"),
    )
    with asked(tables, as_of=AS_OF) as session:
        evaluate(PERFORMANCE, session, Scope.of({"category": "peer"}))
        steps.newcomers(session)
        compared = session.rows(
            "select person_id, arm from newcomer_row order by arm desc, person_id"
        )
    assert [person for person, arm in compared if arm] == ["ann"]
    assert [person for person, arm in compared if not arm] == ["dan", "eve", "later", "soon"]


def test_on_the_sample_company_promise_adds_to_the_planted_effect(sample_session):
    found = newcomers(sample_session, PERFORMANCE, evaluate(PERFORMANCE, sample_session))[0]
    assert found.n_mentees >= 40
    assert (
        0.25 < found.estimate.estimate < 0.7
    )  # planted: about 0.25 points; ability, unseen, is worth about 0.2 more

"""Hours at the landmark a second time: loops over the tables, none of the product's SQL."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from importlib import import_module
from math import sqrt
from random import Random
from statistics import fmean, median

import numpy as np
import pytest
from scipy import stats

from metrics.catalog import catalogue
from metrics.evaluate import evaluate
from metrics.evaluate.dose_response import dose_response
from tests.companies import asked, awkward
from tests.oracle.people import (
    Attributes,
    counted_reviews,
    first_pairings,
    followed_on,
    last_month,
    mentor_months,
    month_of,
    spells,
)
from tests.oracle.performance import base, first_periods
from tests.oracle.scores import ScoreBands

PERFORMANCE, RETENTION = (catalogue()[name] for name in ("performance", "retention"))
MODULE = import_module("metrics.evaluate.dose_response")
AS_OF = date(2023, 12, 31)


def met(tables: dict, seed: int) -> dict:
    """The same company with meetings of random length every now and then."""
    rng = Random(seed)
    for row in tables["pairings"]:
        day = row["start_date"]
        while day < AS_OF and rng.random() < 0.9:
            minutes = rng.choice([30, 60])
            tables["meetings"].append(
                {"pairing_id": row["pairing_id"], "held_on": day, "minutes": minutes}
            )
            day += timedelta(days=rng.randint(1, 40))
    return tables


def landmark_by_loop(tables: dict) -> tuple[dict, float]:
    """Mentee -> (spell, pairing, day 90, minutes), and the middle of the minutes."""
    began, found = month_of(min(row["held_on"] for row in tables["meetings"])), {}
    everybody = spells(tables, last_month(AS_OF))
    for person, pairing in first_pairings(tables, last_month(AS_OF)).items():
        day = pairing["start_date"] + timedelta(days=90)
        for spell in everybody:
            there = followed_on(spell, pairing["start_date"]) and followed_on(spell, day)
            if (
                spell.person_id == person
                and there
                and day <= AS_OF
                and month_of(pairing["start_date"]) >= began - 1
            ):
                minutes = sum(
                    m["minutes"]
                    for m in tables["meetings"]
                    if m["pairing_id"] == pairing["pairing_id"]
                    and pairing["start_date"] <= m["held_on"] < day
                )
                found[person] = (spell, pairing, day, minutes)
    return found, median(minutes for *_, minutes in found.values())


def wider_half(rows: list[tuple], influence: list[float]) -> float:
    """Half of the wider interval, by mentor and by person; rows begin with person, mentor, arm and
    weight."""
    halves = []
    for by_mentor in (True, False):
        psi, held = defaultdict(float), (defaultdict(float), defaultdict(float))
        for (person, mentor, arm, weight, *_), value in zip(rows, influence, strict=True):
            cluster = ("mentor", mentor) if by_mentor and mentor else person
            psi[cluster] += value
            held[arm][cluster] += weight
        share = [{c: amount / sum(arm.values()) for c, amount in arm.items()} for arm in held]
        variance = sum(
            (psi[c] / (1 - max(share[0].get(c, 0.0), share[1].get(c, 0.0)))) ** 2 for c in psi
        )
        df = min(1 / sum(s**2 for s in arm.values()) for arm in share) - 1
        halves.append(stats.t.ppf(0.975, max(df, 1.0)) * sqrt(variance))
    return max(halves)


def weighed(rows: list[tuple], depth: int) -> list[tuple]:
    """(person, mentor, arm, weight, *rest) of rows (person, mentor, arm, cell, *rest) whose cell
    holds both arms."""
    n = Counter((row[2], row[3][:depth]) for row in rows)
    both = [row for row in rows if n[0, row[3][:depth]] and n[1, row[3][:depth]]]
    return [
        (*row[:3], 1.0 if row[2] else n[1, row[3][:depth]] / n[0, row[3][:depth]], *row[4:])
        for row in both
    ]


def followed_by_loop(tables: dict) -> list[tuple]:
    """(person, mentor, more, weight, u, event), in the finest cells that keep three of five with
    more hours."""
    mentoring, attributes, bands = mentor_months(tables), Attributes(tables), ScoreBands(tables)
    people, middle = landmark_by_loop(tables)
    rows = []
    for person, (spell, pairing, day, minutes) in people.items():
        m, landmark = month_of(pairing["start_date"]), month_of(day)
        busy = any(start <= m <= stop for start, stop in mentoring.get(person, []))
        if busy or spell.entry > m or spell.last <= landmark:
            continue
        known = attributes.at(spell, m)
        cell = (
            known["department"],
            known["grade"],
            bands.before(person, pairing["start_date"]),
            min((m - spell.hired) // 12, 2),
        )
        rows.append(
            (
                person,
                pairing["mentor_id"],
                int(minutes > middle),
                cell,
                spell.last - landmark - 1,
                int(spell.exit is not None),
            )
        )
    more = sum(row[2] for row in rows)
    for depth in (4, 3, 2, 1):
        kept = weighed(rows, depth)
        if sum(row[2] for row in kept) >= 0.6 * more:
            break
    return kept


@pytest.mark.parametrize("seed", [11, 12])
def test_months_gained_and_their_variance_equal_loops_over_the_tables(seed, monkeypatch):
    for name in (
        "FEWEST_MENTEES",
        "FEWEST_EVENTS",
        "FEWEST_MENTORS",
        "FEWEST_CONTROLS",
        "FEWEST_AT_RISK",
    ):
        monkeypatch.setattr(MODULE, name, 0)
    tables = met(awkward(seed, people=300), seed)
    with asked(tables, as_of=AS_OF) as session:
        answer = evaluate(RETENTION, session)
        found = dose_response(session, RETENTION, answer)[0]
    rows, tau = followed_by_loop(tables), answer.horizon - 3
    gained, influence = 0.0, [0.0] * len(rows)
    for arm in (0, 1):
        y = [sum(w for _, _, a, w, u, _ in rows if a == arm and u >= k) for k in range(tau)]
        d = [sum(w for _, _, a, w, u, e in rows if a == arm and u == k and e) for k in range(tau)]
        h = [d[k] / y[k] if y[k] else 0.0 for k in range(tau)]
        s = np.cumprod([1.0, *(1 - rate for rate in h)])  # s[k] is the survival before month k
        gained += (1 if arm else -1) * sum(s[:tau])
        g = [
            sum(s[k + 1 : tau]) / (y[k] * (1 - h[k])) if y[k] and h[k] < 1 else 0.0
            for k in range(tau)
        ]
        for i, (_, _, a, w, u, e) in enumerate(rows):
            if a == arm:
                felt = sum(g[k] * ((e and u == k) - h[k]) for k in range(min(u, tau - 1) + 1))
                influence[i] = (-1 if arm else 1) * w * felt
    assert min(found.n_mentees, found.n_others) >= 20
    assert (found.n_mentees, found.n_others) == (
        sum(r[2] for r in rows),
        sum(1 - r[2] for r in rows),
    )
    assert found.estimate.estimate == pytest.approx(gained, abs=1e-9)
    assert found.estimate.high - found.estimate.estimate == pytest.approx(
        wider_half(rows, influence), rel=1e-9
    )


def changed_by_loop(tables: dict) -> list[tuple]:
    """(person, mentor, more, weight, change) of mentees with a base and a value after day 90,
    within their g."""
    people, middle = landmark_by_loop(tables)
    g = first_periods(tables, first_pairings(tables, last_month(AS_OF)), 6)
    later = first_periods(
        tables, {person: {"start_date": day} for person, (_, _, day, _) in people.items()}, 6
    )
    y = defaultdict(lambda: defaultdict(list))
    for row in counted_reviews(tables):
        y[row["person_id"]][month_of(row["review_date"]) // 6].append(row["score"])
    rows = []
    for person, (_, pairing, _, minutes) in people.items():
        own = {t: fmean(values) for t, values in y[person].items()}
        after = [own[t] for t in range(max(g[person], later[person]), g[person] + 4) if t in own]
        if after and (before := base(own, g[person])) is not None:
            rows.append(
                (
                    person,
                    pairing["mentor_id"],
                    int(minutes > middle),
                    (g[person],),
                    fmean(after) - before,
                )
            )
    return weighed(rows, 1)


@pytest.mark.parametrize("seed", [11, 12])
def test_changes_and_their_variance_equal_loops_over_the_tables(seed, monkeypatch):
    for name in ("FEWEST_MENTEES", "FEWEST_MENTORS", "FEWEST_CONTROLS"):
        monkeypatch.setattr(MODULE, name, 0)
    tables = met(awkward(seed, people=300), seed)
    with asked(tables, as_of=AS_OF) as session:
        found = dose_response(session, PERFORMANCE, evaluate(PERFORMANCE, session))[0]
    rows = changed_by_loop(tables)
    whole = [sum(row[3] for row in rows if row[2] == arm) for arm in (0, 1)]
    mean = [sum(row[3] * row[4] for row in rows if row[2] == arm) / whole[arm] for arm in (0, 1)]
    influence = [
        (1 if arm else -1) * w * (value - mean[arm]) / whole[arm] for _, _, arm, w, value in rows
    ]
    assert min(found.n_mentees, found.n_others) >= 10
    assert found.estimate.estimate == pytest.approx(mean[1] - mean[0], abs=1e-9)
    assert found.estimate.high - found.estimate.estimate == pytest.approx(
        wider_half(rows, influence), rel=1e-9
    )

"""More or fewer hours, by what mentees had met on day 90: figures on paper, least numbers, nobody
immortal."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from random import Random

import pytest

from metrics.catalog import catalogue
from metrics.comparison import dose as steps
from metrics.evaluate import evaluate
from metrics.evaluate.answer import FEW_CLUSTERS, FEW_CONTROLS
from metrics.evaluate.dose_response import dose_response
from tests.companies import asked, drawn

PERFORMANCE, RETENTION = (catalogue()[name] for name in ("performance", "retention"))
MODULE = import_module("metrics.evaluate.dose_response")
AS_OF = date(2023, 12, 31)
# Day 90 after 1 January 2022 is 1 April.
STAFF = """
    person_id | hire_date  | exit_date
    ann       | 2020-01-01 |
    bea       | 2020-01-01 | 2022-03-31
    cay       | 2020-01-01 | 2022-04-01
    dan       | 2020-01-01 |
    eve       | 2020-01-01 |
    fay       | 2020-01-01 |
    mo        | 2015-01-01 |
"""
PAIRINGS = """
    pairing_id | mentor_id | mentee_id | category | start_date
    m1         | mo        | ann       | peer     | 2022-01-01
    m2         | mo        | bea       | peer     | 2022-01-01
    m3         | mo        | cay       | peer     | 2022-01-01
    m4         | mo        | dan       | peer     | 2022-01-01
    m5         | mo        | dan       | peer     | 2022-02-01
    m6         | mo        | eve       | peer     | 2023-11-01
    m7         | mo        | fay       | peer     | 2021-11-01
"""
MEETINGS = """
    pairing_id | held_on    | minutes
    m1         | 2022-01-01 | 60
    m1         | 2022-03-31 | 30
    m1         | 2022-04-01 | 500
    m2         | 2022-02-01 | 45
    m4         | 2022-03-01 | 20
    m5         | 2022-03-01 | 500
    m7         | 2022-01-01 | 500
"""


def test_the_minutes_are_those_of_the_first_pairing_of_people_still_employed_on_day_90():
    # bea's last day is day 89, cay's day 90; eve's day 90 is still to come; fay was paired two
    # months before any
    # meeting was recorded.
    with asked(drawn(staff=STAFF, pairings=PAIRINGS, meetings=MEETINGS), as_of=AS_OF) as session:
        evaluate(RETENTION, session)
        steps.minutes_before(session, 90)
        found = session.rows("select person_id, minutes from landmark order by person_id")
    assert found == [("ann", 90.0), ("cay", 0.0), ("dan", 20.0)]


def company(
    *, leave_early: int = 0, more: int = 24, fewer: int = 24, hours: tuple[int, int] = (2, 1)
) -> dict:
    """Paired on 1 January 2021, each with a mentor of their own, so day 90 is 1 April and May the
    first month followed. Twelve of the half with more hours leave in November (k = 6), twelve of
    the others in July (k = 2); `leave_early` leave in March without having met. Sixty others
    stay."""
    tables = drawn()
    groups = [
        ("more", more, date(2021, 11, 15), 12),
        ("fewer", fewer, date(2021, 7, 15), 12),
        ("early", leave_early, date(2021, 3, 15), leave_early),
        ("other", 60, None, 0),
        ("mentor", 100, None, 0),
    ]
    for group, n, exit_date, leavers in groups:
        for i in range(n):
            person = f"{group}{i}"
            tables["staff"].append(
                {
                    "person_id": person,
                    "hire_date": date(2015 if group == "mentor" else 2020, 1, 1),
                    "exit_date": exit_date if i < leavers else None,
                    "department": "Sales",
                    "grade": "junior",
                }
            )
            if group in ("more", "fewer", "early"):
                mentor = f"mentor{len(tables['pairings'])}"
                tables["pairings"].append(
                    {
                        "pairing_id": person,
                        "mentor_id": mentor,
                        "mentee_id": person,
                        "category": "peer",
                        "start_date": date(2021, 1, 1),
                    }
                )
            if group in ("more", "fewer"):
                minutes = 60 * hours[group == "fewer"]
                tables["meetings"].append(
                    {"pairing_id": person, "held_on": date(2021, 2, 1), "minutes": minutes}
                )
    return tables


def asked_of(metric, tables: dict):
    with asked(tables, as_of=AS_OF) as session:
        return dose_response(session, metric, evaluate(metric, session))[0]


def test_the_months_gained_by_hand():
    # 24 months less the three before the landmark. More: 7 + 14 / 2 = 14; fewer: 3 + 18 / 2 = 12.
    found = asked_of(RETENTION, company())
    assert found.estimate.estimate == pytest.approx(2.0)
    assert (found.values["months"], found.values["hours"]) == (21, 1.5)
    assert (found.n_mentees, found.n_others, found.unit, found.weaker) == (24, 24, "months", True)
    assert "association" in found.means


def test_a_mentee_who_leaves_before_day_90_does_not_count():
    with_them = asked_of(RETENTION, company(leave_early=20))
    assert with_them == asked_of(RETENTION, company())


def test_meetings_after_day_90_do_not_count():
    tables = company()
    for i in range(24):
        tables["meetings"] += [
            {
                "pairing_id": f"fewer{i}",
                "held_on": date(2021, 4, 1) + timedelta(days=30 * k),
                "minutes": 180,
            }
            for k in range(8)
        ]
    assert asked_of(RETENTION, tables) == asked_of(RETENTION, company())


def test_the_median_belongs_to_fewer_hours_and_equal_hours_make_no_halves():
    uneven = asked_of(RETENTION, company(fewer=40))  # the middle of 40 and 24 is what the 40 have
    assert (uneven.n_mentees, uneven.n_others) == (24, 40)
    alike = asked_of(RETENTION, company(hours=(1, 1)))
    assert alike.estimate is None
    assert alike.values["reason"] == MODULE.ALL_ALIKE


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"more": 9}, MODULE.HALVES),
        ({"fewer": 19, "more": 19}, FEW_CONTROLS),
    ],
)
def test_both_halves_need_the_least_numbers(change, reason):
    found = asked_of(RETENTION, company(**change))
    assert found.estimate is None
    assert found.values["reason"] == reason


def leaving(more: int, fewer: int) -> dict:
    """The company, of whose halves so many leave."""
    tables = company()
    for row in tables["staff"]:
        half, number = (
            row["person_id"].rstrip("0123456789"),
            row["person_id"].lstrip("abcdefghijklmnopqrstuvwxyz"),
        )
        if half in ("more", "fewer") and int(number) >= {"more": more, "fewer": fewer}[half]:
            row["exit_date"] = None
    return tables


def test_events_are_counted_over_both_halves_together():
    few = asked_of(RETENTION, leaving(more=1, fewer=8))
    assert few.values["reason"] == MODULE.FEW_EVENTS
    for halves in ({"more": 0, "fewer": 10}, {"more": 10, "fewer": 0}):
        found = asked_of(RETENTION, leaving(**halves))
        assert found.estimate is not None
        assert (found.estimate.estimate > 0) == (halves["more"] < halves["fewer"])


def test_both_halves_need_mentors():
    tables = company()
    for row in tables["pairings"]:
        if row["mentee_id"].startswith("more"):
            row["mentor_id"] = f"mentor{int(row['mentee_id'][4:]) % 3}"
    assert asked_of(RETENTION, tables).values["reason"] == FEW_CLUSTERS["mentee"]


@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE], ids=lambda metric: metric.name)
def test_without_meetings_there_is_a_reason_and_no_estimate(metric):
    found = asked_of(metric, company() | {"meetings": []})
    assert found.estimate is None
    assert found.values["reason"] == MODULE.NO_MEETINGS


def test_before_day_90_there_is_a_reason_and_no_estimate():
    with asked(
        drawn(staff=STAFF, pairings=PAIRINGS, meetings=MEETINGS), as_of=date(2022, 1, 15)
    ) as session:
        found = dose_response(session, RETENTION, evaluate(RETENTION, session))[0]
    assert found.estimate is None
    assert found.values["reason"] == MODULE.NOBODY_YET


def test_cells_are_as_fine_as_three_of_five_with_more_hours_allow():
    assert asked_of(RETENTION, company()).values["alike"] == MODULE.MATCHED_ON[4]
    tables = company()
    for row in tables["staff"]:
        if row["person_id"].startswith("more"):
            row["grade"] = "senior"
    assert asked_of(RETENTION, tables).values["alike"] == MODULE.MATCHED_ON[1]


def reviewed(tables: dict, per_hour: float) -> dict:
    """The same people with reviews each half-year, higher by `per_hour` after their first 90
    days."""
    rng = Random(1)
    for row in tables["staff"]:
        ability = rng.gauss(3, 0.4)
        hours = {"more": 2, "fewer": 1}.get(row["person_id"].rstrip("0123456789"), 0)
        for day in (date(year, *end) for year in range(2020, 2024) for end in ((6, 30), (12, 31))):
            if day <= (row["exit_date"] or AS_OF):
                score = (
                    ability
                    + rng.gauss(0, 0.2)
                    + (per_hour * hours if day > date(2022, 4, 1) else 0)
                )
                tables["reviews"].append(
                    {"person_id": row["person_id"], "review_date": day, "score": score}
                )
    return tables


@pytest.mark.parametrize("per_hour", [0.0, 0.5])
def test_a_planted_difference_in_scores_is_found(per_hour):
    tables = company()
    for row in tables["staff"]:
        row["exit_date"] = None
    for row in tables["pairings"]:  # a year later, so that there are values before
        row["start_date"] = date(2022, 1, 1)
    for row in tables["meetings"]:
        row["held_on"] = date(2022, 2, 1)
    found = asked_of(PERFORMANCE, reviewed(tables, per_hour))
    assert found.estimate.low < per_hour < found.estimate.high
    assert found.estimate.excludes_zero == (per_hour > 0)


def test_on_the_sample_company_no_difference_is_found_where_none_was_planted(sample_session):
    for metric in (RETENTION, PERFORMANCE):
        found = dose_response(sample_session, metric, evaluate(metric, sample_session))[0]
        assert min(found.n_mentees, found.n_others) >= 60
        assert not found.estimate.excludes_zero

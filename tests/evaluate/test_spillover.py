"""Crowded departments: judged by everybody employed there when people are placed, and told without
small counts."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.text import answer_text
from metrics.catalog import catalogue
from metrics.comparison import subgroups as steps
from metrics.disclosure import release
from metrics.evaluate import evaluate
from metrics.evaluate.spillover import (
    EVERYBODY,
    FEW_ALIKE,
    FEW_CROWDED,
    FEW_REST,
    NO_SUCH_UNIT,
    NOBODY,
    missing_reason,
    spillover,
)
from metrics.i18n import locale_for
from tests.companies import asked, drawn

METRICS = catalogue()
RETENTION, PERFORMANCE = METRICS["retention"], METRICS["performance"]
AS_OF = date(2023, 12, 31)

STAFF = """
    person_id | hire_date  | exit_date  | department
    ann       | 2020-01-10 |            | Sales
    bea       | 2020-01-10 |            | Sales
    cas       | 2020-01-10 |            | Care
    dot       | 2020-01-10 |            | Care
    eve       | 2020-01-10 |            | Care
    fay       | 2020-01-10 | 2021-05-31 | Sales
    gus       | 2022-02-15 |            | Care
    hal       | 2020-01-10 |            | Bar
    ike       | 2020-01-10 |            |
"""
PAIRED = """
    pairing_id | mentor_id | mentee_id | category | start_date
    one        | boss      | ann       | peer     | 2022-02-10
    two        | boss      | cas       | peer     | 2022-03-20
"""
SCORES = "person_id | review_date | score\n" + "\n".join(
    f"{person} | {day} | 3"
    for person in ("ann", "bea", "cas", "dot", "hal", "ike")
    for day in ("2021-06-30", "2021-12-31", "2022-06-30", "2022-12-31")
)


def split(session, metric):
    evaluate(metric, session)
    steps.keep_entrants(session, metric.shape)
    steps.split_by_crowding(session, 0.4)


def test_the_mentored_share_counts_everybody_employed_there_who_was_ever_paired_by_then():
    february = 2022 * 12 + 1
    with asked(drawn(staff=STAFF, pairings=PAIRED), as_of=AS_OF) as session:
        split(session, RETENTION)
        found = {
            (department, month - february): (people, mentored)
            for department, month, people, mentored in session.rows(
                "select * from department_month"
            )
        }
        parts = set(
            session.rows(f"select person_id, entry - {february}, part from subgroup_entrant")
        )
    assert found == {
        ("Sales", 0): (2, 1),
        ("Sales", 1): (2, 1),
        ("Care", 0): (4, 0),
        ("Care", 1): (4, 1),
        ("Bar", 0): (1, 0),
        ("Bar", 1): (1, 0),
    }
    assert {
        ("ann", 0, 1),
        ("bea", 0, 1),
        ("dot", 0, 0),
        ("cas", 1, 0),
        ("bea", 1, 1),
        ("ike", 0, 0),
    } <= parts


def test_the_others_are_only_from_departments_without_a_mentee():
    with asked(drawn(staff=STAFF, pairings=PAIRED), as_of=AS_OF) as session:
        split(session, RETENTION)
        steps.keep_departments_apart(session)
        others = {
            (person, entry % 12)
            for person, entry in session.rows(
                "select person_id, entry from subgroup_entrant where arm = 0"
            )
        }
        mentees = {
            row[0] for row in session.rows("select person_id from subgroup_entrant where arm = 1")
        }
    assert others == {("dot", 1), ("eve", 1), ("gus", 1), ("hal", 1), ("hal", 2)}
    assert mentees == {"ann", "cas"}


def test_people_of_a_panel_enter_at_pairing_or_at_the_start_of_the_period():
    january, february = 2022 * 12, 2022 * 12 + 1
    with asked(drawn(staff=STAFF, pairings=PAIRED, reviews=SCORES), as_of=AS_OF) as session:
        split(session, PERFORMANCE)
        months = dict(session.rows("select person_id, month from entrant"))
        parts = dict(session.rows("select person_id, part from subgroup_entrant"))
    assert months == {
        "ann": february,
        "cas": february + 1,
        "bea": january,
        "dot": january,
        "hal": january,
        "ike": january,
    }
    assert parts == {"ann": 1, "cas": 0, "bea": 0, "dot": 0, "hal": 0, "ike": 0}


def programme(crowded_leave: int, rest_leave: int, *, mentored: int = 40) -> dict:
    """Two departments: in Busy half of 80 are mentored, in Calm 40 of 160; half of all others leave
    in two years."""
    tables = drawn()
    sizes = (
        ("Busy", 1, mentored, crowded_leave),
        ("Busy", 0, mentored, mentored // 2),
        ("Calm", 1, 40, rest_leave),
        ("Calm", 0, 120, 60),
    )
    for department, arm, people, leave in sizes:
        for i in range(people):
            person = f"{department}{arm}{i:03}"
            month = i * 24 // max(leave, 1)
            left = date(2022 + month // 12, month % 12 + 1, 15) if i < leave else None
            tables["staff"].append(
                {
                    "person_id": person,
                    "hire_date": date(2018, 1, 1),
                    "exit_date": left,
                    "department": department,
                }
            )
            if arm:
                tables["pairings"].append(
                    {
                        "pairing_id": person,
                        "mentor_id": f"outside{i % 20}",
                        "mentee_id": person,
                        "category": "peer",
                        "start_date": date(2021, 12, 1),
                    }
                )
    return tables


def told(tables: dict) -> tuple:
    with asked(tables, as_of=AS_OF) as session:
        return spillover(session, RETENTION, evaluate(RETENTION, session))


def test_an_effect_that_is_lost_where_many_are_mentored_is_found():
    crowd, apart = told(programme(crowded_leave=20, rest_leave=2))
    assert crowd.estimate.high < 0 and crowd.n_mentees == crowd.n_others == 40
    assert abs(crowd.values["inside"]) < 0.5 < crowd.values["outside"]
    assert apart.estimate is None and apart.values["reason"] == NO_SUCH_UNIT
    text = answer_text.filled(crowd.means, crowd.values, locale_for("en"))
    assert "{" not in text and "months" in text


def test_the_same_effect_everywhere_leaves_zero_between_the_bounds():
    crowd, _ = told(programme(crowded_leave=2, rest_leave=6))
    assert crowd.estimate.low < 0 < crowd.estimate.high


def test_few_people_in_a_crowded_department_are_not_disclosed():
    crowd, _ = told(programme(crowded_leave=0, rest_leave=2, mentored=6))
    shown = release(crowd)
    assert shown.estimate is None and shown.values["n"] == "<10"
    assert "<10 of the mentees" in answer_text.filled(
        str(shown.values["reason"]), shown.values, locale_for("en")
    )


@pytest.mark.parametrize(
    ("inside", "outside", "reason"),
    [
        (0, 50, NOBODY),
        (50, 0, EVERYBODY),
        (5, 50, FEW_CROWDED),
        (50, 5, FEW_REST),
    ],
)
def test_without_a_contrast_the_reason_names_the_share(inside, outside, reason):
    assert missing_reason(inside, outside) == reason


def test_people_of_departments_without_mentees_are_not_matched_on_department():
    tables = programme(crowded_leave=2, rest_leave=2)
    for i in range(100):
        month = i * 24 // 50
        left = date(2022 + month // 12, month % 12 + 1, 15) if i < 50 else None
        tables["staff"].append(
            {
                "person_id": f"free{i:03}",
                "hire_date": date(2018, 1, 1),
                "exit_date": left,
                "department": "Free",
            }
        )
    _, apart = told(tables)
    assert apart.weaker and apart.n_mentees == 80 and apart.n_others == 100
    assert apart.estimate.low > 0


def test_an_effect_for_few_of_the_mentees_is_not_shown(sample_session):
    _, apart = spillover(sample_session, RETENTION, evaluate(RETENTION, sample_session))
    assert apart.estimate is None and apart.values["reason"] == FEW_ALIKE


@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE], ids=lambda metric: metric.name)
def test_no_department_of_the_sample_company_is_crowded(sample_session, metric):
    crowd, _ = spillover(sample_session, metric, evaluate(metric, sample_session))
    assert crowd.estimate is None and crowd.values["reason"] == NOBODY

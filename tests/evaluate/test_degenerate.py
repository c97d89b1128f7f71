"""Companies in which there is nothing to compare are answered in words: no figure that is none, no
stack trace."""

from __future__ import annotations

import math
import random
from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest

from metrics.catalog import catalogue
from metrics.contract import TABLES
from metrics.disclosure import release
from metrics.disclosure.method_text import method_markdown, method_sections
from metrics.evaluate import evaluate, evidence, secondary_analyses
from metrics.evaluate.method import describe_method
from metrics.i18n import locale_for
from metrics.scope import MENTOR, Scope
from tests.companies import asked

AS_OF = date(2023, 12, 31)
METRICS = {
    name: metric
    for name, metric in catalogue().items()
    if metric.shape in ("time to event", "panel")
}


def company(
    n: int = 80,
    *,
    mentored: float = 0.4,
    leaving: float = 0.4,
    departments: tuple[str, ...] = ("Sales", "Care"),
    reviewed: bool = True,
    score: float | None = None,
    mentors: int = 6,
    same_day: bool = False,
) -> dict[str, list[dict]]:
    rng = random.Random(1)
    tables: dict[str, list[dict]] = {name: [] for name in TABLES}
    for i in range(n):
        person, hired = f"p{i}", date(2019, 1, 1) + timedelta(days=rng.randint(0, 900))
        left = hired + timedelta(days=rng.randint(200, 900)) if rng.random() < leaving else None
        left = hired if same_day else left
        tables["staff"].append(
            {
                "person_id": person,
                "hire_date": hired,
                "exit_date": left,
                "grade": "a",
                "department": rng.choice(departments),
                "exit_reason": "voluntary" if left else None,
            }
        )
        days = (
            [date(year, month, 28) for year in range(2019, 2024) for month in (6, 12)]
            if reviewed
            else []
        )
        tables["reviews"] += [
            {"person_id": person, "review_date": day, "score": score or float(rng.randint(1, 5))}
            for day in days
            if hired <= day <= (left or AS_OF)
        ]
        start = hired if same_day else hired + timedelta(days=rng.randint(60, 700))
        if rng.random() < mentored and start <= (left or AS_OF):
            tables["pairings"].append(
                {
                    "pairing_id": f"k{i}",
                    "mentor_id": f"x{i % mentors}" if mentors else None,
                    "mentee_id": person,
                    "category": "peer",
                    "start_date": start,
                }
            )
    return tables


COMPANIES = {
    "empty": company(0),
    "one person": company(1, mentored=1, mentors=0),
    "all mentored": company(mentored=1),
    "none mentored": company(mentored=0),
    "no exits": company(leaving=0),
    "all exit": company(leaving=1),
    "one department": company(departments=("Sales",)),
    "no reviews": company(reviewed=False),
    "all scores equal": company(160, score=3.0),
    "one mentor": company(mentors=1),
    "no mentor known": company(mentors=0),
    "hire day is exit day": company(same_day=True),
}


def numbers(one: object, name: str = ""):
    """Every number in an answer by the name of its field; degrees of freedom may be without
    bound."""
    if isinstance(one, float) and name != "df":
        yield name, one
    elif is_dataclass(one):
        for field in fields(one):
            yield from numbers(getattr(one, field.name), field.name)
    elif isinstance(one, dict):
        for key, value in one.items():
            yield from numbers(value, str(key))
    elif isinstance(one, tuple | list):
        for value in one:
            yield from numbers(value, name)


@pytest.mark.parametrize("name", ["retention", "performance", "promotion"])
@pytest.mark.parametrize("kind", COMPANIES)
def test_a_company_with_nothing_to_compare_gets_a_reason(kind, name):
    metric, _ = METRICS[name], locale_for("en")
    with asked(COMPANIES[kind], as_of=AS_OF) as session:
        mentors = evaluate(metric, session, Scope.of({}, MENTOR))
        found = evidence(metric, session)
        beside = secondary_analyses(metric, session)
    assert [(at, x) for at, x in numbers((mentors, found, beside)) if not math.isfinite(x)] == []
    for answer in (mentors, found.answer):
        if answer.estimate is None:
            assert any(check.passed is False for check in answer.checks)
        else:
            assert answer.estimate.se > 0
    assert all(
        check.estimate or {"reason", "p"} & set(check.values) for check in found.cross_checks
    )
    assert all(one.estimate.se > 0 if one.estimate else one.values["reason"] for one in beside)
    said = method_markdown(
        "x",
        method_sections(
            describe_method(metric), release(found), [release(one) for one in beside], _
        ),
    )
    assert "nan" not in said.lower().split() and "inf" not in said.lower().split()


def test_equal_scores_give_a_reason_instead_of_no_effect():
    with asked(COMPANIES["all scores equal"], as_of=AS_OF) as session:
        answer = evaluate(METRICS["performance"], session)
    assert answer.estimate is None and answer.needed is None
    assert [check.name for check in answer.checks if not check.passed] == ["changes_differ"]


def test_without_any_exit_no_number_of_mentees_is_given():
    with asked(COMPANIES["no exits"], as_of=AS_OF) as session:
        answer = evaluate(METRICS["retention"], session)
    assert answer.estimate is None and answer.needed is None

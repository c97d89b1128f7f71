"""Record every figure that a company's answers hold, through the public face.

`python -m tests.golden.record FOLDER FILE` writes what the files in FOLDER answer. A figure that
moves on purpose is recorded anew and named in CHANGELOG.md.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np

from metrics import Company, Scope, open_folder
from metrics.catalog import Metric, MetricError
from metrics.plan_basis import OptimisationRequest
from metrics.rewards import RewardPlan
from metrics.scope import FILTERS, MENTOR, OF_ENTRY

ATTRIBUTED = ("category", "mentor_department", "mentor_job_family", "mentor_grade")
DIGITS = 12  # significant digits kept
STEP = 500  # euros between two budgets
PLANS = (
    ("nothing", RewardPlan()),
    ("thanks", RewardPlan("recognition")),
    ("lunch", RewardPlan("lunch", 25.0)),
    ("gift", RewardPlan("gift", 75.0)),
    ("time_off", RewardPlan("time_off", 300.0)),
    ("bonus_500", RewardPlan("cash", 500.0)),
    ("bonus_1000", RewardPlan("cash", 1_000.0)),
    ("training", RewardPlan("training", 1_500.0)),
)

Figures = dict[str, list[float]]

BY = [column for column in FILTERS if column not in OF_ENTRY]  # tests/comparison has the others
FOLLOWS = {"sequence"}  # from the estimate beside it


def figures(answer: object) -> list[float]:
    """Return the distinct finite figures in an answer, in order, whatever their names."""
    return sorted({float(f"{value:.{DIGITS}g}") for value in _numbers(answer)})


def record(company: Company) -> Figures:
    """Return the figures of every question, by a label that names the question."""
    found: Figures = {}
    for name, metric in company.metrics.items():
        found |= {label: figures(answer) for label, answer in _of_metric(company, name, metric)}
    found |= {label: figures(answer) for label, answer in _of_value(company)}
    found |= {label: figures(answer) for label, answer in _of_plans(company)}
    found |= {label: figures(answer) for label, answer in _of_people(company)}
    return found


def _of_metric(company: Company, name: str, metric: Metric) -> Iterator[tuple[str, object]]:
    yield f"answer/{name}", company.answer(name)
    for column in BY:
        try:
            by_value = company.answers_by(name, column)
        except MetricError:  # a total that is not split by that column
            continue
        for value, answer in by_value.items():
            yield f"answer/{name}/by/{column}/{value}", answer
    if metric.shape != "total":
        yield f"answer/{name}/of/mentors", company.answer(name, Scope(role=MENTOR))
    yield f"evidence/{name}", company.evidence(name)
    yield f"related/{name}", company.secondary_analyses(name)
    yield f"moves/{name}", company.moves(name) if metric.flow else None


def _of_value(company: Company) -> Iterator[tuple[str, object]]:
    yield "hours", company.hours()
    yield "outcome", company.return_on_mentoring()
    for column in ATTRIBUTED:
        yield f"attribution/{column}", company.attribution(column)


def _of_plans(company: Company) -> Iterator[tuple[str, object]]:
    basis = company.plan_basis
    yield "facts", basis.facts
    today = replace(company.todays_plan(), draws=10_000)
    yield "appraisal/today", company.appraise(today)
    for plan in today.categories:
        yield f"pay_range/{plan.category}", company.pay_range(today, plan.category)
        yield f"precedent/{plan.category}", company.precedent(plan, today)
    request = OptimisationRequest(
        today,
        PLANS,
        limits=(("free_space", basis.free_space_left(today)),),
    )
    largest = basis.largest_budget(request)
    yield "portfolio/most", largest
    for part in (0.25, 0.5, 1.0):
        budget = float(round(largest * part / STEP) * STEP)
        yield f"portfolio/{part}", company.optimise(request, budget)
    yield "portfolio/smallest", basis.smallest_budget(request)


def _of_people(company: Company) -> Iterator[tuple[str, object]]:
    yield "categories", company.category_evidence.evidence
    yield "cases", company.business_cases()
    yield "cases/urgency", company.business_cases({"customers": 8.0, "risk": 2.0})
    yield "ranking", company.rank_categories()
    experts = company.experts()
    yield "experts", experts.get("")
    yield "experts/measures", {measure: found for measure, found in experts.items() if measure}
    yield "mentors", company.mentors()


def _numbers(answer: object) -> Iterator[float]:
    if answer is None or isinstance(answer, bool | np.bool_ | str | bytes | Metric):
        return
    if isinstance(answer, int | float | np.integer | np.floating):
        if math.isfinite(answer):
            yield float(answer)
    elif isinstance(answer, np.ndarray):
        yield from _numbers(answer.ravel().tolist())
    elif isinstance(answer, Mapping):
        yield from _numbers(list(answer.values()))
    elif isinstance(answer, list | tuple | set | frozenset):
        for part in answer:
            yield from _numbers(part)
    elif is_dataclass(answer):
        named = (field.name for field in fields(answer) if field.name not in FOLLOWS)
        yield from _numbers([getattr(answer, name) for name in named])


if __name__ == "__main__":
    with open_folder(Path(sys.argv[1])) as company:
        recorded = record(company)
    lines = ",\n".join(f"{json.dumps(label)}: {json.dumps(recorded[label])}" for label in recorded)
    Path(sys.argv[2]).write_text("{\n" + lines + "\n}\n", encoding="utf-8")

"""Measuring the company facts: from the snapshot's tables and from the answers of two metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import Any, TypedDict

import numpy as np

from metrics.evaluate import CONTRADICTED, Answer, Interval
from metrics.inference.sample_size import YEAR
from metrics.scope import SMALLEST_GROUP
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CategoryFacts, CompanyFacts, Rate
from metrics.value.draws import EffectEstimate, t_quantile
from metrics.value.employer import USUAL, Employer
from metrics.value.mentoring_return import first_year_exits
from metrics.value.offers import measure_offers
from metrics.value.reward_cost import FORMS
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent / "sql"
CATEGORIES = FOLDER / "category_facts.sql"
WAGES = FOLDER / "wages.sql"
MET = FOLDER / "hours_met.sql"
REWARDED = FOLDER / "usual_rewards.sql"
AGREED = FOLDER / "agreed_hours.sql"
TENTHS = np.linspace(0, 1, 11)


@dataclass(frozen=True)
class UnstartedCategories:
    """The categories a company may start, and what a pairing usually takes where none ever ran."""

    categories: tuple[str, ...]
    hours: float
    months: int


class GivenReward(TypedDict):
    """The reward fields of `CategoryFacts`."""

    reward_form: str
    reward_amount: float
    reward_public: bool
    reward_years: int


def measure_company(
    session: Session,
    assumptions: Mapping[str, Assumption],
    *,
    stay: Answer,
    perform: Answer,
    stay_by: Mapping[str, Answer] | None = None,
    perform_by: Mapping[str, Answer] | None = None,
    own_by: Mapping[str, Answer] | None = None,
    unstarted: UnstartedCategories | None = None,
    free_space_used: float = 0.0,
    employer: Employer = USUAL,
) -> CompanyFacts:
    """Return the facts of a snapshot.

    Pairings, hours, pay and wages come from its tables, effects from the answers: `stay` and
    `perform` are the company's retention and performance, `stay_by` and `perform_by` those of
    `evaluate_by` by category, whose intervals allow for the number of categories. `own_by` holds by
    category the answer of the metric that its `outcome_metric` names (`outcome_metrics`); it counts
    where it is a panel in euros.

    The tables do not hold `free_space_used`, the euros a year of the work-related costs scheme's
    free space that other things use, nor `employer`, what the company states about itself.

    A category with fewer than ten pairings or ten mentors takes the company's hours, completion and
    pay and has no effect of its own; a company with so few takes its mean pay. Without any meeting,
    hours count as agreed and all pairings as completed. Pay where the files hold none: the
    assumption `default_salary`. Categories in `unstarted` that never ran are added, so that they
    can be planned.
    """
    (wages,) = session.records(WAGES)
    pay = float(wages["full_time_salary"] or assumptions["default_salary"].base)
    salaries = wages["salaries"] + (wages["unpaid_fte"] or 0) * pay
    categories = _categories(
        session,
        pay,
        stays={"": stay, **(stay_by or {})},
        performs={"": perform, **(perform_by or {})},
        own_outcomes=own_by or {},
    )
    if not any(facts.hours_per_pairing for facts in categories.values()):
        categories = _as_agreed(session, categories)
    if unstarted:
        categories |= _not_started(session, categories, unstarted, pay=pay)
    return CompanyFacts(
        snapshot=session.snapshot,
        employees=wages["employees"],
        wage_bill=float(salaries * (1 + assumptions["holiday_pay"].base)),
        mean_pay=pay,
        free_space_used=free_space_used,
        employer=employer,
        leaving=_leaving(stay),
        categories=categories,
        offers=measure_offers(session),
    )


def outcome_metrics(session: Session) -> dict[str, str]:
    """Return by category the metric in which it should show; those that name none are left out.

    Customers kept × margin needs a panel of the company's own: metrics/catalog/README.md says why.
    """
    records = session.records(
        "select category, outcome_metric from categories where outcome_metric is not null "
        "order by category"
    )
    return {record["category"]: record["outcome_metric"] for record in records}


def _categories(
    session: Session,
    pay: float,
    *,
    stays: Mapping[str, Answer],
    performs: Mapping[str, Answer],
    own_outcomes: Mapping[str, Answer],
) -> dict[str, CategoryFacts]:
    """Return the facts of the company ("") and of each category in which anybody was paired."""
    review_months = session.value("select review_months from run")
    met = _met_by_tenth(session)
    rewarded = _usual_rewards(session)
    categories: dict[str, CategoryFacts] = {}
    for record in session.records(CATEGORIES):
        category = record["category"]
        facts = _category(record, pay)
        if _is_small(facts):
            facts = _with_company_figures(facts, categories[""])  # '' sorts first in the SQL
        else:
            own = own_outcomes.get(category)
            facts = replace(
                facts,
                exits=_doubted_with(_exits(stays.get(category)), stays[""]),
                score=_doubted_with(_score(performs.get(category)), performs[""]),
                own_outcome=_own_outcome(own, review_months) if own else None,
                met_by=met.get(category, ()),
            )
        reward = rewarded.get(category)
        categories[category] = replace(facts, **reward) if reward else facts
    return categories


def _category(record: Mapping[str, Any], pay: float) -> CategoryFacts:
    """Return the facts that one row of category_facts.sql holds; of few people, pay is the mean."""
    few = min(record["pairings"], record["mentors"]) < SMALLEST_GROUP
    own_pay = {
        side: pay if few or record[side] is None else float(record[side])
        for side in ("mentor_pay", "mentee_pay")
    }
    return CategoryFacts(
        category=record["category"],
        pairings=record["pairings"],
        mentors=record["mentors"],
        hours_per_pairing=record["hours"] / record["ended"] if record["ended"] else 0.0,
        completion=record["met"] / record["agreed"] if record["agreed"] else 1.0,
        mentor_pay=own_pay["mentor_pay"],
        mentee_pay=own_pay["mentee_pay"],
        outside_rate=_outside_rate(record),
        recent=record["recent"],
        months=max(1, round(record["months"])) if record["months"] else CategoryFacts.months,
    )


def _is_small(facts: CategoryFacts) -> bool:
    """Return whether this is a category, not the company, with too few pairings or mentors."""
    return bool(facts.category) and min(facts.pairings, facts.mentors) < SMALLEST_GROUP


def _with_company_figures(facts: CategoryFacts, company: CategoryFacts) -> CategoryFacts:
    """Return a small category with the company's hours, completion and pay instead of its own."""
    return replace(
        facts,
        hours_per_pairing=company.hours_per_pairing,
        completion=company.completion,
        met_by=company.met_by,
        mentor_pay=company.mentor_pay,
        mentee_pay=company.mentee_pay,
    )


def _outside_rate(record: Mapping[str, Any]) -> Rate | None:
    """Return the outside rate of a row; None where any of its ends is absent."""
    low, base, high = (
        record[name] for name in ("outside_rate_low", "outside_rate", "outside_rate_high")
    )
    if low is None or base is None or high is None:
        return None
    return float(low), float(base), float(high)


def _met_by_tenth(session: Session) -> dict[str, tuple[float, ...]]:
    """Return the share of ended pairings that met at least each tenth of their agreed hours.

    By category, and under "" for all of them.
    """
    shares: dict[str, list[float]] = {}
    for record in session.records(MET):
        for category in ("", record["category"]):
            shares.setdefault(category, []).append(record["share"])
    return {
        category: tuple(float(np.mean(np.array(met) >= tenth)) for tenth in TENTHS)
        for category, met in shares.items()
    }


def _usual_rewards(session: Session) -> dict[str, GivenReward]:
    """Return by category the reward that its mentors got most often lately.

    The SQL orders the rewards of a category by how often they were given, the most frequent last.
    """
    return {
        record["category"]: GivenReward(
            reward_form=record["form"],
            reward_amount=float(record["amount"]),
            reward_public=record["seen"] != "private",
            reward_years=max(ceil(record["months_before"] / YEAR), 0),
        )
        for record in session.records(REWARDED)
        if record["category"] and record["form"] in FORMS
    }


def _not_started(
    session: Session,
    started: Mapping[str, CategoryFacts],
    unstarted: UnstartedCategories,
    *,
    pay: float,
) -> dict[str, CategoryFacts]:
    """Return the unstarted categories with the company's figures.

    Where the company has none, with what a pairing usually takes.
    """
    usual = CategoryFacts("", 0, 0, unstarted.hours, 1.0, pay, pay, months=unstarted.months)
    template = replace(
        started.get("", usual),
        pairings=0,
        mentors=0,
        recent=0,
        exits=None,
        score=None,
        own_outcome=None,
    )
    rates = {
        record["category"]: _outside_rate(record)
        for record in session.records(
            "select category, outside_rate_low, outside_rate, outside_rate_high from categories"
        )
    }
    return {
        category: replace(template, category=category, outside_rate=rates.get(category))
        for category in unstarted.categories
        if category not in started
    }


def _as_agreed(
    session: Session, categories: Mapping[str, CategoryFacts]
) -> dict[str, CategoryFacts]:
    """Return the facts as if every pairing met its agreed hours.

    That counts the time in full where nobody recorded which hours were met.
    """
    records = session.records(AGREED)
    hours = {record["category"]: record["agreed_hours"] for record in records}
    return {
        name: replace(
            facts,
            hours_per_pairing=float(hours.get(name, hours.get("", 0.0))),
            completion=1.0,
            met_by=(),
        )
        for name, facts in categories.items()
    }


def _effect(answer: Answer, interval: Interval, factor: float = 1.0) -> EffectEstimate:
    """Return the effect with an interval of the answer multiplied by `factor`, and its verdict.

    The standard error follows from the interval, which may be wider than the answer's own standard
    error implies.
    """
    se = (interval.high - interval.low) / 2 / t_quantile(interval.df)
    word = answer.verdict.word if answer.verdict else ""
    return EffectEstimate(interval.estimate * factor, se * abs(factor), interval.df, word)


def _doubted_with(effect: EffectEstimate | None, answer: Answer) -> EffectEstimate | None:
    """Return a category's effect; contradicted where the company's answer is.

    A part has too few people for its own checks to find what those of the whole do.
    """
    if effect is None or answer.verdict is None or answer.verdict.word != CONTRADICTED:
        return effect
    return replace(effect, verdict=CONTRADICTED)


def _exits(stay: Answer | None) -> EffectEstimate | None:
    exits = first_year_exits(stay) if stay else None
    return _effect(stay, exits) if stay and exits else None


def _score(perform: Answer | None) -> EffectEstimate | None:
    """Return the gain in scores in standard deviations; None where it cannot be determined."""
    if perform is None or perform.estimate is None or not perform.spread:
        return None
    return _effect(perform, perform.estimate, 1 / perform.spread)


def _own_outcome(answer: Answer, review_months: int) -> EffectEstimate | None:
    """Return euros a year from a panel in euros a period.

    None where it is another kind of metric or cannot be determined.
    """
    if answer.estimate is None or answer.metric.shape != "panel" or answer.metric.unit != "euros":
        return None
    return _effect(answer, answer.estimate, YEAR / review_months)


def _leaving(stay: Answer) -> float | None:
    """Return the share of people comparable with the mentees who leave within twelve months."""
    if not stay.lines:
        return None
    _mentees, others = stay.lines
    return 1 - others.survival[YEAR - 1] if len(others.survival) >= YEAR else None

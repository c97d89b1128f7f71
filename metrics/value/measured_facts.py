"""What the reward model knows of the company, from the tables and from the answers of retention and
performance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

import numpy as np

from metrics.evaluate import Answer, Interval
from metrics.inference.sample_size import YEAR
from metrics.scope import SMALLEST_GROUP
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate, t_quantile
from metrics.value.employer import USUAL, Employer
from metrics.value.mentoring_return import first_year_exits
from metrics.value.offers import measure_offers
from metrics.value.reward_cost import FORMS
from metrics.warehouse.engine import Session

CATEGORIES, WAGES, MET, REWARDED, AGREED = (
    Path(__file__).parent / "facts" / name
    for name in ("category_facts.sql", "wages.sql", "met.sql", "rewarded.sql", "agreed.sql")
)
TENTHS = np.linspace(0, 1, 11)


@dataclass(frozen=True)
class UnstartedCategories:
    """The categories a company may start, and what a pairing usually takes where none ever ran."""

    categories: tuple[str, ...]
    hours: float
    months: int


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
    """The facts of a snapshot: pairings, hours, pay and wages from its tables, effects from the
    answers.

    `stay` and `perform` are the company's, `stay_by` and `perform_by` those of `evaluate_by` by
    category, whose intervals allow for the number of categories. `own_by`: by category, the answer
    of the metric that its `outcome_metric` names (`outcome_metrics`); it counts where it is a panel
    in euros. `free_space_used`: euros a year of the work-costs scheme's free space that other
    things use; `employer`: what the company says of itself; the tables hold neither. A category
    with fewer than ten pairings or ten mentors is given the company's hours, completion and pay and
    no effect of its own; a company with so few, its mean pay. Without any meeting, hours count as
    agreed and all pairings as met. Pay where the files hold none: the assumption `default_salary`.
    `unstarted`: the categories in which nobody was paired yet are there too, so that they can be
    planned.
    """
    employees, salaries, unpaid, mean = session.rows(WAGES.read_text(encoding="utf-8"))[0]
    usual = assumptions["default_salary"].base
    wages = (salaries + (unpaid or 0) * (mean or usual)) * (1 + assumptions["holiday_pay"].base)
    stays, performs = {"": stay, **(stay_by or {})}, {"": perform, **(perform_by or {})}
    cycle = session.rows("select review_months from run")[0][0]
    met, rewarded = _met(session), _rewarded(session)
    found = {}
    for row in session.rows(CATEGORIES.read_text(encoding="utf-8")):
        category = row[0]
        own = (own_by or {}).get(category)
        one = _category(
            row,
            mean or usual,
            stays.get(category),
            performs.get(category),
            _own(own, cycle) if own else None,
        )
        found[category] = replace(
            _shared(one, found) or replace(one, met_by=met.get(category, ())),
            **rewarded.get(category, {}),
        )
    if not any(one.hours_per_pairing for one in found.values()):
        found = _as_agreed(session, found)
    if unstarted:
        found |= _not_begun(session, found, unstarted, pay=float(mean or usual))
    return CompanyFacts(
        snapshot=session.snapshot,
        employees=employees,
        wage_bill=float(wages),
        mean_pay=float(mean or usual),
        free_space_used=free_space_used,
        employer=employer,
        leaving=_leaving(stay),
        categories=found,
        offers=measure_offers(session),
    )


def outcome_metrics(session: Session) -> dict[str, str]:
    """The metric in which a category should show, by category; those that name none are left out.
    Customers kept x margin needs a panel of the company's own: metrics/catalog/README.md says
    why.
    """
    return dict(
        session.rows(
            "select category, outcome_metric from categories where outcome_metric is not "
            "null order by category"
        )
    )


def _category(
    row: tuple,
    usual: float,
    stay: Answer | None,
    perform: Answer | None,
    own: EffectEstimate | None,
) -> CategoryFacts:
    (
        category,
        pairings,
        mentors,
        ended,
        agreed,
        met,
        hours,
        mentor_pay,
        mentee_pay,
        recent,
        months,
        *rate,
    ) = row
    few = min(pairings, mentors) < SMALLEST_GROUP
    in_year = first_year_exits(stay) if stay else None
    return CategoryFacts(
        category=category,
        pairings=pairings,
        mentors=mentors,
        hours_per_pairing=hours / ended if ended else 0.0,
        completion=met / agreed if agreed else 1.0,
        mentor_pay=float(usual if few or mentor_pay is None else mentor_pay),
        mentee_pay=float(usual if few or mentee_pay is None else mentee_pay),
        exits=_effect(in_year) if in_year else None,
        score=_score(perform),
        own_outcome=own,
        outside_rate=tuple(map(float, rate)) if None not in rate else None,
        recent=recent,
        months=max(1, round(months)) if months else CategoryFacts.months,
    )


def _met(session: Session) -> dict[str, tuple[float, ...]]:
    """The share of ended pairings that met no less than each tenth of their agreed hours, by
    category and for all.
    """
    rows = session.rows(MET.read_text(encoding="utf-8"))
    shares = {"": [share for _, share in rows]} if rows else {}
    for category, share in rows:
        shares.setdefault(category, []).append(share)
    return {
        category: tuple(float(np.mean(np.array(of) >= tenth)) for tenth in TENTHS)
        for category, of in shares.items()
    }


def _rewarded(session: Session) -> dict[str, dict[str, object]]:
    """The reward that mentors of a category got most often lately; nothing for a category without
    one.
    """
    return {
        category: {
            "reward_form": form,
            "reward_amount": float(amount),
            "reward_public": seen != "private",
            "reward_years": max(ceil(months_before / YEAR), 0),
        }
        for category, form, seen, _, amount, months_before in session.rows(
            REWARDED.read_text(encoding="utf-8")
        )
        if category and form in FORMS
    }


def _not_begun(
    session: Session,
    found: Mapping[str, CategoryFacts],
    unstarted: UnstartedCategories,
    *,
    pay: float,
) -> dict[str, CategoryFacts]:
    """The unstarted categories with the company's figures, else with what a pairing usually
    takes.
    """
    usual = CategoryFacts("", 0, 0, unstarted.hours, 1.0, pay, pay, months=unstarted.months)
    like = replace(
        found.get("", usual),
        pairings=0,
        mentors=0,
        recent=0,
        exits=None,
        score=None,
        own_outcome=None,
    )
    rates = {
        category: tuple(map(float, rate))
        for category, *rate in session.rows(
            "select category, outside_rate_low, outside_rate, outside_rate_high from categories"
        )
        if None not in rate
    }
    return {
        category: replace(like, category=category, outside_rate=rates.get(category))
        for category in unstarted.categories
        if category not in found
    }


def _shared(one: CategoryFacts, found: Mapping[str, CategoryFacts]) -> CategoryFacts | None:
    """A small category with what is the company's put in the place of what is its own; None for a
    larger one.
    """
    if not one.category or min(one.pairings, one.mentors) >= SMALLEST_GROUP:
        return None
    company = found[""]  # its row comes first
    return replace(
        one,
        hours_per_pairing=company.hours_per_pairing,
        completion=company.completion,
        met_by=company.met_by,
        mentor_pay=company.mentor_pay,
        mentee_pay=company.mentee_pay,
        exits=None,
        score=None,
        own_outcome=None,
    )


def _as_agreed(session: Session, found: Mapping[str, CategoryFacts]) -> dict[str, CategoryFacts]:
    """As if every pairing met its agreed hours: a full count of the time, where nobody wrote down
    what was met.
    """
    hours = dict(session.rows(AGREED.read_text(encoding="utf-8")))
    return {
        name: replace(
            one,
            hours_per_pairing=float(hours.get(name, hours.get("", 0.0))),
            completion=1.0,
            met_by=(),
        )
        for name, one in found.items()
    }


def _effect(found: Interval, unit: float = 1.0) -> EffectEstimate:
    """The effect whose 95 % interval is that of the answer, also where that is wider than its
    standard error says.
    """
    se = (found.high - found.low) / 2 / t_quantile(found.df)
    return EffectEstimate(found.estimate * unit, se * abs(unit), found.df)


def _score(perform: Answer | None) -> EffectEstimate | None:
    if perform is None or perform.estimate is None or not perform.spread:
        return None
    return _effect(perform.estimate, 1 / perform.spread)


def _own(answer: Answer, cycle: int) -> EffectEstimate | None:
    """Euros a year from a panel in euros a period; None where it is another kind of metric or
    cannot be told.
    """
    if answer.estimate is None or answer.metric.shape != "panel" or answer.metric.unit != "euros":
        return None
    return _effect(answer.estimate, YEAR / cycle)


def _leaving(stay: Answer) -> float | None:
    """The share of those like the mentees who leave within twelve months."""
    if not stay.lines or len(stay.lines[1].survival) < YEAR:
        return None
    return 1 - stay.lines[1].survival[YEAR - 1]

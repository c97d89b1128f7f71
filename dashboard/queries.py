"""One cached function per question of a page. The only module that caches.

What a function is asked with is its key: the company (data, own metrics and role), the scope, the
plan. A new load is another company, so nothing has to be cleared.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard.text.answer_text import ABSENT_TABLES
from metrics import Company, Scope, check_files, open_company, planning
from metrics.catalog import Metric, MetricError, scan, version_of
from metrics.company import CategoryEvidence
from metrics.disclosure import (
    Count,
    NotShown,
    ReleasedAnswer,
    ReleasedAttribution,
    ReleasedEvidence,
    ReleasedExperts,
    ReleasedFindings,
    ReleasedFlows,
    ReleasedHours,
    ReleasedLottery,
    ReleasedPool,
    ReleasedPractice,
    ReleasedReturn,
    ReleasedScores,
    ReleasedSecondaryAnalysis,
    ReleasedStep,
)
from metrics.evaluate import LotterySize
from metrics.i18n import LANGUAGES, Locale, locale_for
from metrics.loading import (
    Files,
    NoSnapshotError,
    OutdatedError,
    loaded_snapshot,
    own_metrics_folders,
    read_findings,
)
from metrics.lottery_desk import LotteryRequest
from metrics.plan_basis import OptimisationRequest, PlanBasis
from metrics.planning import FrozenPlan, PlanBook, PlanDraft, read_plan_book
from metrics.portfolio import Choice, NextChoice, RejectedOption
from metrics.priorities import BusinessCase, Ranking
from metrics.rewards import Appraisal, CategoryPlan, PayRange, PrecedentRisk, Scenario
from metrics.scope import EVERYBODY
from metrics.store import PracticeStore, ScenarioStore, database_url


def _key(keyed: Company | PlanBasis | CategoryEvidence) -> object:
    return keyed.key


@dataclass(frozen=True)
class Checked:
    """What the check said of files, and what it found in them."""

    report: dict[str, Any]
    findings: ReleasedFindings


# kept at most
COMPANIES = 4
RESULTS = 512
PLANS_KEPT = 20  # seconds
cached = st.cache_data(
    max_entries=RESULTS,
    show_spinner=False,
    hash_funcs={Company: _key, PlanBasis: _key, CategoryEvidence: _key},
)

# What is loaded


def company() -> Company | None:
    """Return the company that answers now, read anew on every run; None if nothing is loaded."""
    try:
        snapshot = loaded_snapshot()
    except NoSnapshotError:
        return None
    return _company(snapshot, version_of(own_metrics_folders()), plan_book().key)


@st.cache_resource(max_entries=COMPANIES, show_spinner=False)
def _company(snapshot: str, version: str, plans: str) -> Company:  # noqa: ARG001 - keys
    return open_company(snapshot)


def plan_book() -> PlanBook:
    """Return the frozen analysis plans and what came of them, at most a few seconds old."""
    return _plan_book(database_url().render_as_string(hide_password=False))


@st.cache_data(max_entries=COMPANIES, ttl=PLANS_KEPT, show_spinner=False)
def _plan_book(url: str) -> PlanBook:  # noqa: ARG001 - a key
    return read_plan_book()


def freeze_plan(draft: PlanDraft, *, role: str, author: str) -> FrozenPlan:
    """Freeze an analysis plan, so that the next run knows it. Raise as `planning.freeze_plan`."""
    frozen = planning.freeze_plan(draft, role=role, author=author)
    _plan_book.clear()
    return frozen


def withdraw_plan(number: int, reason: str, *, role: str, author: str) -> FrozenPlan:
    """Mark an analysis plan as withdrawn, so that the next run knows it."""
    withdrawn = planning.withdraw_plan(number, reason, role=role, author=author)
    _plan_book.clear()
    return withdrawn


def outdated() -> OutdatedError | None:
    """Return why what is loaded cannot answer: another version of this program built it."""
    try:
        loaded_snapshot()
    except OutdatedError as error:
        return error
    except NoSnapshotError:
        pass
    return None


def metrics() -> tuple[Mapping[str, Metric], Mapping[str, MetricError]]:
    """Return every metric by name, and the error of each that cannot be used."""
    return _metrics(version_of(own_metrics_folders()))


@st.cache_data(max_entries=COMPANIES, show_spinner=False)
def _metrics(version: str) -> tuple[dict[str, Metric], dict[str, MetricError]]:  # noqa: ARG001 - a key
    return scan(own_metrics_folders())


@cached
def report(company: Company, language: str) -> dict[str, Any]:
    """Return what the load said of the company and its files, without the findings."""
    return company.report(language)


def findings(company: Company, locale: Locale) -> ReleasedFindings:
    """Return what the load found in the files, as this reader may read it."""
    return company.findings(locale)


@cached
def staff(company: Company) -> Count:
    """Return how many people work in the company in the last month of the data."""
    return company.staff()


@cached
def has_pairings(company: Company) -> bool:
    """Return whether anybody was paired by the last day of the data."""
    return company.has_pairings()


@cached
def filter_values(company: Company, column: str) -> tuple[str, ...]:
    """Return the values by which a page can be narrowed in that column."""
    return company.filter_values(column)


@cached
def missing_tables(company: Company, metric: str) -> tuple[str, ...]:
    """Return the tables that the metric reads and that hold no rows."""
    return company.missing_tables(metric)


def absent_tables(company: Company) -> tuple[str, ...]:
    """Return the empty tables without which mentees are compared with fewer of their traits."""
    rows = report(company, "en")["tables"]
    return tuple(table for table in ABSENT_TABLES if not rows.get(table))


def checked(files: Files, today: date, role: str, locale: Locale) -> Checked:
    """Return what the check says of files that this reader sent, and what it found in them."""
    report = _checked(files, today, role)[locale.language]
    return Checked(report, read_findings(report, role, locale))


@cached
def _checked(files: Files, today: date, role: str) -> dict[str, dict[str, Any]]:
    report = check_files(files, today=today, role=role)
    return {language: report.to_dict(locale_for(language)) for language in LANGUAGES}


# Does mentoring work?


@cached
def answer(company: Company, metric: str, scope: Scope = EVERYBODY) -> ReleasedAnswer:
    """Return the answer to a metric's question."""
    return company.answer(metric, scope)


@cached
def answers_by(
    company: Company, metric: str, column: str, scope: Scope = EVERYBODY
) -> dict[str, ReleasedAnswer]:
    """Return the answer for each value of a column, adjusted for their number."""
    return company.answers_by(metric, column, scope)


@cached
def evidence(company: Company, metric: str, scope: Scope) -> ReleasedEvidence:
    """Return everything that speaks for or against an answer."""
    return company.evidence(metric, scope)


@cached
def secondary_analyses(
    company: Company, metric: str, scope: Scope, only: str = ""
) -> tuple[ReleasedSecondaryAnalysis, ...]:
    """Return the questions beside the headline, or `only` the one of that name."""
    return company.secondary_analyses(metric, scope, only)


@cached
def steps(company: Company, metric: str, scope: Scope) -> tuple[ReleasedStep, ...]:
    """Return every table made on the way to an answer."""
    return company.steps(metric, scope)


@cached
def moves(company: Company, metric: str) -> ReleasedFlows | None:
    """Return the career moves behind an answer."""
    return company.moves(metric)


@cached
def lottery_answer(company: Company, metric: str) -> ReleasedLottery | None:
    """Return what lotteries say of a metric; None without one."""
    return company.lottery_answer(metric)


@cached
def lottery_size(company: Company, metric: str, request: LotteryRequest) -> LotterySize | None:
    """Return the effect on a metric that a lottery would find."""
    return company.lottery.size(metric, request)


# What is it worth?


@cached
def hours(company: Company) -> tuple[ReleasedHours, ...]:
    """Return hours and both prices of them: the whole programme first, then each category."""
    return company.hours()


@cached
def return_on_mentoring(company: Company) -> ReleasedReturn | NotShown | None:
    """Return what mentoring returned and cost."""
    return company.return_on_mentoring()


@cached
def attribution(company: Company, column: str) -> ReleasedAttribution | None:
    """Return the value per category or group of mentors."""
    return company.attribution(column)


# What to pay?


@cached
def appraise(basis: PlanBasis, scenario: Scenario) -> Appraisal:
    """Return what a plan without faults costs and returns."""
    return basis.appraise(scenario)


@cached
def pay_range(basis: PlanBasis, scenario: Scenario, category: str) -> PayRange:
    """Return the room for a reward in one category of a plan."""
    return basis.pay_range(scenario, category)


@cached
def precedent(basis: PlanBasis, plan: CategoryPlan, scenario: Scenario) -> PrecedentRisk:
    """Return the risk that a category's reward becomes an entitlement, and its liability."""
    return basis.precedent(plan, scenario)


@cached
def largest_budget(basis: PlanBasis, request: OptimisationRequest) -> float:
    """Return the cash that the dearest plan of every category takes together."""
    return basis.largest_budget(request)


@cached
def optimise(basis: PlanBasis, request: OptimisationRequest, budget: float) -> Choice:
    """Return the best choice within the budget."""
    return basis.optimise(request, budget)


@cached
def smallest_budget(basis: PlanBasis, request: OptimisationRequest) -> float | None:
    """Return the smallest budget that buys something that pays."""
    return basis.smallest_budget(request)


@cached
def spend_more(
    basis: PlanBasis, request: OptimisationRequest, budget: float, extra: float
) -> NextChoice:
    """Return what changes with `extra` euros on top of the budget."""
    return basis.spend_more(request, budget, extra)


@cached
def not_chosen(
    basis: PlanBasis, request: OptimisationRequest, budget: float
) -> tuple[RejectedOption, ...]:
    """Return, for each option that is not chosen, the reason."""
    return basis.not_chosen(request, budget)


@cached
def frontier(
    basis: PlanBasis, request: OptimisationRequest, budgets: tuple[float, ...]
) -> tuple[Choice, ...]:
    """Return the best choice at each of the budgets."""
    return basis.frontier(request, budgets)


@st.cache_resource(max_entries=2, show_spinner=False)
def _plan_store(url: str) -> ScenarioStore:
    return ScenarioStore(url)


def plan_store() -> ScenarioStore:
    """Return the saved plans. Raise StoreError where their address is none."""
    return _plan_store(database_url().render_as_string(hide_password=False))


# Where to start?


@cached
def business_cases(company: Company, urgency: Mapping[str, float]) -> tuple[BusinessCase, ...]:
    """Return the case of each category in use, with the urgency that this reader entered."""
    return company.business_cases(urgency)


@cached
def rank_categories(
    company: Company, weights: Mapping[str, float], urgency: Mapping[str, float]
) -> Ranking:
    """Return the categories in order by this reader's weights."""
    return company.rank_categories(weights, urgency)


# Who are the experts, who can mentor?


@cached
def experts(company: Company) -> dict[str, ReleasedExperts | ReleasedScores]:
    """Return the hidden experts by measure, "" for customers kept."""
    return company.experts()


def practices(company: Company) -> tuple[ReleasedPractice, ...]:
    """Return what was learned from experts; read anew, because pages add to it."""
    return company.practices()


def practice_titles() -> dict[int, str]:
    """Return the practices recorded in the browser, by number."""
    with closing(PracticeStore()) as store:
        return {kept.number: kept.practice.title for kept in store.practices()}


@cached
def practice_effect(company: Company, metric: str) -> ReleasedSecondaryAnalysis | None:
    """Return a panel metric before and after a practice was adopted."""
    return company.practice_effect(metric)


@cached
def mentors(company: Company) -> ReleasedPool:
    """Return who can mentor, in numbers. Raise MentorRulesError."""
    return company.mentors()

"""The public face: one company's data, and one method per question.

Every method returns what `release()` lets the role see. What several questions share is measured
once for the lifetime of the object.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from metrics.catalog import Metric, MetricError, tables_read
from metrics.contract import TABLES
from metrics.disclosure import (
    Count,
    HoursTable,
    NotShown,
    ReleasedAnswer,
    ReleasedAttribution,
    ReleasedCompanyEvidence,
    ReleasedEvidence,
    ReleasedFlows,
    ReleasedHours,
    ReleasedLottery,
    ReleasedReturn,
    ReleasedSecondaryAnalysis,
    ReleasedStep,
    release,
)
from metrics.disclosure.released_experts import (
    ReleasedExperts,
    ReleasedPractice,
    ReleasedScores,
    RevealedNames,
    reveal_experts,
)
from metrics.disclosure.released_findings import CheckReport, ReleasedFindings
from metrics.disclosure.released_mentors import ReleasedPool, RevealedPool, reveal_mentors
from metrics.disclosure.roles import permit
from metrics.disclosure.thresholds import count
from metrics.evaluate import evaluate
from metrics.i18n import Locale
from metrics.lottery_desk import LotteryDesk
from metrics.measurements import Measurements
from metrics.mentors.service import pairings_rows
from metrics.plan_basis import OptimisationRequest, PlanBasis
from metrics.plan_book import NO_PLANS, PlanBook, take_looks
from metrics.portfolio.choice import Choice
from metrics.priorities.business_case import CRITERIA, BusinessCase, business_cases
from metrics.priorities.category_tree import CategoryTree
from metrics.priorities.drilldown import CellKey, Cube
from metrics.priorities.ranking import Ranking, rank
from metrics.rewards import CategoryPlan, Fault, Scenario
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.pay_range import PayRange
from metrics.rewards.precedent import PrecedentRisk
from metrics.scope import EVERYBODY, Scope
from metrics.source import Source
from metrics.store import (
    AuditLog,
    LookResult,
    Practice,
    PracticeStore,
    RecordedPractice,
    browser_entries,
    practice_summaries,
)
from metrics.value import Assumption
from metrics.warehouse.engine import Session

COST_DRAWS = 1_000
EMPLOYED = "select count(distinct person_id) from spell where is_present = 1"
PAIRED = "select 1 as any_row from first_pairing limit 1"
FILLED_BY = {  # a derived table and the file that fills it
    "review_score": "reviews",
    "meeting_held": "meetings",
    "pairing_summary": "meetings",
}


@dataclass(frozen=True)
class CategoryEvidence:
    """The category tree and what its categories are judged by; `key` names all of it."""

    tree: CategoryTree
    basis: PlanBasis
    evidence: ReleasedCompanyEvidence
    key: str

    def drill_down(self, subject: str, key: CellKey) -> Cube | None:
        """Return the cells beside which a part of the customers or people is read."""
        return self.evidence.cube_around(subject, key)


class Company:
    """One state of a company's data, read in a role; `open_company` gives it.

    `key` names data, metrics, role and frozen plans: equal keys give equal answers.
    """

    def __init__(
        self,
        source: Source,
        *,
        role: str | None = None,
        own_metrics: Sequence[Path] = (),
        plans: PlanBook = NO_PLANS,
    ) -> None:
        self.source = source
        self.role = role or str(source.report("en")["role"])
        self._known = Measurements(source, own_metrics, plans)
        self.key = (source.id, self._known.version, self.role, plans.key)
        self.lottery = LotteryDesk(self._known, self.role)

    # What is loaded

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Return the usable metrics by name."""
        return self._known.metrics

    @property
    def metric_faults(self) -> Mapping[str, MetricError]:
        """Return the error of each of the company's own metrics that cannot be used."""
        return self._known.faults

    @property
    def assumptions(self) -> Mapping[str, Assumption]:
        """Return the assumptions in force by name: the company's own on top of the shipped ones."""
        return self._known.assumptions

    def report(self, language: str) -> dict[str, Any]:
        """Return what the load said of the company and its files, without the findings."""
        report = self.source.report(language)
        return {name: value for name, value in report.items() if name != "findings"}

    def findings(self, locale: Locale) -> ReleasedFindings:
        """Return what the load found in the files, as the role may read it."""
        return release(CheckReport(self.source.report(locale.language), self.role, locale))

    def staff(self) -> Count:
        """Return how many people work in the company in the last month of the data."""
        return count(self._known.ask(lambda session: session.value(EMPLOYED)))

    def has_pairings(self) -> bool:
        """Return whether anybody was paired by the last day of the data."""
        return bool(self._known.ask(lambda session: session.records(PAIRED)))

    def filter_values(self, column: str) -> tuple[str, ...]:
        """Return the values by which a question can be narrowed in that column, in order."""
        return self._known.filter_values(column)

    def missing_tables(self, metric: str) -> tuple[str, ...]:
        """Return the tables that the metric's SQL reads and that hold no rows."""
        named = tables_read(self._known.metric(metric))
        read = {FILLED_BY.get(name, name) for name in named} & set(TABLES)
        return tuple(sorted(table for table in read if not self._rows(table)))

    # Does mentoring work?

    def answer(self, metric: str, scope: Scope = EVERYBODY) -> ReleasedAnswer:
        """Return the answer to a metric's question. Raise MetricError or UnknownFilterError."""
        released = release(self._known.guarded(self._known.judged(metric, scope)))
        return replace(released, standing=self._known.standing(metric, scope))

    def answers_by(
        self, metric: str, column: str, scope: Scope = EVERYBODY
    ) -> dict[str, ReleasedAnswer]:
        """Return the answer for each value of a column, adjusted for their number."""
        answers = self._known.judged_by(metric, column, scope)
        return {value: release(self._known.guarded(answer)) for value, answer in answers.items()}

    def evidence(self, metric: str, scope: Scope = EVERYBODY) -> ReleasedEvidence:
        """Return everything that speaks for or against an answer: several times its work."""
        found = release(self._known.guarded_evidence(metric, scope))
        standing = self._known.standing(metric, scope)
        return replace(found, answer=replace(found.answer, standing=standing))

    def secondary_analyses(
        self, metric: str, scope: Scope = EVERYBODY, only: str = ""
    ) -> tuple[ReleasedSecondaryAnalysis, ...]:
        """Return what else is asked (`only`: one question); none where the answer is hidden."""
        if self._is_hidden(metric, scope):
            return ()
        return tuple(map(release, self._known.secondary_analyses(metric, scope, only)))

    def steps(self, metric: str, scope: Scope = EVERYBODY) -> tuple[ReleasedStep, ...]:
        """Return every table made on the way to an answer; none where it may not be shown."""
        if self._is_hidden(metric, scope):
            return ()

        def made(session: Session) -> tuple[ReleasedStep, ...]:
            evaluate(self._known.metric(metric), session, scope, self._known.run)
            return tuple(release(step) for step in session.steps())

        return self._known.ask(made)

    def moves(self, metric: str) -> ReleasedFlows | None:
        """Return the career moves behind an answer; None for a metric without, or too few."""
        found = self._known.moves(metric)
        return None if found is None else release(found)

    def take_looks(self) -> tuple[LookResult, ...]:
        """Keep what came of each plan that looks at these data first; return all that is kept.

        Only figures that may be shown to everybody are kept. Raise StoreError.
        """
        return take_looks(self.evidence, self._known.plans, self._known.as_of, self.role)

    def lottery_answer(self, metric: str) -> ReleasedLottery | None:
        """Return what lotteries say of a metric; None without one, and for a total."""
        found = self._known.lottery_answer(metric)
        return None if found is None else release(found)

    # What is it worth?

    def hours(self) -> tuple[ReleasedHours, ...]:
        """Return hours and both prices of them: the whole programme first, then each category."""
        hours = self._known.hours
        return release(HoursTable(hours)) if hours else ()

    def return_on_mentoring(self) -> ReleasedReturn | NotShown | None:
        """Return what mentoring returned and cost, euros; None if no effect is known."""
        outcome = self._known.outcome
        return None if outcome is None else release(outcome)

    def attribution(self, column: str) -> ReleasedAttribution | None:
        """Return the value per category or group of mentors; None if there is none to attribute."""
        attribution = self._known.attribution(column)
        return None if attribution is None else release(attribution)

    # What to pay?

    @cached_property
    def plan_basis(self) -> PlanBasis:
        """Return what plans are appraised with now; it answers every question about a plan."""
        return PlanBasis(release(self._known.facts), self.assumptions)

    def todays_plan(self) -> Scenario:
        """Return what runs today as a plan of one year."""
        return self.plan_basis.todays_plan()

    def faults(self, scenario: Scenario) -> tuple[Fault, ...]:
        """Return everything for which a plan cannot be appraised; empty if it can."""
        return self.plan_basis.faults(scenario)

    def appraise(self, scenario: Scenario) -> Appraisal:
        """Return what a plan costs and returns. Raise ScenarioError where it has faults."""
        return self.plan_basis.appraise(scenario)

    def pay_range(self, scenario: Scenario, category: str) -> PayRange:
        """Return the room for a reward in one category of a plan."""
        return self.plan_basis.pay_range(scenario, category)

    def precedent(self, plan: CategoryPlan, scenario: Scenario) -> PrecedentRisk:
        """Return the risk that a category's reward becomes an entitlement, and its liability."""
        return self.plan_basis.precedent(plan, scenario)

    def optimise(self, request: OptimisationRequest, budget: float) -> Choice:
        """Return the best use of a budget, euros of cash."""
        return self.plan_basis.optimise(request, budget)

    # Where to start?

    @cached_property
    def category_evidence(self) -> CategoryEvidence:
        """Return the category tree and what its categories are judged by."""
        basis = self.plan_basis
        evidence = release(self._known.category_evidence(basis.facts.mean_pay))
        return CategoryEvidence(self._known.tree, basis, evidence, f"{self.key} {basis.key}")

    def category_names(self, language: str) -> dict[str, str]:
        """Return what each category is called, by code: the company's name, else the product's."""
        return {one.code: one.name(language) for one in self._known.tree.categories}

    def business_cases(
        self, urgency: Mapping[str, float] | None = None
    ) -> tuple[BusinessCase, ...]:
        """Return the case of each category in use; `urgency` is the reader's own, 0 to 10."""
        known = self.category_evidence
        found = business_cases(
            known.tree,
            known.basis.facts,
            known.evidence,
            known.basis.assumptions,
            self._yearly_costs,
            urgency or {},
        )
        return tuple(release(case) for case in found)

    def rank_categories(
        self,
        weights: Mapping[str, float] | None = None,
        urgency: Mapping[str, float] | None = None,
    ) -> Ranking:
        """Return the categories in order; `weights` are the reader's points per criterion."""
        options = tuple(case.option for case in self.business_cases(urgency))
        return release(rank(options, CRITERIA, weights or {}))

    def drill_down(self, subject: str, key: CellKey) -> Cube | None:
        """Return the cells beside which a part of the customers or people is read."""
        return self.category_evidence.drill_down(subject, key)

    # Who are the experts, and what do they do?

    def experts(self) -> dict[str, ReleasedExperts | ReleasedScores]:
        """Return the hidden experts by measure: "" for customers kept, else the measure's name."""
        return {measure: release(found) for measure, found in self._known.experts.items()}

    def name_experts(self, measure: str = "", *, purpose: str, author: str) -> RevealedNames:
        """Return who they are, once the purpose is logged. Raise RefusedError or StoreError."""
        with closing(AuditLog()) as log:
            return reveal_experts(
                self._known.experts[measure],
                role=self.role,
                log=log,
                purpose=purpose,
                author=author,
            )

    def practices(self) -> tuple[ReleasedPractice, ...]:
        """Return what was learned from experts, in the files and in the browser since the load."""
        learned = practice_summaries(self._known.practices(), browser_entries())
        return tuple(release(practice) for practice in learned)

    def practice_categories(self) -> tuple[str, ...]:
        """Return what a practice can be about: categories in use, else the shipped ones."""
        tree = self._known.tree
        own = [one for one in tree.categories if one.pairings or not one.shipped]
        return tuple(one.code for one in own or tree.broad_categories())

    def practice_effect(self, metric: str) -> ReleasedSecondaryAnalysis | None:
        """Return a panel metric before and after a practice was adopted; None if nobody did."""
        found = self._known.practice_effect(metric)
        return None if found is None else release(found)

    def record_practice(self, practice: Practice, *, author: str) -> RecordedPractice:
        """Keep what was learned from an expert. Raise RefusedError or StoreError."""
        with self._writing("practices", author) as store:
            return store.record(practice, author=author)

    def adopt_practice(self, practice: int, person_id: str, day: date, *, author: str) -> None:
        """Keep that somebody adopted a practice. Raise RefusedError or StoreError."""
        with self._writing("adoptions", author) as store:
            store.adopt(practice, person_id, day, author=author)

    # Who can mentor, and whom?

    def mentors(self) -> ReleasedPool:
        """Return who can mentor, in numbers. Raise MentorRulesError for rules without a meaning."""
        return release(self._known.pool)

    def assign(self, *, purpose: str, author: str) -> RevealedPool:
        """Return shortlist and suggested pairings by name, once the purpose is logged.

        Raise RefusedError or StoreError.
        """
        with closing(AuditLog()) as log:
            return reveal_mentors(
                self._known.pool, role=self.role, log=log, purpose=purpose, author=author
            )

    def pairings_with(
        self, people: RevealedPool, accepted: Collection[int]
    ) -> list[tuple[object, ...]]:
        """Return the rows of the pairings file with the accepted pairs (numbers from 1) added."""
        pairs = enumerate(people.suggestion.pairs, start=1)
        chosen = [pair for number, pair in pairs if number in accepted]
        return self._known.ask(
            lambda session: pairings_rows(session, chosen, people.typical, people.start)
        )

    @cached_property
    def _yearly_costs(self) -> Mapping[str, tuple[float, float, float]]:
        plan = replace(self.todays_plan(), draws=COST_DRAWS)
        if not plan.categories:
            return {}
        return self.appraise(plan).costs_by_category()

    def _rows(self, table: str) -> int:
        return int(self.source.report("en")["tables"].get(table, 0))

    def _is_hidden(self, metric: str, scope: Scope) -> bool:
        if not scope.where:
            return False
        return bool(release(self._known.guarded(self._known.answer(metric, scope))).hidden)

    @contextmanager
    def _writing(self, about: str, author: str) -> Iterator[PracticeStore]:
        with closing(AuditLog()) as log:
            permit(about, role=self.role, log=log, purpose="to write them down", author=author)
        with closing(PracticeStore()) as store:
            yield store

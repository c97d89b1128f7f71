"""What is known of a company, before release: measured when first asked for, and kept.

Only `metrics/company.py` uses this; whatever leaves the product passes through `release()` there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from metrics import evaluate as evaluation
from metrics import value
from metrics.catalog import Metric, MetricError, definition_of, scan, version_of
from metrics.comparison import values_of
from metrics.disclosure.differencing import (
    FilterCells,
    FilteredAnswer,
    FilteredEvidence,
    filter_cells,
)
from metrics.disclosure.released_answers import IndicatedAnswer
from metrics.disclosure.standing import Standing
from metrics.evaluate import (
    CANNOT_TELL,
    Answer,
    CareerMoves,
    Evidence,
    HiddenTrait,
    RedrawnAnswer,
)
from metrics.evaluate.adopters import adopters
from metrics.evaluate.own_keys import used_keys
from metrics.evaluate.planned_method import PlannedMethod, keys_of
from metrics.evaluate.randomised import LotteryAnswer, lottery_answer
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.experts.find import Experts, all_experts, measures_by_expert
from metrics.experts.score_outliers import ScoredExperts
from metrics.i18n import N_
from metrics.mentors.rules import load_mentor_rules, shipped_rules
from metrics.mentors.service import MentorPool, mentor_pool
from metrics.plan_book import NO_PLANS, PlanBook, Question
from metrics.priorities.category_tree import CategoryTree, load_category_tree
from metrics.priorities.company_evidence import CompanyEvidence, available_mentors
from metrics.priorities.drilldown import CUSTOMERS, PEOPLE, goal_group_cubes, subject_cube
from metrics.priorities.in_house_experts import in_house_experts
from metrics.priorities.performance_gap import performance_gaps
from metrics.scope import EVERYBODY, MENTEE, Scope
from metrics.source import Source
from metrics.value import Assumption, Attribution, CategoryHours, MentoringReturn
from metrics.value.company_facts import CompanyFacts
from metrics.value.employer import Employer
from metrics.value.indication import Indication, indication
from metrics.value.measured_facts import UnstartedCategories, measure_company, outcome_metrics
from metrics.warehouse.engine import Session
from metrics.warehouse.entries import Entries

T = TypeVar("T")
PRICED = ("retention", "performance")  # the two answers that are turned into money
KEPT = 512  # answers kept, by metric and scope
PRACTICES = "practice_id, category, recorded_on, title, what, transferable"
ADOPTIONS = "practice_id, person_id, adopted_on"


class Measurements:
    """The unreleased answers about one source, each measured at most once.

    `metrics` are the usable metrics by name, `faults` an error for each of the company's own
    that cannot be used. `version` names the company's own metrics by their content.
    """

    def __init__(
        self, source: Source, own_metrics: Sequence[Path] = (), plans: PlanBook = NO_PLANS
    ) -> None:
        self.source = source
        self.plans = plans
        self.metrics, self.faults = scan(own_metrics)
        self.version = version_of(own_metrics)
        self.answer = lru_cache(KEPT)(self._answer)
        self.parts = lru_cache(KEPT)(self._parts)
        self.priced = lru_cache(len(PRICED))(self._priced)
        self.evidence = lru_cache(KEPT)(self._evidence)
        self.own_keys = lru_cache(KEPT)(self._own_keys)
        self.indication = lru_cache(KEPT)(self._indication)

    @cached_property
    def assumptions(self) -> Mapping[str, Assumption]:
        """Return the assumptions in force by name: the company's own on top of the shipped ones."""
        return value.load_assumptions(self.source.report("en").get("assumptions", {}))

    @property
    def run(self) -> Mapping[str, float]:
        """Return the run-wide values that a metric's SQL may read."""
        return value.run_values(self.assumptions)

    @cached_property
    def as_of(self) -> date:
        """Return the day up to which the data run."""
        return date.fromisoformat(str(self.source.report("en")["as_of"]))

    def planned(self, metric: str, scope: Scope) -> PlannedMethod | None:
        """Return the method that an analysis plan fixed for a question; None without one."""
        return self.plans.method(metric, scope, self.as_of)

    def standing(self, metric: str, scope: Scope) -> Standing:
        """Return whether the answer to a question is planned or explored, and why."""
        found = self.metric(metric)
        question = Question(
            metric,
            scope,
            self.source.id,
            self.as_of,
            definition_of(found),
            keys_of(found, self.own_keys(metric)),
        )
        return self.plans.standing(question)

    def ask(self, question: Callable[[Session], T]) -> T:
        """Return what the question finds in a session of its own."""
        with self.source.session() as session:
            return question(session)

    def metric(self, name: str) -> Metric:
        """Return the metric of that name. Raise MetricError with a sentence where there is none."""
        if name in self.metrics:
            return self.metrics[name]
        if name in self.faults:
            raise self.faults[name]
        raise MetricError(
            N_("There is no metric '{name}'. There are: {names}."),
            name=name,
            names=", ".join(sorted(self.metrics)),
        )

    def filter_values(self, column: str, role: str = MENTEE) -> tuple[str, ...]:
        """Return the values by which a question about a role can be narrowed, in order."""
        return tuple(self.ask(lambda session: values_of(session, column, role)))

    def answers_by(self, metric: str, column: str, scope: Scope) -> dict[str, Answer]:
        """Return the answer for each value of a column, adjusted for their number."""
        answers = {
            value: self.answer(metric, scope.narrowed(column, value))
            for value in self.filter_values(column, scope.role)
        }
        return evaluation.adjust_for_multiplicity(answers, column)

    def judged(self, metric: str, scope: Scope) -> Answer:
        """Return the answer with its verdict.

        The evidence is collected only where the answer alone does not decide it.
        """
        return self._judged(self.answer(metric, scope), scope)

    def judged_by(self, metric: str, column: str, scope: Scope) -> dict[str, Answer]:
        """Return the answer for each value of a column, adjusted for their number and judged."""
        return {
            value: self._judged(answer, scope.narrowed(column, value))
            for value, answer in self.answers_by(metric, column, scope).items()
        }

    def guarded(self, answer: Answer) -> Answer | IndicatedAnswer | FilteredAnswer:
        """Return the answer; about a part of the company, with all parts that filters can select.

        Without the parts, two answers could be subtracted; see `disclosure/differencing.py`. An
        answer about the whole company that cannot be told comes with an indication.
        """
        if answer.scope == EVERYBODY and answer.verdict and answer.verdict.word == CANNOT_TELL:
            indicated, redrawn = self.indication(answer.metric.name)
            return IndicatedAnswer(answer, indicated, redrawn)
        if not answer.scope.where or answer.metric.shape == "total":
            return answer
        return FilteredAnswer(answer, self.parts(answer.metric.name))

    def guarded_evidence(self, metric: str, scope: Scope) -> Evidence | FilteredEvidence:
        """Return what speaks for or against an answer, with the parts as for the answer."""
        evidence = self.evidence(metric, scope)
        if not scope.where or evidence.answer.metric.shape == "total":
            return evidence
        return FilteredEvidence(evidence, self.parts(metric))

    def secondary_analyses(
        self, metric: str, scope: Scope, only: str = ""
    ) -> tuple[SecondaryAnalysis, ...]:
        """Return the questions beside the headline, or `only` the one of that name."""
        planned = self.planned(metric, scope)
        return self.ask(
            lambda session: evaluation.secondary_analyses(
                self.metric(metric), session, scope, self.run, planned, only
            )
        )

    def moves(self, metric: str) -> CareerMoves | None:
        """Return the career moves behind the answer about the whole company."""

        def made(session: Session) -> CareerMoves | None:
            answer = evaluation.evaluate(self.metric(metric), session, run=self.run)
            return evaluation.career_moves(session, self.metric(metric), answer)

        return self.ask(made)

    def lottery_answer(self, metric: str) -> LotteryAnswer | None:
        """Return what lotteries say of a metric about the whole company; None without one."""
        return self.ask(lambda session: lottery_answer(session, self.metric(metric), self.run))

    @cached_property
    def hours(self) -> tuple[CategoryHours, ...]:
        """Return hours and both prices of them: the whole programme first, then each category."""
        return self.ask(lambda session: value.hours_by_category(session, self.assumptions))

    @cached_property
    def outcome(self) -> MentoringReturn | None:
        """Return what mentoring returned and cost; None if nobody met or no effect is known."""
        if not self.hours:
            return None
        stay, perform = (self.judged(name, Scope()) for name in PRICED)
        return self.ask(
            lambda session: value.measure_return(
                session,
                stay=stay,
                perform=perform,
                hours=self.hours[0],
                assumptions=self.assumptions,
                traits={name: self.priced(name)[1] for name in PRICED},
            )
        )

    def attribution(self, column: str) -> Attribution | None:
        """Return the value per category or group of mentors; None if there is none to attribute."""
        outcome = self.outcome
        if outcome is None:
            return None

        def attributed(session: Session) -> Attribution:
            stay, perform = (
                evaluation.evaluate_by(self.metric(name), session, column) for name in PRICED
            )
            return value.attribute_return(
                column,
                stay=stay,
                perform=perform,
                pay=outcome.salary,
                assumptions=self.assumptions,
            )

        return self.ask(attributed)

    @cached_property
    def tree(self) -> CategoryTree:
        """Return the category tree: the company's own categories and the shipped ones."""
        return self.ask(load_category_tree)

    @cached_property
    def facts(self) -> CompanyFacts:
        """Return what the reward model knows of the company."""
        stay, perform = (self.judged(name, EVERYBODY) for name in PRICED)
        stay_by, perform_by = (self.judged_by(name, "category", EVERYBODY) for name in PRICED)
        report = self.source.report("en")

        def measured(session: Session) -> CompanyFacts:
            own_by = {
                category: self.judged(name, Scope.of({"category": category}))
                for category, name in outcome_metrics(session).items()
                if name in self.metrics
            }
            return measure_company(
                session,
                self.assumptions,
                stay=stay,
                perform=perform,
                stay_by=stay_by,
                perform_by=perform_by,
                own_by=own_by,
                unstarted=self._unstarted(),
                free_space_used=float(report.get("free_space_used", 0.0)),
                employer=Employer(**report.get("employer", {})),
            )

        return self.ask(measured)

    def category_evidence(self, mean_pay: float) -> CompanyEvidence:
        """Return what categories are judged by; `mean_pay` is released, euros a year."""
        per_exit = self.assumptions["replacement_cost"].base * mean_pay
        named = {category.outcome_metric for category in self.tree.categories} & set(self.metrics)
        panels = [name for name in sorted(named) if self.metrics[name].shape == "panel"]

        def measured(session: Session) -> CompanyEvidence:
            return CompanyEvidence(
                cubes={
                    CUSTOMERS: subject_cube(session, CUSTOMERS),
                    PEOPLE: subject_cube(session, PEOPLE, per_exit=per_exit),
                },
                goal_group_cubes=goal_group_cubes(session, per_exit=per_exit),
                available_mentors=available_mentors(session),
                in_house_experts=in_house_experts(
                    self.tree, measures_by_expert(self.experts), self.experts
                ),
                performance_gaps={
                    name: performance_gaps(
                        session, self.metrics[name], self.assumptions, pay=mean_pay, run=self.run
                    )
                    for name in panels
                },
            )

        return self.ask(measured)

    @cached_property
    def experts(self) -> Mapping[str, Experts | ScoredExperts]:
        """Return the hidden experts by measure, "" for customers kept."""
        return self.ask(all_experts)

    @cached_property
    def pool(self) -> MentorPool:
        """Return who can mentor, and whom to pair with whom."""
        rules = load_mentor_rules(self.source.report("en").get("mentors"))
        named = measures_by_expert(self.experts)
        return self.ask(lambda session: mentor_pool(session, rules, named))

    def practices(self) -> Entries:
        """Return the practices and adoptions in the files, as rows by table."""
        return self.ask(
            lambda session: {
                "practices": session.records(f"select {PRACTICES} from practices order by 1"),
                "adoptions": session.records(
                    f"select {ADOPTIONS} from practice_adoption order by 1"
                ),
            }
        )

    def practice_effect(self, metric: str) -> SecondaryAnalysis | None:
        """Return a panel metric before and after a practice was adopted; None if nobody did."""

        def measured(session: Session) -> SecondaryAnalysis | None:
            if not session.records("select 1 as any_row from practice_adoption limit 1"):
                return None
            return adopters(session, self.metric(metric), self.run)

        return self.ask(measured)

    def _priced(self, metric: str) -> tuple[Answer, HiddenTrait | None]:
        """Return the answer about the whole company, and what a hidden trait would do to it.

        Both are in the evidence, which their verdict needs anyway.
        """
        found = self.evidence(metric, EVERYBODY)
        return replace(found.answer, verdict=None), found.hidden_trait

    def _answer(self, metric: str, scope: Scope) -> Answer:
        if metric in PRICED and scope == Scope():
            return self.priced(metric)[0]
        planned = self.planned(metric, scope)
        return self.ask(
            lambda session: evaluation.evaluate(
                self.metric(metric), session, scope, self.run, planned
            )
        )

    def _own_keys(self, metric: str) -> tuple[str, ...]:
        return self.ask(lambda session: used_keys(session, self.metric(metric)))

    def _evidence(self, metric: str, scope: Scope) -> Evidence:
        planned = self.planned(metric, scope)
        return self.ask(
            lambda session: evaluation.evidence(
                self.metric(metric), session, scope, self.run, planned
            )
        )

    def _indication(self, metric: str) -> tuple[Indication | None, RedrawnAnswer | None]:
        """Return what can be said of the whole company while its answer cannot be told."""
        verdict = self.judged(metric, EVERYBODY).verdict
        planned = self.planned(metric, EVERYBODY)

        def said(session: Session) -> tuple[Indication | None, RedrawnAnswer | None]:
            asked = self.metric(metric)
            answer = evaluation.evaluate(asked, session, run=self.run, planned=planned)
            return (
                indication(session, replace(answer, verdict=verdict)),
                evaluation.redrawn_answer(session, asked, answer),
            )

        return self.ask(said)

    def _judged(self, answer: Answer, scope: Scope) -> Answer:
        verdict = evaluation.judge_alone(answer)
        if verdict is None and answer.metric.shape != "total":
            evidence = self.evidence(answer.metric.name, scope)
            verdict = evaluation.judge(replace(evidence, answer=answer))
        return replace(answer, verdict=verdict)

    def _parts(self, metric: str) -> FilterCells:
        return self.ask(lambda session: filter_cells(session, self.metric(metric), self.run))

    def _unstarted(self) -> UnstartedCategories:
        rules = shipped_rules().pairing
        codes = tuple(one.code for one in self.tree.in_use() or self.tree.broad_categories())
        return UnstartedCategories(codes, rules.hours, rules.months)

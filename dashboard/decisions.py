"""What follows from a scenario, from released facts only, and kept for the next reader."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import data, worth
from metrics import evaluate as evaluation
from metrics.disclosure import (
    ReleasedAppraisal,
    ReleasedFacts,
    ReleasedPayRange,
    ReleasedPrecedent,
    release,
)
from metrics.evaluate import Answer
from metrics.mentors.rules import shipped
from metrics.priorities.category_tree import tree
from metrics.rewards import CategoryPlan, Fault, Scenario
from metrics.rewards.model import appraisal_faults, appraise
from metrics.rewards.pay_range import find_pay_range
from metrics.rewards.precedent import assess_precedent
from metrics.value import Assumption, measured_facts
from metrics.value.company_facts import CompanyFacts
from metrics.value.employer import Employer
from metrics.warehouse.engine import Session
from metrics.warehouse.snapshot import Snapshot, ask, find


@dataclass(frozen=True)
class Basis:
    """What a scenario is appraised with: released facts and the assumptions in force. `key` stands
    for both.
    """

    facts: ReleasedFacts
    assumptions: Mapping[str, Assumption]
    key: str

    @classmethod
    def made_of(cls, facts: ReleasedFacts, assumptions: Mapping[str, Assumption]) -> Basis:
        """The basis with its key."""
        return cls(
            facts,
            assumptions,
            hashlib.sha256(repr((facts, sorted(assumptions.items()))).encode()).hexdigest(),
        )


def basis_of(snapshot: Snapshot, version: str) -> Basis:
    """What is known of the company now, and what is assumed."""
    known = data.kept("facts", f"{snapshot.id} {version}", lambda: _facts(snapshot, version))
    return Basis.made_of(release(known), data.assumptions(snapshot))


def faults_of(scenario: Scenario, basis: Basis) -> tuple[Fault, ...]:
    """Everything for which the scenario cannot be appraised."""
    return appraisal_faults(scenario, basis.assumptions, basis.facts.facts.employer)


def appraised(scenario: Scenario, basis: Basis) -> ReleasedAppraisal:
    """What it costs and returns; the scenario has no faults."""
    found = data.kept(
        "appraisal",
        f"{basis.key} {scenario!r}",
        lambda: appraise(scenario, basis.facts.facts, basis.assumptions),
    )
    return release(found)


def pay_range_of(scenario: Scenario, category: str, basis: Basis) -> ReleasedPayRange:
    """The corridor of one of its categories."""
    found = data.kept(
        "corridor",
        f"{basis.key} {category} {scenario!r}",
        lambda: find_pay_range(scenario, basis.facts.facts, basis.assumptions, category),
    )
    return release(found)


def precedent_of(plan: CategoryPlan, scenario: Scenario, basis: Basis) -> ReleasedPrecedent:
    """The score card of one category's reward, and what it may become."""
    return release(assess_precedent(plan, scenario, basis.facts.facts, basis.assumptions))


def _facts(snapshot: Snapshot, version: str) -> CompanyFacts:
    stay, perform = (data.unreleased(snapshot.id, name, (), version) for name in worth.PRICED)
    stay_by, perform_by = (_by_category(snapshot, name, version) for name in worth.PRICED)
    with ask(find(snapshot.id)) as session:
        named = measured_facts.outcome_metrics(session)
        own_by = {
            category: data.unreleased(snapshot.id, name, (("category", category),), version)
            for category, name in named.items()
            if name in data.metrics(version)[0]
        }
        return measured_facts.measure_company(
            session,
            data.assumptions(snapshot),
            stay=stay,
            perform=perform,
            stay_by=stay_by,
            perform_by=perform_by,
            own_by=own_by,
            unstarted=_unstarted(session),
            free_space_used=snapshot.free_space_used,
            employer=Employer(**snapshot.employer),
        )


def _unstarted(session: Session) -> measured_facts.UnstartedCategories:
    known, wishes = tree(session), shipped().wishes
    codes = tuple(one.category for one in known.in_use() or known.main())
    return measured_facts.UnstartedCategories(codes, wishes.hours, wishes.months)


def _by_category(snapshot: Snapshot, name: str, version: str) -> dict[str, Answer]:
    alone = {
        one: data.unreleased(snapshot.id, name, (("category", one),), version)
        for one in data.values(snapshot, "category")
    }
    return evaluation.together(alone, "category")

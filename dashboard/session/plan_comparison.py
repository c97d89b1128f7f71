"""The plans that a reader compares: kept for the visit, written to the URL and read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from dashboard.session import keys, url_state
from dashboard.session.plan_links import (
    NOTHING,
    SHOWN_PLAN,
    SLOTS,
    TODAY,
    LinkError,
    decode,
    encode,
)
from dashboard.text.plan_text import FIXED_PLANS
from metrics.i18n import N_, Locale
from metrics.plan_basis import PlanBasis
from metrics.rewards import CategoryPlan, Scenario, do_nothing, is_measured
from metrics.value import CompanyFacts

UNREADABLE = N_(
    "A plan in this link cannot be read and is left out. The other plans are unchanged."
)
NO_ROOM = N_("{n} plans are open, which is the maximum. Remove one to make room.")
PARAMETERS = (*SLOTS, SHOWN_PLAN)


@dataclass(frozen=True)
class PlanComparison:
    """Plans side by side: doing nothing and today's, which never change, and four of the reader's.

    `plans` are the reader's by slot, `chosen` is the slot of the plan that is shown, `based_on`
    holds the saved version that a plan began with. A change returns a new comparison.
    """

    today: Scenario
    plans: Mapping[str, Scenario] = field(default_factory=dict)
    based_on: Mapping[str, int] = field(default_factory=dict)
    chosen: str = TODAY

    @property
    def all(self) -> dict[str, Scenario]:
        """Every plan by slot; doing nothing and today's come first."""
        return {
            NOTHING: do_nothing(self.today),
            TODAY: self.today,
            **dict(sorted(self.plans.items())),
        }

    @property
    def scenario(self) -> Scenario:
        """The plan that is shown."""
        return self.all[self.chosen]

    @property
    def full(self) -> bool:
        """Whether all four slots are taken."""
        return len(self.plans) == len(SLOTS)

    @property
    def locked(self) -> bool:
        """Whether the plan shown cannot be changed and there is no room for a changed copy."""
        return self.chosen not in self.plans and self.full

    def showing(self, slot: str) -> PlanComparison:
        """Return the comparison with another plan shown: today's where the slot is empty."""
        return replace(self, chosen=slot if slot in self.all else TODAY)

    def changed(self, scenario: Scenario, name: str = "") -> PlanComparison:
        """Return the comparison with this scenario in place of the plan shown.

        Today's plan and doing nothing stay as they are: a change to them becomes a plan of its
        own, called `name`. A plan with a new name is no longer based on the version saved under
        its old one.
        """
        if self.chosen in self.plans:
            renamed = scenario.name != self.scenario.name
            based_on = {
                slot: version
                for slot, version in self.based_on.items()
                if slot != self.chosen or not renamed
            }
            plans = {**self.plans, self.chosen: scenario}
            return replace(self, plans=plans, based_on=based_on)
        return self.added(replace(scenario, name=name or scenario.name))

    def added(self, scenario: Scenario, based_on: int | None = None) -> PlanComparison:
        """Return the comparison with one more plan, which is then shown; unchanged where full."""
        free = [slot for slot in SLOTS if slot not in self.plans]
        if not free:
            return self
        slot = free[0]
        return replace(
            self,
            plans={**self.plans, slot: scenario},
            based_on=self.based_on if based_on is None else {**self.based_on, slot: based_on},
            chosen=slot,
        )

    def saved(self, version: int) -> PlanComparison:
        """Return the comparison with the plan shown now based on this saved version."""
        return replace(self, based_on={**self.based_on, self.chosen: version})

    def without(self, slot: str) -> PlanComparison:
        """Return the comparison without this plan; another is shown where it was the one."""
        plans = {key: plan for key, plan in self.plans.items() if key != slot}
        based_on = {key: version for key, version in self.based_on.items() if key != slot}
        stays = self.chosen in (NOTHING, TODAY, *plans)
        chosen = self.chosen if stays else next(iter(plans), TODAY)
        return replace(self, plans=plans, based_on=based_on, chosen=chosen)

    def to_query(self) -> dict[str, str]:
        """Return the parameters of the URL; `comparison_from_query` reads them back."""
        query = {
            slot: encode(plan, self.based_on.get(slot)) for slot, plan in sorted(self.plans.items())
        }
        if self.chosen != TODAY:
            query[SHOWN_PLAN] = self.chosen
        return query


def comparison_from_query(query: Mapping[str, str], today: Scenario) -> tuple[PlanComparison, bool]:
    """Return the comparison of a URL's parameters, and whether all of them could be read."""
    plans: dict[str, Scenario] = {}
    versions: dict[str, int] = {}
    complete = True
    for slot in SLOTS:
        if not query.get(slot):
            continue
        try:
            plans[slot], based_on = decode(query[slot])
        except LinkError:
            complete = False
            continue
        if based_on is not None:
            versions[slot] = based_on
    comparison = PlanComparison(today, plans, versions)
    return comparison.showing(query.get(SHOWN_PLAN, TODAY)), complete


def current_comparison(today: Scenario) -> tuple[PlanComparison, bool]:
    """Return the comparison of this run, and whether all of the URL could be read.

    The URL is read when a visit begins and when the reader goes back or forward in the browser to a
    URL with plans. In between the comparison of the visit counts and the URL follows it: two quick
    changes can reach the server with the same old URL.
    """
    kept: PlanComparison | None = st.session_state.get(keys.COMPARISON)
    query = {name: url_state.parameter(name) for name in PARAMETERS}
    navigated = url_state.is_history_navigation()
    if kept is None or (navigated and any(query[slot] for slot in SLOTS)):
        comparison, complete = comparison_from_query(query, today)
    else:
        comparison = replace(kept, today=today)
        complete = True
    if navigated:  # writing would add a step to the history, and the way back would be blocked
        st.session_state[keys.COMPARISON] = comparison
    else:
        keep_comparison(comparison)
    return comparison, complete


def keep_comparison(comparison: PlanComparison) -> None:
    """Keep the comparison for this visit and write it to the URL."""
    st.session_state[keys.COMPARISON] = comparison
    url_state.write(dict.fromkeys(PARAMETERS, "") | comparison.to_query())


def kept_comparison() -> PlanComparison:
    """Return the comparison of this visit; for what happens when a reader changes something."""
    comparison: PlanComparison = st.session_state[keys.COMPARISON]
    return comparison


def todays_plan(basis: PlanBasis, _: Locale) -> Scenario:
    """Return what runs today as a plan, named in the reader's language."""
    return replace(basis.todays_plan(), name=_(FIXED_PLANS[TODAY]))


def with_category_plan(scenario: Scenario, plan: CategoryPlan) -> Scenario:
    """Return the scenario with this plan for its category, in place of the one it has or added."""
    if plan.category not in {existing.category for existing in scenario.categories}:
        return replace(scenario, categories=(*scenario.categories, plan))
    return replace(
        scenario,
        categories=tuple(
            plan if existing.category == plan.category else existing
            for existing in scenario.categories
        ),
    )


def category_plan(scenario: Scenario, category: str, facts: CompanyFacts) -> CategoryPlan:
    """Return the scenario's plan for a category, or an empty plan to start from.

    An empty plan has no pairings, the hours and months that are usual in the category, and the
    published effect where none was measured.
    """
    for plan in scenario.categories:
        if plan.category == category:
            return plan
    usual = facts.for_category(category)
    return CategoryPlan(
        category,
        0,
        round(usual.hours_per_pairing, 1),
        usual.months,
        "measured" if is_measured(facts, category) else "published",
    )

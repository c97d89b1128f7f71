"""What the parts of the rewards page share: the plans side by side, what they come to, and what is
wrong with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import queries
from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import PlanComparison
from dashboard.text import plan_text
from metrics.i18n import Locale
from metrics.plan_basis import PlanBasis
from metrics.rewards import Appraisal, Fault, Scenario

LETTERS = "ABCD"


@dataclass(frozen=True)
class RewardsViewModel:
    """The plans side by side for one reader: `shown` are appraised, `faults` say why the others
    cannot be, by slot.
    """

    context: PageContext
    basis: PlanBasis
    comparison: PlanComparison
    shown: Mapping[str, Appraisal]
    faults: Mapping[str, tuple[Fault, ...]]

    @classmethod
    def of(
        cls, context: PageContext, basis: PlanBasis, comparison: PlanComparison
    ) -> RewardsViewModel:
        """With every plan that can be appraised."""
        faults = {slot: basis.faults(one) for slot, one in comparison.all.items()}
        shown = {
            slot: queries.appraise(basis, one)
            for slot, one in comparison.all.items()
            if not faults[slot]
        }
        return cls(
            context,
            basis,
            comparison,
            shown,
            {slot: found for slot, found in faults.items() if found},
        )

    @property
    def locale(self) -> Locale:
        return self.context.locale

    @property
    def scenario(self) -> Scenario:
        """The plan that is looked at."""
        return self.comparison.scenario

    @property
    def found(self) -> Appraisal | None:
        """Its appraisal; None where it has faults."""
        return self.shown.get(self.comparison.chosen)

    @property
    def wrong(self) -> tuple[Fault, ...]:
        """Its faults."""
        return self.faults.get(self.comparison.chosen, ())

    @property
    def next_name(self) -> str:
        """What the next plan is called as long as it has no name of its own."""
        return self.locale(
            "Plan {letter}", letter=LETTERS[len(self.comparison.plans) % len(LETTERS)]
        )

    def title(self, slot: str) -> str:
        """What that plan is called; where two have one name, its letter tells them apart."""
        names = {
            one: self.locale(plan_text.FIXED_PLANS[one])
            if one in plan_text.FIXED_PLANS
            else plan.name
            for one, plan in self.comparison.all.items()
        }
        alone = list(names.values()).count(names[slot]) == 1 or slot in plan_text.FIXED_PLANS
        return names[slot] if alone else f"{names[slot]} ({slot.upper()})"

    def codes(self, of: Scenario) -> list[str]:
        """The company's categories, then those that only this plan has."""
        known = [name for name in self.basis.facts.categories if name]
        return known + [one.category for one in of.categories if one.category not in known]

    def category(self, code: str) -> str:
        """What that category is called."""
        return self.context.name("category", code)

"""What the parts of the rewards page share: the plans compared, their appraisals, their faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import queries
from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import PlanComparison
from dashboard.text.plan_text import FIXED_PLANS
from metrics.i18n import Locale
from metrics.plan_basis import PlanBasis
from metrics.rewards import Appraisal, Fault, Scenario

LETTERS = "ABCD"


@dataclass(frozen=True)
class RewardsViewModel:
    """The plans that one reader compares.

    `appraisals` holds the plans that can be calculated, `faults` the reasons why the others cannot;
    both are by slot.
    """

    context: PageContext
    basis: PlanBasis
    comparison: PlanComparison
    appraisals: Mapping[str, Appraisal]
    faults: Mapping[str, tuple[Fault, ...]]

    @classmethod
    def appraised(
        cls, context: PageContext, basis: PlanBasis, comparison: PlanComparison
    ) -> RewardsViewModel:
        """Return the view model of a comparison, with every plan appraised that has no faults."""
        faults = {slot: basis.faults(plan) for slot, plan in comparison.all.items()}
        appraisals = {
            slot: queries.appraise(basis, plan)
            for slot, plan in comparison.all.items()
            if not faults[slot]
        }
        return cls(
            context,
            basis,
            comparison,
            appraisals,
            {slot: plan_faults for slot, plan_faults in faults.items() if plan_faults},
        )

    @property
    def locale(self) -> Locale:
        """The reader's language."""
        return self.context.locale

    @property
    def scenario(self) -> Scenario:
        """The plan shown."""
        return self.comparison.scenario

    @property
    def appraisal(self) -> Appraisal | None:
        """The appraisal of the plan shown; None where it has faults."""
        return self.appraisals.get(self.comparison.chosen)

    @property
    def plan_faults(self) -> tuple[Fault, ...]:
        """The faults of the plan shown."""
        return self.faults.get(self.comparison.chosen, ())

    @property
    def new_plan_name(self) -> str:
        """The name of the next plan, until the reader gives it another."""
        return self.locale(
            "Plan {letter}", letter=LETTERS[len(self.comparison.plans) % len(LETTERS)]
        )

    def title(self, slot: str) -> str:
        """Return the name of a plan, with its letter where two plans share the name."""
        titles = {
            other: self.locale(FIXED_PLANS[other]) if other in FIXED_PLANS else plan.name
            for other, plan in self.comparison.all.items()
        }
        unique = list(titles.values()).count(titles[slot]) == 1
        if unique or slot in FIXED_PLANS:
            return titles[slot]
        return f"{titles[slot]} ({slot.upper()})"

    def category_codes(self, scenario: Scenario) -> list[str]:
        """Return the company's categories, then those that only this plan has."""
        company = [code for code in self.basis.facts.categories if code]
        return company + [
            plan.category for plan in scenario.categories if plan.category not in company
        ]

    def category_name(self, code: str) -> str:
        """Return the name of a category in the reader's language."""
        return self.context.name("category", code)

    def liabilities(self) -> dict[str, float]:
        """Return the precedent liability of all rewards of each appraised plan, euros, by slot."""
        return {
            slot: sum(
                queries.precedent(self.basis, plan, appraisal.scenario).liability.base
                for plan in appraisal.scenario.categories
            )
            for slot, appraisal in self.appraisals.items()
        }

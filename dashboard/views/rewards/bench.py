"""What the parts of the rewards page share: the plans side by side, what they come to, and what is
wrong with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import plans
from dashboard.decisions import Basis, appraised, faults_of
from dashboard.scenarios import Board
from dashboard.visit import Visit
from metrics.i18n import Words
from metrics.rewards import Fault, Scenario
from metrics.rewards.appraisal import Appraisal

LETTERS = "ABCD"


@dataclass(frozen=True)
class Bench:
    """The plans side by side for one reader: `shown` are appraised, `faults` say why the others
    cannot be, by slot.
    """

    visit: Visit
    basis: Basis
    board: Board
    shown: Mapping[str, Appraisal]
    faults: Mapping[str, tuple[Fault, ...]]

    @classmethod
    def of(cls, visit: Visit, basis: Basis, board: Board) -> Bench:
        """With every plan that can be appraised."""
        faults = {slot: faults_of(one, basis) for slot, one in board.all.items()}
        shown = {
            slot: appraised(one, basis).appraisal
            for slot, one in board.all.items()
            if not faults[slot]
        }
        return cls(
            visit, basis, board, shown, {slot: found for slot, found in faults.items() if found}
        )

    @property
    def words(self) -> Words:
        return self.visit.words

    @property
    def scenario(self) -> Scenario:
        """The plan that is looked at."""
        return self.board.scenario

    @property
    def found(self) -> Appraisal | None:
        """Its appraisal; None where it has faults."""
        return self.shown.get(self.board.chosen)

    @property
    def wrong(self) -> tuple[Fault, ...]:
        """Its faults."""
        return self.faults.get(self.board.chosen, ())

    @property
    def next_name(self) -> str:
        """What the next plan is called as long as it has no name of its own."""
        return self.words("Plan {letter}", letter=LETTERS[len(self.board.plans) % len(LETTERS)])

    def title(self, slot: str) -> str:
        """What that plan is called; where two have one name, its letter tells them apart."""
        names = {
            one: self.words(plans.FIXED[one]) if one in plans.FIXED else plan.name
            for one, plan in self.board.all.items()
        }
        alone = list(names.values()).count(names[slot]) == 1 or slot in plans.FIXED
        return names[slot] if alone else f"{names[slot]} ({slot.upper()})"

    def codes(self, of: Scenario) -> list[str]:
        """The company's categories, then those that only this plan has."""
        known = [name for name in self.basis.facts.facts.categories if name]
        return known + [one.category for one in of.categories if one.category not in known]

    def category(self, code: str) -> str:
        """What that category is called."""
        return self.visit.name("category", code)

"""What the parts of the rewards page share, and how one of its fields changes a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard import plans
from dashboard.board import keep, kept
from dashboard.decisions import Basis, appraised, faults_of
from dashboard.scenarios import Board
from dashboard.texts import plain
from dashboard.visit import Visit
from metrics.decide import Fault, Scenario
from metrics.decide.appraisal import Appraisal
from metrics.disclosure.spoken import filled
from metrics.words import N_, Words

WHOLE, TERMS, ASSUMPTIONS, CATEGORY = (
    N_("The plan as a whole"), N_("Terms, and what makes it a precedent"), N_("Assumptions"), N_("Category"))
IN_TERMS = ("least_hours", "least_checkins", "years_before", "effect")
WITHOUT_FIELD = ("seed", "draws")
NO_FIELD = N_("No field of this page holds it: take this plan away and begin with another.")


@dataclass(frozen=True)
class Bench:
    """The plans side by side for one reader: `shown` are appraised, `faults` say why the others cannot be, by slot."""

    visit: Visit
    basis: Basis
    board: Board
    shown: Mapping[str, Appraisal]
    faults: Mapping[str, tuple[Fault, ...]]

    @classmethod
    def of(cls, visit: Visit, basis: Basis, board: Board) -> Bench:
        """With every plan that can be appraised."""
        faults = {slot: faults_of(one, basis) for slot, one in board.all.items()}
        shown = {slot: appraised(one, basis).appraisal for slot, one in board.all.items() if not faults[slot]}
        return cls(visit, basis, board, shown, {slot: found for slot, found in faults.items() if found})

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

    def title(self, slot: str) -> str:
        """What that plan is called; where two have one name, its letter tells them apart."""
        names = {one: self.words(plans.FIXED[one]) if one in plans.FIXED else plan.name
                 for one, plan in self.board.all.items()}
        alone = list(names.values()).count(names[slot]) == 1 or slot in plans.FIXED
        return names[slot] if alone else f"{names[slot]} ({slot.upper()})"

    def category(self, code: str) -> str:
        """What that category is called."""
        return self.visit.name("category", code)

    def say(self, place: str) -> None:
        """What is wrong with that field of the plan looked at, under the field."""
        for one in self.faults.get(self.board.chosen, ()):
            if one.place == place or one.place.startswith(f"{place}."):
                st.error(plain(filled(one.text, one.values, self.words)), icon=":material/error:")

    def wrong(self) -> list[str]:
        """Everything that is wrong with the plan looked at, each with the category it is about and where to mend it."""
        _, known = self.words, {plan.category for plan in self.scenario.categories}
        said = []
        for one in self.faults.get(self.board.chosen, ()):
            about = next((part for part in one.place.split(".")[1:] if part in known), "")
            sentence = filled(one.text, one.values, _)
            tab = _(_tab(one.place))
            mend = _("Mend it under “{tab}”.", tab=tab) if tab else _(NO_FIELD)
            said.append(f"{self.category(about)}: {sentence} {mend}" if about else f"{sentence} {mend}")
        return said

    def field(self, widget: Callable[..., Any], label: str, value: object, change: Callable[[Scenario, Any], Scenario],
              *, key: str, place: str = "", **how: object) -> None:
        """A field that shows `value`; `change` gives the plan that follows from what a reader puts in its place."""
        key = f"plan_{key}"
        st.session_state[key] = value
        name = self.words("Plan {letter}", letter="ABCD"[len(self.board.plans) % 4])
        widget(label, key=key, on_change=_changed, args=(key, change, name), disabled=self.board.fixed, **how)
        if place:
            self.say(place)


def _tab(place: str) -> str:
    """Where the field stands that a fault is about: the label of its part of the page; empty without a field."""
    first, _dot, rest = place.partition(".")
    if first == "categories":
        return TERMS if rest.rpartition(".")[2] in IN_TERMS else CATEGORY
    return "" if first in WITHOUT_FIELD else ASSUMPTIONS if first == "assumptions" else WHOLE


def again() -> None:
    """Draws the fragment anew, or the page where that is what is being drawn."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def _changed(key: str, change: Callable[[Scenario, Any], Scenario], name: str) -> None:
    board = kept()
    keep(board.changed(change(board.scenario, st.session_state[key]), name))

"""The board of one reader: kept for the visit, written to the URL, and read from a URL that
somebody else wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from dashboard.session.plan_links import (
    NOTHING,
    SHOWN_PLAN,
    SLOTS,
    TODAY,
    LinkError,
    decode,
    encode,
)
from metrics.i18n import N_
from metrics.rewards import Scenario
from metrics.rewards.model import do_nothing

NO_ROOM = N_("{n} plans are open, which is the maximum. Remove one to make room.")
KEPT, WRITTEN = "board", "board_written"
NAMES = (*SLOTS, SHOWN_PLAN)


@dataclass(frozen=True)
class PlanComparison:
    """The plans side by side: nothing and today's, which never change, and up to four of the
    reader's by slot.

    `chosen` is the one that is looked at; `based_on` says on which saved version a plan rests.
    """

    today: Scenario
    plans: Mapping[str, Scenario] = field(default_factory=dict)
    based_on: Mapping[str, int] = field(default_factory=dict)
    chosen: str = TODAY

    @property
    def all(self) -> dict[str, Scenario]:
        """Every plan by slot, "do nothing" and today's first."""
        return {
            NOTHING: do_nothing(self.today),
            TODAY: self.today,
            **dict(sorted(self.plans.items())),
        }

    @property
    def scenario(self) -> Scenario:
        """The plan that is looked at."""
        return self.all[self.chosen]

    @property
    def full(self) -> bool:
        return len(self.plans) == len(SLOTS)

    @property
    def fixed(self) -> bool:
        """Whether the plan that is looked at cannot be changed, nor a changed copy of it be
        added.
        """
        return self.chosen not in self.plans and self.full

    def showing(self, chosen: str) -> PlanComparison:
        """With another plan looked at."""
        return replace(self, chosen=chosen if chosen in self.all else TODAY)

    def changed(self, scenario: Scenario, name: str = "") -> PlanComparison:
        """With that in place of the plan looked at; today's and nothing stay, the change becomes a
        plan of its own, with that name.
        """
        if self.chosen in self.plans:
            return replace(self, plans={**self.plans, self.chosen: scenario})
        return self.added(replace(scenario, name=name or scenario.name))

    def added(self, scenario: Scenario, based_on: int | None = None) -> PlanComparison:
        """With one more plan, which is then looked at; as it is where there is no room."""
        free = [slot for slot in SLOTS if slot not in self.plans]
        if not free:
            return self
        bases = self.based_on if based_on is None else {**self.based_on, free[0]: based_on}
        return replace(
            self, plans={**self.plans, free[0]: scenario}, based_on=bases, chosen=free[0]
        )

    def saved(self, version: int) -> PlanComparison:
        """With the plan looked at resting on that version."""
        return replace(self, based_on={**self.based_on, self.chosen: version})

    def without(self, slot: str) -> PlanComparison:
        """Without that plan."""
        plans, bases = (
            {key: one for key, one in kept.items() if key != slot}
            for kept in (self.plans, self.based_on)
        )
        chosen = (
            self.chosen if self.chosen in (NOTHING, TODAY, *plans) else next(iter(plans), TODAY)
        )
        return replace(self, plans=plans, based_on=bases, chosen=chosen)

    def to_query(self) -> dict[str, str]:
        """The board as parameters of a URL; `comparison` reads them."""
        links = {
            slot: encode(one, self.based_on.get(slot)) for slot, one in sorted(self.plans.items())
        }
        return links | ({SHOWN_PLAN: self.chosen} if self.chosen != TODAY else {})


def comparison_from_query(query: Mapping[str, str], today: Scenario) -> tuple[PlanComparison, bool]:
    """The board of a URL's parameters, and whether all of it could be read."""
    plans, bases, whole = {}, {}, True
    for slot in SLOTS:
        if not query.get(slot):
            continue
        try:
            plans[slot], based_on = decode(query[slot])
        except LinkError:
            whole = False
            continue
        if based_on is not None:
            bases[slot] = based_on
    return PlanComparison(today, plans, bases).showing(query.get(SHOWN_PLAN, TODAY)), whole


def current_comparison(today: Scenario) -> tuple[PlanComparison, bool]:
    """The board, and whether all of the URL could be read.

    Two quick changes can reach the server with one and the same old URL, so a URL that this visit
    wrote itself is not read again; any other is.
    """
    query = {name: st.query_params[name] for name in NAMES if st.query_params.get(name)}
    kept, written = st.session_state.get(KEPT), st.session_state.get(WRITTEN, [])
    if kept is not None and (not query or query in written):
        found, whole = replace(kept, today=today), True
    else:
        found, whole = comparison_from_query(query, today)
    keep_comparison(found)
    return found, whole


def keep_comparison(found: PlanComparison) -> None:
    """Keeps the board and writes it to the URL."""
    query = found.to_query()
    st.session_state[KEPT] = found
    st.session_state[WRITTEN] = [*st.session_state.get(WRITTEN, [])[-50:], query]
    for name in NAMES:
        if name not in query:
            st.query_params.pop(name, None)
    if query:
        st.query_params.update(query)


def kept_comparison() -> PlanComparison:
    """The board as it is now; for what happens when a reader changes something."""
    return st.session_state[KEPT]

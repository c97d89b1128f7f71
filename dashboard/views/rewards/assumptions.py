"""What a plan assumes: what differs from what the product ships, and another number in its
place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.text import plan_text, quantities
from dashboard.text.labels import ASSUMPTION_OWNERS
from dashboard.views.rewards.assume import show_form
from dashboard.views.rewards.employer import show_employer
from dashboard.views.rewards.fields import say
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import Locale
from metrics.rewards import assumptions_in_force, changed_assumptions
from metrics.value import Assumption


def show_assumptions(view_model: RewardsViewModel) -> None:
    """The differences, the form, and what the company is as an employer."""
    scenario = view_model.scenario
    sound = tuple(one for one in scenario.assumptions if one[1] <= one[2] <= one[3])
    now = assumptions_in_force(replace(scenario, assumptions=sound), view_model.basis.assumptions)
    _show_differences(now, view_model.locale)
    name = _chosen(view_model, now)
    show_form(view_model, now[name])
    say(view_model, f"assumptions.{name}")
    others = {one.place for one in view_model.wrong if one.place.startswith("assumptions.")}
    for place in sorted(others - {f"assumptions.{name}"}):
        say(view_model, place)
    show_employer(view_model.basis.facts.employer, view_model.locale)


def _show_differences(now: Mapping[str, Assumption], _: Locale) -> None:
    changed = changed_assumptions(now)
    if not changed:
        st.markdown(plain(_("All assumptions have their default values.")))
        return
    rows = [
        (
            plain(_(one.now.meaning)),
            plain(_ends(one.shipped, _)),
            plain(_ends(one.now, _)),
            plain(_(one.now.unit)),
            plain(_(ASSUMPTION_OWNERS[one.now.owner])),
        )
        for one in changed
    ]
    header = [
        _("Changed assumption"),
        _("Default"),
        _("Current value"),
        _("Unit"),
        _("Owner"),
    ]
    st.markdown(table(header, rows))


def _chosen(view_model: RewardsViewModel, now: Mapping[str, Assumption]) -> str:
    """The assumption that the reader looks at; those that move the plan most come first."""
    _ = view_model.locale
    used = (
        [one.name for one in view_model.found.swings if one.name in now] if view_model.found else []
    )
    names = [*used, *(name for name in now if name not in used)]
    labels = {name: plan_text.input_name(name, now, view_model.context.names, _) for name in names}
    return st.selectbox(
        _("Change an assumption"),
        names,
        format_func=labels.__getitem__,
        key="assumption",
        help=_("The assumptions that move this plan most come first."),
    )


def _ends(one: Assumption, _: Locale) -> str:
    return " / ".join(quantities.assumption_value(end, _) for end in (one.low, one.base, one.high))

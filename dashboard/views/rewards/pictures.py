"""What a plan comes from, what it hangs on and how sure it is: each a picture with what it means
beneath it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.components import show_chart
from dashboard.figures import bridge_chart, bridge_steps, plan_ranges, tornado_chart, tornado_rows
from dashboard.markdown import plain
from dashboard.session.plan_links import NOTHING, TODAY
from dashboard.views.rewards.view_model import RewardsViewModel


def show_bridge(view_model: RewardsViewModel) -> None:
    """From what it brings to what is left."""
    _ = view_model.locale
    if not view_model.scenario.categories:
        st.markdown(plain(_("This plan has no category.")))
        return
    today = (
        view_model.shown.get(TODAY)
        if view_model.comparison.chosen not in (TODAY, NOTHING)
        else None
    )
    show_chart(bridge_chart(bridge_steps(view_model.found, today, _), _), _, key="bridge")
    st.caption(
        plain(
            _(
                (
                    "Solid: as it runs today. Outlined: planned. Hatched: expected. In this "
                    "base case, every input is at its best estimate and the net result is "
                    "{base}. The median outcome is {middle}, because some inputs can deviate "
                    "further from their best estimate on one side."
                ),
                base=_.money_short(view_model.found.base["net"]),
                middle=_.money_short(view_model.found.net.median),
            )
        )
    )


def show_tornado(view_model: RewardsViewModel) -> None:
    """What the answer hangs on."""
    _, found = view_model.locale, view_model.found
    if not found.swings:
        st.markdown(plain(_("This plan does nothing, so nothing is uncertain.")))
        return
    shown = tornado_rows(found.swings, view_model.basis.assumptions, view_model.context.names, _)
    show_chart(tornado_chart(shown, found.base["npv"], _), _, key="tornado")
    st.caption(
        plain(
            _(
                "Net present value with one input at its low (outlined) or high end "
                "(hatched), the others at their best estimate. A bar that crosses zero can "
                "reverse the decision."
            )
        )
    )


def show_sureness(view_model: RewardsViewModel) -> None:
    """How sure each plan is."""
    _ = view_model.locale
    show_chart(
        plan_ranges(
            {view_model.title(slot): (one.net, one.pays) for slot, one in view_model.shown.items()},
            _,
        ),
        _,
        key="distribution",
    )
    st.caption(
        plain(
            _(
                "Bar: 80 of 100 simulated outcomes. Thin line: 95 of 100. Dot: the median. "
                "All plans use the same random draws, so a difference between two plans is "
                "not chance."
            )
        )
    )

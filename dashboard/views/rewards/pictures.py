"""What a plan comes from, what it hangs on and how sure it is: each a picture with what it means
beneath it.
"""

from __future__ import annotations

import streamlit as st

from dashboard import plans
from dashboard.figures import bridge, distribution, tornado
from dashboard.pieces import chart
from dashboard.scenarios import NOTHING, TODAY
from dashboard.texts import plain
from dashboard.views.rewards.bench import Bench


def show_bridge(bench: Bench) -> None:
    """From what it brings to what is left."""
    _ = bench.words
    if not bench.scenario.categories:
        st.markdown(plain(_("This plan has no category.")))
        return
    today = bench.shown.get(TODAY) if bench.board.chosen not in (TODAY, NOTHING) else None
    chart(bridge(plans.steps(bench.found, today, _), _), _, key="bridge")
    st.caption(
        plain(
            _(
                (
                    "Solid: as it runs today. Outlined: planned. Hatched: expected. In this "
                    "base case, every input is at its best estimate and the net result is "
                    "{base}. The median outcome is {middle}, because some inputs can deviate "
                    "further from their best estimate on one side."
                ),
                base=_.money_short(bench.found.base["net"]),
                middle=_.money_short(bench.found.net.middle),
            )
        )
    )


def show_tornado(bench: Bench) -> None:
    """What the answer hangs on."""
    _, found = bench.words, bench.found
    if not found.swings:
        st.markdown(plain(_("This plan does nothing, so nothing is uncertain.")))
        return
    shown = plans.bars(found.swings, bench.basis.of, bench.visit.names, _)
    chart(tornado(shown, found.base["npv"], _), _, key="tornado")
    st.caption(
        plain(
            _(
                "Net present value with one input at its low (outlined) or high end "
                "(hatched), the others at their best estimate. A bar that crosses zero can "
                "reverse the decision."
            )
        )
    )


def show_sureness(bench: Bench) -> None:
    """How sure each plan is."""
    _ = bench.words
    chart(
        distribution(
            {bench.title(slot): (one.net, one.pays) for slot, one in bench.shown.items()}, _
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

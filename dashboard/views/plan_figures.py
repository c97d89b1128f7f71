"""What lies behind a plan's figures: each picture with what it means beneath it."""

from __future__ import annotations

import streamlit as st

from dashboard import plans
from dashboard.decisions import corridor_of, precedent_of
from dashboard.figures import Span, bridge, corridor, distribution, tornado
from dashboard.pieces import chart
from dashboard.scenarios import NOTHING, TODAY
from dashboard.texts import bold, plain, table
from dashboard.views.bench import Bench
from metrics.decide.precedent import Precedent
from metrics.disclosure.spoken import filled
from metrics.words import N_

BANDS = {"none": N_("none"), "low": N_("low"), "middle": N_("middle"), "high": N_("high")}


def show_bridge(bench: Bench) -> None:
    """From what it brings to what is left."""
    _ = bench.words
    if not bench.scenario.categories:
        st.markdown(plain(_("This plan has no category.")))
        return
    today = bench.shown.get(TODAY) if bench.board.chosen not in (TODAY, NOTHING) else None
    chart(bridge(plans.steps(bench.found, today, _), _), _, key="bridge")
    st.caption(plain(_(
        "Solid: as it runs today. Outlined: planned. Hatched: expected. Every number at its base; the middle of all "
        "draws is {middle}, because several numbers reach further to one side than to the other.",
        middle=_.money_short(bench.found.net.middle))))


def show_tornado(bench: Bench) -> None:
    """What the answer hangs on."""
    _, found = bench.words, bench.found
    if not found.swings:
        st.markdown(plain(_("Nothing is uncertain where nothing is done.")))
        return
    shown = plans.bars(found.swings, bench.basis.of, bench.visit.names, _)
    chart(tornado(shown, found.base["npv"], _), _, key="tornado")
    st.caption(plain(_("Net present value with one number at its low end (outlined) and at its high end (hatched), all "
                       "others at their base. A bar that crosses zero can turn the decision.")))


def show_sureness(bench: Bench) -> None:
    """How sure each plan is."""
    _ = bench.words
    chart(distribution({bench.title(slot): (one.net, one.pays) for slot, one in bench.shown.items()}, _), _,
          key="distribution")
    st.caption(plain(_("Bar: 80 of 100 draws, thin line: 95, dot: the middle. All plans are drawn with the same "
                       "numbers, so a difference between two of them is not chance.")))


def show_corridors(bench: Bench) -> None:
    """Where a reward can lie in each category, and where it lies."""
    _, scenario = bench.words, bench.scenario
    if not scenario.categories:
        st.markdown(plain(_("This plan has no category.")))
        return
    found = [corridor_of(scenario, one.category, bench.basis).corridor for one in scenario.categories]
    spans = [Span(bench.category(one.category), one.floor, one.ceiling, one.present,
                  one.break_even[0].cost if one.break_even else None) for one in found]
    chart(corridor(spans, _), _, key="corridor")
    st.caption(plain(_("From what a mentor gives up to what the hours would cost from outside, per mentor and pairing, "
                       "at what it costs the company; thin: how far both ends may lie. Diamond: this plan. Dotted, "
                       "where it is near: break-even.")))
    for one in found:
        said = " ".join(filled(text, values, _) for text, values in one.notes)
        st.markdown(f"- {bold(bench.category(one.category))}: {plain(said)}")


def show_precedents(bench: Bench) -> None:
    """What a repeated reward may become, category by category."""
    _, scenario = bench.words, bench.scenario
    found = [precedent_of(one, scenario, bench.basis).precedent for one in scenario.categories]
    given = [one for one in found if one.band != "none"]
    if not given:
        st.markdown(plain(_("Nothing is given that could become an entitlement.")))
        return
    header = [_("Category"), _("Points"), _("Risk"), _("Chance"), _("A year would cost"), _("Liability, today's euros")]
    st.markdown(table(header, [_precedent(one, bench) for one in given]))
    st.caption(plain(_("Chance times what everybody in the circle would cost in a year, times the years it would have "
                       "to be paid after the plan. It is a chance of a cost and stands apart from what is left over.")))
    code = st.selectbox(_("Score card of"), [one.category for one in given], key="card_category",
                        format_func={one.category: bench.category(one.category) for one in given}.__getitem__)
    card = next(one for one in given if one.category == code)
    st.markdown(table([_("Point of view"), _("Points"), _("of")], [
        (plain(filled(mark.title, mark.values, _)), _.number(mark.points, 1), _.number(mark.weight))
        for mark in card.marks]))
    for text, values in card.notes:
        st.caption(plain(filled(text, values, _)))


def _precedent(one: Precedent, bench: Bench) -> tuple[str, ...]:
    _ = bench.words
    low, high = _.money_short(one.liability.low), _.money_short(one.liability.high)
    return (plain(bench.category(one.category)), plain(f"{_.number(one.points)} / {_.number(one.most)}"),
            plain(_(BANDS[one.band])), plain(_.percent(one.probability.base)), plain(_.money_short(one.yearly)),
            plain(_("{middle} ({low} to {high})", middle=_.money_short(one.liability.base), low=low, high=high)))

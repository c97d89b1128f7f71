"""What lies behind a plan's figures: each picture with what it means beneath it."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from dashboard import plans
from dashboard.decisions import corridor_of, precedent_of
from dashboard.figures import Span, bridge, corridor, distribution, tornado
from dashboard.pieces import chart
from dashboard.scenarios import NOTHING, TODAY
from dashboard.texts import bold, plain, table
from dashboard.views.bench import Bench
from metrics.decide.corridor import Corridor
from metrics.decide.precedent import Precedent
from metrics.disclosure.spoken import filled
from metrics.value.reward_cost import net_cost
from metrics.value.tax import rules
from metrics.words import N_, Words

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
        "Solid: as it runs today. Outlined: planned. Hatched: expected. Every number at its base: {base} is left. The "
        "middle of the draws is {middle}, because several numbers reach further to one side than to the other.",
        base=_.money_short(bench.found.base["net"]), middle=_.money_short(bench.found.net.middle))))


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
    st.caption(plain(_("Bar: 80 of 100 draws, thin line: 95, dot: the middle of the draws. All plans are drawn with "
                       "the same numbers, so a difference between two of them is not chance.")))


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
        said = [filled(text, values, _) for text, values in one.notes] + list(_marginal(one, _))
        st.markdown(f"- {bold(bench.category(one.category))}: {plain(' '.join(said))}")
    _net_costs(bench)


def _marginal(found: Corridor, _: Words) -> Iterator[str]:
    if found.marginal is not None:
        low, base, high = (_.money(end, 2) for end in (found.marginal.low, found.marginal.base, found.marginal.high))
        yield _("One more euro promised for each pairing changes the net present value by {base} (between {low} and "
                "{high}).", base=base, low=low, high=high)


def _net_costs(bench: Bench) -> None:
    """What it costs to leave a mentor € 1,000, in each way."""
    _, scenario = bench.words, bench.scenario
    net = 1_000.0
    found = net_cost(rules(scenario.tax_profile, scenario.tax_year), net=net)
    st.markdown(bold(_("What it costs that a mentor keeps {net}, by the tax rules of {year}", net=_.money(net),
                       year=str(scenario.tax_year))))
    st.markdown(table([_("Way"), _("Taxable wage a year"), _("Costs the company")], [
        (plain(_(one.way)), plain("" if one.pay is None else _.money(one.pay)),
         plain(_("cannot be told of this year") if one.cost is None else _.money(one.cost, 2))) for one in found]))
    for why in dict.fromkeys(one.reason.sentence(_) for one in found if one.reason):
        st.caption(plain(why))


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

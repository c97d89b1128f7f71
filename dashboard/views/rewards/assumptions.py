"""What a plan assumes: what differs from what the product ships, and a form to put another number in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard import plans, sentences
from dashboard.board import keep, kept
from dashboard.exports.labels import GRADES, OWNERS
from dashboard.texts import plain, table
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.employer import show_employer
from dashboard.views.rewards.fields import say
from metrics.decide.numbers import differences, in_force
from metrics.decide.scenario import Scenario
from metrics.value.assumptions import ENDS, Assumption
from metrics.words import Words


def show_assumptions(bench: Bench) -> None:
    """The differences, the form, and what the company is as an employer."""
    scenario = bench.scenario
    sound = tuple(one for one in scenario.assumptions if one[1] <= one[2] <= one[3])
    now = in_force(replace(scenario, assumptions=sound), bench.basis.of)
    _show_differences(now, bench.words)
    name = _chosen(bench, now)
    _show_form(bench, now[name])
    say(bench, f"assumptions.{name}")
    others = {one.place for one in bench.wrong if one.place.startswith("assumptions.")}
    for place in sorted(others - {f"assumptions.{name}"}):
        say(bench, place)
    show_employer(bench.basis.facts.facts.employer, bench.words)


def _show_differences(now: Mapping[str, Assumption], _: Words) -> None:
    changed = differences(now)
    if not changed:
        st.markdown(plain(_("Every number is as it comes with the product.")))
        return
    rows = [(plain(_(one.now.meaning)), plain(_ends(one.shipped, _)), plain(_ends(one.now, _)),
             plain(_(one.now.unit)), plain(_(OWNERS[one.now.owner]))) for one in changed]
    header = [_("Differs from what comes with the product"), _("Shipped"), _("Now"), _("Unit"), _("Owner")]
    st.markdown(table(header, rows))


def _chosen(bench: Bench, now: Mapping[str, Assumption]) -> str:
    """The assumption that the reader looks at; those that move the plan most come first."""
    _ = bench.words
    used = [one.name for one in bench.found.swings if one.name in now] if bench.found else []
    names = [*used, *(name for name in now if name not in used)]
    labels = {name: plans.number_name(name, now, bench.visit.names, _) for name in names}
    return st.selectbox(_("Put another number in the place of"), names, format_func=labels.__getitem__,
                        key="assumption", help=_("First the numbers that move this plan most."))


def _show_form(bench: Bench, about: Assumption) -> None:
    _, name, off = bench.words, about.name, bench.board.fixed
    typed = next((one[1:] for one in bench.scenario.assumptions if one[0] == name),
                 (about.low, about.base, about.high))
    st.caption(plain(_("Unit: {unit}. How it is known: {grade}. {source}", unit=_(about.unit),
                       grade=_(GRADES[about.grade]), source=_(about.source))))
    with st.form(f"assume_{name}_{bench.board.chosen}", border=False):
        places = st.columns([2, 2, 2, 2, 2], vertical_alignment="bottom")
        for place, label, end, value in zip(places, (_("Low"), _("Base"), _("High")), ENDS, typed, strict=False):
            place.number_input(label, value=float(value), format="%g", key=f"assume_{end}_{name}", disabled=off)
        places[3].form_submit_button(_("Use these"), on_click=_assume, args=(name, bench.next_name), disabled=off)
        places[4].form_submit_button(_("As it was"), on_click=_forget, args=(name,), disabled=off)


def _ends(one: Assumption, _: Words) -> str:
    return " / ".join(sentences.assumed(end, _) for end in (one.low, one.base, one.high))


def _assume(name: str, plan: str) -> None:
    board = kept()
    ends = tuple(st.session_state[f"assume_{end}_{name}"] for end in ENDS)
    keep(board.changed(_with(board.scenario, name, ends), plan))


def _forget(name: str) -> None:
    board = kept()
    if board.chosen in board.plans:
        keep(board.changed(_with(board.scenario, name, None)))
    for end in ENDS:
        st.session_state.pop(f"assume_{end}_{name}", None)


def _with(scenario: Scenario, name: str, ends: tuple[float, ...] | None) -> Scenario:
    others = tuple(one for one in scenario.assumptions if one[0] != name)
    return replace(scenario, assumptions=others if ends is None else (*others, (name, *ends)))

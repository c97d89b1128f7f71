"""What a plan comes to, in sentences: the answer, where its reward lies, and what it does not
know.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import data, plans
from dashboard.decisions import corridor_of
from dashboard.scenarios import TODAY
from dashboard.texts import plain
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.changes import of_whole
from dashboard.views.rewards.fields import field, wrong
from metrics.disclosure.plain_text import filled
from metrics.rewards.inputs import is_measured


def show_answer(bench: Bench, head: Any) -> None:
    """The headline, how sure that is, what is wrong where something is, and the cautious way of
    counting.
    """
    _, found, known = bench.words, bench.found, bench.basis.facts.facts
    if found is None:
        title = _("This plan cannot be calculated yet")
        beneath = _("See below what is wrong and where to fix it. Nothing is lost.")
    elif bench.board.chosen == TODAY and not bench.scenario.categories:
        title = _("No pairing started in the last twelve months")
        beneath = _("To start a plan, enter the number of pairings for a category.")
        if not any(is_measured(known, name) for name in known.categories):
            beneath += " " + _(
                "Its return rests on published results of others until effects can be "
                "measured here."
            )
    else:
        title, beneath = plans.headline(found, _), plans.beneath(found, _)
    head.title(plain(title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"{bench.title(bench.board.chosen)}. {beneath}"), width="stretch")
        field(
            bench,
            st.toggle,
            _("Conservative case"),
            bench.scenario.conservative,
            of_whole("conservative"),
            key="conservative",
            width="content",
            help=_(
                "Follows Phillips: effects at their lower bound, the first year only, all "
                "costs, and zero where nothing was measured."
            ),
        )
    for says in wrong(bench):
        st.error(plain(says), icon=":material/error:")
    if not data.report(bench.visit.snapshot.id, _.language)["tables"].get("meetings"):
        st.info(
            plain(
                _(
                    "No meetings are loaded. Hours count as agreed, and every pairing is "
                    "assumed to meet them."
                )
            ),
            icon=":material/info:",
        )


def say_corridor(bench: Bench, category: str) -> None:
    """Where the reward of the category lies, in sentences."""
    if bench.found is None or category not in {one.category for one in bench.scenario.categories}:
        return
    _, found = bench.words, corridor_of(bench.scenario, category, bench.basis).corridor
    st.markdown(
        plain(
            " ".join(
                [
                    _("Per pairing, at cost to the company:"),
                    *(filled(text, values, _) for text, values in found.notes),
                ]
            )
        )
    )


def show_unsure(bench: Bench) -> None:
    """What the plan does not know: every note, then what it hangs on most."""
    _ = bench.words
    if bench.found is None or not bench.scenario.categories:
        return
    st.markdown(f"**{plain(_('Caveats and uncertainty'))}**")
    names = bench.visit.names
    for says in (
        *plans.notes(bench.found, names, _),
        *plans.unsure(bench.found, bench.basis.of, names, _),
    ):
        st.markdown(
            f"- {plain(says)}".replace("−€", "−\u2060€")
        )  # a line must not end in the minus
    if bench.basis.facts.stands_in:
        names = ", ".join(map(bench.category, bench.basis.facts.stands_in))
        st.caption(
            plain(
                _(
                    (
                        "{names}: fewer than ten pairings or mentors, so company-wide "
                        "figures are used."
                    ),
                    names=names,
                )
            )
        )
    st.caption(
        plain(_("Not valued in money: {names}.", names="; ".join(map(_, bench.found.intangibles))))
    )

"""What a budget buys, what comes next with more, and why each of the others lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.board import keep, kept
from dashboard.decisions import Basis, Menu, losers_of, next_of
from dashboard.pieces import download
from dashboard.scenarios import with_plan
from dashboard.texts import bold, plain, table
from dashboard.visit import Visit
from metrics.decide import RewardPlan, Scenario
from metrics.decide.options import CENT
from metrics.decide.portfolio import Choice, Chosen
from metrics.disclosure.spoken import filled
from metrics.words import N_, Words

MORE = 10_000
REWARDS = {
    "nothing": (N_("no reward"), RewardPlan()),
    "thanks": (N_("thanks, openly"), RewardPlan("recognition")),
    "lunch": (N_("a lunch of € 25"), RewardPlan("lunch", 25.0)),
    "gift": (N_("a gift of € 75"), RewardPlan("gift", 75.0)),
    "time_off": (N_("time off worth € 300"), RewardPlan("time_off", 300.0)),
    "bonus_500": (N_("a bonus of € 500"), RewardPlan("cash", 500.0)),
    "bonus_1000": (N_("a bonus of € 1,000"), RewardPlan("cash", 1_000.0)),
    "training": (N_("a paid training of € 1,500"), RewardPlan("training", 1_500.0)),
}


def reward(name: str, _: Words) -> str:
    """What a reward of the menu is called."""
    return _(REWARDS[name][0]).replace("€ ", "€\u00a0")


def headline(choice: Choice, _: Words) -> str:
    """The answer in one line."""
    if not choice.chosen:
        return _("A budget of {budget} buys nothing that pays", budget=_.money_short(choice.budget))
    return _.plural("With {budget} the best choice is {n} category, and leaves {net} on average",
                    "With {budget} the best choice is {n} categories, and leaves {net} on average", len(choice.chosen),
                    budget=_.money_short(choice.budget), net=_.money_short(choice.totals.net))


def show_chosen(visit: Visit, choice: Choice, scenario: Scenario) -> None:
    """What is bought, or why nothing is; and a button that opens it as a plan."""
    _ = visit.words
    for text, values in choice.notes:
        st.info(plain(filled(text, values, _)), icon=":material/info:")
    if not choice.chosen:
        return
    header = [_("Category"), _("Reward"), _("Pairings"), _("Cash"), _("Left over on average, today's euros")]
    rows = [(plain(visit.name("category", one.option.category)), plain(reward(one.option.plan, _)),
             plain(_.number(pairings)), plain(_.money_short(cash)), plain(_.money_short(net)))
            for one, (pairings, cash, net) in _amounts(choice)]
    total = choice.totals
    rows.append((bold(_("together")), "", bold(_.number(total.pairings)), bold(_.money_short(total.cash)),
                 bold(_.money_short(total.net))))
    st.markdown(table(header, rows, right=2))
    if choice.tail is not None:
        st.caption(plain(_("In the worst tenth of the draws {tail} is left on average.",
                           tail=_.money_short(choice.tail))))
    with st.container(horizontal=True):
        _open_as_plan(visit, choice, scenario)
        header = [_("category"), _("reward"), _("pairings"), _("cash"), _("left over on average")]
        download(visit, "portfolio", header, [
            [visit.name("category", one.option.category), reward(one.option.plan, _), *amounts]
            for one, amounts in _amounts(choice)])


def _amounts(choice: Choice) -> list[tuple[Chosen, tuple[float, float, float]]]:
    """Pairings, cash and net of each, with the pairings that are counted."""
    return [(one, (one.total(lambda of: of.pairings), one.total(lambda of: of.cash), one.total(lambda of: of.net)))
            for one in choice.chosen]


def say_smallest(visit: Visit, choice: Choice, smallest: float | None) -> None:
    """From which budget on anything is bought; a choice of nothing says it by itself."""
    _ = visit.words
    if not choice.chosen or smallest is None:
        return
    st.markdown(plain(_("The smallest budget that buys something that pays is {amount}.", amount=_.money(smallest))
                      if smallest >= CENT else _("Even without a budget there is something to do that pays.")))


def _open_as_plan(visit: Visit, choice: Choice, scenario: Scenario) -> None:
    _ = visit.words
    name = _("Best for {budget}", budget=_.money_short(choice.budget)).replace("\xa0", " ")  # as a reader types it
    plan = _as_plan(choice, scenario, name)
    st.button(_("Add to the plans"), icon=":material/add:", key="add_choice", disabled=kept().full,
              on_click=lambda: keep(kept().added(plan)),
              help=_("Puts this choice beside the plans of the page Rewards."))
    if plan.name in {one.name for one in kept().plans.values()}:
        st.page_link(visit.pages["rewards"], label=_("See it on the page Rewards"), icon=":material/arrow_forward:")


def _as_plan(choice: Choice, scenario: Scenario, name: str) -> Scenario:
    """The choice as a scenario: only the categories that are chosen, each with its reward and its pairings."""
    chosen = {one.option.category: (REWARDS[one.option.plan][1], round(pairings))
              for one, (pairings, _cash, _net) in _amounts(choice)}
    found = replace(scenario, name=name, categories=())
    for plan in scenario.categories:
        if plan.category in chosen:
            reward_plan, pairings = chosen[plan.category]
            found = with_plan(found, replace(plan, reward=reward_plan, pairings=pairings))
    return found


def show_next(visit: Visit, menu: Menu, budget: int, basis: Basis) -> None:
    """What changes with more money."""
    _ = visit.words
    then = next_of(menu, budget, MORE, basis).known
    st.subheader(plain(_("With {more} more", more=_.money(MORE))), anchor=False)
    if not then.added:
        st.markdown(plain(_("Nothing changes: more money buys nothing better.")))
        return
    before = {one.option.category: one for one in then.dropped}
    for one in then.added:
        old = before.get(one.option.category)
        st.markdown(f"- {plain(_change(visit, one, old))}")
    st.markdown(plain(_("Together that leaves {gain} more.", gain=_.money_short(then.gain))))


def _change(visit: Visit, new: Chosen, old: Chosen | None) -> str:
    _, category = visit.words, visit.name("category", new.option.category)
    now = _said(new, _)
    if old is None:
        return _("{category}: {now}", category=category, now=now)
    return _("{category}: {now} in the place of {before}", category=category, now=now, before=_said(old, _))


def _said(one: Chosen, _: Words) -> str:
    """The reward, with the pairings where they are counted."""
    name = reward(one.option.plan, _)
    if not one.option.each:
        return name
    return _.plural("{reward} for {n} pairing", "{reward} for {n} pairings", round(one.total(lambda of: of.pairings)),
                    reward=name)


def show_losers(visit: Visit, menu: Menu, budget: int, basis: Basis) -> None:
    """A fold that is reckoned when it is opened: each loser takes a search of its own."""
    _ = visit.words
    fold = st.expander(_("Why each of the others lost"), key="losers", on_change="rerun")
    if not fold.open:
        return
    with fold:
        rows = []
        for released in losers_of(menu, budget, basis):
            one = released.known
            said = " ".join(filled(text, _named(values, _), _, 0) for text, values in one.notes)
            rows.append((plain(visit.name("category", one.option.category)), plain(reward(one.option.plan, _)),
                         plain(said)))
        st.markdown(table([_("Category"), _("Reward"), _("Why not")], rows, right=3))


def _named(values: Mapping[str, object], _: Words) -> dict[str, object]:
    """The values of a sentence, with the reward as the reader calls it."""
    return {key: reward(value, _) if key == "plan" else value for key, value in values.items()}

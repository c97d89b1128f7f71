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


def headline(choice: Choice, _: Words) -> str:
    """The answer in one line."""
    if not choice.chosen:
        return _("A budget of {budget} buys nothing that pays", budget=_.money_short(choice.budget))
    return _.plural("With {budget} the best choice is {n} category, and leaves {net}",
                    "With {budget} the best choice is {n} categories, and leaves {net}", len(choice.chosen),
                    budget=_.money_short(choice.budget), net=_.money_short(choice.totals.net))


def show_chosen(visit: Visit, choice: Choice, today: Scenario) -> None:
    """What is bought, or why nothing is; and a button that opens it as a plan."""
    _ = visit.words
    for text, values in choice.notes:
        st.info(plain(filled(text, values, _)), icon=":material/info:")
    if not choice.chosen:
        return
    header = [_("Category"), _("Reward"), _("Pairings"), _("Cash"), _("Left over")]
    rows = [(plain(visit.name("category", one.option.category)), plain(_(REWARDS[one.option.plan][0])),
             plain(_.number(one.option.pairings)), plain(_.money_short(one.option.cash)),
             plain(_.money_short(one.option.net))) for one in choice.chosen]
    total = choice.totals
    rows.append((bold(_("together")), "", bold(_.number(total.pairings)), bold(_.money_short(total.cash)),
                 bold(_.money_short(total.net))))
    st.markdown(table(header, rows, right=2))
    if choice.tail is not None:
        st.caption(plain(_("In the worst tenth of the draws {tail} is left on average.",
                           tail=_.money_short(choice.tail))))
    if st.button(_("Open as a plan"), icon=":material/open_in_new:", key="open_choice", disabled=kept().full,
                 help=_("Opens this choice on the page Rewards, beside the others.")):
        keep(kept().added(_as_plan(choice, today, _("Best for {budget}", budget=_.money_short(choice.budget)))))
        st.switch_page(visit.pages["rewards"])
    download(visit, "portfolio", [_("category"), _("reward"), _("pairings"), _("cash"), _("left over")], [
        [visit.name("category", one.option.category), _(REWARDS[one.option.plan][0]), one.option.pairings,
         one.option.cash, one.option.net] for one in choice.chosen])


def _as_plan(choice: Choice, today: Scenario, name: str) -> Scenario:
    """The choice as a scenario: only the categories that are chosen, each with its reward."""
    rewards = {one.option.category: REWARDS[one.option.plan][1] for one in choice.chosen}
    scenario = replace(today, name=name, categories=())
    for plan in today.categories:
        if plan.category in rewards:
            scenario = with_plan(scenario, replace(plan, reward=rewards[plan.category]))
    return scenario


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
    now = _(REWARDS[new.option.plan][0])
    if old is None:
        return _("{category}: {now}", category=category, now=now)
    return _("{category}: {now} in the place of {before}", category=category, now=now,
             before=_(REWARDS[old.option.plan][0]))


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
            said = " ".join(filled(text, _named(values, _), _) for text, values in one.notes)
            rows.append((plain(visit.name("category", one.option.category)), plain(_(REWARDS[one.option.plan][0])),
                         plain(said)))
        st.markdown(table([_("Category"), _("Reward"), _("Why not")], rows, right=3))


def _named(values: Mapping[str, object], _: Words) -> dict[str, object]:
    """The values of a sentence, with the reward as the reader calls it."""
    return {key: _(REWARDS[value][0]) if key == "plan" else value for key, value in values.items()}

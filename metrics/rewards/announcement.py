"""The message to mentors about a plan: what is offered, expected and not promised, and until when.

A draft to be edited. It names nobody, and no price of a lunch or a gift: a gift whose price is
mentioned works like money (Heyman and Ariely 2004).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from metrics.i18n import N_, Locale
from metrics.rewards.scenario import CategoryPlan, RewardPlan, Scenario

LONGEST = 120  # characters of a name
OFFERS = {
    "lunch": N_("We offer mentors a lunch."),
    "gift": N_("We offer mentors a gift."),
    "time_off": N_("We offer mentors paid time off, worth {amount} of working time."),
    "training": N_(
        "We pay for training of the mentor's own choice, for work and career, up to {amount}."
    ),
}
BONUSES = {
    "gross": N_("We offer mentors a bonus of {amount} gross."),
    "net": N_("We offer mentors a bonus of {amount} net."),
    "free_space": N_("We offer mentors a bonus of {amount}, on which they pay no tax."),
}
ALL_CATEGORIES = N_("all categories")
NOTHING_OFFERED = N_("We offer no reward in money or in kind. Mentoring is part of the work.")
THANKS_PUBLICLY = N_("We thank mentors publicly, where colleagues can see it.")
THANKS_PERSONALLY = N_("We thank mentors personally.")
LIMITED_MEANS = N_(
    "As a company with limited means, we cannot reward every initiative, however much we value it."
)
NO_RIGHT = N_(
    "It is not part of pay or the terms of employment. No right for later can be derived from "
    "giving it, even repeatedly."
)
SIGNED = N_("On behalf of {company}")


def write_announcement(
    scenario: Scenario,
    category: str,
    _: Locale,
    *,
    company: str = "",
    title: str = "",
    until: date | None = None,
) -> str:
    """Return the message to the mentors of `category` in the reader's language.

    Markdown that reads as plain text too. `title` is the category's name for a reader, where it is
    not its key. `until`: the last day on which a pairing can start under the plan, else the last
    day of the scenario's years, of which `tax_year` is the first. Names keep their characters,
    except invisible ones; the code that renders the text escapes them. Raise ScenarioError where
    the scenario does not have the category.
    """
    plan = scenario.plan(category)
    named = _name(title or category) or _(ALL_CATEGORIES)
    last = until or date(scenario.tax_year + scenario.years - 1, 12, 31)
    parts = (
        (_("Who this is for"), _for_whom(plan, named, _)),
        (_("What we expect"), _expected(plan, _)),
        (_("What we offer"), _offered(plan, _)),
        (_("What we do not promise"), _not_promised(plan.reward, _)),
        (_("Until when"), _until(plan.reward, last, _)),
    )
    text = [f"# {_('Mentoring ({category}): what we offer and what we expect', category=named)}"]
    text += [f"## {heading}\n\n{' '.join(sentences)}" for heading, sentences in parts]
    if signed := _name(company):
        text.append(_(SIGNED, company=signed))
    return "\n\n".join(text) + "\n"


def _for_whom(plan: CategoryPlan, named: str, _: Locale) -> Iterator[str]:
    if not plan.pairings:
        yield _("This is for everyone who mentors a colleague ({category}).", category=named)
        return
    yield _.plural(
        (
            "This is for everyone who mentors a colleague ({category}), for at most {n} "
            "pairing a year."
        ),
        (
            "This is for everyone who mentors a colleague ({category}), for at most {n} "
            "pairings a year."
        ),
        plan.pairings,
        category=named,
    )


def _expected(plan: CategoryPlan, _: Locale) -> Iterator[str]:
    whole = float(plan.hours).is_integer()
    hours = (
        _.plural("{n} hour", "{n} hours", int(plan.hours))
        if whole
        else _("{number} hours", number=_.number(plan.hours, 1))
    )
    yield _(
        "Mentor and mentee agree to spend {hours} on mentoring in {months}.",
        hours=hours,
        months=_.plural("{n} month", "{n} months", plan.months),
    )
    yield _("Anyone who is too busy, or finds that the two do not get along, says so in good time.")
    if not _given(plan.reward):
        return
    if plan.reward.least_hours:
        yield _(
            "The reward is for pairings that meet at least {share} of these hours.",
            share=_.percent(plan.reward.least_hours),
        )
    if least := plan.reward.least_checkins:
        yield _.plural(
            ("The reward requires at least {n} check-in with the programme lead."),
            ("The reward requires at least {n} check-ins with the programme lead."),
            least,
        )


def _offered(plan: CategoryPlan, _: Locale) -> Iterator[str]:
    reward = plan.reward
    if not _given(reward):
        yield _(NOTHING_OFFERED)
        return
    if reward.form == "recognition":
        yield (_(THANKS_PUBLICLY if reward.public else THANKS_PERSONALLY))
        return
    offer = BONUSES[reward.paid] if reward.form == "cash" else OFFERS[reward.form]
    yield _(offer, amount=_.money(reward.amount, 0 if float(reward.amount).is_integer() else 2))
    yield _when(plan, _)
    yield (
        _(
            "Management decides each time whether to give it. Meeting the terms does not in "
            "itself create a right to it."
        )
        if reward.discretionary
        else _("Mentors who meet the terms receive the reward.")
    )


def _when(plan: CategoryPlan, _: Locale) -> str:
    if plan.reward.when == "at_completion":
        return (
            _("Mentors can receive the reward once, when the pairing is completed.")
            if plan.reward.least_hours
            else _(
                "Mentors can receive the reward once, when the pairing is completed and the "
                "agreed hours are met."
            )
        )
    if plan.times == 1:
        return _("Mentors can receive the reward once for each pairing.")
    return (
        _(
            "Mentors can receive the reward after each quarter of a pairing, at most {n} times.",
            n=_.number(plan.times),
        )
        if plan.reward.when == "quarterly"
        else _(
            "Mentors can receive the reward after each year of a pairing, at most {n} times.",
            n=_.number(plan.times),
        )
    )


def _not_promised(reward: RewardPlan, _: Locale) -> Iterator[str]:
    if reward.reserved:
        yield _(LIMITED_MEANS)
        if _given(reward):
            yield (
                _("This offer applies to this programme and this period only.")
                if reward.ends
                else _("This offer applies to this programme only.")
            )
            yield _(NO_RIGHT)
            if reward.years_before:
                yield _("The fact that it was given in earlier years does not change this.")
            yield _("We may change or end it for pairings that have not started yet.")
    yield _("Taking part is not a promise of promotion, higher pay or a better review.")


def _until(reward: RewardPlan, last: date, _: Locale) -> Iterator[str]:
    if not reward.ends:
        yield _("No end date has been set.")
        return
    yield _("This applies to pairings that start on or before {date}.", date=_.date(last))
    yield _("It then ends automatically. Continuing after that requires a new decision in writing.")


def _given(reward: RewardPlan) -> bool:
    return reward.form == "recognition" or (reward.form != "nothing" and reward.amount > 0)


def _name(text: str) -> str:
    """Return the name on one line, without invisible characters, cut at LONGEST."""
    one_line = " ".join(text.split())
    visible = "".join(char for char in one_line if unicodedata.category(char)[0] != "C")
    line = " ".join(visible.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"

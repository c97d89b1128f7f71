"""The sheet of workings: step by step from what is planned to euros, for each category and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.labels import FORMS, KINDS, PAID, WHEN
from dashboard.exports.workbook.assumed import Tax
from dashboard.exports.workbook.formula import (
    Part,
    Term,
    among,
    both,
    either,
    least,
    logarithm,
    most,
    rounded_up,
    term,
    total,
    untrue,
    where,
)
from dashboard.exports.workbook.planned import Company, Given, Planned
from dashboard.exports.workbook.sheets import Sheet
from metrics.decide.appraisal import CAPACITY, CASH, COST, GAIN
from metrics.decide.cost import MONTHS, WEEKS
from metrics.value.response import IN_KIND
from metrics.words import N_

FIXED, FIRST = 2, 3  # the column of what is the same each year, and that of the first year
HINT = N_("Every cell here is a formula. The first column of figures holds what is the same in each year, and what is "
          "known of the reward so far; then the years of the plan.")


@dataclass(frozen=True)
class Line:
    """One line of money of a category (none: all), a cell for each year; `kind` may depend on the form of a reward."""

    name: str
    category: str
    side: str
    kind: Part
    years: tuple[Term, ...]


@dataclass(frozen=True)
class Steps:
    """Writes the steps on `sheet`; `of` are the assumptions' cells by name."""

    sheet: Sheet
    of: Mapping[str, Term]
    tax: Tax
    company: Company
    years: int
    conservative: bool

    def heading(self, text: str) -> None:
        """A new block."""
        _ = self.sheet.book.words
        self.sheet.row += 1
        self.sheet.texts(text, _("Unit"), _("Fixed, or so far"),
                         *(_("Year {n}", n=year + 1) for year in range(self.years)), role="heading")

    def one(self, name: str, unit: str, of: Part, shown: str = "number") -> Term:
        """A step that is the same in each year."""
        self._name(name, unit)
        found = self.sheet.work(FIXED, term(of), shown)
        self.sheet.row += 1
        return found

    def yearly(self, name: str, unit: str, of: Callable[[int], Part], shown: str = "number", role: str = "work"
               ) -> tuple[Term, ...]:
        """A step for each year, counted from 0."""
        self._name(name, unit)
        found = tuple(self.sheet.work(FIRST + year, term(of(year)), shown, role=role) for year in range(self.years))
        self.sheet.row += 1
        return found

    def _name(self, name: str, unit: str) -> None:
        self.sheet.text(0, name)
        self.sheet.text(1, unit, "small")

    def is_(self, cell: Term, *names: str) -> Term:
        """Whether the cell holds one of these forms, ways to pay, or times."""
        _, labels = self.sheet.book.words, {**FORMS, **PAID, **WHEN}
        same = [cell.same(_(labels[name])) for name in names]
        return either(*same) if len(same) > 1 else same[0]


def all_lines(steps: Steps, planned: Sequence[Planned]) -> tuple[list[Line], dict[str, Sequence[Term]]]:
    """The lines of all categories in order, then those of the company; and the pairings that start, by category."""
    _, of = steps.sheet.book.words, steps.of
    steps.sheet.texts(_("Workings"), role="title")
    steps.sheet.texts(_(HINT), role="small")
    steps.heading(_("For all categories"))
    hour = steps.one(_("Loaded cost of an hour for each euro of yearly pay"), _("euros"),
                     (1 + of["holiday_pay"]) * (1 + of["employer_charges"]) / of["productive_hours"], "exact")
    space: tuple[Term, ...] = ()
    if steps.tax.taxed:
        free = steps.one(_("Free space that is left for rewards"), _("euros a year"),
                         most(0, steps.tax.free_space(steps.company.wages) - steps.company.space_used), "euro")
        space = (free,) * steps.years
    fading = 1 - of["performance_decay"]
    lasting = steps.yearly(
        _("Share of a gain in work that counts, by years since the start"), _("share"),
        lambda age: least(1, most(0, of["performance_years"] - age)) * (fading ** age if age else 1), "share")
    lines: list[Line] = []
    starting: dict[str, Sequence[Term]] = {}
    for plan in planned:
        steps.heading(plan.name)
        started, ratio, met = _pairings(steps, plan)
        starting[plan.name] = started
        lines += _time(steps, plan, started, hour)
        reward, space = _reward(steps, plan, met, space, hour)
        lines += [*reward, *_gains(steps, plan, started, ratio, lasting)]
    if planned:
        steps.heading(_("For the programme"))
        somebody = total([plan.pairings for plan in planned]) > 0
        week = of["coordinator_hours"] * steps.company.mean_pay * hour
        euros = steps.yearly(_("Time of the coordinator"), _("euros"),
                             lambda _year: where(somebody, WEEKS * week, 0), "euro", "line")
        lines.append(Line("coordinator", "", COST, _(KINDS[CAPACITY]), euros))
    one_offs = tuple(steps.company.one_offs if year == 0 else term(0) for year in range(steps.years))
    return [*lines, Line("one_offs", "", COST, _(KINDS[CASH]), one_offs)], starting


def _pairings(steps: Steps, plan: Planned) -> tuple[Sequence[Term], Sequence[Term], Sequence[Term]]:
    """The pairings that start, how the share that meets its hours compares with that so far, and who get the reward."""
    _ = steps.sheet.book.words
    before = _response(steps, plan.before, _("reward so far"), [plan.before.years])
    now = _response(steps, plan.reward, _("planned reward"), [plan.reward.years + year for year in range(steps.years)])
    spread = steps.of["response_completion"]

    def completion(year: int) -> Term:
        return (1 + spread * (now[year] - 1)) / (1 + spread * (before[0] - 1))

    started = steps.yearly(_("Pairings that start"), _("pairings"), lambda year: plan.pairings * now[year] / before[0])
    change = steps.yearly(_("Share that meets its hours, against so far"), _("multiple"), completion, "factor")
    ratio = steps.yearly(
        _("The same, no more than all of them"), _("multiple"),
        lambda year: where(
            plan.completion > 0, least(plan.completion * change[year], 1) / plan.completion, change[year]), "factor")
    met = steps.yearly(
        _("Mentors who get the reward"), _("mentors"),
        lambda year: started[year] * where(plan.asked > 0, least(plan.asked_met * change[year], 1), 1))
    return started, ratio, met


def _response(steps: Steps, given: Given, title: str, years: Sequence[Part]) -> Sequence[Term]:
    """How many take part under a reward, as a multiple of how many do without one, for each number of years before."""
    _, of = steps.sheet.book.words, steps.of
    amount, multiple = given.amount, _("multiple")
    seen = where(given.public.same(_("yes")), 1, of["response_private"])
    small = 1 + seen * (of["response_cash_small"] - 1)
    step, enough = of["response_cash_step"], of["response_cash_enough"]
    risen = where(amount >= enough, 1, where(amount > step, logarithm(amount / step) / logarithm(enough / step), 0))
    labels = {_(FORMS[form]): form for form in IN_KIND}
    full = steps.one(_("Response to enough of it, {reward}", reward=title), multiple, among(
        given.form, {label: of[f"response_{form}"] for label, form in labels.items()}, 1), "factor")
    worth = steps.one(_("What is enough of it, {reward}", reward=title), _("euros"), among(
        given.form, {label: of[f"response_{form}_enough"] for label, form in labels.items()}, 1), "cents")
    cash = steps.one(_("Response if it is cash and new, {reward}", reward=title), multiple,
                     small + risen * (of["response_cash_full"] - small), "factor")
    other = steps.one(
        _("Response if it is not cash, {reward}", reward=title), multiple,
        where(steps.is_(given.form, "recognition"), 1 + seen * (of["response_recognition"] - 1),
              1 + where(amount >= worth, 1, amount / worth) * (full - 1)), "factor")
    nothing = either(
        steps.is_(given.form, "nothing"), both(amount.same(0), untrue(steps.is_(given.form, "recognition"))))

    def answer(before: Part) -> Term:
        faded = where(cash > 1, 1 + (cash - 1) * (1 - of["response_cash_decay"]) ** before, cash)
        return where(nothing, 1, where(steps.is_(given.form, "cash"), faded, other))

    name = _("How many take part, {reward}", reward=title)
    if len(years) == steps.years and title == _("planned reward"):
        return steps.yearly(name, multiple, lambda year: answer(years[year]), "factor")
    return [steps.one(name, multiple, answer(years[0]), "factor")]


def _time(steps: Steps, plan: Planned, started: Sequence[Term], hour: Term) -> list[Line]:
    _ = steps.sheet.book.words
    week = plan.months * WEEKS / MONTHS * steps.of["checkin_hours"]
    return [
        Line(name, plan.name, COST, _(KINDS[CAPACITY]), steps.yearly(
            title, _("euros"), lambda year, each=each: started[year] * each * hour, "euro", "line"))
        for name, title, each in (
            ("mentor_time", _("Time of mentors"), plan.hours * plan.mentor_pay),
            ("mentee_time", _("Time of mentees"), plan.hours * plan.mentee_pay),
            ("check_ins", _("Time of the leader for check-ins"), week * steps.company.mean_pay),
        )]


def _reward(
    steps: Steps, plan: Planned, met: Sequence[Term], space: Sequence[Term], hour: Term
) -> tuple[list[Line], Sequence[Term]]:
    """The lines of the reward, and the free space that it leaves to the next category."""
    _, form, euros = steps.sheet.book.words, plan.reward.form, steps.sheet.book.words("euros")
    times = steps.one(_("Times that a mentor gets it for one pairing"), _("times"), where(
        steps.is_(plan.when, "quarterly"), rounded_up(plan.months / 3),
        where(steps.is_(plan.when, "yearly"), rounded_up(plan.months / 12), 1)), "whole")
    given = steps.one(_("Reward for each mentor"), euros,
                      where(steps.is_(form, "nothing"), 0, plan.reward.amount * times), "cents")
    each, levy, used = given, term(0), ()
    if steps.tax.taxed:
        each, counted = _taxed(steps, plan, given, times)
        used = steps.yearly(_("Free space that it uses"), euros,
                            lambda year: least(counted * met[year], space[year]), "euro")
        space = steps.yearly(_("Free space left to the categories that follow"), euros,
                             lambda year: space[year] - used[year], "euro")
        over = steps.yearly(_("Levy on what is above the free space"), euros, lambda year: where(
            counted > 0, steps.tax.levy * (counted * met[year] - used[year]), 0), "euro")
    else:
        over = (levy,) * steps.years
    _is_training = steps.is_(form, "training")
    visits = steps.of["training_hours"] * plan.mentor_pay * hour
    return [
        Line("reward", plan.name, COST, where(
            steps.is_(form, "time_off"), _(KINDS[CAPACITY]), _(KINDS[CASH])), steps.yearly(
            _("Rewards, at what they cost the employer"), euros, lambda year: each * met[year] + over[year], "euro",
            "line")),
        Line("training_travel", plan.name, COST, _(KINDS[CASH]), steps.yearly(
            _("Travel for training"), euros,
            lambda year: where(_is_training, met[year] * times * steps.of["training_travel"], 0), "euro", "line")),
        Line("training_time", plan.name, COST, _(KINDS[CAPACITY]), steps.yearly(
            _("Time of mentors in training"), euros,
            lambda year: where(_is_training, met[year] * times * visits, 0), "euro", "line")),
    ], space


def _taxed(steps: Steps, plan: Planned, given: Term, times: Term) -> tuple[Term, Term]:
    """What the reward of one mentor costs before the levy, and what of it counts for the free space."""
    _, tax, form = steps.sheet.book.words, steps.tax, plan.reward.form
    euros, free = _("euros"), steps.is_(plan.paid, "free_space")
    as_wage = steps.one(_("Cash that is wage (1) or not (0)"), "", where(
        steps.is_(form, "cash"), where(free, 0, 1), 0), "whole") > 0
    net = where(steps.is_(plan.paid, "net"), tax.pay_for(tax.net_of(plan.mentor_pay) + given) - plan.mentor_pay, given)
    gross = steps.one(_("Gross wage of it"), euros, where(as_wage, net, 0), "cents")
    charges = steps.one(_("Social charges on it, up to the highest premium wage"), euros, where(
        as_wage, most(0, least(gross, tax.premium_wage - plan.mentor_pay)) * tax.charges, 0), "cents")
    counted = steps.one(_("Counts for the free space"), euros, where(
        steps.is_(form, "lunch"), least(plan.reward.amount, tax.meal) * times,
        where(steps.is_(form, "gift"), given, where(both(steps.is_(form, "cash"), free), given, 0))), "cents")
    each = steps.one(_("Cost of it for each mentor, without the levy"), euros, where(as_wage, gross, given) + charges,
                     "cents")
    return each, counted


def _gains(
    steps: Steps, plan: Planned, started: Sequence[Term], ratio: Sequence[Term], lasting: Sequence[Term]
) -> list[Line]:
    _, lines = steps.sheet.book.words, []
    for name, (number, effect) in plan.effects.items():
        title = {"exits_avoided": _("Exits avoided"), "performance": _("Work done better"),
                 "own_outcome": _("The category's own outcome")}[name]
        each = steps.one(_("{gain}, for one pairing", gain=title), _("euros"),
                         _worth(name, number, effect, plan, steps), "cents")
        careful = each > 0 if steps.conservative else None

        def counts(year: int, careful: Term | None = careful) -> Term:
            return started[year] * (where(careful, least(ratio[year], 1), ratio[year]) if careful else ratio[year])

        pairs = steps.yearly(_("{gain}, pairings that count", gain=title), _("pairings"), counts)
        kept = [term(1)] if name == "exits_avoided" else lasting

        def amount(year: int, each: Term = each, pairs: Sequence[Term] = pairs, kept: Sequence[Term] = kept,
                   careful: Term | None = careful) -> Term:
            first = pairs[year] * kept[0]
            later = [pairs[year - age] * share for age, share in enumerate(kept[:year + 1]) if age]
            if careful and later:
                return each * (first + where(careful, 0, total(later)))
            return each * total([first, *later]) if later else each * first

        euros = steps.yearly(title, _("euros"), amount, "euro", "line")
        lines.append(Line(name, plan.name, GAIN, CASH if name == "own_outcome" else _(KINDS[CAPACITY]), euros))
    return lines


def _worth(name: str, number: str, effect: Term, plan: Planned, steps: Steps) -> Term:
    """What one pairing returns; an effect that is published or judged on leavers is a ratio."""
    of, measured = steps.of, ":" in number
    if name == "exits_avoided":
        leaving = steps.company.leaving or of["leaver_share"]
        stays = effect if measured else leaving * (1 - effect)
        return stays * of["replacement_cost"] * plan.mentee_pay
    if name == "performance":
        valid = effect * of["score_validity"] if measured else effect
        return valid * of["performance_value"] * plan.mentee_pay
    return effect

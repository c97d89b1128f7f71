"""The sheet of workings: step by step from what is planned to euros, for each category and year."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.workbook.formula import Term, least, most, term, total, where
from dashboard.exports.workbook.plan_sheet import Planned
from dashboard.exports.workbook.reward_workings import response, reward
from dashboard.exports.workbook.workings import Line, Steps
from dashboard.text.labels import FLOW_KINDS
from metrics.i18n import N_
from metrics.rewards.appraisal import CAPACITY, CASH, COST, GAIN
from metrics.rewards.costs import MONTHS, WEEKS

HINT = N_(
    "Every cell here is a formula. The first column of figures holds constants and what is "
    "known of the reward so far. The years of the plan follow."
)


def all_lines(steps: Steps, planned: Sequence[Planned]) -> tuple[list[Line], list[Sequence[Term]]]:
    """The lines of all categories in order, then those of the company; and the pairings that start
    in each category by year.
    """
    _, of = steps.sheet.book.locale, steps.of
    steps.sheet.texts(_("Workings"), role="title")
    steps.sheet.texts(_(HINT), role="small")
    steps.heading(_("For all categories"))
    hour = steps.one(
        _("Loaded cost of an hour per euro of annual pay"),
        _("euros"),
        (1 + of["holiday_pay"]) * (1 + of["employer_charges"]) / of["productive_hours"],
        "exact",
    )
    space: Sequence[Term] = ()
    if steps.tax[0].taxed:
        space = steps.yearly(
            _("Free space left for rewards"),
            _("euros"),
            lambda year: most(
                0, steps.tax[year].free_space(steps.company.wages) - steps.company.space_used
            ),
            "euro",
        )
    fading = 1 - of["performance_decay"]
    lasting = steps.yearly(
        _("Share of a performance gain that counts, by years since the start"),
        _("share"),
        lambda age: least(1, most(0, of["performance_years"] - age)) * (fading**age if age else 1),
        "share",
    )
    lines: list[Line] = []
    starting: list[Sequence[Term]] = []
    for plan in planned:
        steps.heading(plan.name)
        started, ratio, met = _pairings(steps, plan)
        starting.append(started)
        lines += _time(steps, plan, started, hour)
        paid, space = reward(steps, plan, met, space, hour)
        lines += [*paid, *_gains(steps, plan, started, ratio, lasting)]
    if planned:
        steps.heading(_("For the programme"))
        somebody = total([plan.pairings for plan in planned]) > 0
        week = of["coordinator_hours"] * steps.company.mean_pay * hour
        euros = steps.yearly(
            _("Coordinator time"),
            _("euros"),
            lambda _year: where(somebody, WEEKS * week, 0),
            "euro",
            "line",
        )
        lines.append(Line("coordinator", "", COST, _(FLOW_KINDS[CAPACITY]), euros))
    one_offs = tuple(
        steps.company.one_offs if year == 0 else term(0) for year in range(steps.years)
    )
    return [*lines, Line("one_offs", "", COST, _(FLOW_KINDS[CASH]), one_offs)], starting


def _pairings(steps: Steps, plan: Planned) -> tuple[Sequence[Term], Sequence[Term], Sequence[Term]]:
    """The pairings that start, how the share that meets its hours compares with that so far, and
    who get the reward.
    """
    _ = steps.sheet.book.locale
    part_before, met_before = response(steps, plan.before, _("reward so far"), fixed=True)
    part, meet = response(steps, plan.reward, _("planned reward"), fixed=False)
    started = steps.yearly(
        _("Pairings started"),
        _("pairings"),
        lambda year: plan.pairings * part[year] / part_before[0],
    )
    change = steps.yearly(
        _("Share meeting their hours, relative to so far"),
        _("multiple"),
        lambda year: meet[year] / met_before[0],
        "factor",
    )
    ratio = steps.yearly(
        _("The same, capped at all pairings"),
        _("multiple"),
        lambda year: where(
            plan.completion > 0,
            least(plan.completion * change[year], 1) / plan.completion,
            change[year],
        ),
        "factor",
    )
    met = steps.yearly(
        _("Mentors who receive the reward"),
        _("mentors"),
        lambda year: (
            started[year] * where(plan.asked > 0, least(plan.asked_met * change[year], 1), 1)
        ),
    )
    return started, ratio, met


def _time(steps: Steps, plan: Planned, started: Sequence[Term], hour: Term) -> list[Line]:
    _ = steps.sheet.book.locale
    week = plan.months * WEEKS / MONTHS * steps.of["checkin_hours"]
    return [
        Line(
            name,
            plan.name,
            COST,
            _(FLOW_KINDS[CAPACITY]),
            steps.yearly(
                title,
                _("euros"),
                lambda year, each=each: started[year] * each * hour,
                "euro",
                "line",
            ),
        )
        for name, title, each in (
            ("mentor_time", _("Mentor time"), plan.hours * plan.mentor_pay),
            ("mentee_time", _("Mentee time"), plan.hours * plan.mentee_pay),
            ("check_ins", _("Programme lead time for check-ins"), week * steps.company.mean_pay),
        )
    ]


def _gains(
    steps: Steps,
    plan: Planned,
    started: Sequence[Term],
    ratio: Sequence[Term],
    lasting: Sequence[Term],
) -> list[Line]:
    _, lines = steps.sheet.book.locale, []
    for name, (number, effect) in plan.effects.items():
        title = {
            "exits_avoided": _("Exits avoided"),
            "performance": _("Performance gain"),
            "own_outcome": _("Category's own outcome"),
        }[name]
        each = steps.one(
            _("{gain}, per pairing", gain=title),
            _("euros"),
            _worth(name, number, effect, plan, steps),
            "cents",
        )
        careful = each > 0 if steps.conservative else None

        def counts(year: int, careful: Term | None = careful) -> Term:
            return started[year] * (
                where(careful, least(ratio[year], 1), ratio[year]) if careful else ratio[year]
            )

        pairs = steps.yearly(_("{gain}, pairings counted", gain=title), _("pairings"), counts)
        kept = [term(1)] if name == "exits_avoided" else lasting

        def amount(
            year: int,
            each: Term = each,
            pairs: Sequence[Term] = pairs,
            kept: Sequence[Term] = kept,
            careful: Term | None = careful,
        ) -> Term:
            first = pairs[year] * kept[0]
            later = [pairs[year - age] * share for age, share in enumerate(kept[: year + 1]) if age]
            if careful and later:
                return each * (first + where(careful, 0, total(later)))
            return each * total([first, *later]) if later else each * first

        euros = steps.yearly(title, _("euros"), amount, "euro", "line")
        lines.append(
            Line(
                name,
                plan.name,
                GAIN,
                CASH if name == "own_outcome" else _(FLOW_KINDS[CAPACITY]),
                euros,
            )
        )
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

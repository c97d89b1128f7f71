"""The sheet of workings: from the plan to euros, step by step for each category and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.workbook.category_section import CategoryCells
from dashboard.exports.workbook.formula import Term, if_else, maximum, minimum, term, total
from dashboard.exports.workbook.reward_workings import write_response, write_reward
from dashboard.exports.workbook.workings_writer import CashFlowRow, WorkingsWriter
from dashboard.text.labels import FLOW_KINDS
from metrics.i18n import N_
from metrics.rewards import CAPACITY, CASH, COST, GAIN, MONTHS_PER_YEAR, WEEKS_PER_YEAR

HINT = N_(
    "Every cell here is a formula. The first column of figures holds constants and what is "
    "known of the reward so far. The years of the plan follow."
)
GAIN_TITLES = {
    "exits_avoided": N_("Exits avoided"),
    "performance": N_("Performance gain"),
    "own_outcome": N_("Category's own outcome"),
}


@dataclass(frozen=True)
class Volumes:
    """The volumes of one category by year.

    `started` are the pairings that start, `completion` how the share that meets its hours compares
    with that so far, `rewarded` the mentors who receive the reward.
    """

    started: Sequence[Term]
    completion: Sequence[Term]
    rewarded: Sequence[Term]


def write_workings(
    writer: WorkingsWriter, categories: Sequence[CategoryCells]
) -> tuple[list[CashFlowRow], list[Sequence[Term]]]:
    """Write the workings of all categories, then those of the programme.

    Return the lines of cost and return, and the pairings that start in each category by year.
    """
    _ = writer.sheet.book.locale
    writer.sheet.text_row(_("Workings"), role="title")
    writer.sheet.text_row(_(HINT), role="small")
    writer.heading(_("For all categories"))
    hour = _write_hour(writer)
    space = _write_free_space(writer)
    lasting = _write_lasting(writer)
    rows: list[CashFlowRow] = []
    started: list[Sequence[Term]] = []
    for category in categories:
        writer.heading(category.name)
        volumes = _write_volumes(writer, category)
        started.append(volumes.started)
        rows += _write_time(writer, category, volumes.started, hour)
        reward_rows, space = write_reward(writer, category, volumes.rewarded, space, hour)
        rows += [*reward_rows, *_write_gains(writer, category, volumes, lasting)]
    if categories:
        rows.append(_write_coordinator(writer, categories, hour))
    one_offs = tuple(
        writer.company.one_offs if year == 0 else term(0) for year in range(writer.years)
    )
    rows.append(CashFlowRow("one_offs", "", COST, _(FLOW_KINDS[CASH]), one_offs))
    return rows, started


def _write_hour(writer: WorkingsWriter) -> Term:
    """Write the loaded cost of an hour per euro of annual pay."""
    _ = writer.sheet.book.locale
    assumptions = writer.assumptions
    return writer.constant(
        _("Loaded cost of an hour per euro of annual pay"),
        _("euros"),
        (1 + assumptions["holiday_pay"])
        * (1 + assumptions["employer_charges"])
        / assumptions["productive_hours"],
        "exact",
    )


def _write_free_space(writer: WorkingsWriter) -> Sequence[Term]:
    """Write the free space left for rewards, by year; nothing without tax rules."""
    if not writer.tax[0].taxed:
        return ()
    _ = writer.sheet.book.locale
    company = writer.company
    return writer.yearly(
        _("Free space left for rewards"),
        _("euros"),
        lambda year: maximum(0, writer.tax[year].free_space(company.wages) - company.space_used),
        "euro",
    )


def _write_lasting(writer: WorkingsWriter) -> Sequence[Term]:
    """Write the share of a performance gain that counts, by years since the pairing started."""
    _ = writer.sheet.book.locale
    years = writer.assumptions["performance_years"]
    kept = 1 - writer.assumptions["performance_decay"]

    def share(age: int) -> Term:
        return minimum(1, maximum(0, years - age)) * (kept**age if age else 1)

    title = _("Share of a performance gain that counts, by years since the start")
    return writer.yearly(title, _("share"), share, "share")


def _write_coordinator(
    writer: WorkingsWriter, categories: Sequence[CategoryCells], hour: Term
) -> CashFlowRow:
    """Write the coordinator's time, which is spent where any pairing starts."""
    _ = writer.sheet.book.locale
    writer.heading(_("For the programme"))
    any_pairing = total([category.pairings for category in categories]) > 0
    week = writer.assumptions["coordinator_hours"] * writer.company.mean_pay * hour
    euros = writer.cash_flow(
        _("Coordinator time"), lambda _year: if_else(any_pairing, WEEKS_PER_YEAR * week, 0)
    )
    return CashFlowRow("coordinator", "", COST, _(FLOW_KINDS[CAPACITY]), euros)


def _write_volumes(writer: WorkingsWriter, category: CategoryCells) -> Volumes:
    _ = writer.sheet.book.locale
    take_up_before, met_before = write_response(
        writer, category.before, _("reward so far"), constant=True
    )
    take_up, met = write_response(writer, category.reward, _("planned reward"), constant=False)
    started = writer.yearly(
        _("Pairings started"),
        _("pairings"),
        lambda year: category.pairings * take_up[year] / take_up_before[0],
    )
    change = writer.yearly(
        _("Share meeting their hours, relative to so far"),
        _("multiple"),
        lambda year: met[year] / met_before[0],
        "factor",
    )
    completion = writer.yearly(
        _("The same, capped at all pairings"),
        _("multiple"),
        lambda year: if_else(
            category.completion > 0,
            minimum(category.completion * change[year], 1) / category.completion,
            change[year],
        ),
        "factor",
    )
    rewarded = writer.yearly(
        _("Mentors who receive the reward"),
        _("mentors"),
        lambda year: (
            started[year]
            * if_else(category.required > 0, minimum(category.met_required * change[year], 1), 1)
        ),
    )
    return Volumes(started, completion, rewarded)


def _write_time(
    writer: WorkingsWriter, category: CategoryCells, started: Sequence[Term], hour: Term
) -> list[CashFlowRow]:
    """Write what the hours of mentors, mentees and the programme lead cost."""
    _ = writer.sheet.book.locale
    check_ins = (
        category.months * WEEKS_PER_YEAR / MONTHS_PER_YEAR * writer.assumptions["checkin_hours"]
    )
    pay = {
        "mentor_time": (_("Mentor time"), category.hours * category.mentor_pay),
        "mentee_time": (_("Mentee time"), category.hours * category.mentee_pay),
        "check_ins": (
            _("Programme lead time for check-ins"),
            check_ins * writer.company.mean_pay,
        ),
    }

    def row(name: str, title: str, per_pairing: Term) -> CashFlowRow:
        euros = writer.cash_flow(title, lambda year: started[year] * per_pairing * hour)
        return CashFlowRow(name, category.name, COST, _(FLOW_KINDS[CAPACITY]), euros)

    return [row(name, title, per_pairing) for name, (title, per_pairing) in pay.items()]


def _write_gains(
    writer: WorkingsWriter,
    category: CategoryCells,
    volumes: Volumes,
    lasting: Sequence[Term],
) -> list[CashFlowRow]:
    """Write what the pairings return; a performance gain counts in later years too."""
    rows = []
    for line, (number, effect) in category.effects.items():
        kept = [term(1)] if line == "exits_avoided" else lasting
        rows.append(_write_gain(writer, category, volumes, line, number, effect, kept))
    return rows


def _write_gain(
    writer: WorkingsWriter,
    category: CategoryCells,
    volumes: Volumes,
    line: str,
    number: str,
    effect: Term,
    kept: Sequence[Term],
) -> CashFlowRow:
    """Write one line of the return; `kept` is the share that counts by years since the start."""
    _ = writer.sheet.book.locale
    title = _(GAIN_TITLES[line])
    per_pairing = writer.constant(
        _("{gain}, per pairing", gain=title),
        _("euros"),
        _gain_per_pairing(line, number, effect, category, writer),
        "cents",
    )
    positive = per_pairing > 0
    started = volumes.started
    completion = volumes.completion

    def pairings_counted(year: int) -> Term:
        if not writer.conservative:
            return started[year] * completion[year]
        return started[year] * if_else(positive, minimum(completion[year], 1), completion[year])

    counted = writer.yearly(
        _("{gain}, pairings counted", gain=title), _("pairings"), pairings_counted
    )

    def euros(year: int) -> Term:
        first = counted[year] * kept[0]
        later = [counted[year - age] * share for age, share in enumerate(kept[: year + 1]) if age]
        if not later:
            return per_pairing * first
        if writer.conservative:
            return per_pairing * (first + if_else(positive, 0, total(later)))
        return per_pairing * total([first, *later])

    kind = _(FLOW_KINDS[CASH if line == "own_outcome" else CAPACITY])
    return CashFlowRow(line, category.name, GAIN, kind, writer.cash_flow(title, euros))


def _gain_per_pairing(
    line: str, number: str, effect: Term, category: CategoryCells, writer: WorkingsWriter
) -> Term:
    """Return what one pairing returns.

    A measured effect has a number with a colon ("exits:customers"). An effect on leavers that is
    published or judged is a ratio of those who leave.
    """
    assumptions = writer.assumptions
    measured = ":" in number
    if line == "exits_avoided":
        leaving = writer.company.leaving or assumptions["leaver_share"]
        stays = effect if measured else leaving * (1 - effect)
        return stays * assumptions["replacement_cost"] * category.mentee_pay
    if line == "performance":
        valid = effect * assumptions["score_validity"] if measured else effect
        return valid * assumptions["performance_value"] * category.mentee_pay
    return effect

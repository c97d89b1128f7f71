"""The table of what mentors answered to what they were promised; it goes before the assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import REWARD_FORMS
from metrics.value.company_facts import CompanyFacts
from metrics.value.offers import MeasuredResponse

FIRST = 2  # the column of the form
NO_END, NEXT_TO_NOTHING = 1e9, 1e-3


@dataclass(frozen=True)
class Offers:
    """The rows; in formulas the columns are called offer_form, offer_from, offer_to, offer_accepted
    and offer_met.
    """

    rows: tuple[tuple[str, float, float, float, float], ...]

    def answers(self, form: Term, amount: Term) -> tuple[Term, Term]:
        """The measured multiples of who accepts such an offer and of who then meets the hours."""
        place = (
            f"SUMPRODUCT((offer_form={form.text})*(offer_from<={amount.text})"
            f"*({amount.text}<offer_to)*offer_"
        )
        here = [
            row[3:] for row in self.rows if row[0] == form.value and row[1] <= amount.value < row[2]
        ]
        accepted, met = here[0] if here else (0.0, 0.0)
        return Term(f"{place}accepted)", accepted), Term(f"{place}met)", met)


def write_offers(sheet: Sheet, facts: CompanyFacts) -> Offers | None:
    """What mentors answered to what they were promised; None where nothing of it was measured."""
    _, rows = sheet.book.locale, []
    measured = [one for one in facts.offers.rows if one.acceptance.ratio or one.completion.ratio]
    if not measured:
        return None
    sheet.row += 1
    sheet.heading(
        _("Mentors' response to offers so far, compared with no reward promised"),
        "",
        _("Reward"),
        _("from, euros"),
        _("to, euros"),
        _("take-up, multiple (0: not measured)"),
        _("completion, multiple (0: not measured)"),
        figures=FIRST,
    )
    top = sheet.row
    for one in measured:
        row = (
            _(REWARD_FORMS[one.form]),
            one.low,
            NO_END if one.high is None else one.high,
            _ratio(one.acceptance),
            _ratio(one.completion),
        )
        for column, (value, shown) in enumerate(
            zip(row, ("general", "euro", "euro", "factor", "factor"), strict=True), FIRST
        ):
            if column < FIRST + 3:
                sheet.plain(column, value, shown)
            else:
                sheet.enter(column, value, shown, low=0)
        rows.append(row)
        sheet.row += 1
    for column, name in enumerate(("form", "from", "to", "accepted", "met"), FIRST):
        place = xl_range_abs(top, column, sheet.row - 1, column)
        sheet.book.workbook.define_name(f"offer_{name}", f"='{sheet.name}'!{place}")
    return Offers(tuple(rows))


def _ratio(of: MeasuredResponse) -> float:
    """The measured multiple, 0 where there is none; one of nobody at all is written as next to
    nothing.
    """
    return max(of.ratio.base, NEXT_TO_NOTHING) if of.ratio else 0.0

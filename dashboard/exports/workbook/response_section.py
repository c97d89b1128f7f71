"""The part of the scenario sheet on how mentors responded to offers so far."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import REWARD_FORMS
from metrics.value import CompanyFacts, MeasuredResponse

FIRST_COLUMN = 2  # that of the form of the reward
NO_UPPER_END = 1e9  # euros
NEARLY_ZERO = 1e-3  # written for a measured response of nobody, because 0 means "not measured"
NAMES = ("form", "from", "to", "accepted", "met")  # the columns in formulas, after "offer_"


@dataclass(frozen=True)
class ResponseRow:
    """The response to one form of reward from `low` up to `high` euros, as multiples."""

    form: str
    low: float
    high: float
    accepted: float
    met: float


@dataclass(frozen=True)
class ResponseTable:
    """The rows of the table; formulas know its columns as offer_form, offer_from and so on."""

    rows: tuple[ResponseRow, ...]

    def multiples(self, form: Term, amount: Term) -> tuple[Term, Term]:
        """Return the measured take-up and completion of an offer, relative to no reward.

        Both are 0 where nothing was measured.
        """
        accepted = 0.0
        met = 0.0
        for row in self.rows:
            if row.form == form.value and row.low <= amount.number < row.high:
                accepted = row.accepted
                met = row.met
                break
        lookup = (
            f"SUMPRODUCT((offer_form={form.text})*(offer_from<={amount.text})"
            f"*({amount.text}<offer_to)*offer_"
        )
        return Term(f"{lookup}accepted)", accepted), Term(f"{lookup}met)", met)


def write_response_section(sheet: Sheet, facts: CompanyFacts) -> ResponseTable | None:
    """Write how mentors responded to offers so far; None where nothing was measured."""
    _ = sheet.book.locale
    offers = [
        offer for offer in facts.offers.rows if offer.acceptance.ratio or offer.completion.ratio
    ]
    if not offers:
        return None
    sheet.row += 1
    sheet.heading_row(
        _("Mentors' response to offers so far, compared with no reward promised"),
        "",
        _("Reward"),
        _("from, euros"),
        _("to, euros"),
        _("take-up, multiple (0: not measured)"),
        _("completion, multiple (0: not measured)"),
        figures=FIRST_COLUMN,
    )
    top = sheet.row
    rows = [
        ResponseRow(
            _(REWARD_FORMS[offer.form]),
            offer.low,
            NO_UPPER_END if offer.high is None else offer.high,
            _multiple(offer.acceptance),
            _multiple(offer.completion),
        )
        for offer in offers
    ]
    for row in rows:
        sheet.write_fixed(FIRST_COLUMN, row.form)
        sheet.write_fixed(FIRST_COLUMN + 1, row.low, "euro")
        sheet.write_fixed(FIRST_COLUMN + 2, row.high, "euro")
        sheet.write_input(FIRST_COLUMN + 3, row.accepted, "factor", low=0)
        sheet.write_input(FIRST_COLUMN + 4, row.met, "factor", low=0)
        sheet.row += 1
    for column, name in enumerate(NAMES, FIRST_COLUMN):
        cells = xl_range_abs(top, column, sheet.row - 1, column)
        sheet.book.workbook.define_name(f"offer_{name}", f"='{sheet.name}'!{cells}")
    return ResponseTable(tuple(rows))


def _multiple(response: MeasuredResponse) -> float:
    """Return the measured multiple, 0 where nothing was measured."""
    return max(response.ratio.base, NEARLY_ZERO) if response.ratio else 0.0

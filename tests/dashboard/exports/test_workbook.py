"""The workbook recalculates to what the page says."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest

from dashboard.exports.workbook import rewards_workbook
from dashboard.exports.workbook.business_case import ABOUT
from dashboard.exports.workbook.formula import (
    Term,
    choose,
    if_else,
    logarithm,
    minimum,
    term,
    total,
)
from dashboard.text.labels import FLOW_KINDS
from dashboard.text.plan_text import NO_VALUE, headline, verdict_lines
from metrics.evaluate import Verdict
from metrics.evaluate.verdict import CONTRADICTED, HOLDS
from metrics.i18n import locale_for
from metrics.rewards import RewardPlan
from metrics.rewards.model import appraise
from metrics.value.assumptions import load_assumptions
from metrics.value.employer import USUAL, Employer
from tests.dashboard.exports.business_case import EVIL, facts, plan
from tests.dashboard.exports.spreadsheet import changed, recalculated, sheets

CENT = 0.005
SHOWN = {
    "cost": "Cost",
    "gain": "Return",
    "net": "Net result: return less cost",
    "npv": "Net present value",
    "roi": "Return on investment: net result / cost",
    "bcr": "Return per euro (present values)",
    "payback_months": "Payback period, in months",
}
RATE, PAY = (
    ("Scenario", "Discount rate", 2),
    ("Assumptions", load_assumptions()["replacement_cost"].meaning, 2),
)
FIRST, CASH, TRAINING, NET = 2, 7, 8, 10  # columns of categories on the sheet of the scenario
GIFT = RewardPlan("gift", 750.0, "once")
EDITS = {  # what is changed in the workbook, and the plan that has it
    "as it is": ({}, plan()),
    "discount rate": ({RATE: 0.2}, plan(discount_rate=0.2)),
    "assumption": ({PAY: 0.6}, plan(assumptions=(("replacement_cost", 0.2, 0.6, 0.8),))),
    "curve": (
        {("Assumptions", load_assumptions()["response_cash_small"].meaning, 2): 0.7},
        plan(assumptions=(("response_cash_small", 0.6, 0.7, 1.0),)),
    ),
    "amount": (
        {("Scenario", "Amount per award", CASH): 2_500.0},
        plan().with_reward("cash", replace(plan().plan("cash").reward, amount=2_500.0)),
    ),
    "net amount": (
        {("Scenario", "Amount per award", NET): 9_000.0},
        plan().with_reward("net", replace(plan().plan("net").reward, amount=9_000.0)),
    ),
    "another form": (
        {
            ("Scenario", "Reward", CASH): "gift",
            ("Scenario", "Amount per award", CASH): 750.0,
            ("Scenario", "Visible to others", CASH): "yes",
            ("Scenario", "Years given before the plan", CASH): 0,
        },
        plan().with_reward("cash", GIFT),
    ),
    "free space": (
        {("Scenario", "Free space used for other purposes", 2): 1_000.0},
        plan(free_space_used=1_000.0),
    ),
    "a training of nothing": (
        {("Scenario", "Amount per award", TRAINING): 0.0},
        plan().with_reward("training", replace(plan().plan("training").reward, amount=0.0)),
    ),
    "pairings": (
        {("Scenario", "Pairings started per year", FIRST + i): 9 for i in range(9)},
        plan(categories=tuple(replace(one, pairings=9) for one in plan().categories)),
    ),
}
OTHERS = {
    "cautious": plan(conservative=True),
    "no tax rules": plan(tax_profile="none"),
    "one year": plan(years=1),
    "nothing": plan(categories=(), one_offs=0.0),
    "pays": plan(categories=plan().categories[:2], one_offs=0.0),
    "2027": plan(
        tax_year=2027,
        years=1,
        later_years="published",
        categories=(plan().categories[1], plan().categories[3]),
    ),
}


EMPLOYER = Employer(
    size="small",
    contracts="flexible",
    holiday_pay=0.08,
    lunch="outside",
    return_to_work=0.004,
    wage_bill=17_000_000,
)


@cache
def made(scenario, language="en", employer=USUAL):
    assumptions = load_assumptions()
    company = replace(facts(), employer=employer)
    return rewards_workbook(
        appraise(scenario, company, assumptions),
        company,
        assumptions,
        locale_for(language),
        until=date(2025, 12, 31),
    )


@pytest.fixture(scope="module")
def calculated(tmp_path_factory):
    """Return the workbooks, changed and without values, as LibreOffice calculates them in one run."""
    files = {name: changed(made(plan()), edit) for name, (edit, _same) in EDITS.items()}
    files |= {name: changed(made(scenario), {}) for name, scenario in OTHERS.items()}
    files["dutch"] = changed(made(plan(), "nl"), {})
    files["employer"] = changed(made(plan(), "en", EMPLOYER), {})
    named = {str(number): content for number, content in enumerate(files.values())}
    found = recalculated(named, tmp_path_factory.mktemp("soffice"))
    return dict(zip(files, found.values(), strict=True))


@pytest.mark.parametrize("name", [*EDITS, *OTHERS])
def test_a_spreadsheet_calculates_to_the_cent_what_the_page_says(calculated, name):
    scenario = EDITS[name][1] if name in EDITS else OTHERS[name]
    base = appraise(scenario, facts(), load_assumptions()).base
    rows = {row[0]: row[1] for row in sheets(calculated[name])["Summary"] if row}
    for figure, label in SHOWN.items():
        if base[figure] is None:
            assert isinstance(rows[label], str) and rows[label].startswith("not "), label
        else:
            assert rows[label] == pytest.approx(base[figure], abs=CENT), label


def test_the_companys_own_employer_data_count_to_the_cent(calculated):
    base, usual = (
        appraise(plan(), replace(facts(), employer=one), load_assumptions()).base
        for one in (EMPLOYER, USUAL)
    )
    rows = {row[0]: row[1] for row in sheets(calculated["employer"])["Summary"] if row}
    assert rows[SHOWN["cost"]] == pytest.approx(base["cost"], abs=CENT) != usual["cost"]


@pytest.mark.parametrize("name", ["as it is", *OTHERS, "dutch"])
def test_every_formula_holds_the_value_that_a_spreadsheet_gives_it(calculated, name):
    scenario = OTHERS.get(name, plan())
    written, found = (
        sheets(made(scenario, "nl" if name == "dutch" else "en")),
        sheets(calculated[name]),
    )
    assert list(written) == list(found)
    for sheet, rows in written.items():
        for row, other in zip(rows, found[sheet], strict=False):
            for cell, again in zip(row, other, strict=False):
                if isinstance(cell, float):
                    assert again == pytest.approx(cell, rel=1e-9, abs=1e-6), (sheet, row)
                else:
                    assert again == cell, (sheet, row)


def test_every_line_of_cost_and_return_is_that_of_the_appraisal():
    lines = appraise(plan(), facts(), load_assumptions()).lines
    rows = sheets(made(plan()))["Cost and return"]
    found = sorted(
        round(cell, 2)
        for row in rows[4:]
        if row[2] in ("cash", "hours")
        for cell in row[3:6]
        if cell
    )
    assert found == sorted(round(one.base, 2) for one in lines if one.base)


def test_a_text_from_the_data_is_never_a_formula():
    content = made(plan())
    assert any(EVIL in row for row in sheets(content)["Scenario"])
    with zipfile.ZipFile(BytesIO(content)) as file:
        formulas = [
            formula
            for name in file.namelist()
            if "worksheets/sheet" in name
            for formula in re.findall(r"<f>(.*?)</f>", file.read(name).decode())
        ]
        assert formulas and not [
            one for one in formulas if "HYPERLINK" in one or one.startswith(("+", "-", "@"))
        ]
        assert not [name for name in file.namelist() if "_rels/sheet" in name]


def test_the_workbook_says_what_it_is_made_from():
    english, dutch = (sheets(made(plan(), language)) for language in ("en", "nl"))
    about = [str(row[0]) for row in english["About"]]
    assert set(ABOUT) <= set(about)
    assert any("a1b2c3" in text for text in about) and any(
        "31 December 2025" in text for text in about
    )
    assert any("31 december 2025" in str(row[0]) for rows in dutch.values() for row in rows if row)


def test_choices_are_a_list_whose_texts_may_hold_commas():
    lists = sheets(made(plan()))["Lists"]
    assert "gross, as wages" in {cell for row in lists for cell in row}
    with zipfile.ZipFile(BytesIO(made(plan()))) as file:
        rules = re.findall(
            r'<dataValidation type="list".*?<formula1>(.*?)</formula1>',
            file.read("xl/worksheets/sheet3.xml").decode(),
        )
    assert len(rules) == 6 * len(plan().categories) and all(
        rule.startswith("'Lists'!") for rule in rules
    )


def test_every_assumption_has_its_source_and_says_whether_a_formula_uses_it():
    rows = {row[8]: row for row in sheets(made(plan()))["Assumptions"][4:]}
    assert set(rows) == set(load_assumptions())
    assert all(row[6] for row in rows.values())
    assert (rows["replacement_cost"][9], rows["precedent_wide"][9]) == ("yes", "no")


def test_no_other_years_rate_stands_in_for_one_that_the_year_lacks(calculated):
    cells = {cell for row in sheets(made(OTHERS["2027"]))["Tax"] for cell in row}
    assert "2027" in cells and "2026" not in cells


@pytest.mark.parametrize(
    ("made_of", "text", "value"),
    [
        (lambda a, b: a - (b - 1), "A1-(B1-1)", 2),
        (lambda a, b: (a + b) * 2, "(A1+B1)*2", 10),
        (lambda a, b: a / (b * 2), "A1/(B1*2)", 0.75),
        (lambda a, b: 1 / (1 + a) ** b, "1/(1+A1)^B1", 1 / 16),
        (
            lambda a, b: if_else(a > b, minimum(a, 1), total([a, b])),
            "IF(A1>B1,MIN(A1,1),SUM(A1,B1))",
            1,
        ),
        (lambda a, b: choose(term('x"'), {'x"': a}, b), 'IF("x"""="x""",A1,B1)', 3),
    ],
)
def test_a_formula_agrees_with_its_value(made_of, text, value):
    found = made_of(Term("A1", 3), Term("B1", 2))
    assert (found.text, found.value) == (text, value)


def test_an_error_in_a_spreadsheet_is_not_a_number_here():
    assert str((Term("A1", 1) / Term("B1", 0)).value) == str(logarithm(0).value) == "nan"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_line_is_cash_or_hours_in_the_readers_language(language):
    _ = locale_for(language)
    rows = sheets(made(plan(), language))[_("Cost and return")]
    kinds = {row[2] for row in rows[4:] if row[2]}
    assert kinds == {_(label) for label in FLOW_KINDS.values()}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_name_of_a_sheet_is_short_enough_for_a_spreadsheet(language):
    assert max(map(len, sheets(made(plan(), language)))) <= 31


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("word", [HOLDS, CONTRADICTED])
def test_the_summary_begins_with_the_title_and_the_verdict_of_the_page(language, word):
    _ = locale_for(language)
    found = replace(appraise(plan(), facts(), load_assumptions()), verdict=Verdict(word))
    book = sheets(rewards_workbook(found, facts(), load_assumptions(), _))
    rows = next(iter(book.values()))
    assert [rows[1][0], rows[2][0]] == [headline(found, _), verdict_lines(found, {}, _)[0]]
    share = _("Share of simulated outcomes with a net present value above zero")
    (odds,) = [row[4] for row in rows if row[0] == share]
    assert odds == (NO_VALUE if word == CONTRADICTED else pytest.approx(found.pays))


def test_the_summary_says_what_the_measured_effects_rest_on():
    found = appraise(plan(), facts(), load_assumptions())
    lines = (
        "Retention: leans. Explored, not planned: no plan.",
        "Retention, by lottery: +2 months.",
    )
    book = sheets(
        rewards_workbook(found, facts(), load_assumptions(), locale_for("en"), effects=lines)
    )
    first = [row[0] for row in next(iter(book.values()))]
    assert first[-2:] == list(lines)

"""The business case on one page: what the page says, readable by everyone, and nothing obeyed."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from dashboard.exports.report import PRECEDENT_RISK, rewards_pdf
from dashboard.text import plan_text
from metrics.evaluate import Verdict
from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS, WORDS
from metrics.i18n import locale_for
from metrics.rewards.announcement import write_announcement
from metrics.rewards.model import appraise, do_nothing
from metrics.rewards.precedent import MEDIUM, RISK_BANDS, assess_precedent
from metrics.value.assumptions import load_assumptions
from tests.dashboard.exports.business_case import facts, plan
from tests.dashboard.reading import says

PAGE = re.compile(rb"/Type\s*/Page\b")
ODD = "A [b] #c $d$ @e *f* _g_ `h` \\i <j> \"k\" 'l' ~m /* n */ // o"


def made(scenario, language="en", verdict="", **more):
    assumptions = load_assumptions()
    found = appraise(scenario, facts(), assumptions)
    if verdict:
        found = replace(found, verdict=Verdict(verdict))
    risks = [assess_precedent(one, scenario, facts(), assumptions) for one in scenario.categories]
    return found, rewards_pdf(
        found,
        assumptions,
        locale_for(language),
        snapshot=facts().snapshot,
        until=date(2025, 12, 31),
        precedents=risks,
        **more,
    )


def text(pdf):
    """All words of it, with one space between them."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (poppler-utils) is not installed: nothing here reads a PDF.")
    found = subprocess.run(
        [program, "-raw", "-", "-"], input=pdf, capture_output=True, check=True, timeout=30
    ).stdout
    return " ".join(found.decode().split())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_is_one_page_with_the_figures_of_the_web_page(language):
    _ = locale_for(language)
    found, pdf = made(plan(), language, statement=write_announcement(plan(), "cash", _))
    assert len(PAGE.findall(pdf)) == 1
    words = text(pdf)
    amounts = (found.npv.median, found.cost.low, found.net.high, found.base["net"])
    shown = [
        plan_text.headline(found, _),
        plan_text.subheading(found, _),
        _.date(date(2025, 12, 31)),
        "a1b2c3",
        *map(_.money_short, amounts),
    ]
    assert [one for one in shown if " ".join(one.split()) not in words] == []


def test_the_report_meets_the_standard_for_accessible_pdf():
    _found, pdf = made(plan(categories=plan().categories[:7]))
    assert b"pdfuaid" in pdf and b"/MarkInfo" in pdf


def test_the_report_names_the_most_influential_assumption_and_the_precedent_risk():
    found, pdf = made(plan())
    widest = max(found.swings, key=lambda one: abs(one.at_high - one.at_low))
    words = text(pdf)
    assert load_assumptions()[widest.name].meaning in words
    assert says(words, PRECEDENT_RISK, risk=RISK_BANDS[MEDIUM], chance="20%")


def test_markup_characters_in_names_are_text():
    odd = plan(categories=(replace(plan().categories[1], category=ODD),))
    _found, pdf = made(odd, company=ODD, statement=f"# {ODD}\n\n{ODD}")
    words = text(pdf).replace(" ", "")
    assert words.count(ODD.replace(" ", "")) >= 4
    assert len(PAGE.findall(pdf)) == 1


def test_a_character_that_no_font_has_does_not_stop_the_report():
    assert made(plan(), company="🎓 \U000e0001 \u202e x")[1].startswith(b"%PDF")


MANY = tuple(
    replace(plan().categories[5], category=f"A category with a long name {i}") for i in range(30)
)


@pytest.mark.parametrize(
    "scenario",
    [
        do_nothing(plan()),
        plan(categories=(), one_offs=5.0),
        plan(categories=MANY),
    ],
    ids=["nothing", "only costs", "thirty categories"],
)
def test_the_report_is_one_page_whatever_the_plan(scenario):
    _found, pdf = made(
        scenario, title="t" * 300, company="c" * 300, statement="# Head\n\n" + "word " * 3_000
    )
    assert len(PAGE.findall(pdf)) == 1


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_contradicted_plan_has_no_figure_in_the_title_of_its_report(language):
    _ = locale_for(language)
    found, pdf = made(plan(), language, verdict=CONTRADICTED)
    words = text(pdf)
    assert _(plan_text.CONTRADICTED_PLAN) in words
    assert says(words, plan_text.RETURNS) is False
    assert says(words, plan_text.COSTS) is False
    assert " ".join(_("Verdict: {word}.", word=_(WORDS[CONTRADICTED])).split()) in words
    assert _.percent(found.pays) not in words.split(_("From return to net result"))[0]


@pytest.mark.parametrize("word", [HOLDS, LEANS, CANNOT_TELL])
def test_the_report_holds_the_word_of_the_page(word):
    _ = locale_for("en")
    found, pdf = made(plan(), verdict=word)
    words = text(pdf)
    assert f"Verdict: {WORDS[word]}." in words
    assert " ".join(plan_text.headline(found, _).split()) in words


def test_the_report_says_what_the_measured_effects_rest_on():
    lines = (
        "Retention: leans. Explored, not planned: no plan.",
        "Retention, by lottery: +2 months.",
    )
    words = text(made(plan(), effects=lines)[1])
    assert all(line in words for line in lines)

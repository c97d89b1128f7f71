"""A method page says what the code does: its formulas are the docstrings of the functions that
compute the answer."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from datetime import date

import pytest

from metrics import inference
from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.disclosure.method_text import LATER, method_markdown, method_sections
from metrics.evaluate import evaluate, evidence, panel, secondary_analyses, time_to_event
from metrics.evaluate.dose_response import dose_response
from metrics.evaluate.method import ASSUMPTIONS, DROPPED, describe_method, formula
from metrics.i18n import locale_for
from tests.companies import asked, awkward

METRICS = catalogue()
PERSONAL = ("retention", "performance")


def told(name: str, session, language: str = "en") -> str:
    found = release(evidence(METRICS[name], session))
    beside = [release(one) for one in secondary_analyses(METRICS[name], session)]
    return method_markdown(
        name, method_sections(describe_method(METRICS[name]), found, beside, locale_for(language))
    )


def with_a_formula() -> set[str]:
    """Every function of the inference whose docstring holds a formula."""
    found = set()
    for one in pkgutil.iter_modules(inference.__path__, "metrics.inference."):
        module = importlib.import_module(one.name)
        own = [
            member
            for member in vars(module).values()
            if getattr(member, "__module__", "") == one.name
        ]
        for member in own:
            inside = vars(member).values() if inspect.isclass(member) else [member]
            functions = [getattr(function, "fget", function) for function in inside]
            found |= {
                formula(f).function
                for f in functions
                if inspect.isfunction(f) and formula(f).formula
            }
    return found


def test_a_docstring_is_divided_into_summary_formula_and_source():
    def area(width: float, height: float) -> float:
        """The area of a rectangle,
        in square metres.

        Neither side is negative.

        Formula:
            A = b h
            b the width

        Source: Euclid, Elements,
        book 1.
        """
        return width * height

    found = formula(area)
    assert (found.about, found.formula, found.source) == (
        "The area of a rectangle, in square metres.",
        "A = b h\nb the width",
        "Euclid, Elements, book 1.",
    )
    assert found.function.endswith("area")


@pytest.mark.parametrize("name", PERSONAL)
def test_every_function_on_the_page_has_a_formula_and_a_publication(name):
    of = describe_method(METRICS[name])
    assert of.computed and of.checked
    for one in (*of.computed, *of.checked):
        assert one.about.endswith(".") and one.formula, one.function
        assert re.search(r"\b(1[89]|20)\d\d\b", one.source), one.function
    assert len(set(of.sources)) == len(of.sources)


BEHIND_OTHER_PAGES = {
    "funnel",
    "peer_comparison",
    "lottery_power",
    "rate_shrinkage",
    "transitions",
}  # experts, lotteries, categories and moves have pages of their own


def test_every_formula_of_a_docstring_is_on_a_page():
    listed = {
        one.function
        for name in PERSONAL
        for one in (
            *describe_method(METRICS[name]).computed,
            *describe_method(METRICS[name]).checked,
        )
    }
    of_metrics = {one for one in with_a_formula() if one.split(".")[2] not in BEHIND_OTHER_PAGES}
    assert of_metrics <= listed


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        (
            "retention",
            {
                "survival.kaplan_meier",
                "survival.Curve.rmst",
                "survival.row_influence",
                "interval.t_interval",
            },
        ),
        (
            "performance",
            {
                "difference_in_differences.group_time_effects",
                "difference_in_differences.overall_effect",
                "difference_in_differences.influence_coefficients",
                "interval.clustered_variance",
                "interval.t_interval",
            },
        ),
    ],
)
def test_a_formula_of_the_number_is_not_repeated_among_those_of_the_checks(name, needed):
    of = describe_method(METRICS[name])
    computed = {one.function.removeprefix("metrics.inference.") for one in of.computed}
    assert needed <= computed
    assert not {one.function for one in of.computed} & {one.function for one in of.checked}


def test_each_assumption_of_an_answer_has_its_code():
    for shape, module in (("time to event", time_to_event), ("panel", panel)):
        assert len(ASSUMPTIONS[shape]) == len(module.ASSUMPTIONS)
    assert {*ASSUMPTIONS["time to event"], *ASSUMPTIONS["panel"]} == {f"A{n}" for n in range(1, 9)}


@pytest.mark.parametrize("name", PERSONAL)
def test_a_check_named_with_an_assumption_exists(sample_session, name):
    found = evidence(METRICS[name], sample_session)
    beside = secondary_analyses(METRICS[name], sample_session)
    hours = dose_response(sample_session, METRICS[name], evaluate(METRICS[name], sample_session))
    names = {
        "matched_share",
        *(one.name for one in (*found.cross_checks, *found.sensitivity, *beside, *hours)),
    }
    for checks in ASSUMPTIONS[METRICS[name].shape].values():
        assert set(checks) <= names


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", PERSONAL)
def test_the_page_of_the_sample_company_is_whole(sample_session, name, language):
    said = told(name, sample_session, language)
    assert not re.search(r"\{(n|estimate|low|high|months|title|share|p|unit|reason)\}", said)
    assert "ATT" in said and "nan" not in said.lower().split() and "None" not in said
    for code in ASSUMPTIONS[METRICS[name].shape]:
        assert f"- {code}. " in said


def test_the_people_left_out_are_counted_and_small_numbers_masked(sample_session):
    answer = release(evidence(METRICS["performance"], sample_session)).answer
    said = told("performance", sample_session)
    assert DROPPED["no_base"].format(n=answer.dropped["no_base"]) in said
    assert DROPPED["no_value_after"].format(n="<10") in said


def test_without_an_answer_the_method_page_is_complete():
    with asked(awkward(3, people=20), as_of=date(2023, 12, 31)) as session:
        for name in PERSONAL:
            said = told(name, session)
            assert LATER in said and "## References" in said


def test_a_total_has_a_page_without_formulas(sample_session):
    said = told("mentoring_hours", sample_session)
    assert "The sum itself" in said and "Formulas" not in said and "Method assumptions" not in said

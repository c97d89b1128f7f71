"""A leader at work in a real browser: from the first page to a category, its narrow problem, its
cost, and back."""

from __future__ import annotations

import re

import pytest

from dashboard.text.expert_text import CUSTOMERS_LOST
from dashboard.text.priority_text import CRITERION_TITLES
from metrics.i18n import locale_for
from metrics.priorities.business_case import COSTS, SOLUTION
from tests.dashboard.reading import says

pytestmark = pytest.mark.browser
NL = locale_for("nl")
TITLE = "was => document.querySelector('h1') && document.querySelector('h1').innerText !== was"


def title(page) -> str:
    return page.locator("h1").inner_text()


def follow(page, place: str, url: str) -> str:
    """The title after the link or button of the page itself, once it is another one than before."""
    before = title(page)
    page.locator("[data-testid=stMain]").locator(place).first.click()
    page.wait_for_url(url)
    page.wait_for_function(TITLE, arg=before)
    return title(page)


def row(page, name: str) -> str:
    """The row of a table of the page that has that name in Dutch."""
    return page.get_by_role("row").filter(has_text=NL(name)).inner_text()


def back_to(page, before: str) -> None:
    """One step back by the browser's button, to the page with that title."""
    page.go_back()
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=before)


def test_from_the_overview_to_a_narrow_problem_its_expert_and_its_cost_and_back_by_the_back_button(
    served, page
):
    page.goto(f"{served}/?lang=nl")
    page.get_by_role("link", name="Klanten winnen en behouden", exact=True).wait_for()
    overview = title(page)
    category = follow(page, "a[href*='category=customers']", "**/categories?*category=customers*")
    narrow = follow(page, ".st-key-step_segment_small button", "**/categories?*segment=small*")
    assert narrow.startswith("Klanten winnen en behouden:") and narrow != category
    assert page.evaluate("document.documentElement.lang") == "nl"

    page.locator("[data-test-script-state=notRunning]").wait_for()
    expert = row(page, CRITERION_TITLES[SOLUTION])
    assert "\t1\t" in expert and not re.search(
        r"\bP\d{4}\b", page.inner_text("body")
    )  # a count, and nobody's number
    assert re.search(r"\t€\s?\d", row(page, CRITERION_TITLES[COSTS]))
    experts = follow(page, "a[href$='experts']", "**/experts*")
    assert says(experts, NL(CUSTOMERS_LOST.one))
    back_to(page, narrow)
    follow(page, "a[href*='rewards?']", "**/rewards?*category=customers*")
    chosen = page.locator(".st-key-plan_category").get_by_role("combobox")
    assert chosen.input_value() == "Klanten winnen en behouden"
    back_to(page, narrow)

    back_to(page, category)
    assert "segment" not in page.url
    page.go_forward()
    page.wait_for_function(TITLE, arg=category)
    assert title(page) == narrow
    page.reload()
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=narrow)
    back_to(page, category)
    back_to(page, overview)

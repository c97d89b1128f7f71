"""A leader at work in a real browser: from the first page to a category, its narrow problem, its cost, and back."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
TITLE = "was => document.querySelector('h1') && document.querySelector('h1').innerText !== was"


def title(page) -> str:
    return page.locator("h1").inner_text()


def follow(page, role: str, name: str, url: str) -> str:
    """The title after the link or button, once it is another one than before."""
    before = title(page)
    page.get_by_role(role, name=name).first.click()
    page.wait_for_url(url)
    page.wait_for_function(TITLE, arg=before)
    return title(page)


def test_from_the_overview_to_a_narrow_problem_its_expert_and_its_cost_and_back_by_the_back_button(served, page):
    page.goto(f"{served}/?lang=nl")
    page.get_by_role("link", name="Klanten winnen en behouden", exact=True).wait_for()
    overview = title(page)
    category = follow(page, "link", "Klanten winnen en behouden", "**/categories?*category=customers*")
    narrow = follow(page, "button", "small", "**/categories?*segment=small*")
    assert narrow.startswith("Klanten winnen en behouden:") and narrow != category
    assert page.evaluate("document.documentElement.lang") == "nl"

    page.locator("[data-test-script-state=notRunning]").wait_for()
    expert = page.get_by_role("row").filter(has_text="Experts in huis").inner_text()
    assert "\t1\t" in expert and not re.search(r"\bP\d{4}\b", page.inner_text("body"))  # a count, and nobody's number
    follow(page, "link", "Wat ervoor te betalen", "**/rewards*")
    page.go_back()
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=narrow)

    page.go_back()
    page.wait_for_function(TITLE, arg=narrow)
    assert title(page) == category and "segment" not in page.url
    page.go_forward()
    page.wait_for_function(TITLE, arg=category)
    assert title(page) == narrow
    page.reload()
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=narrow)
    page.go_back()
    page.wait_for_function(TITLE, arg=narrow)
    page.go_back()
    page.wait_for_function(TITLE, arg=category)
    assert title(page) == overview

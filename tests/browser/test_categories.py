"""A leader at work in a real browser: from the first page to a category, its narrow problem, its
cost, and back."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
TITLE = "was => document.querySelector('h1') && document.querySelector('h1').innerText !== was"


def title(page) -> str:
    return page.locator("h1").inner_text()


def follow(page, role: str, name: str, url: str) -> str:
    """The title after the link or button of the page itself, once it is another one than before."""
    before = title(page)
    page.locator("[data-testid=stMain]").get_by_role(role, name=name).first.click()
    page.wait_for_url(url)
    page.wait_for_function(TITLE, arg=before)
    return title(page)


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
    category = follow(
        page, "link", "Klanten winnen en behouden", "**/categories?*category=customers*"
    )
    narrow = follow(page, "button", "small", "**/categories?*segment=small*")
    assert narrow.startswith("Klanten winnen en behouden:") and narrow != category
    assert page.evaluate("document.documentElement.lang") == "nl"

    page.locator("[data-test-script-state=notRunning]").wait_for()
    expert = page.get_by_role("row").filter(has_text="Experts in huis").inner_text()
    assert "\t1\t" in expert and not re.search(
        r"\bP\d{4}\b", page.inner_text("body")
    )  # a count, and nobody's number
    cost = page.get_by_role("row").filter(has_text="Kosten per jaar").inner_text()
    assert re.search(r"Kosten per jaar\t€\s?\d", cost)
    assert follow(page, "link", "Verborgen experts", "**/experts*").startswith(
        "Eén verborgen expert"
    )
    back_to(page, narrow)
    follow(page, "link", "Wat ervoor te betalen", "**/rewards?*category=customers*")
    assert (
        page.get_by_role("combobox", name="Categorie").input_value() == "Klanten winnen en behouden"
    )
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

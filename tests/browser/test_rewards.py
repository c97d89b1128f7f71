"""Finance at work in a real browser: change the bonus, compare, save, open by the link, take files
away."""

from __future__ import annotations

import re
import zipfile

import pytest

pytestmark = pytest.mark.browser
PATIENCE = 30_000


def left_over(page) -> list[str]:
    """What each plan leaves, by column."""
    return page.locator("table tr", has_text="Left over").first.locator("td").all_inner_texts()[1:]


def behind(page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()


def fill(page, label: str, value: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(value)
    field.press("Enter")


def shows(page, label: str, value: str) -> None:
    from playwright.sync_api import expect

    expect(page.get_by_label(label, exact=True)).to_have_value(value, timeout=PATIENCE)


def choose(page, label: str, option: str) -> None:
    """As a person does: opens the list once more where a redraw of the page has closed it."""
    from playwright.sync_api import TimeoutError

    for patience in (2_000, 5_000, PATIENCE):
        page.get_by_role("combobox", name=label).click()
        try:
            return page.get_by_role("option", name=re.compile(option)).click(timeout=patience)
        except TimeoutError:
            page.keyboard.press("Escape")
    raise AssertionError(f"The list of {label} cannot be opened.")


def test_a_changed_bonus_is_compared_saved_opened_by_its_link_and_taken_away(
    served, page, tmp_path
):
    page.goto(f"{served}/rewards")
    page.locator("table").first.wait_for()
    before = left_over(page)
    assert len(before) == 2
    fill(page, "Amount per award, euros", "950")
    page.wait_for_url("**/rewards?a=*")
    page.wait_for_function(
        "document.querySelectorAll('table tr')[1].querySelectorAll('td').length === 4"
    )
    assert left_over(page)[:2] == before and left_over(page)[2] != before[1]
    headline = page.locator("h1").inner_text()
    assert left_over(page)[2].replace("\xa0", " ") in headline.replace("\xa0", " ")

    behind(page, "Save and open")
    fill(page, "Save as", "Bonus of 950")
    fill(page, "Your name", "Finance")
    fill(page, "Reason for this version", "more than last year")
    page.get_by_role("button", name="Save plan").click()
    page.get_by_text("Saved as Bonus of 950, version 1.").wait_for()
    page.get_by_role("cell", name="more than last year").wait_for()
    link = page.locator("code", has_text="scenario=").inner_text()

    page.goto(re.sub(r"^https?://[^/]+", served, link))
    page.get_by_text("Bonus of 950").first.wait_for()
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=headline)
    shows(page, "Amount per award, euros", "950")

    with page.expect_download() as sent:
        page.get_by_role("button", name="Download Excel with live formulas").click()
    sent.value.save_as(tmp_path / "plan.xlsx")
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as book:
        assert b"<f>" in book.read("xl/worksheets/sheet1.xml")
    with page.expect_download() as sent:
        page.get_by_role("button", name="Download one-page report").click()
    sent.value.save_as(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_negative_amount_is_a_sentence_at_its_field_and_stays(served, page):
    page.goto(f"{served}/rewards")
    page.locator("table").first.wait_for()
    fill(page, "Amount per award, euros", "-5")
    page.get_by_text("is negative; it is zero or more").first.wait_for()
    shows(page, "Amount per award, euros", "-5")
    assert "cannot be reckoned" in page.locator("h1").inner_text()


def test_later_years_need_rates_until_finance_holds_the_last_ones(served, page):
    page.goto(f"{served}/rewards")
    page.locator("table").first.wait_for()
    page.get_by_text("Plan settings").click()
    fill(page, "Years", "3")
    page.get_by_text("need tax rates that are not published yet").nth(
        1
    ).wait_for()  # above, and at the field
    choose(page, "Years without published tax rates", "hold the last known rates")
    page.get_by_text("That is this plan's own judgement").first.wait_for()
    assert "over 3 years" in page.locator("h1").inner_text()


def test_who_saves_meanwhile_is_shown_and_neither_is_lost(served, page):
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{served}/rewards")
        tab.locator("table").first.wait_for()
        fill(tab, "Amount per award, euros", "640")
        tab.wait_for_url("**/rewards?a=*")
        behind(tab, "Save and open")
        fill(tab, "Save as", "Made by two")
        fill(tab, "Your name", "Finance" if tab is page else "HR")
    page.get_by_role("button", name="Save plan").click()
    page.get_by_text("Saved as Made by two, version 1.").wait_for()
    fill(other, "Amount per award, euros", "320")
    shows(other, "Save as", "Made by two")
    other.get_by_role("button", name="Save plan").click()
    other.get_by_text("Finance saved version 1 of 'Made by two'").wait_for()
    other.get_by_role("button", name="Save my plan as the next version").click()
    other.get_by_text("Saved as Made by two, version 2.").wait_for()
    assert other.get_by_role("row", name=re.compile("HR|Finance")).count() == 2
    other.close()


def test_the_budget_redraws_only_its_part_of_the_page(served, page):
    page.goto(f"{served}/portfolio")
    page.locator(".js-plotly-plot").first.wait_for()
    was = page.locator("h1").inner_text()
    slider = page.get_by_role("slider").first
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    page.wait_for_function("was => document.querySelector('h1').innerText !== was", arg=was)
    page.wait_for_url("**/portfolio?budget=*")
    page.reload()
    page.wait_for_function("was => document.querySelector('h1')?.innerText !== was", arg=was)

"""Finance at work in a real browser: change the bonus, compare, save, open by the link, take files
away."""

from __future__ import annotations

import re
import zipfile

import pytest

from dashboard.text.plan_tables import NET_MEDIAN
from dashboard.views import VIEWS
from dashboard.views.rewards.details import DETAILS
from dashboard.views.rewards.page import CANNOT_CALCULATE
from dashboard.views.rewards.saving import SAVED_AS
from metrics.rewards.faults import NOT_PUBLISHED
from metrics.rewards.notes import RATES_HELD
from tests.dashboard.reading import EN, beginning

pytestmark = pytest.mark.browser
PATIENCE = 30_000


def net_results(page) -> list[str]:
    """What each plan leaves, by column."""
    row = page.locator("table tr", has_text=NET_MEDIAN).first
    return row.locator("td").all_inner_texts()[1:]


def open_detail(page, detail: str) -> None:
    """Open one of the details of a plan."""
    place = page.locator(".st-key-detail")
    label = EN(DETAILS[detail].label)
    place.get_by_role("radio", name=label).or_(
        place.get_by_role("button", name=label, exact=True)
    ).first.click()


def field(page, key: str):
    """The input of a widget by its key; a key that ends in * is the beginning of one."""
    place = f"[class*=st-key-{key[:-1]}]" if key.endswith("*") else f".st-key-{key}"
    return page.locator(f"{place} input").first


def fill(page, key: str, value: str) -> None:
    field(page, key).fill(value)
    field(page, key).press("Enter")


def shows(page, key: str, value: str) -> None:
    from playwright.sync_api import expect

    expect(field(page, key)).to_have_value(value, timeout=PATIENCE)


def press(page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()


def choose(page, key: str, place: int) -> None:
    """As a person does: opens the list once more where a redraw of the page has closed it."""
    from playwright.sync_api import TimeoutError

    for patience in (2_000, 5_000, PATIENCE):
        page.locator(f".st-key-{key}").get_by_role("combobox").click()
        try:
            return page.get_by_role("option").nth(place).click(timeout=patience)
        except TimeoutError:
            page.keyboard.press("Escape")
    raise AssertionError(f"The list of {key} cannot be opened.")


def test_a_changed_bonus_is_compared_saved_opened_by_its_link_and_taken_away(
    served, page, tmp_path
):
    page.goto(f"{served}/rewards")
    page.locator("table").first.wait_for()
    before = net_results(page)
    assert len(before) == 2
    fill(page, "plan_amount", "950")
    page.wait_for_url("**/rewards?a=*")
    page.wait_for_function(
        "document.querySelectorAll('table tr')[1].querySelectorAll('td').length === 4"
    )
    assert net_results(page)[:2] == before and net_results(page)[2] != before[1]
    headline = page.locator("h1").inner_text()
    assert net_results(page)[2].replace("\xa0", " ") in headline.replace("\xa0", " ")

    open_detail(page, "saved")
    fill(page, "save_name*", "Bonus of 950")
    fill(page, "save_author", "Finance")
    fill(page, "save_note*", "more than last year")
    press(page, "save_plan")
    page.get_by_text(EN(SAVED_AS, name="Bonus of 950", version=1)).wait_for()
    page.get_by_role("cell", name="more than last year").wait_for()
    link = page.locator("code", has_text="scenario=").inner_text()

    page.goto(re.sub(r"^https?://[^/]+", served, link))
    page.get_by_text("Bonus of 950").first.wait_for()
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=headline)
    shows(page, "plan_amount", "950")

    with page.expect_download() as sent:
        press(page, "download_workbook")
    sent.value.save_as(tmp_path / "plan.xlsx")
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as book:
        assert b"<f>" in book.read("xl/worksheets/sheet1.xml")
    with page.expect_download() as sent:
        press(page, "download_report")
    sent.value.save_as(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_negative_amount_is_a_sentence_at_its_field_and_stays(served, page):
    page.goto(f"{served}/rewards")
    page.locator("table").first.wait_for()
    fill(page, "plan_amount", "-5")
    page.get_by_role("alert").filter(has_text="−5").first.wait_for()
    shows(page, "plan_amount", "-5")
    assert page.locator("h1").inner_text() == EN(CANNOT_CALCULATE)


def test_later_years_need_rates_until_finance_holds_the_last_ones(served, page):
    page.goto(f"{served}/rewards")
    page.locator("table").first.wait_for()
    page.locator(".st-key-plan_settings summary").click()
    fill(page, "plan_years", "3")
    not_published = page.get_by_text(re.compile(re.escape(beginning(NOT_PUBLISHED))))
    not_published.nth(1).wait_for()  # above, and at the field
    choose(page, "plan_later_years", 1)
    page.get_by_text(re.compile(re.escape(beginning(RATES_HELD)))).first.wait_for()
    assert re.search(r"\b3 years", page.locator("h1").inner_text())


def test_a_save_made_in_the_meantime_is_shown_and_neither_is_lost(served, page):
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{served}/rewards")
        tab.locator("table").first.wait_for()
        fill(tab, "plan_amount", "640")
        tab.wait_for_url("**/rewards?a=*")
        open_detail(tab, "saved")
        fill(tab, "save_name*", "Made by two")
        fill(tab, "save_author", "Finance" if tab is page else "HR")
    press(page, "save_plan")
    page.get_by_text(EN(SAVED_AS, name="Made by two", version=1)).wait_for()
    fill(other, "plan_amount", "320")
    shows(other, "save_name*", "Made by two")
    press(other, "save_plan")
    press(other, "save_on_top")
    other.get_by_text(EN(SAVED_AS, name="Made by two", version=2)).wait_for()
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


def test_back_and_forward_undo_and_redo_changes_and_the_way_back_stays_open(served, page):
    page.goto(f"{served}/data")
    data = page.locator("h1").inner_text()
    page.get_by_role("link", name=EN(VIEWS["rewards"].title)).first.click()
    page.wait_for_url("**/rewards")
    fill(page, "plan_amount", "950")
    page.wait_for_url("**/rewards?a=*")
    first = page.url
    fill(page, "plan_amount", "640")
    page.wait_for_function("was => document.location.href !== was", arg=first)

    page.go_back()
    shows(page, "plan_amount", "950")
    assert page.url == first
    page.go_forward()
    shows(page, "plan_amount", "640")
    for url in (first, f"{served}/rewards", f"{served}/data"):
        page.go_back()
        page.wait_for_url(url)
        page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=data)

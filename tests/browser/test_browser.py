"""The served dashboard in a real Chromium, as a reader meets it; nothing it shows comes from
another machine."""

from __future__ import annotations

import http.client
from urllib.parse import urlparse

import pytest

from dashboard.views.overview.page import RETURNED
from tests.dashboard.reading import says

pytestmark = pytest.mark.browser


def test_the_first_screen_says_what_a_euro_returned(served, page):
    page.goto(served)
    page.locator("[data-testid=stMetric]").nth(3).wait_for()
    assert says(page.locator("h1").inner_text(), RETURNED)
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator("[data-testid=stPlotlyChart]").wait_for()  # its range, and no other chart


@pytest.mark.parametrize(("host", "status"), [("localhost", 101), ("elsewhere.example", 403)])
def test_only_a_page_of_this_machine_may_open_a_session(served, host, status):
    connection = http.client.HTTPConnection("127.0.0.1", urlparse(served).port, timeout=10)
    connection.request(
        "GET",
        "/_stcore/stream",
        headers={
            "Host": host,
            "Origin": served,
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Protocol": "streamlit",
        },
    )
    assert connection.getresponse().status == status
    connection.close()


def test_a_filter_changes_the_chart_and_the_url(served, page):
    page.goto(f"{served}/retention")
    curve = page.locator(".js-plotly-plot").first
    curve.wait_for()
    before, title = curve.inner_text(), page.locator("h1").inner_text()
    page.locator(".st-key-filter_category").get_by_role("combobox").click()
    page.get_by_role("option", name="Winning and keeping customers").click()
    page.wait_for_url("**/retention?category=customers*")
    page.wait_for_function("was => document.querySelector('h1').innerText !== was", arg=title)
    page.wait_for_function(
        "was => document.querySelector('.js-plotly-plot').innerText !== was", arg=before
    )
    page.reload()
    page.wait_for_function("/\\d/.test(document.querySelector('h1')?.innerText)")
    assert page.locator("h1").inner_text() != title


def test_a_link_opens_the_same_page_in_the_other_language(served, page):
    page.goto(f"{served}/retention?category=customers&lang=nl")
    page.locator(".js-plotly-plot").first.wait_for()
    page.wait_for_function("document.documentElement.lang === 'nl'")
    category = page.get_by_role("combobox").first
    assert category.input_value() == "Klanten winnen en behouden"
    page.get_by_role("radio", name="en").or_(
        page.get_by_role("button", name="en", exact=True)
    ).first.click()
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert category.input_value() == "Winning and keeping customers"
    assert "category=customers" in page.url


@pytest.mark.parametrize("path", ["/?", "/mentors?", "/categories?category=customers&"])
def test_on_a_narrow_screen_no_column_runs_into_another_and_no_label_is_cut(served, page, path):
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{served}{path}lang=nl")
    page.locator("h1").wait_for()
    page.locator("[data-testid=stColumn] table").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    for inner, outer in (
        ("[data-testid=stColumn] table", "[data-testid=stColumn]"),
        ("[data-testid=stMetric] p", "[data-testid=stMetric]"),
    ):
        page.wait_for_function(
            """([inner, outer]) => [...document.querySelectorAll(inner)].every(one =>
            one.getBoundingClientRect().right <= one.closest(outer).getBoundingClientRect().right + 1
        )""",
            arg=[inner, outer],
        )  # once the page has come to rest

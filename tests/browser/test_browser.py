"""The served dashboard in a real Chromium, as a reader meets it; nothing it shows comes from another machine."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
HEADLINE = "Mentoring returned"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[str]:
    """The address of a dashboard started as in the README, with nothing loaded before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "MENTORING_ROI_HOME": str(home), "MENTORING_ROI_METRICS": ""}
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
    log = tmp_path_factory.mktemp("log") / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        _wait_for(f"http://localhost:{port}/healthz", server, log)
        yield f"http://localhost:{port}"
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            assert server.wait(timeout=15) == 0, "Ctrl-C did not end the server cleanly"
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            raise


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Debian's Chromium; without one the tests are skipped, or fail where CI=true."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        assert os.environ.get("CI") != "true", "No Chromium on the PATH (Debian: apt install chromium)."
        pytest.skip("No Chromium on the PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser) -> Iterator[object]:
    """A fresh page of an English reader; ends with a look at where its requests went."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    hosts = set()
    tab.on("request", lambda request: hosts.add(urlparse(request.url).hostname))
    yield tab
    context.close()
    assert hosts <= {"localhost", None}, f"a request left this machine: {hosts}"


def test_the_first_screen_says_what_a_euro_returned(served, page):
    page.goto(served)
    page.get_by_role("heading", name=HEADLINE).wait_for()
    page.get_by_text("What we are unsure about").wait_for()
    assert "per euro spent" in page.locator("h1").inner_text()
    assert page.locator("[data-testid=stMetric]").count() == 4
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("[data-testid=stPlotlyChart]").count() == 0


@pytest.mark.parametrize(("host", "status"), [("localhost", 101), ("elsewhere.example", 403)])
def test_only_a_page_of_this_machine_may_open_a_session(served, host, status):
    connection = http.client.HTTPConnection("127.0.0.1", urlparse(served).port, timeout=10)
    connection.request("GET", "/_stcore/stream", headers={
        "Host": host, "Origin": served, "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol": "streamlit"})
    assert connection.getresponse().status == status
    connection.close()


def test_a_filter_changes_the_chart_and_the_url(served, page):
    page.goto(f"{served}/retention")
    curve = page.locator(".js-plotly-plot").first
    curve.wait_for()
    before, title = curve.inner_text(), page.locator("h1").inner_text()
    page.get_by_role("combobox", name="Category").click()
    page.get_by_role("option", name="Winning and keeping customers").click()
    page.wait_for_url("**/retention?category=customers*")
    page.wait_for_function("was => document.querySelector('h1').innerText !== was", arg=title)
    page.wait_for_function("was => document.querySelector('.js-plotly-plot').innerText !== was", arg=before)
    page.reload()
    page.wait_for_function("was => document.querySelector('h1')?.innerText.includes('months longer')")
    assert page.locator("h1").inner_text() != title


def test_a_link_opens_the_same_page_in_the_other_language(served, page):
    page.goto(f"{served}/retention?category=customers&lang=nl")
    page.locator(".js-plotly-plot").first.wait_for()
    page.wait_for_function("document.documentElement.lang === 'nl'")
    category = page.get_by_role("combobox").first
    assert category.input_value() == "Klanten winnen en behouden"
    page.get_by_role("radio", name="en").or_(page.get_by_role("button", name="en", exact=True)).first.click()
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert category.input_value() == "Winning and keeping customers"
    assert "category=customers" in page.url


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the server did not answer within {PATIENCE / 1000:.0f} s: {log.read_text()}")

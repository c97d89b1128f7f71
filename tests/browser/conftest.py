"""A dashboard started as in the README, and a browser that looks at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlparse

import pytest

from tests.browser.serving import FLAGS, PATIENCE, chromium, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[str]:
    """The address of a dashboard with nothing loaded before."""
    log = tmp_path_factory.mktemp("log") / "server.log"
    with serving(tmp_path_factory.mktemp("home"), log) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium; without one the tests are skipped, or fail where CI=true."""
    path = chromium()
    if path is None:
        assert os.environ.get("CI") != "true", (
            "No Chromium on the PATH (Debian: apt install chromium)."
        )
        pytest.skip("No Chromium on the PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser) -> Iterator[object]:
    """A fresh page of an English reader; ends with a look at where its requests went."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE * 1000)
    hosts = set()
    tab.on("request", lambda request: hosts.add(urlparse(request.url).hostname))
    yield tab
    context.close()
    assert hosts <= {"localhost", None}, f"a request left this machine: {hosts}"

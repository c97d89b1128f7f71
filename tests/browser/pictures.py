"""Take the pictures of the documents anew, of the sample company in English (`make pictures`)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.serving import FLAGS, ROOT, chromium, serving

WIDTH = 1280
PICTURES = {"overview": ("", 1310), "retention": ("retention", 1010), "rewards": ("rewards", 1300)}
"""By the name of the file: the page, and how much of it from the top, in pixels."""
SETTLED = "[data-test-script-state=notRunning]"
PAUSE = 1_500  # milliseconds for a chart to be drawn


def take() -> None:
    """Write docs/NAME.png for each of the pictures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "home", Path(folder) / "log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, (path, height) in PICTURES.items():
            page = browser.new_page(
                locale="en-GB", viewport={"width": WIDTH, "height": height}, color_scheme="light"
            )
            page.goto(f"{address}/{path}")
            page.locator("h1").wait_for()
            page.locator(SETTLED).wait_for()
            page.wait_for_timeout(PAUSE)
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    take()

"""A plan in a real browser: frozen, reloaded, attacked, and held against newer data."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dashboard.views.analysis_plan.page import FROZEN
from metrics.disclosure.plan_text import NOT_INTACT
from metrics.disclosure.standing import TITLES
from tests.browser.serving import ROOT, serving
from tests.dashboard.reading import EN, beginning
from tests.earlier_files import files_until

pytestmark = pytest.mark.browser
PATIENCE = 60_000
LOOK = "2025-12-31"


def load(folder: Path, home: Path) -> None:
    """Load a folder as a user does in a terminal."""
    command = [sys.executable, "-m", "metrics.cli", "load", str(folder)]
    if not (ROOT / "metrics" / "cli" / "__main__.py").exists():
        command = [sys.executable, "-c", "from metrics.cli import app; app()", "load", str(folder)]
    environment = {**os.environ, "MENTORING_ROI_HOME": str(home), "MENTORING_ROI_SCENARIOS": ""}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)


def open_page(page, address: str) -> None:
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=PATIENCE)


def fill_form(page, effect: str) -> None:
    """Fill the whole form; the date last, because it closes its calendar with Enter."""
    for number in range(4):
        area = page.locator(f".st-key-frozen_action_{number} textarea")
        area.fill(f"Action {number}.")
        area.press("Control+Enter")
    for key, value in (("frozen_effect", effect), ("frozen_author", "Programme lead")):
        field = page.locator(f".st-key-{key} input").first
        field.fill(value)
        field.press("Enter")
    day = page.locator(".st-key-frozen_first")
    for label, value in zip(("year", "month", "day"), LOOK.split("-"), strict=True):
        part = day.get_by_role("spinbutton", name=re.compile(label, re.IGNORECASE))
        part.click()
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)


@pytest.mark.slow
def test_a_plan_is_frozen_cannot_be_changed_and_is_held_against_newer_data(page, tmp_path_factory):
    from playwright.sync_api import expect

    folder = tmp_path_factory.mktemp("plan")
    home = folder / "home"
    sample = ROOT / "sample_data" / "company"
    load(files_until(sample, folder / "early", date(2024, 12, 31)), home)
    with serving(home, folder / "server.log") as served:
        open_page(page, f"{served}/analysis_plan?lang=en&metric=retention")
        fill_form(page, "1.5")
        page.locator(".st-key-freeze button").click()
        expect(page.get_by_text(beginning(EN(FROZEN, number=1)))).to_be_visible(timeout=PATIENCE)

        # reloaded, it is there; another one cannot take its place, nor does an address change it
        page.reload()
        card = page.locator(".st-key-frozen_plan_1")
        expect(card).to_contain_text("1.5", timeout=PATIENCE)
        card.get_by_role("button").or_(card.locator("summary")).first.click()
        kept = re.search(r"[0-9a-f]{64}", card.inner_text())
        assert kept
        page.get_by_text(EN("Freeze a new plan")).click()
        fill_form(page, "0.1")
        page.locator(".st-key-freeze button").click()
        expect(page.get_by_test_id("stAlertContentError")).to_be_visible(timeout=PATIENCE)
        open_page(page, f"{served}/analysis_plan?lang=en&frozen_effect=0.1&plan=1&effect=0.1")
        expect(card).to_contain_text("1.5", timeout=PATIENCE)
        with sqlite3.connect(home / "scenarios.sqlite") as con:
            for statement in ("update analysis_plan set author = 'x'", "delete from analysis_plan"):
                with pytest.raises(sqlite3.IntegrityError):
                    con.execute(statement)
        con.close()

        # the data it was frozen after are explored, the newer data are as planned
        open_page(page, f"{served}/retention?lang=en")
        expect(page.locator(".st-key-standing")).to_contain_text(
            EN(TITLES["explored"]), timeout=PATIENCE
        )
        load(sample, home)
        open_page(page, f"{served}/retention?lang=en")
        standing = page.locator(".st-key-standing")
        expect(standing).to_contain_text(EN(TITLES["planned"]), timeout=PATIENCE)
        open_page(page, f"{served}/analysis_plan?lang=en")
        expect(card.locator("table")).to_contain_text("Action", timeout=PATIENCE)
        assert "+1.9" in card.locator("table").inner_text()
        open_page(page, f"{served}/?lang=en")
        expect(page.get_by_text(re.compile(r"Plan 1 .*1\.5.*\+1\.9"))).to_be_visible(
            timeout=PATIENCE
        )

        # an administrator who takes the protection away is seen
        with sqlite3.connect(home / "scenarios.sqlite") as con:
            con.execute("drop trigger analysis_plan_no_update")
            con.execute("update analysis_plan set content = replace(content, '1.5', '0.1')")
        con.close()
        page.wait_for_timeout(21_000)  # a page knows the plans at most so long
        open_page(page, f"{served}/analysis_plan?lang=en")
        expect(card).to_contain_text(beginning(NOT_INTACT), timeout=PATIENCE)
        open_page(page, f"{served}/retention?lang=en")
        expect(standing).to_contain_text(EN(TITLES["explored"]), timeout=PATIENCE)

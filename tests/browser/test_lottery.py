"""A lottery in a real browser, from the candidates to what the draw shows two years later.

The company is generated with a known effect: those drawn who take part get the months they would
have with a mentor."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import closing

import pytest

from metrics.disclosure.lottery_text import BY_LOTTERY, NOT_USABLE
from metrics.loading import open_company, publish
from metrics.store import LotteryStore
from tests.browser.serving import ROOT, serving
from tests.dashboard.reading import says
from tests.lottery.company import DRAWN_ON, drawn_company, write_after, write_before

pytestmark = pytest.mark.browser
SETTLED = "[data-test-script-state=notRunning]"
PLACES = 110
PERSON = re.compile(r"\bp\d{4}\b")


def fill(page, key: str, text: str) -> None:
    field = page.locator(f".st-key-{key} input")
    field.fill(text)
    field.press("Tab")


def settle(page) -> None:
    page.wait_for_timeout(300)
    page.locator(SETTLED).wait_for()


def test_a_lottery_from_candidates_to_the_effect_that_is_known(tmp_path, page, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("MENTORING_ROI_HOME", str(home))
    monkeypatch.delenv("MENTORING_ROI_SCENARIOS", raising=False)
    company = drawn_company(7, hazard_ratio=0.2)
    assert publish(write_before(company, tmp_path / "before")).snapshot
    with serving(home, tmp_path / "log") as address:
        page.goto(f"{address}/lottery?lang=en")
        page.locator("h1").wait_for()
        settle(page)
        assert "240" in page.locator("h1").inner_text()
        places = page.locator(".st-key-lottery_places_peer input")
        places.fill(str(PLACES))
        places.press("Enter")
        settle(page)
        fill(page, "lottery_author", "Programme lead")
        page.locator(".st-key-lottery_fix button").click()
        fingerprint = page.locator("[data-testid=stCode]").first
        fingerprint.wait_for()
        committed = fingerprint.inner_text().strip()
        assert re.fullmatch(r"[0-9a-f]{64}", committed)
        assert not PERSON.search(page.inner_text("body"))

        day = page.locator(".st-key-lottery_day_1 input").first
        day.fill(DRAWN_ON.isoformat())
        day.press("Tab")
        settle(page)
        assert day.input_value() == DRAWN_ON.isoformat()
        fill(page, "lottery_drawer_1", "Programme lead")
        page.locator(".st-key-lottery_draw_1 button").click()
        page.get_by_text("Who was drawn?").click()
        assert not PERSON.search(page.inner_text("body"))
        fill(page, "lottery_1_author", "Programme lead")
        fill(page, "lottery_1_purpose", "To write to the candidates")
        page.locator(".st-key-lottery_1_open button").click()
        files = page.locator("[data-testid=stDownloadButton] button")
        files.nth(3).wait_for()
        contents = []
        for n in range(4):
            with page.expect_download() as download:
                files.nth(n).click()
            contents.append(download.value.path().read_text(encoding="utf-8-sig"))
        result, *letters, proof = contents
        assert len(result.splitlines()) == 241
        for text in letters:
            assert len(text.split("\f")) == 240 and text.count(committed) == 240
        (tmp_path / "proof.json").write_text(proof, encoding="utf-8")
        verify = subprocess.run(
            [
                sys.executable,
                "-m",
                "dashboard.cli",
                "lottery",
                "verify",
                str(tmp_path / "proof.json"),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert verify.returncode == 0 and committed in verify.stdout

        drawn = {row[0] for row in json.loads(proof)["result"] if row[1]}
        assert len(drawn) == PLACES
        assert publish(write_after(company, tmp_path / "after", drawn)).snapshot
        page.goto(f"{address}/retention?lang=en")
        block = page.locator(".st-key-by_lottery")
        block.wait_for()
        settle(page)
        told = block.inner_text()
        assert says(told, BY_LOTTERY) and not says(told, NOT_USABLE)
    found = open_company().lottery_answer("retention")
    by_draw, taking_part = company.months_gained()
    assert found.by_draw.interval.low <= by_draw <= found.by_draw.interval.high
    assert found.taking_part.interval.low <= taking_part <= found.taking_part.interval.high
    assert f"{found.by_draw.interval.estimate:.1f}" in told
    with closing(LotteryStore()) as store:
        assert all(one.holds for one in store.verify())

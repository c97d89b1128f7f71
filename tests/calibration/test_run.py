"""A run keeps what it computed, goes on where it was, and its table fails what misses a bar."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.calibration import __main__ as command
from tests.calibration import runner, store, table
from tests.calibration.run import HEADLINE, PERFORMANCE, RETENTION, Row
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.store import Chunk, Code, pending
from tests.calibration.summary import line, summarise

BASE, UNSEEN = "high rated selected, no effect", "selected on unseen ability, no effect"


def drawn(errors, *, se: float = 1.0, scenario: str = BASE, word: str = "") -> list[Row]:
    """One headline per error, each with an interval of two standard errors; the truth is 0."""
    return [
        Row(scenario, i, RETENTION, HEADLINE, 0.0, e, e - 2 * se, e + 2 * se,
            sure=abs(e) > 2 * se, word=word if abs(e) > 2 * se else "")
        for i, e in enumerate(np.asarray(errors, dtype=float).tolist())
    ]  # fmt: skip


@pytest.fixture
def noise():
    found = np.random.default_rng(5).normal(size=400)
    return found - found.mean()


def test_a_bar_fails_only_when_its_monte_carlo_interval_excludes_it(noise):
    assert line(drawn(noise + 0.20)).judged == "pass"  # 0.15 lies within 0.20 -/+ 0.10
    assert "bias" in line(drawn(noise + 0.30)).failed
    assert line(drawn(noise, se=0.8)).judged == "FAIL: coverage, false alarms"
    assert line(drawn(noise, se=3.0)).judged == "FAIL: coverage"


def test_the_table_fails_a_planted_bias_and_says_how_large_it_is(noise):
    about = {
        "seed": 1,
        "commit": "abc",
        "companies": 400,
        "finished": "2026-01-01",
        "core seconds": 9,
    }
    page = table.page(summarise(drawn(noise + 0.30)), about)
    assert f"- {BASE}, retention, headline: bias +0.300 ± 0.0" in page
    assert "1 of 1 lines with bars pass" in table.page(summarise(drawn(noise)), about)


def test_where_a_trait_is_unseen_the_bar_is_on_the_word_of_those_wrongly_sure(noise):
    biased = noise + 1.5
    word = {found: line(drawn(biased, scenario=UNSEEN, word=found)) for found in ("holds", "leans")}
    assert word["leans"].judged == "pass" and word["leans"].doubted.value == 1
    assert word["leans"].wrong == np.sum(np.abs(biased) > 2)
    assert word["holds"].judged == "FAIL: verdict"


def test_a_return_is_wrongly_sure_where_it_is_said_to_pay_and_does_not():
    pays = Row(BASE, 0, "return", "per euro", 0.9, 2.0, 1.1, 3.0, sure=True)
    assert pays.wrongly_sure and not replace(pays, truth=1.05).wrongly_sure
    assert not replace(pays, low=0.5, sure=False).wrongly_sure


def test_rows_of_one_company_count_as_one():
    rows = [replace(row, figure="shrunk: a group") for row in drawn([1.0, 1.0, 1.0, -1.0])]
    rows = [replace(row, number=row.number // 3) for row in rows]  # three groups, and one
    found = line(rows)
    assert (found.companies, found.bias.value) == (2, pytest.approx(0.0))


def test_missing_answers_are_counted_as_missing():
    one = line([*drawn([0.1, -0.1]), Row(BASE, 2, RETENTION, HEADLINE, 0.0)])
    assert (one.companies, one.told.value) == (3, pytest.approx(2 / 3))
    assert one.bias.value == pytest.approx(0)


def test_what_is_kept_comes_back_with_seed_and_commit(tmp_path):
    rows = [*drawn([0.123456789, -2.5], word="leans"), Row(UNSEEN, 3, PERFORMANCE, "naive")]
    for chunk in (Chunk(BASE, 0, 1), Chunk(UNSEEN, 3, 3)):
        mine = [row for row in rows if row.scenario == chunk.scenario]
        store.write_chunk(chunk, mine, tmp_path / "chunks", seconds=4.6)
    out = tmp_path / "results.parquet"
    wanted = {BASE: 2, UNSEEN: 4}
    assert store.merge(wanted, tmp_path / "chunks", {"seed": 7, "commit": "abc-dirty"}, out) == 3
    back, about = store.read(out)
    assert about == {"seed": 7, "commit": "abc-dirty", "core seconds": 9}
    for row, found in zip(sorted(rows, key=lambda row: row.quantity), back, strict=True):
        assert (row.scenario, row.number, row.figure, row.word, row.sure) == (
            found.scenario, found.number, found.figure, found.word, found.sure)  # fmt: skip
        assert found.estimate == pytest.approx(row.estimate, rel=2e-4, nan_ok=True)
    compressed = pq.ParquetFile(out).metadata.row_group(0).column(0)
    assert compressed.compression == "ZSTD"
    assert store.merge({BASE: 1}, tmp_path / "chunks", {}, out) == 1  # no more than is wanted


def test_a_run_goes_on_where_it_was(tmp_path):
    folder = tmp_path / "chunks"
    assert pending({BASE: 25}, folder, 10) == [
        Chunk(BASE, 0, 9), Chunk(BASE, 10, 19), Chunk(BASE, 20, 24)]  # fmt: skip
    store.write_chunk(Chunk(BASE, 0, 9), [], folder)
    store.write_chunk(Chunk(BASE, 13, 13), [], folder)
    (folder / (Chunk(BASE, 20, 24).file + ".part")).write_bytes(b"cut off")
    left = pending({BASE: 25, UNSEEN: 5}, folder, 10)
    assert left == [
        Chunk(UNSEEN, 0, 4), Chunk(BASE, 10, 12), Chunk(BASE, 14, 19), Chunk(BASE, 20, 24)]  # fmt: skip


def test_a_name_that_begins_another_is_not_taken_for_it(tmp_path):
    longer = "selected on unseen ability, less, no effect"
    store.write_chunk(Chunk(longer, 0, 9), [], tmp_path)
    assert store.finished("selected on unseen ability", tmp_path) == set()


def test_other_code_has_other_chunks(tmp_path):
    folders = {
        store.folder_of(code, 1, tmp_path)
        for code in (Code("a"), Code("b"), Code("a", "x"), Code("a", "y"))
    }
    assert len(folders) == 4
    assert str(Code("a", "x")) == "a-dirty"


@pytest.fixture
def counted(monkeypatch):
    """The companies asked for, each answered by one row without any work."""
    asked = []

    def rows(_product, name, number, seed):
        asked.append((name, number))
        return [Row(name, number, RETENTION, HEADLINE, 0.0, 0.1, -1.0, 1.0)]

    monkeypatch.setattr(runner, "company_rows", rows)
    monkeypatch.setattr(command, "current_code", lambda: Code("abc"))
    return asked


def arguments(tmp_path, companies: int) -> list[str]:
    return ["--only", BASE, "--companies", str(companies), "--jobs", "1",
            "--chunks", str(tmp_path / "chunks"), "--out", str(tmp_path / "out.parquet")]  # fmt: skip


def test_a_second_run_computes_only_what_the_first_did_not(tmp_path, counted):
    assert command.main(arguments(tmp_path, 3)) == 0
    assert command.main(arguments(tmp_path, 5)) == 0
    assert counted == [(BASE, number) for number in range(5)]
    rows, about = store.read(tmp_path / "out.parquet")
    assert [row.number for row in rows] == list(range(5))
    assert about["commit"] == "abc" and about["seed"] == command.SEED
    assert f"| {BASE} | 5 |" in (tmp_path / "out.md").read_text()


def test_a_run_during_which_the_code_changes_merges_nothing(tmp_path, counted, monkeypatch, capsys):
    states = iter([Code("abc"), Code("abc", "x")])
    monkeypatch.setattr(command, "current_code", lambda: next(states))
    assert command.main(arguments(tmp_path, 2)) == 1
    assert not (tmp_path / "out.parquet").exists()
    assert "abc-dirty" in capsys.readouterr().err


def test_no_more_companies_are_simulated_than_a_scenario_has():
    assert command.wanted(None, None) == {name: one.companies for name, one in SCENARIOS.items()}
    assert command.wanted(["large company, no effect"], 1000) == {"large company, no effect": 100}
    assert command.wanted([BASE], 20) == {BASE: 20}

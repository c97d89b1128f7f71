"""A company of 100 people hears something, and nothing of it becomes a verdict or euros."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.exports import answer_rows
from metrics import Company, open_folder
from metrics.cli import app
from metrics.evaluate import CANNOT_TELL
from metrics.i18n import locale_for
from metrics.inference.pooled_effect import Prior
from metrics.value import indication as pooled
from metrics.value.published import Expectation, expectation
from sample_data.generate import generate
from tests.conftest import TODAY

METRICS = ("retention", "performance")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The files of the fictional company with 100 people, 60 mentees and few mentors."""
    place = tmp_path_factory.mktemp("small")
    generate(place, staff=100)
    return place


@pytest.fixture(scope="module")
def company(folder) -> Iterator[Company]:
    with open_folder(folder, as_of=TODAY) as opened:
        yield opened


@pytest.mark.parametrize("metric", METRICS)
def test_an_answer_that_cannot_be_told_comes_with_an_indication_and_a_test(company, metric):
    answer = company.answer(metric)
    assert answer.verdict.word == CANNOT_TELL
    assert 0 < answer.indication.published_share < 1
    assert 0 < answer.redrawn.p <= 1 and answer.redrawn.mentees >= 10
    header, (row, *_groups) = answer_rows(answer, {}, locale_for("en"))
    told = dict(zip(header, row, strict=True))
    assert told["share of published evidence"] == pytest.approx(
        answer.indication.published_share, abs=0.01
    )
    assert told["verdict"] == "cannot tell"


def test_parts_and_mentors_have_none(company):
    for part in company.answers_by("retention", "category").values():
        assert part.indication is None and part.redrawn is None


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_terminal_says_it_and_so_does_its_json(folder, language):
    command = ["evaluate", "performance", "--data", str(folder), "--language", language]
    said = CliRunner().invoke(app, command)
    told = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert said.exit_code == 0 and told["verdict"] == CANNOT_TELL and told["estimate"] is None
    share = round(100 * told["indication"]["published_share"])
    assert f"{share}%" in said.stdout.replace("\u00a0", "")
    assert told["redrawn_pairings"]["draws"] >= 999


def test_what_others_published_moves_the_indication_and_not_a_cent(folder, monkeypatch):
    """With published effects a hundred times as large, every figure in euros stays as it is."""

    class Larger(Expectation):
        @property
        def prior(self) -> Prior:
            usual = super().prior
            return Prior(100 * usual.mean, usual.sd)

    def larger(metric: str) -> Expectation | None:
        known = expectation(metric)
        return known and Larger(known.unit, known.between_sd, known.judgement, known.effects)

    def figures() -> tuple[list, tuple]:
        with open_folder(folder, as_of=TODAY) as opened:
            answers = [opened.answer(metric) for metric in METRICS]
            return answers, (
                opened.return_on_mentoring(),
                opened.attribution("category"),
                opened.plan_basis.facts,
            )

    usual, euros = figures()
    monkeypatch.setattr(pooled, "expectation", larger)
    moved, same = figures()
    assert written(euros) == written(same) and euros[0] is not None
    for before, after in zip(usual, moved, strict=True):
        assert before.indication.interval != after.indication.interval
        assert written(replace(before, indication=None)) == written(replace(after, indication=None))


def written(value: object) -> str:
    """A value as text with seven digits: sums of an engine in parallel differ in the last ones."""
    return re.sub(r"-?\d+\.\d+(e-?\d+)?", lambda one: f"{float(one[0]):.6e}", repr(value))

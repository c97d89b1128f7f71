"""A saved scenario gives the same numbers later, elsewhere, and whatever the product assumes by
then."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from metrics.rewards.model import appraise
from metrics.store import ScenarioStore
from metrics.store.json_codec import loads
from tests.store.plans import FACTS, PLAN, used
from tests.store.recomputed import figures, recomputed
from tests.store.test_concurrent import ROOT


@pytest.fixture(scope="module")
def at_first():
    return figures(appraise(PLAN, FACTS, used()))


def test_what_was_saved_gives_the_same_numbers_again(store, url, at_first):
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    assert recomputed(url, PLAN.name) == pytest.approx(at_first, rel=1e-9, abs=1e-9)
    assert len(at_first) > 100 and at_first[".npv.median"] != 0


def test_it_gives_the_same_numbers_in_another_process(tmp_path, at_first):
    url = f"sqlite:///{tmp_path}/s.sqlite"
    store = ScenarioStore(url)
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    store.close()
    elsewhere = subprocess.run(
        [sys.executable, "-m", "tests.store.recomputed", url, PLAN.name],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert loads(elsewhere.stdout) == pytest.approx(at_first, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("changed", ["seed", "estimates", "assumptions"])
def test_each_thing_that_is_saved_with_it_decides_on_the_numbers(changed, at_first):
    scenario, facts, assumptions = PLAN, FACTS, used()
    if changed == "seed":
        scenario = replace(PLAN, seed=PLAN.seed + 1)
    elif changed == "estimates":
        everybody = facts.categories[""]
        exits = replace(everybody.exits, estimate=2 * everybody.exits.estimate)
        facts = replace(facts, categories={**facts.categories, "": replace(everybody, exits=exits)})
    else:
        assumptions = {
            name: replace(assumption, base=assumption.high)
            for name, assumption in assumptions.items()
        }
    assert figures(appraise(scenario, facts, assumptions))[".npv.median"] != pytest.approx(
        at_first[".npv.median"], rel=1e-9
    )

"""The figures of a saved scenario, computed in a process of its own: `python -m
tests.store.recomputed URL NAME`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict

from metrics.rewards.appraisal import Appraisal
from metrics.rewards.model import appraise
from metrics.store import ScenarioStore
from metrics.store.json_codec import dumps


def figures(of: Appraisal) -> dict[str, float]:
    """Every number of an appraisal, by where it stands."""
    return dict(_numbers("", asdict(of)))


def recomputed(url: str, name: str) -> dict[str, float]:
    """Every number that follows from what was saved."""
    store = ScenarioStore(url)
    saved = store.load(name)
    store.close()
    return figures(appraise(saved.scenario, saved.facts, saved.assumptions))


def _numbers(at: str, value: object) -> Iterator[tuple[str, float]]:
    if isinstance(value, dict | list | tuple):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _numbers(f"{at}.{key}", part)
    elif isinstance(value, int | float):
        yield at, float(value)


if __name__ == "__main__":
    sys.stdout.write(dumps(recomputed(*sys.argv[1:])))

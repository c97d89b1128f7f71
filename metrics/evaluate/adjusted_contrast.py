"""The effects with covariates in parts of a panel, and what each person adds to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.comparison import subgroups as steps
from metrics.comparison.adjusted_panel import CELL, COEFFICIENTS, SLOPES
from metrics.evaluate.adjusted_panel import CATEGORIES, FittedPanel, fit
from metrics.warehouse.engine import Session

Fits = dict[int, tuple[FittedPanel, dict[str, np.ndarray]]]


def effects_by_part(
    session: Session, parts: Sequence[int], signs: Mapping[int, int], *, within_department: bool
) -> tuple[dict[int, float], dict[str, np.ndarray]]:
    """Return part -> its effect (NaN where nobody can be compared), and the rows per person.

    Each part has models of its own, as if it were the whole scope. Their influence has the sign of
    the part. Not `within_department`: departments are in no model, because the two arms share none.
    """
    counts = steps.adjusted_panel_counts(session)
    categories = CATEGORIES if within_department else CATEGORIES[1:]
    fits: Fits = {}
    for part in parts:
        rows = counts["part"] == part
        of_part = {name: column[rows] for name, column in counts.items()}
        fitted = fit(session, of_part, categories)
        if fitted is not None:
            fits[part] = (fitted, of_part)
    people = steps.adjusted_panel_people(session, _coefficients(fits), _slopes(fits, signs))
    effects = {
        part: fits[part][0].difference.estimate if part in fits else float("nan") for part in parts
    }
    return effects, people


def _coefficients(fits: Fits) -> dict[str, np.ndarray]:
    tables = [
        {"part": np.full(int(fitted.keep.sum()), part), **fitted.coefficients(counts)}
        for part, (fitted, counts) in fits.items()
    ]
    empty = dict.fromkeys(("part", *CELL), np.zeros(0, dtype=int))
    empty |= dict.fromkeys(COEFFICIENTS, np.zeros(0))
    return {
        name: np.concatenate([none, *(table[name] for table in tables)])
        for name, none in empty.items()
    }


def _slopes(fits: Fits, signs: Mapping[int, int]) -> dict[str, np.ndarray]:
    found = {
        "part": np.array(list(fits), dtype=int),
        "sign": np.array([signs[part] for part in fits], dtype=int),
    }
    slopes = [fitted.slopes for fitted, _counts in fits.values()]
    return found | {name: np.array([one[name] for one in slopes], dtype=float) for name in SLOPES}

"""The table of the yardstick counts the companies that are wrongly sure, and a look is the product's
own answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.calibration.hidden_trait import SCENARIOS, SEED, Look, look, table


def test_the_shares_are_of_the_companies_that_are_sure_of_more():
    looks = [
        Look("a", 1.0, 0.2, 1.8, 0.9, 0.3),  # sure, 1x reaches zero
        Look("a", 2.0, 1.0, 3.0, 2.5, 1.5),  # sure, 2x makes it uncertain
        Look("a", 0.5, -0.5, 1.5, 0.4, 0.0),  # not sure
        Look("a", *[float("nan")] * 5),  # no answer
    ]
    row = list(table(looks, 100))[2]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[2] == "3" and cells[4] == "2"
    assert [cell.split()[0] for cell in cells[5:8]] == ["1", "1", "2"]


@pytest.mark.slow
def test_in_a_company_of_hidden_ability_a_look_has_an_answer_and_its_multiples():
    found = look(replace(SCENARIOS[0], people=600), SEED, 1)
    assert np.isfinite([found.estimate, found.multiple, found.uncertain]).all()
    assert found.low < found.estimate < found.high
    assert found == look(replace(SCENARIOS[0], people=600), SEED, 1)

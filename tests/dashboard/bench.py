"""The rewards page opened as finance opens it, and what stands on it."""

from __future__ import annotations

from dashboard.session.plan_links import decode
from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from tests.dashboard.test_pages import texts

LEFT = "Net result, median outcome"
BONUS = Scenario(
    "Bonus for customers",
    (CategoryPlan("customers", 24, 20.0, 9, "measured", RewardPlan("cash", 750.0)),),
)


def shown(at) -> str:
    return texts(at).replace("\\", "")


def table(at, name: str) -> dict[str, list[str]]:
    """A table of the page by its rows' names; `name` is in it."""
    block = next(
        part.value for part in at.markdown if name in part.value and part.value.startswith("|")
    )
    lines = [
        [cell.strip(" *") for cell in line.replace("\\", "").strip("| ").split(" | ")]
        for line in block.splitlines()
    ]
    return {line[0]: line[1:] for line in lines[2:]}


def bench(visit, behind: str = "", **query: str):
    at = visit("rewards", lang="en", **query)
    if behind:
        at.segmented_control(key="behind").set_value(behind).run()
    return at


def plan_a(at) -> Scenario:
    (link,) = (
        [at.query_params["a"]] if isinstance(at.query_params["a"], str) else at.query_params["a"]
    )
    return decode(link)[0]

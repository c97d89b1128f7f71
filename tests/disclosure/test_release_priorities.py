"""Released gaps are about ten people on both sides, and none can be found by subtraction."""

from __future__ import annotations

from metrics.disclosure import release
from metrics.priorities.company_evidence import CompanyEvidence
from metrics.priorities.performance_gap import PerformanceGap


def gap(people: int, other_people: int) -> PerformanceGap:
    return PerformanceGap("performance", people, other_people, 3.0, 3.2, (1.0, 2.0, 3.0))


def shown(**departments: PerformanceGap) -> tuple[set[str], set[str]]:
    """Return the departments shown and those hidden."""
    released = release(CompanyEvidence({}, {"performance": departments}, {}))
    assert {metric for metric, _department in released.hidden_gaps} <= {"performance"}
    hidden = {department for _metric, department in released.hidden_gaps}
    return set(released.performance_gaps["performance"]), hidden


def test_gaps_of_enough_people_on_both_sides_are_shown():
    assert shown(Sales=gap(40, 60), IT=gap(60, 40)) == ({"Sales", "IT"}, set())


def test_with_one_small_department_the_smallest_other_is_hidden_too():
    departments = {"Sales": gap(60, 49), "IT": gap(40, 69), "Legal": gap(9, 100)}
    assert shown(**departments) == ({"Sales"}, {"IT", "Legal"})


def test_two_small_departments_hide_each_other():
    departments = {"Sales": gap(60, 18), "Legal": gap(9, 69), "Care": gap(9, 69)}
    assert shown(**departments) == ({"Sales"}, {"Legal", "Care"})

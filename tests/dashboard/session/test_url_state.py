"""The state in the URL: values are checked, and several changes are one step of the history."""

from __future__ import annotations

import pytest

from dashboard.session import url_state


@pytest.fixture
def url(monkeypatch) -> dict:
    """The parameters of a URL; `steps` counts the messages that a browser would get."""

    class Parameters(dict):
        steps = 0

        def get(self, name, default=None):
            value = super().get(name, default)
            return (value[-1] if value else "") if isinstance(value, list) else value

        def update(self, values):
            super().update(values)
            self.steps += 1

    parameters = Parameters(department="Sales", segment="small")
    monkeypatch.setattr(url_state.st, "query_params", parameters)
    return parameters


def test_a_value_that_is_not_allowed_is_replaced_by_the_default_and_can_be_quoted(url):
    assert url_state.read("department", ["Sales", "HR"]) == "Sales"
    assert url_state.read("department", ["HR"], "HR") == "HR"
    assert url_state.read("location", ["Utrecht"]) == ""
    assert url_state.unknown_value("department", ["HR"]) == "Sales"
    assert url_state.unknown_value("department", ["Sales"]) == ""
    url["department"] = "x" * 1_000
    assert url_state.unknown_value("department", ["HR"]) == "x" * url_state.LONGEST_SHOWN


def test_several_changes_are_one_step_and_no_change_is_none(url):
    url_state.write({"department": "HR", "segment": "", "location": ""})
    assert url == {"department": ["HR"], "segment": []} and url.steps == 1
    url_state.write({"department": "HR", "segment": "", "location": ""})
    assert url.steps == 1


def test_a_value_that_is_taken_is_gone(url):
    assert url_state.take("segment") == "small"
    assert url_state.take("segment") == "" and url.steps == 1

"""A page that fails leaves one line in the log, without what it was about."""

from __future__ import annotations

import pytest

from dashboard.session.faults import logged


def test_a_fault_is_logged_by_type_and_place_without_its_message(caplog):
    with pytest.raises(KeyError), logged("experts"):
        raise KeyError("P1158")
    (record,) = caplog.records
    assert record.name == "dashboard.session.faults"
    assert record.getMessage().startswith("The page experts failed: KeyError in test_faults.py:")
    assert "P1158" not in caplog.text


def test_a_page_that_works_logs_nothing(caplog):
    with logged("experts"):
        pass
    assert caplog.records == []

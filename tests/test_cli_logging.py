"""The command line is silent unless something is wrong; MENTORING_ROI_LOG asks for more."""

from __future__ import annotations

import logging

import pytest

from metrics.cli.terminal import LOG_LEVEL, LOGGERS, configure_logging


@pytest.fixture(autouse=True)
def unconfigured():
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.handlers, logger.level) for logger in loggers]
    yield
    for logger, (handlers, level) in zip(loggers, before, strict=True):
        logger.handlers = handlers
        logger.setLevel(level)


@pytest.mark.parametrize(
    ("value", "levels"),
    [
        (None, ["ERROR", "WARNING"]),
        ("info", ["ERROR", "WARNING", "INFO"]),
        ("ERROR", ["ERROR"]),
        ("loud", ["ERROR", "WARNING"]),
    ],
)
def test_the_environment_decides_what_is_printed(value, levels, monkeypatch, capsys):
    if value is None:
        monkeypatch.delenv(LOG_LEVEL, raising=False)
    else:
        monkeypatch.setenv(LOG_LEVEL, value)
    configure_logging("WARNING")
    for level in ("ERROR", "WARNING", "INFO", "DEBUG"):
        logging.getLogger("metrics.store").log(logging.getLevelName(level), "something")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.split()[2] for line in printed.err.splitlines()] == levels
    assert all(line.endswith("metrics.store: something") for line in printed.err.splitlines())


def test_logging_twice_prints_each_line_once_and_leaves_libraries_alone(capsys):
    configure_logging("INFO")
    configure_logging("INFO")
    logging.getLogger("dashboard.session").warning("something")
    logging.getLogger("sqlalchemy.engine").info("select 1")
    assert len(capsys.readouterr().err.splitlines()) == 1

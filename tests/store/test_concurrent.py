"""What was acknowledged is stored, with several writers at once, killed writers and crashed servers."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.store import ScenarioStore, UnreachableDatabaseError
from tests.store.plans import FACTS, plan, used

ROOT = Path(__file__).parent.parent.parent
WRITERS, SAVES = 4, 50
NAME = "Lunch for mentors"


def writer(url, author, times):
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.store.writer", url, NAME, author, str(times)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def acknowledged(lines):
    return [
        tuple(int(part) for part in line.split())
        for line in lines
        if line[:1].isdigit() and line.endswith("\n")
    ]


def stored(url):
    """(version, author, the save's own number) of every row."""
    store = ScenarioStore(url)
    try:
        return [
            (saved.version, saved.author, int(store.load(NAME, saved.version).scenario.one_offs))
            for saved in store.versions(NAME)
        ]
    finally:
        store.close()


def test_four_writers_at_once_lose_no_acknowledged_save(url):
    writers = {f"writer {n}": writer(url, f"writer {n}", SAVES) for n in range(WRITERS)}
    lines = {
        author: process.communicate(timeout=120)[0].splitlines(keepends=True)
        for author, process in writers.items()
    }
    assert [process.returncode for process in writers.values()] == [0] * WRITERS
    acknowledged_saves = [
        (version, author, number)
        for author, wrote in lines.items()
        for version, number in acknowledged(wrote)
    ]
    assert len(acknowledged_saves) == WRITERS * SAVES
    rows = stored(url)
    assert sorted(acknowledged_saves) == rows
    assert [version for version, *_ in rows] == list(range(1, WRITERS * SAVES + 1))
    conflicts = sum(int(wrote[-1].split()[1]) for wrote in lines.values())
    assert conflicts >= WRITERS - 1, (
        f"{conflicts} conflicts: they did not meet, so nothing was tried"
    )


def test_a_killed_writer_loses_no_acknowledged_save_and_blocks_nobody(url):
    process = writer(url, "killed", 10_000)
    lines = [process.stdout.readline() for _ in range(20)]
    process.kill()
    lines += process.stdout.readlines()
    assert process.wait(10) == -signal.SIGKILL
    process.stdout.close()
    acknowledged_saves = [(version, "killed", number) for version, number in acknowledged(lines)]
    rows = stored(url)
    assert len(acknowledged_saves) >= 20
    assert rows[: len(acknowledged_saves)] == acknowledged_saves
    assert len(rows) - len(acknowledged_saves) <= 1, "at most the one whose answer was on its way"
    store = ScenarioStore(url)
    assert (
        store.save(plan(NAME), FACTS, used(), based_on=len(rows), author="next").version
        == len(rows) + 1
    )
    store.close()


def test_a_crashed_server_keeps_acknowledged_saves_and_the_store_reconnects(cluster, postgres):
    store = ScenarioStore(postgres)
    saved = store.save(plan(NAME), FACTS, used(), based_on=None, author="before")
    cluster.crash()
    try:
        with pytest.raises(UnreachableDatabaseError):
            store.save(plan(NAME, years=1), FACTS, used(), based_on=1, author="meanwhile")
    finally:
        cluster.start()
    assert store.load(NAME) == saved
    assert store.save(plan(NAME, years=1), FACTS, used(), based_on=1, author="after").version == 2
    store.close()

"""Chunks of companies in several processes, each kept as soon as it is finished."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from tests.calibration.companies import company_rows
from tests.calibration.run import Product, Row
from tests.calibration.store import Chunk, write_chunk

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
Task = tuple[Chunk, int, Path]  # with the seed, and the folder that keeps it


def run(chunks: Sequence[Chunk], seed: int, folder: Path, jobs: int) -> Iterator[Chunk]:
    """Compute and keep each chunk; yield it once it is kept."""
    tasks = [(chunk, seed, folder) for chunk in chunks]
    if jobs == 1:
        yield from map(finish, tasks)
        return
    for name in THREADS:  # a process has one core; read when numpy is loaded in it
        os.environ.setdefault(name, "1")
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(finish, task) for task in tasks]):
            yield done.result()


def finish(task: Task) -> Chunk:
    """Compute and keep one chunk, with the seconds of a core that it took."""
    chunk, seed, folder = task
    began = time.process_time()
    rows: list[Row] = []
    for number in chunk.numbers:
        rows += company_rows(_product(), chunk.scenario, number, seed)
    write_chunk(chunk, rows, folder, time.process_time() - began)
    return chunk


@cache
def _product() -> Product:
    return Product()

"""A line in the log for a page that fails, so that its administrator can find the cause."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

logger = logging.getLogger(__name__)


@contextmanager
def logged(page: str) -> Iterator[None]:
    """Log an exception of a page by its type and place, and raise it again.

    Its message is left out: it may hold a name or an amount.
    """
    try:
        yield
    except Exception as error:
        place = extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        logger.error("The page %s failed: %s in %s", page, type(error).__name__, where)
        raise

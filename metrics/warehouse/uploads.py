"""Files that a browser sends, put into a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

Files = tuple[tuple[str, bytes], ...]  # name and content of each file
SUFFIXES = ("csv", "txt", "tsv", "xlsx", "xls", "ods", "parquet", "toml")


def repeated_names(files: Files) -> list[str]:
    """Return the names that more than one file has: only one of those could be read."""
    names = [_plain_name(name) for name, _content in files]
    return sorted({name for name in names if names.count(name) > 1})


@contextmanager
def as_folder(files: Path | Files) -> Iterator[Path]:
    """Give the folder that holds the files: the one named, or a temporary one."""
    if isinstance(files, Path):
        yield files
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files:
            (Path(folder) / _plain_name(name)).write_bytes(content)
        yield Path(folder)


def _plain_name(name: str) -> str:
    """Return the last part of a name, whatever folders it claims to come from."""
    return PurePosixPath(name.replace("\\", "/")).name.replace("\0", "") or "unnamed"

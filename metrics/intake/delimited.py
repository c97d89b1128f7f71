"""Text files with separators, as HR systems and spreadsheets export them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from metrics.contract.findings import finding
from metrics.intake.cells import TYPE_MARK
from metrics.intake.sheets import Reading, SourceSheet, TextRow, UnreadableError

SUFFIXES = (".csv", ".txt", ".tsv", ".tab")
SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
"""Python's name of each encoding, and the usual one."""
_UTF8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_BLOCK = 1 << 20


def sheets(path: Path) -> list[SourceSheet]:
    """Return the one table a text file can hold, with a reading for each separator.

    Raises UnreadableError if the file cannot be opened or its bytes are no text.
    """
    encoding = detect_encoding(path)
    readings = tuple(
        Reading(
            f"{name}, {ENCODINGS[encoding]}",
            partial(read_rows, path, encoding, separator),
            partial(_count_lines, path),
        )
        for name, separator in SEPARATORS.items()
    )
    return [SourceSheet(path.name, path.stem, readings)]


def detect_encoding(path: Path) -> str:
    """Return Python's name of the file's encoding.

    It follows from the byte order mark, from the zeros of UTF-16, or else is UTF-8 if that fits,
    else Windows-1252. Raises UnreadableError if the file cannot be opened, if no encoding fits, or
    if UTF-8 and other bytes are mixed.
    """
    with _readable(path):
        with path.open("rb") as file:
            head = file.read(4096)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if len(head) >= 4 and head[1::2].count(0) > len(head) // 4:
            return "utf-16-le"
        if len(head) >= 4 and head[0::2].count(0) > len(head) // 4:
            return "utf-16-be"
        if _is_utf8(path):
            return "utf-8"
        data = path.read_bytes()
    likely = "utf-8" if _UTF8_LETTER.search(data) else "cp1252"
    wrong = _first_undecodable(data, likely)
    if wrong is not None:
        line = data.count(b"\n", 0, wrong) + 1
        raise UnreadableError(finding("file.encoding", file=path.name, line=line))
    return "cp1252"


def read_rows(path: Path, encoding: str, separator: str) -> Iterator[TextRow]:
    """Yield every row, also an empty one, with the line on which it begins.

    Raises UnreadableError at a NUL byte, an unclosed quotation mark, or bytes that are no text.
    """
    first_line = 1
    try:
        with _readable(path), path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(_checked_lines(file, path.name), delimiter=separator, strict=True)
            for row in reader:
                yield first_line, [value.strip() for value in row]
                first_line = reader.line_num + 1
    except csv.Error as error:
        unclosed = finding("file.unclosed_quote", file=path.name, line=first_line)
        raise UnreadableError(unclosed) from error
    except UnicodeDecodeError as error:
        no_text = finding("file.encoding", file=path.name, line=first_line)
        raise UnreadableError(no_text) from error


def ends_with_newline(path: Path) -> bool:
    """Return whether the last line of a text file is finished; an empty file counts as finished."""
    with path.open("rb") as file:
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - 4))
        tail = file.read().replace(b"\0", b"")
    return size == 0 or tail.endswith((b"\n", b"\r"))


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn an error of the operating system, such as a locked file, into an UnreadableError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(finding("file.unreadable", file=path.name, reason=reason)) from error


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(partial(file.read, _BLOCK), b""))


def _checked_lines(file: Iterator[str], name: str) -> Iterator[str]:
    """Yield the lines without the mark of typed cells; raise UnreadableError at a NUL byte."""
    for number, line in enumerate(file, start=1):
        if "\0" in line:
            raise UnreadableError(finding("file.nul_bytes", file=name, line=number))
        yield line.replace(TYPE_MARK, "")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _first_undecodable(data: bytes, encoding: str) -> int | None:
    """Return the position of the first byte that the encoding does not have, if any."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None

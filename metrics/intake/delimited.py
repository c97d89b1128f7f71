"""Text files with separators, as HR systems and spreadsheets export them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from metrics.contract.findings import finding
from metrics.intake.lines import MARK, Line, Reading, Sheet, UnreadableError

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
_UTF8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")


def sheets(path: Path) -> list[Sheet]:
    """The one table a text file can hold, with a reading for each separator.

    Raises UnreadableError where the bytes are no text.
    """
    encoding = detect_encoding(path)
    readings = tuple(
        Reading(
            f"{name}, {ENCODINGS[encoding]}",
            partial(lines, path, encoding, separator),
            partial(_count, path),
        )
        for name, separator in SEPARATORS.items()
    )
    return [Sheet(path.name, path.stem, readings)]


def detect_encoding(path: Path) -> str:
    """The Python name of the file's encoding: by its mark, by the zeros of UTF-16, as UTF-8, else
    Windows-1252.

    Raises UnreadableError where no encoding fits, or where UTF-8 and other bytes are mixed.
    """
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
    wrong = (
        _first_wrong(data, "utf-8") if _UTF8_LETTER.search(data) else _first_wrong(data, "cp1252")
    )
    if wrong is not None:
        line = data.count(b"\n", 0, wrong) + 1
        raise UnreadableError(finding("file.encoding", file=path.name, line=line))
    return "cp1252"


def lines(path: Path, encoding: str, separator: str) -> Iterator[Line]:
    """Every row with the physical line on which it begins; empty rows are given too.

    Raises UnreadableError at a NUL byte, a quotation mark that is not closed, or bytes that are no
    text.
    """
    began = 1
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(_clean(file, path.name), delimiter=separator, strict=True)
            for row in reader:
                yield began, [value.strip() for value in row]
                began = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(finding("file.unclosed_quote", file=path.name, line=began)) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(finding("file.encoding", file=path.name, line=began)) from error


def ends_with_newline(path: Path) -> bool:
    """Whether the last line of a text file is finished; an empty file counts as finished."""
    with path.open("rb") as file:
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - 4))
        tail = file.read().replace(b"\0", b"")
    return size == 0 or tail.endswith((b"\n", b"\r"))


def _count(path: Path) -> int:
    """How many line ends the file has."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(partial(file.read, 1 << 20), b""))


def _clean(file: Iterator[str], name: str) -> Iterator[str]:
    """The lines without the mark of typed cells; a NUL byte stops them."""
    for number, line in enumerate(file, start=1):
        if "\0" in line:
            raise UnreadableError(finding("file.nul_bytes", file=name, line=number))
        yield line.replace(MARK, "")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _first_wrong(data: bytes, encoding: str) -> int | None:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None

"""A spreadsheet program to read, change and recalculate a workbook."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

WAIT = 120  # seconds for LibreOffice


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    """Return the values of a workbook by sheet, as they are stored."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def changed(content: bytes, cells: Mapping[tuple[str, str, int], float | str]) -> bytes:
    """Return the workbook with other inputs and without the values of its formulas.

    An input is named by (sheet, the text its row starts with, column). What a spreadsheet then
    shows, it has calculated itself.
    """
    rows, written = sheets(content) if cells else {}, io.BytesIO()
    names = list(rows)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            text = old.read(part)
            if found := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part):
                name = names[int(found[1]) - 1] if cells else ""
                text = _changed(
                    text.decode(),
                    rows.get(name, []),
                    {key[1:]: value for key, value in cells.items() if key[0] == name},
                ).encode()
            new.writestr(part, text)
    return written.getvalue()


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them; skip the test where there is none."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice (soffice) is not installed, so no workbook is recalculated.")
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "out"),
            *(str(folder / f"{name}.xlsx") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=WAIT,
    )
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in files}


def _changed(
    xml: str, rows: list[list[object]], cells: Mapping[tuple[str, int], float | str]
) -> str:
    xml = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", xml)
    for (label, column), value in cells.items():
        row = next(number for number, line in enumerate(rows, 1) if line and line[0] == label)
        place = f"{'ABCDEFGHIJKLMNO'[column]}{row}"
        text = isinstance(value, str)
        inner, kind = (
            (f"<is><t>{value}</t></is>", ' t="inlineStr"') if text else (f"<v>{value}</v>", "")
        )
        xml, found = re.subn(
            rf'<c r="{place}"( s="\d+")?(?: t="s")?><v>[^<]*</v></c>',
            rf'<c r="{place}"\1{kind}>{inner}</c>',
            xml,
        )
        assert found == 1, (label, place)
    return xml

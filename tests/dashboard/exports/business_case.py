"""A company and a plan with every form of reward, for the files that are taken away; and a
spreadsheet to open them."""

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

from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate, Range
from metrics.value.offers import MeasuredResponse as Told
from metrics.value.offers import Offer, Offers

EVIL = '=HYPERLINK("http://x") [#$@*_`<b>\\ ünï 🎓'
FORMS = ("nothing", "recognition", "lunch", "gift", "time_off", "cash", "training")
AMOUNTS = {
    "recognition": 50.0,
    "lunch": 15.0,
    "gift": 60.0,
    "time_off": 300.0,
    "cash": 500.0,
    "training": 900.0,
}
WHEN = ("once", "yearly", "quarterly", "at_completion", "at_completion", "once", "yearly")
WAIT = 120  # seconds


OFFERS = [
    Offer("recognition", 0, None, Told(30, 30, 0, ratio=Range(0, 0, 0.2)), Told(30, 30, 20)),
    Offer("cash", 0, 100, Told(5, 5, 2), Told(5, 5, 2)),
    Offer("cash", 100, 1_000, Told(60, 60, 40, ratio=Range(1.1, 1.4, 1.8)), Told(9, 9, 5)),
    Offer(
        "training",
        500,
        None,
        Told(50, 50, 30, ratio=Range(0.7, 0.9, 1.1)),
        Told(40, 40, 30, ratio=Range(1.0, 1.2, 1.3)),
    ),
]


def facts() -> CompanyFacts:
    """A company in which some effects are measured, some not, and little of the free space is
    left."""
    met = (1, 0.98, 0.95, 0.9, 0.88, 0.86, 0.8, 0.78, 0.75, 0.7, 0.65)
    known = {
        "": CategoryFacts(
            "",
            100,
            60,
            12,
            0.7,
            72_000,
            48_000,
            exits=EffectEstimate(0.14, 0.02, 30),
            score=EffectEstimate(0.5, 0.1, 40),
        )
    }
    for i, form in enumerate(FORMS):
        known[form] = CategoryFacts(
            form,
            20,
            12,
            11.5,
            0.6 + 0.05 * i,
            70_000 + 1_500 * i,
            45_000,
            exits=EffectEstimate(0.25, 0.03, 20) if i % 2 else None,
            score=EffectEstimate(0.1, 0.1, 20),
            own_outcome=EffectEstimate(800, 300, 20) if form == "cash" else None,
            outside_rate=(90, 120, 160) if form == "gift" else None,
            met_by=met if form == "lunch" else (),
            reward_form="lunch" if i in (2, 3) else "nothing",
            reward_amount=20,
        )
    return CompanyFacts(
        "a1b2c3",
        400,
        18_000_000,
        46_000,
        free_space_used=213_000,
        leaving=0.11,
        categories=known,
        offers=Offers(tuple(OFFERS)),
    )


def plan(**changes: object) -> Scenario:
    """Every form of reward over three years, and cash paid in the two other ways."""
    plans = [
        CategoryPlan(
            form,
            3 + i,
            12.0 + i,
            6 + 3 * i,
            effect="measured" if i % 2 else "company",
            reward=RewardPlan(
                form,
                AMOUNTS.get(form, 0.0),
                WHEN[i],
                least_hours=0.83 if i == 2 else 0.0,
                years_before=i % 3,
                public=i != 5,
            ),
        )
        for i, form in enumerate(FORMS)
    ]
    plans += [
        CategoryPlan(
            EVIL,
            20,
            8,
            12,
            effect="published",
            reward=RewardPlan("cash", 400, "once", paid="free_space"),
        ),
        CategoryPlan(
            "net",
            25,
            8,
            12,
            effect="judgement",
            reward=RewardPlan("cash", 3_000, "yearly", paid="net"),
        ),
    ]
    values = {
        "years": 3,
        "later_years": "held",
        "one_offs": 1_500.0,
        "draws": 100,
        "categories": tuple(plans),
        **changes,
    }
    return Scenario("+1 plan", **values)


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    """The values of a workbook by sheet, without counting."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def changed(content: bytes, cells: Mapping[tuple[str, str, int], float | str]) -> bytes:
    """The workbook without the values of its formulas, and with others in the cells named by
    (sheet, the text their row begins with, column): what a spreadsheet shows of it, it has worked
    out itself."""
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
    """The workbooks as LibreOffice saves them after opening; the test is skipped where there is
    none."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip(
            "LibreOffice (soffice) is not installed: nothing here counts the workbook again."
        )
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

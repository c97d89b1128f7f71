"""CSV files open well in a spreadsheet and run nothing there."""

from __future__ import annotations

import pytest

from dashboard.exports import csv_file
from dashboard.markdown import figure_text, plain


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "\r=1", '"=1', " =1"])
def test_a_text_that_a_spreadsheet_would_run_starts_with_an_apostrophe(evil):
    content, _name = csv_file("x", ["a"], [[evil]], "en")
    cell = content.decode("utf-8-sig").split("\r\n", 1)[1].strip('"\r\n')
    assert cell.startswith("'")


def test_numbers_stay_numbers_in_the_readers_own_notation():
    assert (
        csv_file("x", ["a", "b"], [[-1.5, None]], "nl")[0].decode("utf-8-sig") == "a;b\r\n-1,5;\r\n"
    )
    assert (
        csv_file("x", ["a", "b"], [[-1.5, "<10"]], "en")[0].decode("utf-8-sig")
        == "a,b\r\n-1.5,<10\r\n"
    )


def test_files_with_other_figures_have_another_name():
    names = {csv_file("x", ["a"], [[n]], "en")[1] for n in (1, 2, 1)}
    assert len(names) == 2


def test_text_from_data_is_shown_and_not_obeyed():
    assert plain("![a](http://x) <b> :red[x] $1$") == r"\!\[a\]\(http\://x\) \<b\> \:red\[x\] \$1\$"
    assert plain("a\n\n# b") == r"a \# b"
    assert "<" not in figure_text("<a href='javascript:1'>x</a>")

"""An analyst's metric is two files: read and never run, found by folder, refused in sentences."""

from __future__ import annotations

import pickle
import re
from dataclasses import astuple, fields
from pathlib import Path

import pytest

from metrics.catalog import Metric, MetricError, catalogue, scan
from metrics.catalog.portable import portability_faults
from metrics.evaluate import evaluate
from metrics.i18n import locale_for
from metrics.value import load_assumptions, run_values
from tests.companies import asked, drawn
from tests.conftest import TODAY

README = Path(__file__).parents[2] / "metrics" / "catalog" / "README.md"
FACE = '''"""What it means."""
METRIC = Metric(title="Mine", question="Is it?", shape="{shape}", unit="things")
'''
SQL = {
    "time to event": "-- One row per spell.\n"
    "select person_id, last_month as month, has_left as event, exit_reason as cause from spell",
    "panel": "-- One row per review.\nselect person_id, period, score as value from review_score",
    "total": (
        "-- One row per meeting.\nselect kind, minutes as numerator, mentee_id as person_id "
        "from meeting_held"
    ),
}


def write(folder: Path, name: str, sql: str, face: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.sql").write_text(sql)
    (folder / f"{name}.py").write_text(face)
    return folder


@pytest.mark.parametrize("shape", list(SQL))
def test_a_metric_of_each_shape_in_a_companys_own_folder_is_answered(
    tmp_path, sample_session, shape
):
    folder = write(tmp_path / "own", "mine", SQL[shape], FACE.format(shape=shape))
    metric = catalogue([folder])["mine"]
    assert portability_faults(metric.sql, person_level=shape != "total") == []
    answer = evaluate(metric, sample_session)
    assert answer.estimate is not None and answer.metric.title == "Mine"


def test_copies_of_the_shipped_metrics_give_the_same_answers(tmp_path, sample_session):
    for shape, shipped in (("time to event", "retention"), ("panel", "performance")):
        folder = write(tmp_path / shipped, "mine", SQL[shape], FACE.format(shape=shape))
        mine = evaluate(catalogue([folder])["mine"], sample_session).estimate
        same = evaluate(catalogue()[shipped], sample_session).estimate
        assert astuple(mine) == pytest.approx(astuple(same), rel=1e-9)


def test_the_python_file_of_a_metric_is_read_and_never_run(tmp_path):
    trap = tmp_path / "ran"
    face = (
        f'"""Meaning."""\nopen({str(trap)!r}, "w")\n' + FACE.format(shape="panel").split("\n", 1)[1]
    )
    catalogue([write(tmp_path / "own", "mine", SQL["panel"], face)])
    assert not trap.exists()


@pytest.mark.parametrize(
    ("face", "says"),
    [
        (
            "METRIC = Metric(title='x', question='x', shape='panel', unit='x')",
            "begin with a docstring",
        ),
        ('"""M."""\nOTHER = 1', "write one METRIC"),
        (
            '"""M."""\nMETRIC = Metric(title=open("x"), question="x", shape="panel", unit="x")',
            "'title' must be a literal",
        ),
        (
            '"""M."""\nMETRIC = Metric(title="x", question="x", shape="line", unit="x")',
            "shape is 'line'",
        ),
        (
            (
                '"""M."""\nMETRIC = Metric(title="x", question="x", shape="panel", unit="x", '
                'hue="red")'
            ),
            "has no 'hue'",
        ),
        ('"""M."""\nMETRIC = Metric(title="x")', "Metric needs question, shape, unit too"),
        (
            (
                '"""M."""\nMETRIC = Metric(title="x", question="x", shape="panel", unit="x", '
                'digits="2")'
            ),
            "digits is '2'",
        ),
        (
            (
                '"""M."""\nMETRIC = Metric(title="x", question="x", shape="panel", unit="x", '
                'more="{amout} more")'
            ),
            "more is",
        ),
        ('"""M."""\nMETRIC = Metric(', "line 2: not Python"),
    ],
)
def test_a_metric_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, face, says):
    with pytest.raises(MetricError, match=re.escape(says)):
        catalogue([write(tmp_path / "own", "mine", SQL["panel"], face)])


def test_a_name_that_exists_already_and_a_missing_face_are_refused(tmp_path):
    with pytest.raises(MetricError, match="exists already"):
        catalogue([write(tmp_path / "own", "retention", SQL["panel"], FACE.format(shape="panel"))])
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "lonely.sql").write_text(SQL["panel"])
    with pytest.raises(MetricError, match="no lonely.py next to it"):
        catalogue([tmp_path / "bare"])
    (tmp_path / "bare" / "lonely.sql").unlink()
    (tmp_path / "bare" / "half.py").write_text(FACE.format(shape="panel"))
    (tmp_path / "bare" / "other.py").write_text("print('no metric')")
    with pytest.raises(MetricError, match="no half.sql next to it"):
        catalogue([tmp_path / "bare"])
    with pytest.raises(MetricError, match="is not a folder"):
        catalogue([tmp_path / "nowhere"])


def test_files_may_begin_with_a_byte_order_mark_and_must_be_utf8_and_not_empty(
    tmp_path,
):
    folder = write(tmp_path / "own", "mine", SQL["panel"], FACE.format(shape="panel"))
    for path in (folder / "mine.sql", folder / "mine.py"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert portability_faults(catalogue([folder])["mine"].sql) == []
    for content, says in (
        (b"-- caf\xe9\n", "mine.sql is not UTF-8"),
        (b" \n", "mine.sql is empty"),
    ):
        (folder / "mine.sql").write_bytes(content)
        with pytest.raises(MetricError, match=says):
            catalogue([folder])


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("-- x\nselect person_id, period from review_score", "value is missing"),
        ("-- x\nselect nobody from review_score", "engine refused(.|\n)*LINE 2: select nobody"),
        (
            "-- x\nselect person_id, review_date as period, score as value from review_score",
            "period is DATE and has to be",
        ),
        (
            "-- x\nselect person_id, period, 'high' as value from review_score",
            "value is VARCHAR and has to be a number",
        ),
        (
            "-- x\nselect person_id, month as period, score as value from review_score",
            "no row has a possible period",
        ),
        (
            "-- x\nselect person_id, null as period, 1 as value from review_score",
            "rows without a person or a period",
        ),
        (
            "-- x\nselect person_id, period, score as value from read_csv('/etc/passwd')",
            "engine refused",
        ),
    ],
)
def test_sql_that_does_not_return_its_shape_is_an_error_that_names_the_file(
    tmp_path, sample_session, sql, says
):
    metric = catalogue([write(tmp_path / "own", "mine", sql, FACE.format(shape="panel"))])["mine"]
    with pytest.raises(MetricError, match=says) as error:
        evaluate(metric, sample_session)
    assert str(error.value).count("mine.sql") == 1


def test_calendar_months_are_refused_and_an_event_may_be_true_or_false(tmp_path, sample_session):
    rows = (
        "-- x\nselect person_id, {month} as month, has_left = 1 as event, exit_reason as cause "
        "from spell"
    )
    face = FACE.format(shape="time to event")
    write(tmp_path, "calendar", rows.format(month="202301"), face)
    write(tmp_path, "months", rows.format(month="last_month"), face)
    with pytest.raises(MetricError, match=r"no row has a possible month. A month is year \* 12"):
        evaluate(catalogue([tmp_path])["calendar"], sample_session)
    assert evaluate(catalogue([tmp_path])["months"], sample_session).estimate


@pytest.mark.parametrize(
    ("select", "says"),
    [
        ("select unnest([1]) as a, unnest([2]) as b from review_score", "unnest"),
        ("with x as materialized (select 1) select * from x", "materialized"),
        (
            "select person_id from review_score qualify row_number() over (order by score) = 1",
            "qualify",
        ),
        ("select person_id, count(*) from review_score group by all", "group by all"),
        ("select * exclude (score) from review_score", "exclude"),
        ("select score / band as value from review_score", "cast one side"),
        ("select cast(score as double) / band as value from review_score", "guard the division"),
        ("select review_date + interval 1 day as d from review_score", "date arithmetic"),
        ("select greatest(score, 3) as value from review_score", "greatest"),
        ("select concat(person_id, 'x') as value from review_score", "concat"),
        ("select median(score) as value from review_score", "median"),
        ("select quantile_cont(score, 0.5) as value from review_score", "quantile_cont"),
        ("select person_id from review_score limit 3", "limit without order by"),
        ("select * from range(3)", "table functions"),
        ("select person_id from first_pairing", "must not look at who is mentored"),
        ("select current_date as d from review_score", "clock"),
        ("select 1; drop table review_score", "one select"),
        ("select person_id from", "not SQL"),
        ("from review_score", "select"),
    ],
)
def test_sql_that_only_one_engine_understands_is_named(tmp_path, select, says):
    path = tmp_path / "mine.sql"
    path.write_text("-- One row per row.\n" + select)
    found = portability_faults(path, person_level=True)
    assert any(says in fault for fault in found), found


def test_the_example_in_the_readme_works(tmp_path, sample_session):
    text = README.read_text(encoding="utf-8")
    sql, face = (
        re.search(rf"```{kind}\n(.*?)```", text, re.S).group(1) for kind in ("sql", "python")
    )
    metric = catalogue([write(tmp_path / "own", "first_rise", sql, face)])["first_rise"]
    assert portability_faults(metric.sql, person_level=True) == []
    assert evaluate(metric, sample_session).estimate is not None


def test_the_readme_names_the_columns_that_each_view_has(sample_session):
    evaluate(catalogue()["consultant_value"], sample_session, run=run_values(load_assumptions()))
    readable = README.read_text(encoding="utf-8").split("\n## ")[2]
    views = re.findall(r"^\| `(\w+)` \| .* \| ([\w, ]+) \|$", readable, re.M)
    named = {view: columns.split(", ") for view, columns in views}
    assert {"spell", "review_score", "measure_period", "run"} <= set(named)
    for view, columns in named.items():
        assert not set(columns) - set(sample_session.columns(view)), view


def test_the_readme_names_every_field_of_a_metric():
    text = README.read_text(encoding="utf-8")
    parts = {field.name for field in fields(Metric)} - {"name", "meaning", "sql"}
    assert {
        part for part in parts if not re.search(rf"^\| .*`{part}`.* \| .* \|$", text, re.M)
    } == set()


def test_a_total_that_is_a_ratio_has_an_interval_and_parts_that_add_up():
    tables = drawn(
        staff="person_id | hire_date\n ann | 2020-01-01\n bea | 2020-01-01\n zed | 2020-01-01",
        pairings="""
            pairing_id | mentor_id | mentee_id | category | start_date | agreed_hours
            m1         | zed       | ann       | peer     | 2024-03-10 | 10
            m2         | zed       | bea       | expert   | 2024-03-10 | 30
        """,
        meetings="pairing_id | held_on | minutes\n m1 | 2024-04-01 | 300\n m2 | 2024-04-01 | 900",
    )
    with asked(tables, as_of=TODAY) as session:
        answer = evaluate(catalogue()["mentoring_hours"], session)
    assert answer.estimate.estimate == pytest.approx(20 / 40)
    assert answer.estimate.low == answer.estimate.high == pytest.approx(0.5), (
        "both pairings met half of their hours"
    )
    whole, *parts = answer.parts
    assert whole.numerator == 20 == sum(part.numerator for part in parts)


def test_a_metric_that_cannot_be_used_is_explained_in_dutch_too(tmp_path):
    face = '"""M."""\nMETRIC = Metric(title="x", question="x", shape="line", unit="x")'
    folder = write(tmp_path / "own", "mine", SQL["panel"], face)
    _metrics, faults_by_name = scan([folder])
    error = pickle.loads(pickle.dumps(faults_by_name["mine"]))
    assert str(error) == error.message(locale_for("en"))
    dutch = error.message(locale_for("nl"))
    assert "mine.py" in dutch and "'line'" in dutch and dutch != str(error)

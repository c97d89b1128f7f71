"""The public face answers what the pages and the command line show, with the same figures."""

from __future__ import annotations

import doctest
import json

import pytest
from typer.testing import CliRunner

import metrics
from metrics import Scope, catalogue, check_files, open_company, open_folder, publish
from metrics.catalog import MetricError
from metrics.cli import app
from metrics.disclosure.roles import RefusedError
from metrics.loading import FilesRefusedError
from metrics.store import AuditLog
from metrics.warehouse.snapshot import NoSnapshotError
from tests.conftest import SAMPLE, TODAY

pytestmark = pytest.mark.usefixtures("sample_home")
WHY = {"purpose": "To talk with them", "author": "Somebody"}


@pytest.fixture
def company(sample_home):
    return open_company()


def printed(*arguments: str, code: int = 0) -> dict:
    result = CliRunner().invoke(app, [*arguments, "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_the_face_has_one_name_per_thing_and_says_so():
    assert dir(metrics) == sorted(metrics.__all__)
    assert all(getattr(metrics, name).__doc__ for name in metrics.__all__)
    with pytest.raises(AttributeError):
        _ = metrics.nothing_of_the_kind


def test_the_example_of_the_face_runs(monkeypatch):
    example = doctest.DocTestParser().get_examples(metrics.__doc__)
    names: dict[str, object] = {}
    for line in example:
        exec(line.source, names)  # the docstring's own lines
    assert len(example) == 6


def test_every_public_method_says_what_it_returns():
    methods = [name for name in vars(metrics.Company) if not name.startswith("_")]
    assert [name for name in methods if not getattr(metrics.Company, name).__doc__] == []


def test_the_command_line_prints_the_figures_of_the_face(company):
    returned = company.return_on_mentoring()
    value = printed("value")["value"]["return"]
    assert value["per_euro"]["median"] == pytest.approx(returned.per_euro.median, rel=1e-9)
    wider = value["hidden_trait"]
    assert wider["per_euro_low"] == pytest.approx(returned.hidden_trait.per_euro_low, rel=1e-9)
    assert wider["pays"] < value["pays"]
    appraisal = company.appraise(company.todays_plan())
    npv = printed("appraise")["appraisal"]["npv"]["median"]
    assert npv == pytest.approx(appraisal.npv.median, rel=1e-9)
    ranked = [option.name for option in company.rank_categories().ranked]
    assert [option["name"] for option in printed("rank")["ranking"]["ranked"]] == ranked
    assert printed("mentors")["mentors"]["mentors"] == company.mentors().mentors
    experts = printed("experts")["experts"]
    assert {name: len(found["experts"]) for name, found in experts.items()} == {
        name: len(found.experts) for name, found in company.experts().items()
    }


def test_weights_and_urgency_change_the_order_and_nonsense_is_refused():
    ranked = printed("rank", "--weight", "stake=100", "--urgency", "risk=9")["ranking"]["ranked"]
    assert ranked != printed("rank")["ranking"]["ranked"]
    result = CliRunner().invoke(app, ["rank", "--weight", "stake=much"])
    assert result.exit_code == 1 and "stake=much" in result.stderr


def test_a_plan_printed_changed_and_read_is_appraised(tmp_path, company):
    plan = json.loads(CliRunner().invoke(app, ["appraise", "--print-plan"]).stdout)
    assert plan["name"] == company.todays_plan().name
    plan["categories"] = plan["categories"][:1]
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    found = printed("appraise", "--plan", str(tmp_path / "plan.json"))["appraisal"]
    assert {line["category"] for line in found["lines"]} <= {plan["categories"][0]["category"], ""}
    plan["categories"][0]["hours"] = -3
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    result = CliRunner().invoke(app, ["appraise", "--plan", str(tmp_path / "plan.json")])
    assert result.exit_code == 1 and "hours" in result.stdout
    (tmp_path / "plan.json").write_text("no plan", encoding="utf-8")
    result = CliRunner().invoke(app, ["appraise", "--plan", str(tmp_path / "plan.json")])
    assert result.exit_code == 1 and "plan.json" in result.stderr


def test_a_metric_that_does_not_exist_names_those_that_do(company):
    with pytest.raises(MetricError, match="retention"):
        company.answer("retentoin")


def test_names_are_for_the_roles_that_may_see_them_and_the_question_is_logged(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", f"sqlite:///{tmp_path}/log.sqlite")
    assert open_company(role="ceo").name_experts(**WHY).person_ids
    assert open_company(role="ceo").assign(**WHY).candidates
    for role in ("analyst", "finance", "works_council"):
        with pytest.raises(RefusedError):
            open_company(role=role).name_experts(**WHY)
    log = AuditLog()
    assert len(log.records()) == 5
    log.close()


def test_a_folder_is_answered_without_being_loaded(home, company):
    with open_folder(SAMPLE) as unloaded:
        found = unloaded.answer("retention", Scope()).estimate
    loaded = company.answer("retention").estimate
    assert found is not None and loaded is not None
    assert found.estimate == pytest.approx(loaded.estimate, rel=1e-9)


def test_nothing_loaded_and_refused_files_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "empty"))
    with pytest.raises(NoSnapshotError):
        open_company()
    (tmp_path / "staff.csv").write_text("person_id,hire_date,department\n1,2020-13-45,Sales\n")
    report = check_files(tmp_path, today=TODAY)
    assert not report.accepted and publish(tmp_path, today=TODAY).snapshot is None
    with pytest.raises(FilesRefusedError) as refused, open_folder(tmp_path):
        pass
    assert {found.rule for found in refused.value.report.findings} == {
        found.rule for found in report.findings
    }


def test_the_catalogue_of_the_face_is_that_of_the_company(company):
    assert set(catalogue()) == set(company.metrics)

"""Scenarios at the desk: brought in as files, checked before they are stored, released by a second person."""

import io
import re
import zipfile
from copy import deepcopy

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.domain.casework.errors import ScenarioInvalid
from assessments.models import ReviewStep, Scenario, ScenarioVersion
from assessments.selectors.authoring.scenarios import differences
from assessments.selectors.scenario_words import problem_words
from assessments.services.authoring.scenario_files import MOST_BYTES, read_upload, write_yaml
from assessments.services.authoring.scenarios import check_again, check_report
from lms.base.models import AuditEvent
from lms.competencies.models import Competency, Framework
from tests.assessments.domain.casework.desk import SIM_1, read_mapping

TRUTH_MARK = "TRUTH-CANARY-5d1e"


def file_of(mapping, name="sim.yaml"):
    return SimpleUploadedFile(name, yaml.safe_dump(mapping, allow_unicode=True).encode())


def at(name, scenario, *rest):
    return reverse(f"authoring:{name}", args=[scenario.public_id, *rest])


@pytest.fixture
def claimed(framework: Framework) -> None:
    """The competencies that SIM-1 gives evidence for."""
    area = framework.areas.first()
    for position, code in enumerate(("D3", "S5", "P5"), start=10):
        Competency.objects.create(framework=framework, area=area, code=code, name={"en": code}, position=position)


@pytest.fixture
def mapping():
    whole = read_mapping()
    whole["version"] = 1  # the first one that this desk is given
    whole["truth"][0]["value"] = TRUTH_MARK
    return whole


@pytest.fixture
def first(client, scenario, ann, mapping, claimed, quick_check) -> ScenarioVersion:
    client.force_login(ann)
    client.post(at("upload", scenario), {"file": file_of(mapping)})
    return scenario.versions.get()


def step(client, version, kind, comment=""):
    return client.post(at("scenario_step", version.scenario, version.number), {"kind": kind, "comment": comment})


def released(client, version, ann, rex):
    client.force_login(ann)
    step(client, version, "submitted")
    client.force_login(rex)
    step(client, version, "released")
    version.refresh_from_db()
    return version


def test_an_upload_becomes_a_draft_with_its_report(first, ann):
    assert (first.number, first.status, first.author) == (1, "draft", ann)
    assert first.report["findings"]
    event = AuditEvent.objects.get(action="scenario_version.drafted")
    assert event.detail["hash"] == first.content_hash
    assert TRUTH_MARK not in str(event.detail)


def test_release_takes_a_second_person(client, first, ann, both, rex):
    step(client, first, "submitted")
    step(client, first, "released")
    first.refresh_from_db()
    assert first.status == "draft"
    client.force_login(rex)
    step(client, first, "released", comment="Played it twice")
    first.refresh_from_db()
    assert (first.status, first.reviewer) == ("live", rex)
    assert first.steps.get(kind=ReviewStep.Kind.RELEASED).comment == "Played it twice"


def test_a_release_retires_the_version_before(client, scenario, first, ann, rex, mapping):
    released(client, first, ann, rex)
    client.force_login(ann)
    client.post(at("upload", scenario), {"file": file_of({**mapping, "version": 2, "pass_mark": 75})})
    released(client, scenario.versions.get(number=2), ann, rex)
    assert dict(scenario.versions.values_list("number", "status")) == {1: "retired", 2: "live"}


def test_a_version_with_faults_is_not_released(client, first, ann, rex):
    ScenarioVersion.objects.filter(pk=first.pk).update(
        report={"findings": [{"check": "reach", "is_fault": True, "code": "dead", "detail": {"name": "ending.x"}}]}
    )
    assert released(client, first, ann, rex).status == "draft"


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"pass_mark": "high"}, "pass_mark", "must be a number from 0 to 100"),
        ({"id": "sim-9"}, "id", "must be sim-1"),
        ({"version": 5}, "version", "must be 1"),
        ({"colour": "red"}, "colour", "There is no such entry"),
    ],
)
def test_a_file_with_faults_is_refused_with_their_places(client, scenario, ann, claimed, mapping, change, path, reason):
    client.force_login(ann)
    response = client.post(at("upload", scenario), {"file": file_of({**mapping, **change})})
    assert response.status_code == 422
    assert [(place, reason in words) for place, words in response.context["problems"]] == [(path, True)]
    assert not scenario.versions.exists()


def test_an_unknown_competency_is_refused(client, scenario, ann, framework, mapping):
    client.force_login(ann)
    response = client.post(at("upload", scenario), {"file": file_of(mapping)})
    assert "D3" in response.content.decode()
    assert not scenario.versions.exists()


def test_the_same_text_under_a_new_number_is_refused(client, scenario, first, mapping):
    response = client.post(at("upload", scenario), {"file": file_of({**mapping, "version": 2})})
    assert response.status_code == 422
    assert scenario.versions.count() == 1


def test_an_export_reads_back_as_the_same_content(client, first):
    response = client.get(at("export", first.scenario, 1))
    assert response["Content-Disposition"] == 'attachment; filename="sim-1-v1.yaml"'
    assert read_upload("sim-1-v1.yaml", response.content) == first.definition
    assert AuditEvent.objects.filter(action="scenario_version.exported").count() == 1


def test_a_new_scenario_belongs_to_a_unit_of_its_author(client, ann, units, mapping, claimed, quick_check):
    client.force_login(ann)
    refused = client.post(reverse("authoring:new_scenario"), {"file": file_of(mapping), "unit": units["Y"].pk})
    assert refused.status_code == 200
    assert not Scenario.objects.exists()
    client.post(reverse("authoring:new_scenario"), {"file": file_of(mapping), "unit": units["X"].pk})
    scenario = Scenario.objects.get()
    assert (scenario.code, scenario.unit, scenario.versions.count()) == ("SIM-1", units["X"], 1)


def test_truth_is_shown_to_the_people_of_the_unit_only(client, first, rex, outsiders):
    address = at("scenario_version", first.scenario, 1)
    client.force_login(rex)
    assert TRUTH_MARK in client.get(address).content.decode()
    for listed in (reverse("authoring:scenarios"), at("scenario", first.scenario)):
        assert TRUTH_MARK not in client.get(listed).content.decode()
    for user in outsiders.values():
        client.force_login(user)
        for name in ("scenario_version", "export"):
            response = client.get(at(name, first.scenario, 1))
            assert response.status_code in (404, 302)
            assert TRUTH_MARK not in response.content.decode()


def test_two_versions_are_compared_by_entry(client, scenario, first, mapping):
    changed = deepcopy(mapping)
    changed.update(version=2, pass_mark=75)
    changed["documents"][0]["minutes"] = 9
    client.post(at("upload", scenario), {"file": file_of(changed)})
    found = client.get(at("compare", scenario)).context["differences"]
    name = f"documents[{mapping['documents'][0]['id']}].minutes"
    assert {(one.path, one.before, one.after) for one in found} == {
        ("version", "1", "2"),
        ("pass_mark", "70", "75"),
        (name, str(mapping["documents"][0]["minutes"]), "9"),
    }


def test_a_thing_that_is_gone_has_an_empty_side():
    found = differences({"a": [{"id": "x", "n": 1}, {"id": "y"}]}, {"a": [{"id": "y"}]})
    assert [(gone.path, gone.before, gone.after) for gone in found] == [("a[x].id", "x", ""), ("a[x].n", "1", "")]


def test_the_check_tells_of_goldens_and_bots():
    report = check_report(read_mapping())
    assert {"golden", "bots", "leakage"} <= {finding["check"] for finding in report["findings"]}
    assert not [finding for finding in report["findings"] if finding["is_fault"]]


def test_a_golden_that_misses_its_score_is_a_fault():
    mapping = read_mapping()
    mapping["goldens"][0]["play"] = mapping["goldens"][0]["play"][:2]
    assert [one for one in check_report(mapping)["findings"] if one["check"] == "golden" and one["is_fault"]]


def test_queries_do_not_grow_with_scenarios_or_versions(client, scenario, first, units):
    for address in (reverse("authoring:scenarios"), at("scenario", scenario)):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for _ in range(10):
            other = Scenario.objects.create(
                code=f"S-{Scenario.objects.count()}", title={"en": "Other"}, unit=units["X1"]
            )
            for home in (other, scenario):
                latest = home.versions.count()
                ScenarioVersion.objects.create(
                    scenario=home, number=latest + 1, definition={}, content_hash="0" * 64, status="retired"
                )
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few)


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_a_zip_of_parts_and_a_file_of_documents_say_the_same():
    parts = {path.name: path.read_text(encoding="utf-8") for path in sorted(SIM_1.glob("*.yaml"))}
    from_zip = read_upload("sim.zip", zipped({**parts, "readme.txt": "left out"}))
    from_documents = read_upload("sim.yaml", "\n---\n".join(parts.values()).encode())
    assert from_zip == from_documents == read_upload("sim.yml", write_yaml(from_zip).encode())


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("big.yaml", b"a: " + b"x" * MOST_BYTES, "larger than 1 MB"),
        ("bomb.yaml", BOMB.encode(), "repeats itself"),
        ("deep.yaml", b"[" * 3000, "nested too deep"),
        ("code.yaml", b"!!python/object/apply:os.system ['true']", "exclamation mark"),
        ("torn.yaml", b"a: [1, 2", "no longer YAML"),
        ("latin.yaml", "標題".encode("gb18030"), "not UTF-8"),
        ("list.yaml", b"- 1", "names and values"),
        ("self.yaml", b"a: &a [*a]", "cannot be kept"),
        ("nan.yaml", b"a: .nan", "cannot be kept"),
        ("null.yaml", rb'a: "\0"', "cannot be kept"),
        ("half.yaml", rb'a: "\ud800"', ""),
        ("torn.zip", b"PK\x03\x04 torn", "cannot be read"),
        ("empty.zip", zipped({"a.txt": "x"}), "no YAML file"),
        ("many.zip", zipped({f"{n}.yaml": "" for n in range(50)}), "more than 40"),
        ("bomb.zip", zipped({"a.yaml": "a: " + "x" * (3 * MOST_BYTES)}), "Unpacked"),
        ("twice.zip", zipped({"a.yaml": "id: x", "b.yaml": "id: y"}), "in two files"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_a_reason(name, data, words):
    with pytest.raises(ScenarioInvalid) as invalid:
        read_upload(name, data)
    assert [words in problem_words(problem) for problem in invalid.value.problems] == [True]


def test_a_check_takes_its_time_outside_the_transaction(first, ann, monkeypatch):
    """On SQLite one writer holds the database."""
    around, inside = len(connection.atomic_blocks), []

    def report(definition):
        inside.append(len(connection.atomic_blocks))
        return {"findings": [{"check": "golden", "is_fault": True, "text": "a/expert: 3"}]}

    monkeypatch.setattr("assessments.services.authoring.scenarios.check_report", report)
    check_again(version=first, actor=ann)
    first.refresh_from_db()
    assert (inside, first.report["findings"][0]["text"]) == ([around], "a/expert: 3")
    assert AuditEvent.objects.filter(action="scenario_version.checked", detail__faults=1).exists()


def test_a_version_that_runs_rest_on_is_not_called_void(client, scenario, first, ann, rex, mapping):
    released(client, first, ann, rex)
    client.force_login(ann)
    client.post(at("upload", scenario), {"file": file_of({**mapping, "version": 2, "pass_mark": 75})})
    released(client, scenario.versions.get(number=2), ann, rex)
    page = client.get(at("scenario_version", scenario, 1)).content.decode()
    assert "no longer in use" in page
    assert "retired" not in re.sub(r"<[^>]*>", "", page)

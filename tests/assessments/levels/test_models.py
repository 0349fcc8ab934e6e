"""A version of the level model is proposed by one, put in force by another, and never reaches back."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from assessments.models import LevelModelVersion
from assessments.selectors import evidence_cube
from assessments.selectors.evidence_cube import estimates_of_all
from assessments.selectors.level_model_words import SHIPPED_REASONS
from assessments.selectors.level_models import described_models, model_on, model_today
from assessments.selectors.level_preview import preview_of
from assessments.selectors.levels import explain, standing_of
from assessments.services.levels.models import LevelModelRefused, drop_model, propose_model, put_model_in_force
from lms.base.models import AuditEvent
from lms.competencies.domain.gaps import State
from lms.people.models import RoleAssignment, User
from tests.assessments.domain.table import SHIPPED
from tests.assessments.levels.conftest import DOUBTED, NOW, TODAY

pytestmark = pytest.mark.django_db


def load(*args) -> str:
    call_command("load_level_models", *args, stdout=(out := StringIO()))
    return out.getvalue()


@pytest.fixture
def proposed(lin, doubted) -> LevelModelVersion:
    load()
    return propose_model(described=doubted, by=lin, at=NOW)


def test_the_reasons_of_the_shipped_models_are_named_for_translation():
    assert {one.reasons for one in described_models()} == set(SHIPPED_REASONS)


def test_without_a_row_the_shipped_model_holds():
    assert model_today() == SHIPPED
    assert not LevelModelVersion.objects.exists()


def test_loading_puts_the_first_model_in_force_and_does_nothing_twice():
    assert "in force" in load()
    assert "held already" in load()
    assert model_today() == SHIPPED
    assert LevelModelVersion.objects.get().status == "in_force"


def test_a_proposal_changes_nothing_until_a_second_person_puts_it_in_force(proposed, lin, wei):
    tomorrow = TODAY + timedelta(days=1)
    assert model_on(tomorrow) == SHIPPED
    with pytest.raises(LevelModelRefused, match="second person"):
        put_model_in_force(version=proposed, actor=lin, at=NOW)
    put_model_in_force(version=proposed, actor=wei, at=NOW)
    assert model_on(TODAY) == SHIPPED
    assert model_on(tomorrow) == DOUBTED
    actions = AuditEvent.objects.filter(action__startswith="level_model.").order_by("sequence")
    assert list(actions.values_list("action", "actor_id")) == [
        ("level_model.proposed", None),
        ("level_model.proposed", lin.pk),
        ("level_model.put_in_force", wei.pk),
    ]


def test_the_database_itself_refuses_one_person_twice(proposed):
    with pytest.raises(IntegrityError):
        LevelModelVersion.objects.filter(pk=proposed.pk).update(
            status="in_force", decided_by=proposed.proposed_by, decided_at=NOW
        )


def test_only_administrators_of_everything_decide_and_only_once(proposed, hua, wei):
    with pytest.raises(LevelModelRefused, match="administrators"):
        put_model_in_force(version=proposed, actor=hua, at=NOW)
    drop_model(version=proposed, actor=wei, at=NOW)
    with pytest.raises(LevelModelRefused, match="no longer waits"):
        put_model_in_force(version=proposed, actor=wei, at=NOW)
    assert model_on(TODAY + timedelta(days=9)) == SHIPPED


def test_a_model_never_reaches_back(proposed, wei):
    with pytest.raises(LevelModelRefused, match="never reaches back"):
        put_model_in_force(version=proposed, actor=wei, at=NOW + timedelta(days=1))


def test_two_models_never_begin_on_one_day(proposed, lin, wei, doubted):
    put_model_in_force(version=proposed, actor=wei, at=NOW)
    other = propose_model(described=replace(doubted, model=replace(DOUBTED, version="other")), by=lin, at=NOW)
    with pytest.raises(LevelModelRefused, match="Another level model"):
        put_model_in_force(version=other, actor=wei, at=NOW)


def test_levels_are_read_by_the_model_of_their_moment(proposed, wei, ada, show):
    show(ada, "S1", 3.5)
    put_model_in_force(version=proposed, actor=wei, at=NOW)
    later = NOW + timedelta(days=1)
    (now,), (then,) = ([one for one in standing_of(ada, at) if one.code == "S1"] for at in (NOW, later))
    assert (now.state, then.state) == (State.MET, State.UNDETERMINED)
    for at, standing in ((NOW, now), (later, then)):
        assert estimates_of_all(at).mean[0] == pytest.approx(standing.estimate.mean)


def crowd(unit, post, count, prefix):
    people = User.objects.bulk_create(
        User(email=f"{prefix}{n}@example.org", name="P", password="!", employee_number=f"{prefix}{n}")
        for n in range(count)
    )
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=one, unit=unit, post=post, starts_on=date(2025, 1, 1)) for one in people
    )
    return people


def test_the_preview_counts_by_unit_what_would_change_and_tells_of_no_small_one(units, clerk, show):
    many, few = crowd(units["X1"], clerk, 20, "m"), crowd(units["Y1"], clerk, 10, "f")
    alone = crowd(units["X2"], clerk, 3, "a")
    for person in (*many[:15], *few, *alone):
        show(person, "S1", 3.5)
    large, rest = preview_of(DOUBTED, NOW)
    assert (large.unit["en"], large.people, large.demands) == ("Unit X1", 20, 60)
    assert (large.changed, large.met_before, large.met_after) == (15, 15, 0)
    # Three people alone would be told of, so the smallest unit joins them: 13 people, rounded like everything else.
    assert (rest.unit, rest.people, rest.changed) == (None, 15, 15)
    assert all(line.changed == 0 for line in preview_of(SHIPPED, NOW))


def test_a_handful_of_people_is_not_told_of_at_all(ada, show):
    show(ada, "S1", 3.5)
    assert preview_of(DOUBTED, NOW) == []


def test_evidence_that_no_post_demands_fades_in_six_months(ada, hua, show):
    for person in (ada, hua):
        show(person, "S1", 3.5, days_ago=183)
    (demanded,) = [one for one in standing_of(ada, NOW) if one.code == "S1"]
    alone = standing_of(hua, NOW)[0]
    assert alone.estimate.sd > demanded.estimate.sd
    bulk = estimates_of_all(NOW)
    assert dict(zip(bulk.learner.tolist(), bulk.sd.tolist(), strict=True)) == pytest.approx(
        {ada.pk: demanded.estimate.sd, hua.pk: alone.estimate.sd}
    )
    assert explain(hua, "S1", NOW).standing.estimate == alone.estimate


def test_the_command_previews_and_proposes_for_somebody_known(lin, ada, show, doubted, file_of):
    show(ada, "S1", 3.5)
    file = str(file_of(doubted))
    assert "about 0 states would change" in load(file, "--preview")
    assert not LevelModelVersion.objects.exists()
    with pytest.raises(CommandError, match="Say who"):
        load(file)
    load(file, "--by", lin.email)
    assert LevelModelVersion.objects.get().proposed_by == lin


def test_a_faulty_file_is_refused_with_its_reason(tmp_path):
    (file := tmp_path / "bad.yaml").write_text("- {version: '1', author: A, reasons: R, effective_from: 2027-01-01}")
    with pytest.raises(CommandError, match="kinds is a table"):
        load(str(file))


def test_chunks_of_people_give_what_one_pass_gives(ada, ben, cleo, show, monkeypatch):
    for person in (cleo, ada, ben):
        for code in ("S1", "P2"):
            show(person, code, 3.0, days_ago=person.pk % 7)
    whole = estimates_of_all(NOW)
    monkeypatch.setattr(evidence_cube.chunks_of_people, "__defaults__", (1,))
    assert len(list(evidence_cube.chunks_of_people())) == cleo.pk - ada.pk + 1
    parts = estimates_of_all(NOW)
    assert parts.learner.tolist() == whole.learner.tolist()
    assert parts.mean.tolist() == whole.mean.tolist()

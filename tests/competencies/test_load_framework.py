import pytest
from django.core.management import call_command
from django.db.models import Count

from lms.competencies.models import Competency, Framework, LevelIndicator, Post, RoleProfile, RoleRequirement
from lms.competencies.selectors.framework import competencies, indicators_of, levels
from lms.competencies.services.loading import UnknownCompetency, load_posts

pytestmark = pytest.mark.django_db

LANGUAGES = {"en", "zh-hant", "zh-hans"}


def test_the_starter_framework_has_29_competencies_in_six_areas_and_five_levels():
    call_command("load_framework")
    cards = competencies()
    assert len(cards) == 29
    assert len({card.area_code for card in cards.values()}) == 6
    assert [card.position for card in cards.values()] == list(range(1, 30))
    assert sorted(levels()) == [1, 2, 3, 4, 5]


def test_every_name_description_and_indicator_is_there_in_three_languages():
    call_command("load_framework")
    texts = [card.name for card in competencies().values()]
    texts += [card.description for card in competencies().values()]
    texts += [rung.name for rung in levels().values()]
    texts += list(LevelIndicator.objects.values_list("text", flat=True))
    texts += list(Post.objects.values_list("name", flat=True))
    assert {frozenset(language for language, text in one.items() if text.strip()) for one in texts} == {
        frozenset(LANGUAGES)
    }


def test_every_competency_has_an_indicator_for_each_level():
    call_command("load_framework")
    counts = Competency.objects.annotate(rungs=Count("indicators")).values_list("rungs", flat=True)
    assert set(counts) == {5}
    assert str(indicators_of("S1")[1]) == "names the stages"


def test_the_counter_clerk_must_handle_cases_alone_and_it_is_critical():
    call_command("load_framework")
    demand = RoleRequirement.objects.get(profile__post__code="CC", competency__code="S1")
    assert (demand.level, demand.criticality) == (3, RoleRequirement.Criticality.CRITICAL)
    assert Post.objects.count() == RoleProfile.objects.count() == 12


def test_loading_again_changes_nothing_and_keeps_what_editors_changed():
    call_command("load_framework")
    Competency.objects.filter(code="S1").update(name={"en": "Edited"})
    Post.objects.filter(code="CC").update(name={"en": "Edited post"})
    before = (Framework.objects.count(), Competency.objects.count(), RoleRequirement.objects.count())
    call_command("load_framework")
    assert (Framework.objects.count(), Competency.objects.count(), RoleRequirement.objects.count()) == before
    assert Competency.objects.get(code="S1").name == {"en": "Edited"}
    assert Post.objects.get(code="CC").name == {"en": "Edited post"}


def test_a_framework_in_use_stays_current(framework):
    call_command("load_framework")
    assert Framework.objects.get(is_current=True) == framework


def test_a_profile_that_demands_an_unknown_competency_is_refused(framework):
    document = {"code": "ZZ", "requirements": {"S1": {"level": 1, "critical": False}, "Z9": {}}}
    with pytest.raises(UnknownCompetency, match="ZZ: Z9"):
        load_posts([document], framework=framework)
    assert not Post.objects.exists()

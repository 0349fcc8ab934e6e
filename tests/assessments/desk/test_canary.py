"""A key reaches nobody but the people of its bank: every address below /cms/ is opened by everybody else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search.index import get_indexed_models
from wagtail.snippets.models import get_snippet_models

from assessments.domain.exchange.facts import Facts
from assessments.domain.exchange.transfer import write_items
from assessments.models import (
    BlueprintVersion,
    EnemyPair,
    FormerKey,
    Item,
    ItemBank,
    ItemImport,
    ItemKey,
    ItemVersion,
    Regrade,
    ReviewStep,
    Scenario,
    ScenarioVersion,
    SourceRecord,
    StartAlert,
    TestForm,
    TestFormItem,
)
from assessments.services.authoring.items import add_version
from assessments.services.authoring.review import move_item, seal_of
from assessments.services.exchange.previews import preview_import
from assessments.services.exchange.uploads import Upload
from tests.assessments.desk.conftest import CANARY, STEM_CANARY, content

SECRETS = (CANARY, STEM_CANARY, "Zebra")
FORMS = (TestForm, TestFormItem, BlueprintVersion, EnemyPair, SourceRecord, StartAlert)
KEYS = (FormerKey, ItemKey, Regrade)
SECRET_MODELS = (Item, ItemBank, ItemImport, ItemVersion, ReviewStep, Scenario, ScenarioVersion, *KEYS, *FORMS)
# They end the session, raise on purpose, or are addresses of the desk, whose own tests stand beside this one.
LEFT_OUT = ("logout/", "failwhale/", "item-banks/", "examinations/", "scenarios/", "cut-scores/")
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


@pytest.fixture
def worked_bank(bank, ann, rex):
    """With steps, comments and audit entries, as after a week of work."""
    draft = add_version(item=bank.items.get(number=1), content=content(), author=ann)
    for kind, actor in (("submitted", ann), ("reviewed", rex), ("released", rex)):
        comment = f"{CANARY} {STEM_CANARY}"
        move_item(
            version=draft,
            kind=ReviewStep.Kind(kind),
            actor=actor,
            at=timezone.now(),
            comment=comment,
            seen=seal_of(ItemVersion.objects.get(pk=draft.pk)),
        )
    upload = Upload("zebra.csv", write_items("csv", {CANARY: content()}, "en", {}).content)
    preview_import(bank=bank, upload=upload, given=Facts(competency="S1", level=2, cognitive="apply"), by=ann)
    return bank


def routes(patterns: list[Any], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def addresses(bank: ItemBank) -> list[str]:
    (cms,) = [one for one in get_resolver().url_patterns if getattr(one, "app_name", None) is None and is_cms(one)]
    found = []
    for route in routes(cms.url_patterns, "/cms/"):
        if not any(route.startswith(f"/cms/{part}") for part in LEFT_OUT):
            for model in ("itemversion", "itemkey"):
                found.append(filled(route, model, bank))
    return sorted(set(found))


def is_cms(pattern: Any) -> bool:
    return isinstance(pattern, URLResolver) and str(pattern.pattern) == "cms/"


def filled(route: str, model: str, bank: ItemBank) -> str:
    version = ItemVersion.objects.filter(item__bank=bank).latest("pk")
    by_name = {"app_label": "assessments", "app_name": "assessments", "model_name": model, "action": "delete"}

    def value(kind: str | None, name: str) -> str:
        if name in by_name:
            return by_name[name]
        return str(bank.public_id) if kind == "uuid" else str(version.pk if kind == "int" else 1)

    route = PART.sub(lambda match: value(match[1], match[2]), route)
    return GROUP.sub(lambda match: value("int", match[1]), route).replace("\\", "")


# A superuser may open all that training managers and administrators may, and learners do not enter at all (test_doors);
# the sweep costs seconds, so it is made for those two who see the most.
@pytest.mark.parametrize("who", ["superuser", "other unit"])
def test_no_page_of_the_cms_gives_a_secret_to_an_outsider(client, worked_bank, outsiders, who):
    client.force_login(outsiders[who])
    client.raise_request_exception = False  # some addresses make no sense with the number of an item version
    opened = 0
    for address in addresses(worked_bank):
        response = client.get(address, {"q": "task", "id": "2"})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode("utf-8", "replace") + str(response.headers)
        assert not [secret for secret in SECRETS if secret in text], address
        opened += response.status_code == 200
    # The sweep is worth something only if doors did open: those who may enter the CMS see many pages.
    assert opened > 20


def test_the_generic_machinery_of_the_cms_does_not_know_the_models(worked_bank):
    assert not set(SECRET_MODELS) & set(get_snippet_models())
    assert not set(SECRET_MODELS) & set(get_indexed_models())
    for model in SECRET_MODELS:
        assert not hasattr(model, "api_fields")
        assert not hasattr(model, "revisions")
        with pytest.raises(FieldDoesNotExist):
            model._meta.get_field("latest_revision")
    log_models = [model for model in apps.get_models() if model.__name__.endswith("LogEntry")]
    labels = {f"assessments.{model._meta.model_name}" for model in SECRET_MODELS}
    for model in log_models:
        for entry in model.objects.select_related("content_type"):
            assert f"{entry.content_type.app_label}.{entry.content_type.model}" not in labels


def test_the_index_of_references_holds_no_text(worked_bank):
    rows = str(list(ReferenceIndex.objects.values()))
    assert not [secret for secret in SECRETS if secret in rows]


def test_names_of_objects_say_code_and_number_only(worked_bank):
    for model in SECRET_MODELS:
        for thing in model.objects.all():
            assert not [secret for secret in (*SECRETS, "Which one") if secret in str(thing)]

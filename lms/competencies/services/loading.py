"""Loading a framework and its posts from data; what is there already is left as its editors made it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ..models import (
    Competency,
    CompetencyArea,
    Framework,
    LevelIndicator,
    Post,
    ProficiencyLevel,
    RoleProfile,
    RoleRequirement,
)

Document = Mapping[str, Any]


class UnknownCompetency(ValueError):
    """A role profile demands a competency that its framework does not have."""


@transaction.atomic
def load_framework(document: Document) -> tuple[Framework, bool]:
    """The framework of this code and version, and whether it is new; the first one loaded becomes current."""
    framework, is_new = Framework.objects.get_or_create(
        code=document["code"],
        version=str(document["version"]),
        defaults={"name": document["name"], "is_current": not Framework.objects.filter(is_current=True).exists()},
    )
    if is_new:
        _load_levels(framework, document["levels"])
        _load_areas(framework, document["areas"])
    return framework, is_new


@transaction.atomic
def load_posts(posts: Iterable[Document], *, framework: Framework) -> int:
    """Create the posts and profiles that are missing; answers how many profiles are new."""
    competencies = dict(framework.competencies.values_list("code", "pk"))
    return sum(_load_profile(document, framework=framework, competencies=competencies) for document in posts)


def _load_levels(framework: Framework, levels: Iterable[Document]) -> None:
    ProficiencyLevel.objects.bulk_create(ProficiencyLevel(framework=framework, **level) for level in levels)


def _load_areas(framework: Framework, areas: Iterable[Document]) -> None:
    position = 0
    for place, document in enumerate(areas, start=1):
        area = CompetencyArea.objects.create(
            framework=framework, code=document["code"], name=document["name"], position=place
        )
        for entry in document["competencies"]:
            position += 1
            _load_competency(area, entry, position=position)


def _load_competency(area: CompetencyArea, document: Document, *, position: int) -> None:
    competency = Competency.objects.create(
        framework=area.framework,
        area=area,
        code=document["code"],
        name=document["name"],
        description=document["description"],
        position=position,
        half_life_months=document["half_life_months"],
    )
    LevelIndicator.objects.bulk_create(
        LevelIndicator(competency=competency, ordinal=ordinal, text=text)
        for ordinal, text in enumerate(document["indicators"], start=1)
    )


def _load_profile(document: Document, *, framework: Framework, competencies: Mapping[str, int]) -> bool:
    unknown = sorted(set(document["requirements"]) - set(competencies))
    if unknown:
        raise UnknownCompetency(f"{document['code']}: {', '.join(unknown)}")
    post, _ = Post.objects.get_or_create(
        code=document["code"], defaults={"name": document["name"], "staff_group": document["staff_group"]}
    )
    profile, is_new = RoleProfile.objects.get_or_create(
        post=post,
        effective_from=date.fromisoformat(document["effective_from"]),
        defaults={"framework": framework},
    )
    if is_new:
        RoleRequirement.objects.bulk_create(
            RoleRequirement(
                profile=profile,
                competency_id=competencies[code],
                level=demand["level"],
                criticality=_criticality(demand),
            )
            for code, demand in document["requirements"].items()
        )
    return is_new


def _criticality(demand: Document) -> RoleRequirement.Criticality:
    return RoleRequirement.Criticality.CRITICAL if demand["critical"] else RoleRequirement.Criticality.USUAL

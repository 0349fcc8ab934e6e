"""Reading achievements from a file; a version that is there is left alone, a higher one takes its place."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lms.base.audit import record
from lms.competencies.selectors.framework import competencies

from ..domain.award_rules import parse_rule, unverified_claims
from ..models import Achievement


class AchievementFault(ValueError):
    """An achievement that cannot be offered; the message names it and the reason."""


@transaction.atomic
def load_achievement(entry: Mapping[str, Any], *, position: int) -> Achievement | None:
    """The new row, or None if this version (or a later one) is there already."""
    current = Achievement.objects.filter(code=entry["code"], is_current=True).first()
    if current is not None and current.version >= entry["version"]:
        return None
    _check(entry)
    if current is not None:
        current.is_current = False
        current.save(update_fields=["is_current"])
    achievement = Achievement.objects.create(
        code=entry["code"],
        version=entry["version"],
        position=position,
        title=entry["title"],
        description=entry["description"],
        rule=entry["rule"],
        attests=entry["attests"],
        validity_months=entry["validity_months"],
    )
    record(None, "achievement.created", achievement, code=achievement.code, version=achievement.version)
    return achievement


def _check(entry: Mapping[str, Any]) -> None:
    rule = parse_rule(entry["rule"])
    unknown = sorted((rule.competencies | set(entry["attests"])) - set(competencies()))
    if unknown:
        raise AchievementFault(f"{entry['code']}: not in the framework: {', '.join(unknown)}")
    claims = unverified_claims(rule, entry["attests"])
    if claims:
        raise AchievementFault(f"{entry['code']}: attests what its rule does not verify: {', '.join(claims)}")

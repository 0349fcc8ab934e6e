"""From an award to a signed row, not yet stored. Used alike for one person and for a whole history."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.competencies.selectors.framework import CompetencyCard, LevelCard, competencies, levels
from lms.lib.canonical import digest

from ..domain.award_rules import CompetencyVerified, parse_rule
from ..domain.awarding import Award
from ..domain.credential import RANDOM_BYTES, Subject, build_document, new_id
from ..domain.proofs import sign
from ..keyring import SigningKey, signing_key
from ..models import Achievement, Credential

ISSUER = {"en": "Shuzheng Academy", "zh-hant": "數政學院", "zh-hans": "数政学院"}


@dataclass(frozen=True, slots=True)
class Mint:
    """The key and the names that a batch of credentials shares."""

    key: SigningKey
    attests: Mapping[int, list[dict[str, Any]]]  # achievement id → what it attests, in words

    def credential(self, *, learner_id: int, holder_name: str, achievement: Achievement, award: Award) -> Credential:
        subject = Subject(
            public_id=new_id(secrets.token_bytes(RANDOM_BYTES)),
            holder_name=holder_name,
            issuer=ISSUER,
            code=achievement.code,
            version=achievement.version,
            title=achievement.title,
            description=achievement.description,
            attests=self.attests[achievement.pk],
        )
        document = build_document(subject, award)
        return Credential(
            public_id=subject.public_id,
            learner_id=learner_id,
            achievement=achievement,
            holder_name=holder_name,
            document=document,
            signature=sign(document, signer=self.key.sign),
            key_id=self.key.key_id,
            issued_at=award.at.replace(microsecond=0),
            valid_until=award.valid_until,
            basis=document["basis"],
            basis_key=digest(document["basis"]),
        )


def open_mint(achievements: list[Achievement]) -> Mint:
    """Raises KeyMissing when nothing can be signed."""
    names, rungs = competencies(), levels()
    return Mint(signing_key(), {one.pk: _attested(one, names, rungs) for one in achievements})


def _attested(
    achievement: Achievement, names: Mapping[str, CompetencyCard], rungs: Mapping[int, LevelCard]
) -> list[dict[str, Any]]:
    demanded = {
        one.code: one.percent for one in parse_rule(achievement.rule).conditions if isinstance(one, CompetencyVerified)
    }
    return [
        {
            "code": code,
            "name": dict(names[code].name),
            "level": level,
            "level_name": dict(rungs[level].name) if level in rungs else {},
            "percent": demanded[code],
        }
        for code, level in achievement.attests.items()
    ]


def logged(credential: Credential) -> dict[str, str]:
    """What the audit log keeps of an issue: enough to notice a changed, a planted and a vanished row."""
    return {
        "achievement": credential.achievement.code,
        "document": digest(credential.document),
        "key": credential.key_id,
        "issued_at": credential.document["issued_at"],
    }

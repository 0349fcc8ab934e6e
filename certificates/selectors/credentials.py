"""Credentials as their holders and strangers may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from lms.people.models import User

from ..coverage import unprintable
from ..domain.awarding import History, verdict_at
from ..domain.credential import State, read_id, stamp, state_on
from ..domain.proofs import is_genuine
from ..keyring import verifier
from ..models import Achievement, Credential, Revocation
from .histories import current_achievements, histories_of, offer_of
from .printed import Printed, printed
from .sentences import Sentence, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialCard:
    """One credential with its state today; `shown` is None when the record does not bear its signature."""

    public_id: str
    code: str
    state: State
    shown: Printed | None
    revocation: Revocation | None
    not_in_fonts: str  # characters of the name that the PDF cannot print


@dataclass(frozen=True, slots=True, kw_only=True)
class DueState:
    """How far somebody is on the way to an achievement that they do not hold."""

    achievement: Achievement
    lines: list[Sentence]

    @property
    def met_count(self) -> int:
        return sum(line.is_met for line in self.lines)


def credentials_of(user: User, on: date | None = None) -> list[CredentialCard]:
    """Latest first."""
    rows = Credential.objects.filter(learner=user).select_related("achievement", "revocation__request")
    return [card_of(row, on or timezone.localdate()) for row in rows]


def verified(typed: str, on: date) -> CredentialCard | None:
    """What the public page says of a number; the same query and the same answer for unknown and malformed."""
    row = (
        Credential.objects.filter(public_id=read_id(typed) or "")
        .select_related("achievement", "revocation__request")
        .first()
    )
    return card_of(row, on) if row else None


def card_of(row: Credential, on: date) -> CredentialCard:
    """Facts come from the signed document; a row that says anything else is not genuine."""
    genuine = is_intact(row)
    revocation = getattr(row, "revocation", None)
    return CredentialCard(
        public_id=row.public_id,
        code=row.achievement.code,
        state=state_on(on, valid_until=row.valid_until, is_revoked=revocation is not None, is_genuine=genuine),
        shown=printed(row.document, get_language() or "en") if genuine else None,
        revocation=revocation,
        not_in_fonts=" ".join(unprintable(row.holder_name)),
    )


def is_intact(row: Credential) -> bool:
    return _says_the_same(row) and is_genuine(row.document, row.signature, verifier=verifier(row.key_id))


def due_states_of(user: User, at: datetime | None = None) -> list[DueState]:
    """The current achievements that this person does not hold, nearest first."""
    at = at or timezone.now()
    held = {card.code for card in credentials_of(user) if card.state in (State.VALID, State.EXPIRES_SOON)}
    achievements = current_achievements()
    history = histories_of([user.pk]).get(user.pk, History())
    zone = timezone.get_default_timezone()
    titles: Mapping[str, Mapping[str, str]] = {one.code: one.title for one in achievements}
    verdicts = [
        (one, verdict_at(history, offer_of(one), at=at, zone=zone)) for one in achievements if one.code not in held
    ]
    lines = sentences([verdict for _, verdict in verdicts], achievement_titles=titles)
    states = [DueState(achievement=one, lines=lines[index]) for index, (one, _) in enumerate(verdicts)]
    return sorted(states, key=lambda state: -state.met_count / len(state.lines))


def _says_the_same(row: Credential) -> bool:
    """Every column that the program acts on repeats the document."""
    document = row.document
    try:
        return bool(
            document["id"] == row.public_id
            and document["holder"]["name"] == row.holder_name
            and document["achievement"]["code"] == row.achievement.code
            and document["achievement"]["version"] == row.achievement.version
            and document["issued_at"] == stamp(row.issued_at)
            and document["valid_until"] == row.valid_until.isoformat()
            and document["basis"] == row.basis
        )
    except (KeyError, TypeError):
        return False

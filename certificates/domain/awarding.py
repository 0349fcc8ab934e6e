"""When an achievement is due to a person, given everything that person has shown up to a moment."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from assessments.domain.levels import HIGHEST_VALUE, Estimate, EvidenceKind, Piece, age_in_months
from assessments.domain.weighing import Weighing

from .award_rules import Facts, Pass, Rule, Verdict, evaluate
from .calendar import add_months

RENEWAL_WINDOW = timedelta(days=90)  # before expiry, a fresh pass renews


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An achievement as the rules see it."""

    code: str
    rule: Rule
    validity_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    competency: str
    kind: EvidenceKind
    value: float
    at: datetime
    ceiling: float = HIGHEST_VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A credential already issued."""

    code: str
    basis: tuple[str, ...]
    issued_at: datetime
    valid_until: date
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    code: str
    at: datetime
    valid_until: date
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything one person has shown and holds."""

    examinations: Sequence[Pass] = ()
    cases: Sequence[Pass] = ()
    observations: Sequence[Observation] = ()
    held: Sequence[Held] = ()
    weighing: Weighing | None = None  # None only where nothing was observed

    @property
    def moments(self) -> list[datetime]:
        """When something was shown, in order: the only times at which something can fall due."""
        passed = {one.at for one in (*self.examinations, *self.cases)}
        return sorted(passed | {one.at for one in self.observations})

    def with_award(self, award: Award) -> "History":
        credential = Held(code=award.code, basis=award.verdict.basis, issued_at=award.at, valid_until=award.valid_until)
        return replace(self, held=(*self.held, credential))


def awards_at(history: History, offers: Sequence[Offer], *, at: datetime, zone: tzinfo) -> list[Award]:
    """What falls due at this moment; an award may make the next one due."""
    awards: list[Award] = []
    while True:
        found = [award for offer in offers if (award := _award(history, offer, at, zone)) is not None]
        if not found:
            return awards
        awards += found
        for award in found:
            history = history.with_award(award)


def verdict_at(history: History, offer: Offer, *, at: datetime, zone: tzinfo) -> Verdict:
    """How the rule stands. After a revocation, only what was passed later counts."""
    revoked = [one.revoked_at for one in history.held if one.code == offer.code and one.revoked_at is not None]
    on = at.astimezone(zone).date()
    return evaluate(
        offer.rule,
        Facts(
            on=on,
            zone=zone,
            examinations=_latest(history.examinations, at, max(revoked, default=None)),
            cases=_latest(history.cases, at, max(revoked, default=None)),
            estimates=_estimates(history, offer.rule.competencies, at=at, on=on),
            achievements={one.code: one.valid_until for one in in_force(history, at, on)},
        ),
    )


def in_force(history: History, at: datetime, on: date) -> list[Held]:
    return [
        one
        for one in history.held
        if one.issued_at <= at and one.valid_until >= on and (one.revoked_at is None or one.revoked_at > at)
    ]


def _award(history: History, offer: Offer, at: datetime, zone: tzinfo) -> Award | None:
    on = at.astimezone(zone).date()
    lasts = max((one.valid_until for one in in_force(history, at, on) if one.code == offer.code), default=None)
    if lasts is not None and lasts - on > RENEWAL_WINDOW:
        return None
    verdict = verdict_at(history, offer, at=at, zone=zone)
    if not verdict.is_met or any(one.code == offer.code and one.basis == verdict.basis for one in history.held):
        return None
    shown_on = verdict.passes[-1].at.astimezone(zone).date()
    if lasts is not None and shown_on < lasts - RENEWAL_WINDOW:
        return None  # a pass from before the window renews nothing
    # Counted from the latest pass, so that waiting with a result never buys validity.
    valid_until = add_months(shown_on, offer.validity_months)
    return Award(code=offer.code, at=at, valid_until=valid_until, verdict=verdict) if valid_until >= on else None


def _latest(passes: Sequence[Pass], at: datetime, after: datetime | None) -> dict[str, Pass]:
    counted = [one for one in passes if one.at <= at and (after is None or one.at > after)]
    return {one.code: one for one in sorted(counted, key=lambda one: one.at)}


def _estimates(history: History, codes: Collection[str], *, at: datetime, on: date) -> dict[str, Estimate]:
    """With the level model in force that day, for the posts that the person holds now."""
    shown: dict[str, list[Piece]] = defaultdict(list)
    for one in history.observations:
        if one.competency in codes and one.at <= at:
            shown[one.competency].append(Piece(one.kind, one.value, age_in_months(one.at, at), one.ceiling))
    weighing = history.weighing
    return {code: weighing.estimate(code, pieces, on) for code, pieces in shown.items()} if weighing else {}

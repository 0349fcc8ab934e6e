"""Second reading: the law, the rubric and the scripted runs. Nothing of this reaches the browser early."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from assessments.domain.casework.clock import Calendar, OfficeHours, Period
from assessments.domain.casework.expressions import NOT_EVER
from assessments.domain.casework.grammar import Names
from assessments.domain.casework.law import Law, LegalProfile, StatutoryClock
from assessments.domain.casework.reading import Reader, fault, gather, optional_condition, optional_text
from assessments.domain.casework.scenario import (
    Claim,
    EvidenceRule,
    Golden,
    Severity,
)

RULE_KINDS = frozenset({"seek", "judge", "act", "write", "protect", "time"})
ACTION_TYPES = frozenset({"open", "look_up", "check", "submit", "do", "wait", "finish"})
TOP_LEVEL = 5
MOST_DAYS, MOST_HOURS = 400, 999  # of a statutory clock


def read_profile(reader: Reader) -> LegalProfile:
    fields = reader.fields("id as_of notice laws clocks calendar")
    laws = fields["laws"].each(_read_law)
    return LegalProfile(
        id=fields["id"].word(),
        as_of=fields["as_of"].day(),
        notice=fields["notice"].text(),
        laws={law.id: law for law in laws},
    )


def _read_law(reader: Reader) -> Law:
    fields = reader.fields("id name summary", "article")
    article = fields["article"].word() if "article" in fields else ""
    return Law(fields["id"].word(), fields["name"].text(), article, fields["summary"].text())


def read_calendar(reader: Reader) -> Calendar:
    fields = reader.fields("note holidays worked_weekends")
    return Calendar(
        frozenset(fields["holidays"].each(Reader.day)),
        frozenset(fields["worked_weekends"].each(Reader.day)),
    )


def clock_reader(
    laws: Collection[str], used: Mapping[str, bool], office: OfficeHours
) -> Callable[[Reader], StatutoryClock]:
    """Reads a clock of the profile; `used` says which ones run in this scenario and start at once."""

    def read(reader: Reader) -> StatutoryClock:
        fields = reader.fields("id name law", "working_days hours")
        name, law = fields["id"].word(), fields["law"].word()
        if law not in laws:
            raise fault(fields["law"].path, "unknown_law", name=law)
        return StatutoryClock(name, fields["name"].text(), _read_period(reader, office), law, used.get(name, False))

    return read


def _read_period(reader: Reader, office: OfficeHours) -> Period:
    fields = reader.entries()
    if ("working_days" in fields) == ("hours" in fields):
        raise fault(reader.path, "days_or_hours")
    if "hours" in fields:
        return Period(office, hours=fields["hours"].whole(1, MOST_HOURS))
    return Period(office, working_days=fields["working_days"].whole(0, MOST_DAYS))


def read_claim(reader: Reader) -> Claim:
    fields = reader.fields("competency level cut")
    return Claim(fields["competency"].word(), fields["level"].whole(1, TOP_LEVEL), fields["cut"].share())


def rule_reader(names: Names, laws: Collection[str], claims: Mapping[str, Claim]) -> Callable[[Reader], EvidenceRule]:
    def read(reader: Reader) -> EvidenceRule:
        fields = reader.fields(
            "id kind competency points opportunity good title say_if_good say_if_bad laws",
            "recovered breach lesson practise",
        )
        if fields["kind"].word() not in RULE_KINDS:
            raise fault(
                fields["kind"].path, "not_one_of", known=", ".join(sorted(RULE_KINDS)), given=fields["kind"].raw
            )
        claim = claims.get(fields["competency"].word())
        if claim is None:
            raise fault(fields["competency"].path, "no_claim")
        return EvidenceRule(
            id=fields["id"].word(),
            kind=fields["kind"].word(),
            competency=claim.competency,
            level=claim.level,
            points=fields["points"].whole(1, 100),
            opportunity=fields["opportunity"].condition(names),
            good=fields["good"].condition(names),
            title=fields["title"].text(),
            say_if_good=fields["say_if_good"].text(),
            say_if_bad=fields["say_if_bad"].text(),
            laws=fields["laws"].known_words(laws, "law"),
            recovered=optional_condition(fields, "recovered", names, NOT_EVER),
            breach=fields["breach"].one_of(Severity) if "breach" in fields else None,
            lesson=fields["lesson"].word() if "lesson" in fields else None,
            practise=optional_text(fields, "practise"),
        )

    return read


def read_goldens(reader: Reader, *, variant: str, variants: Collection[str]) -> dict[str, Golden]:
    """The scripted runs that apply to one variant; a later one of the same name replaces an earlier."""

    def read(golden: Reader) -> Golden | None:
        fields = golden.fields("name play expect", "variants")
        if "variants" in fields and variant not in fields["variants"].known_words(variants, "variant"):
            return None
        expect = fields["expect"].fields("", "min max breach")
        breach = expect.get("breach")
        return Golden(
            name=fields["name"].word(),
            play=gather(fields["play"].elements(), _read_action),
            lowest=expect["min"].share(100) if "min" in expect else 0.0,
            highest=expect["max"].share(100) if "max" in expect else 100.0,
            breach=None if breach is None or breach.raw == "none" else breach.one_of(Severity),
        )

    return {golden.name: golden for golden in reader.each(read) if golden is not None}


def _read_action(reader: Reader) -> Mapping[str, object]:
    entries = reader.entries()
    if "type" not in entries or entries["type"].word() not in ACTION_TYPES:
        raise fault(reader.path, "action_type", known=", ".join(sorted(ACTION_TYPES)))
    return {name: entry.raw for name, entry in entries.items()}

"""Audits of equity: made in the background from the facts behind a snapshot, stored rounded, read by auditors only."""

from dataclasses import asdict

import numpy as np
from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.lib.disclosure import to_base
from lms.people.selectors.staff_facts import StaffFacts, staff_facts

from ..domain.equity import AGE, SERVICE, BandFigures, Difference, People, audit, band_of, strata_of, years_since
from ..domain.facts import Leaves
from ..models import EquityAudit, Snapshot
from ..selectors.roster import units
from .parts import Stage, codes_in, facts_in


def take_equity_audit(snapshot: Snapshot) -> EquityAudit:
    """Once a snapshot; the second call finds what the first made."""
    found: EquityAudit | None = EquityAudit.objects.filter(snapshot=snapshot).first()
    if found is not None:
        return found
    people, leaves = _people(snapshot)
    day = timezone.localdate(snapshot.as_of)
    level_of = {path: unit.level for path, unit in units().items()}
    stratum = strata_of([(post, level_of.get(path, "")) for path, post in leaves.all], people.leaf)
    known, nothing = staff_facts(people.person.tolist()), StaffFacts()
    figures = {}
    for name, bands, date_of in (("age", AGE, "birth_date"), ("service", SERVICE, "hire_date")):
        since = [getattr(known.get(person, nothing), date_of) for person in people.person.tolist()]
        band = band_of(np.array([years_since(one, day) for one in since], dtype=float), bands)
        found_bands = audit(list(bands), band, stratum=stratum, assessed=people.assessed, coverage=people.coverage)
        figures[name] = [_rounded(one) for one in found_bands]
    with transaction.atomic():
        made, is_new = EquityAudit.objects.get_or_create(snapshot=snapshot, defaults={"figures": figures})
        if is_new:
            record(None, "equity.audited", snapshot, as_of=snapshot.as_of.isoformat())
    return made


def _people(snapshot: Snapshot) -> tuple[People, Leaves]:
    leaves, people = Leaves(), People()
    for code in sorted(codes_in(snapshot.build, Stage.RELEASED)) if snapshot.build else []:
        people.add(facts_in(snapshot.build, Stage.RELEASED, code, leaves))
    return people, leaves


def _rounded(one: BandFigures) -> dict[str, object]:
    return {
        "band": one.band,
        "people": to_base(one.people),
        "assessed": None if one.assessed is None else round(one.assessed, 2),
        "coverage": None if one.coverage is None else round(one.coverage, 2),
        "assessed_against": _difference(one.assessed_against),
        "coverage_against": _difference(one.coverage_against),
    }


def _difference(one: Difference | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {name: round(value, 2) for name, value in asdict(one).items()} | {"is_notable": one.is_notable}

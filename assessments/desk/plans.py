"""Previewed forms, sealed, so that exactly what was shown can be kept."""

from dataclasses import asdict

from django.core import signing

from ..models import Examination
from ..selectors.assembly import Proposal, Wish
from ..services.test_forms import Plan

SALT = "assessments.test_forms"
PREVIEW_SECONDS = 60 * 60  # how long a preview can be kept


def seal_plan(examination: Examination, proposal: Proposal, wish: Wish) -> str:
    """What the preview shows, so that nothing else can be kept: versions by number, no texts and no keys."""
    assembly = proposal.assembly
    plan = {
        "examination": examination.pk,
        "scored": [[entry.version_id for entry in form] for form in assembly.forms],
        "trials": [list(form) for form in proposal.trials],
        "wish": asdict(wish),
        "search": {
            "distance": round(assembly.distance, 3),
            "gap": assembly.gap,
            "ran_out_of_time": assembly.ran_out_of_time,
        },
    }
    return signing.dumps(plan, salt=SALT, compress=True)


def unseal_plan(sealed: str, examination: Examination) -> Plan:
    """Raises BadSignature for a plan that is old, changed, or of another examination."""
    held = signing.loads(sealed, salt=SALT, max_age=PREVIEW_SECONDS)
    if held["examination"] != examination.pk:
        raise signing.BadSignature
    return Plan(scored=held["scored"], trials=held["trials"], wish=Wish(**held["wish"]), search=held["search"])

"""Which variant an examination is held in: drawn by a rule that anybody may check, and nobody can choose by."""

from collections import Counter
from dataclasses import dataclass, field

from lms.lib.canonical import digest
from lms.people.models import User

from ..domain.casework.scenario import Use
from ..models import CaseRun, Scenario, ScenarioVersion
from ..selectors.cases import case_runs_of
from ..selectors.scenarios import script_of


@dataclass(frozen=True, slots=True)
class Met:
    """How often somebody has had each variant of a scenario on the desk."""

    practised: Counter[str] = field(default_factory=Counter)
    examined: Counter[str] = field(default_factory=Counter)


def met_by(learner: User, scenario: Scenario) -> Met:
    rows = list(case_runs_of(learner).filter(version__scenario=scenario).values_list("mode", "variant"))
    return Met(
        practised=Counter(variant for mode, variant in rows if mode == CaseRun.Mode.PRACTICE),
        examined=Counter(variant for mode, variant in rows if mode == CaseRun.Mode.EXAM),
    )


def drawn_variant(version: ScenarioVersion, learner: User, *, met: Met) -> str:
    """One not practised before one that was, one seldom sat before one sat often; else by person and version.

    A variant whose debrief has been read is no longer a test of what its reader can do.
    """
    variants = sorted(script_of(version).variants_for(Use.EXAM))
    seed = int(digest([str(learner.public_id), version.content_hash])[:12], 16) % len(variants)
    turned = variants[seed:] + variants[:seed]
    return min(turned, key=lambda variant: (variant in met.practised, met.examined[variant]))

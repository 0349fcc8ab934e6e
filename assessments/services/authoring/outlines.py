"""Starting a case from what an author listed, or from the built-in example."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lms.base.simplifying import simplifier
from lms.competencies.selectors.framework import competencies
from lms.lib.simplified import with_derived
from lms.people.models import OrgUnit, User

from ...domain.case_outline.building import build
from ...domain.case_outline.outline import Outline
from ...domain.case_outline.reading import OutlineInvalid, Rows, SheetFault, read_outline
from ...domain.case_outline.sheets import example_tables
from ...models import ScenarioDraft
from .drafts import start_draft


def outline_of(tables: Mapping[str, Rows]) -> Outline:
    """Raises OutlineInvalid with every fault, also where a competency is none of the framework."""
    outline = read_outline(tables)
    unknown = [code for code in outline.competencies if code not in competencies()]
    if unknown:
        raise OutlineInvalid(
            [SheetFault("unknown_competency", "case", 0, "competencies", {"name": ", ".join(unknown)})]
        )
    return outline


def definition_of(outline: Outline) -> dict[str, Any]:
    """The whole scenario in all three languages."""
    definition: dict[str, Any] = with_derived(build(outline), simplify=simplifier())
    return definition


def start_from_outline(*, outline: Outline, unit: OrgUnit, editor: User) -> ScenarioDraft:
    return start_draft(definition=definition_of(outline), unit=unit, editor=editor)


def start_from_example(*, code: str, competency: str, unit: OrgUnit, editor: User) -> ScenarioDraft:
    """The case that the template of the spreadsheet describes, to be written over."""
    outline = replace(read_outline(example_tables()), code=code.lower(), competencies=(competency,))
    return start_from_outline(outline=outline, unit=unit, editor=editor)

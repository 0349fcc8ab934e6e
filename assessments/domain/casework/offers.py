"""What may be done at the desk now: the view shows it, and players without thought choose from it.

Both read this one list, so that neither can know of an act that the other does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessments.domain.casework.papers import Document
from assessments.domain.casework.reducer import seen_sources
from assessments.domain.casework.scenario import Case, Checklist, Deed, Form, Tool
from assessments.domain.casework.state import State


@dataclass(frozen=True, slots=True)
class Offers:
    """In the author's order; `sources` is what a finding may cite."""

    documents: tuple[Document, ...]
    tools: tuple[Tool, ...]
    checklists: tuple[Checklist, ...]
    sources: tuple[str, ...]
    forms: tuple[Form, ...]
    deeds: tuple[Deed, ...]
    waits: tuple[str, ...]


def offers(case: Case, state: State) -> Offers:
    seen = seen_sources(state)
    return Offers(
        documents=tuple(document for document in case.documents.values() if document.when.evaluate(state)),
        tools=tuple(case.tools.values()),
        checklists=tuple(case.checklists.values()),
        sources=tuple(name for part in (case.documents, case.tools) for name in part if name in seen),
        forms=tuple(form for form in case.forms.values() if form.when.evaluate(state)),
        deeds=tuple(deed for deed in case.deeds.values() if deed.when.evaluate(state)),
        waits=case.waits,
    )

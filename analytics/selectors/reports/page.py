"""A report as its readers see it, the same words for the page, the PDF and the document."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import UnitReport
from . import lines, sentences
from .choice_words import ChoiceLine, choice_lines
from .judgement import judgements_of, targets_of
from .method import method_lines, suppression_note


@dataclass(frozen=True, slots=True)
class HeatColumn:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class HeatLine:
    unit: str
    people: int
    indent: int
    cells: list[dict[str, Any]]  # step, text, alone


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    unit: str
    title: str
    as_of: str
    before: str
    state: str
    edition: int
    people: int
    decisions: list[str]
    numbers: list[lines.NumberLine]
    gaps: list[lines.GapLine]
    since: list[lines.SinceLine]
    unknowns: list[lines.UnknownLine]
    unknowns_left: int
    choices: list[ChoiceLine]
    remark: str
    columns: list[HeatColumn]
    heat: list[HeatLine]
    heat_left_out: int
    method: list[str]
    framework: str
    notes: list[str]
    signature: str
    seal: str
    taken: str = ""  # letter of the choice ticked
    decision: str = ""  # who ticked it, when


def report_page(report: UnitReport) -> ReportPage:
    figures, judged = report.figures, judgements_of(report)
    query = f"?at={report.snapshot.public_id}"
    unit = sentences.text(figures["unit"]["name"])
    taken = getattr(report, "decision", None)
    return ReportPage(
        unit=unit,
        title=_("Skills report: %(unit)s") % {"unit": unit},
        as_of=_day(figures["as_of"]),
        before=_day(figures["before"]["as_of"]) if figures["before"] else "",
        state=str(report.get_status_display()),
        edition=report.edition,
        people=figures["unit"]["people"],
        decisions=sentences.decisions(figures, judged),
        numbers=lines.number_lines(figures, targets_of(report)),
        gaps=lines.gap_lines(figures, judged, query),
        since=lines.since_lines(report.since),
        unknowns=lines.unknown_lines(figures, query),
        unknowns_left=figures["unknowns_left"],
        choices=choice_lines(figures, judged, report.judgement.get("consequences", {})),
        remark=report.judgement.get("remark", ""),
        columns=[HeatColumn(one["code"], sentences.text(one["name"])) for one in figures["heat"]["columns"]],
        heat=[
            HeatLine(sentences.text(row["name"]), row["people"], row["indent"], row["cells"])
            for row in figures["heat"]["rows"]
        ],
        heat_left_out=figures["heat"]["left_out"],
        method=method_lines(),
        framework=_("Framework %(framework)s, level model %(model)s") % figures,
        notes=_notes(figures),
        signature=_signature(report),
        seal=report.seal[:16],
        taken=taken.letter if taken else "",
        decision=_ticked(taken) if taken else "",
    )


def _notes(figures: dict[str, Any]) -> list[str]:
    notes = [suppression_note()]
    before = figures["before"]
    if before and before["framework"] != figures["framework"]:
        notes.append(
            _("The last figures were made under framework %(framework)s: compare with care.")
            % {"framework": before["framework"]}
        )
    return [*notes, _("For planning training and posts. Not for decisions about single people.")]


def _signature(report: UnitReport) -> str:
    if report.signed_by is None or report.signed_at is None:
        return ""
    return _("Signed by %(name)s on %(date)s; drafted by %(author)s") % {
        "name": report.signed_by.name,
        "date": _local(report.signed_at),
        "author": report.drafted_by.name,
    }


def _ticked(decision: Any) -> str:
    told: str = _("%(name)s chose %(letter)s on %(date)s.") % {
        "name": decision.by.name,
        "letter": decision.letter,
        "date": _local(decision.at),
    }
    return f"{told} {decision.remark}".strip()


def _day(moment: str) -> str:
    return _local(datetime.fromisoformat(moment))


def _local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d")

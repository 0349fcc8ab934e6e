"""How far each judge has come: counts, no ratings."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from ...models import Judge, Panel, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeProgress:
    judge: Judge
    first: int  # items rated in the first round
    changed: int  # and rated anew in the second


def judges_of(panel: Panel) -> QuerySet[Judge]:
    return panel.judges.select_related("user").order_by("pk")


def progress_of(panel: Panel) -> list[JudgeProgress]:
    counts = {
        (judge, number): count
        for judge, number, count in Rating.objects.filter(judge__panel=panel)
        .order_by()
        .values_list("judge_id", "round")
        .annotate(count=Count("pk"))
        .values_list("judge_id", "round", "count")
    }
    return [
        JudgeProgress(judge=judge, first=counts.get((judge.pk, 1), 0), changed=counts.get((judge.pk, 2), 0))
        for judge in judges_of(panel)
    ]

"""Why this level? Every line of the sum, in words."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.competencies.selectors.framework import indicators_of, levels
from lms.people.access import person, signed_in

from ..domain.levels import LEVELS
from ..selectors.entries.mine import lines_of
from ..selectors.levels import explain


@signed_in
@require_safe
def level(request: HttpRequest, code: str) -> HttpResponse:
    explanation = explain(person(request), code)
    if explanation is None:
        raise Http404
    estimate = explanation.standing.estimate
    names, indicators = levels(), indicators_of(code)
    ladder = [
        {
            "ordinal": ordinal,
            "name": names[ordinal].name,
            "indicator": indicators.get(ordinal, ""),
            "percent": round(100 * estimate.probability(ordinal)),
        }
        for ordinal in LEVELS
        if ordinal in names
    ]
    weights = {line.public_id: line.weight for line in explanation.lines}
    context = {
        "explanation": explanation,
        "lines": list(zip(explanation.lines, lines_of(person(request), code, weights), strict=True)),
        "standing": explanation.standing,
        "ladder": ladder,
        "low": max(0.0, estimate.mean - 1.64 * estimate.sd),
        "high": min(5.0, estimate.mean + 1.64 * estimate.sd),
    }
    return render(request, "assessments/level.html", context)

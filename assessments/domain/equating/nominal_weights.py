"""Means of two forms in one synthetic group, through the anchors (Babcock, Albano & Raymond 2012)."""

from collections.abc import Collection

from .answers import FormAnswers


def synthetic_means(form: FormAnswers, reference: FormAnswers, anchors: Collection[int]) -> tuple[float, float]:
    """(mean of the form, mean of the reference) if all people of both groups had sat both.

    Groups that differ by one point on the anchors are taken to differ by γ points on a form, γ being how many times
    longer it is: no slope is estimated, which small groups could not carry. Each group weighs as many people as it has.
    """
    gap = float(form.points_on(anchors).mean() - reference.points_on(anchors).mean())
    weight = form.people / (form.people + reference.people)
    form_mean = float(form.points().mean()) - (1 - weight) * form.length / len(anchors) * gap
    reference_mean = float(reference.points().mean()) + weight * reference.length / len(anchors) * gap
    return form_mean, reference_mean

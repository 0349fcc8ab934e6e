"""An examination with one task of every kind, beside those of the starter academy; loaded once.

python -m tests.browser.every_kind
"""

from io import BytesIO
from typing import Any

CODE = "KINDS"


def picture() -> BytesIO:
    """A sheet with five lines, as the sample of a hot spot describes it."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (800, 600), "white")
    draw = ImageDraw.Draw(sheet)
    for line in range(5):
        draw.rectangle((20, 50 * line + 15, 280, 50 * line + 25), fill="grey")
    out = BytesIO()
    sheet.save(out, "PNG")
    out.seek(0)
    return out


def load() -> None:
    from assessments.models import BlueprintCell, CutScore, Examination, Item, ItemBank, ItemKey, ItemVersion
    from assessments.services.authoring.pictures import keep_picture, read_picture
    from lms.competencies.selectors.framework import competencies
    from tests.assessments.domain.items.samples import SAMPLES

    bank, is_new = ItemBank.objects.get_or_create(code=CODE, defaults={"name": {"en": "Every kind"}})
    if not is_new:
        return
    drawing = read_picture(picture())
    keep_picture(bank=bank, drawing=drawing, by=None)
    competency = competencies()["S1"].pk
    for number, (kind, sample) in enumerate(SAMPLES.items(), start=1):
        body: dict[str, Any] = dict(sample.body)
        if "picture" in body:
            body["picture"] = {**body["picture"], "digest": drawing.digest}
        version = ItemVersion.objects.create(
            item=Item.objects.create(bank=bank, number=number),
            kind=kind,
            competency_id=competency,
            level=2,
            cognitive="apply",
            stem={"en": f"A task of the kind {kind}"},
            body=body,
            status=ItemVersion.Status.LIVE,
        )
        ItemKey.objects.create(version=version, right=sample.key)
    sat = Examination.objects.create(code=CODE, title={"en": "Every kind"}, bank=bank, level=2, minutes=30)
    BlueprintCell.objects.create(examination=sat, competency_id=competency, cognitive="apply", count=len(SAMPLES))
    for level, share in ((1, 0.3), (2, 0.6)):
        CutScore.objects.create(examination=sat, level=level, share=share, method="test", effective_from="2025-01-01")


if __name__ == "__main__":
    import django

    django.setup()
    load()

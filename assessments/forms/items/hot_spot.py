"""The picture of a document and the zones on it, each a rectangle in pixels from the upper left corner."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.items.hot_spot import FEWEST_ZONES, LARGEST_SIDE
from ...services.authoring.pictures import Drawing, PictureRefused, read_picture
from .body import Given, Stored, WriteBodyForm
from .languages import fields_of, spread, texts_from
from .rows import Rows, TextRows, WriteRowForm, given_row

MOST_ZONES = 14
SIDES = ("x", "y", "width", "height")


def _pixels(label: Any, lowest: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=lowest, max_value=LARGEST_SIDE)


class WriteZoneForm(WriteRowForm):
    is_right = forms.BooleanField(label=_("This zone is to be marked"), required=False)
    x, y = _pixels(_("From the left"), 0), _pixels(_("From the top"), 0)
    width, height = _pixels(_("Width"), 1), _pixels(_("Height"), 1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_filled:
            for name in SIDES:
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("A number of pixels is missing."))
        return cleaned

    def reaches_beyond(self, width: int, height: int) -> bool:
        one = self.cleaned_data
        return bool(one["x"] + one["width"] > width or one["y"] + one["height"] > height)

    @property
    def side_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SIDES]


class WriteHotSpotForm(WriteBodyForm):
    """A picture that was sent is in `uploaded`, to be kept even while other fields are wrong.

    Its digest goes with the form from then on, so that it need not be sent again.
    """

    template = "assessments/desk/items/hot_spot.html"
    texts = ("alt",)
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("PNG or JPEG. It is stored anew, without what cameras and programs write into files."),
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    picture_width, picture_height = (
        forms.IntegerField(required=False, min_value=1, max_value=LARGEST_SIDE, widget=forms.HiddenInput)
        for _side in range(2)
    )
    pick = forms.IntegerField(label=_("How many zones may be marked"), min_value=1, max_value=MOST_ZONES, initial=3)

    def lay_out(self, given: Stored) -> None:
        right = given.right.get("correct", ())
        if given.body:
            picture = given.body["picture"]
            self.initial = {
                **self.initial,
                "digest": picture["digest"],
                "picture_width": picture["width"],
                "picture_height": picture["height"],
                "pick": given.body["pick"],
                **spread("alt", picture["alt"]),
            }
        self.zones = TextRows(
            WriteZoneForm,
            self.sent,
            prefix=self.add_prefix("zone"),
            given=[_given_zone(one, given, is_right=one["id"] in right) for one in given.body.get("zones", ())],
            shown=FEWEST_ZONES,
            most=MOST_ZONES,
        )

    @property
    def alt_fields(self) -> list[forms.BoundField]:
        return fields_of(self, "alt")

    @property
    def shown(self) -> Mapping[str, Any]:
        """Digest and size of the picture to be shown beside the zones; no digest where there is none yet."""
        return {name: self[name].value() for name in ("digest", "picture_width", "picture_height")}

    def clean_picture(self) -> Drawing | None:
        sent = self.cleaned_data["picture"]
        if not isinstance(sent, UploadedFile):
            return None
        try:
            return read_picture(sent)
        except PictureRefused as refused:
            raise forms.ValidationError(str(refused)) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.uploaded = cleaned.get("picture")
        if self.uploaded is not None:
            self._take(self.uploaded)
        if not self.cleaned_data.get("digest") and "picture" not in self.errors:
            self.add_error("picture", _("The picture is missing."))
        if not texts_from(cleaned, "alt"):
            self.add_error(None, _("Say what the picture shows, for those who cannot see it."))
        return cleaned

    def _take(self, drawing: Drawing) -> None:
        """The form goes on with this picture, also when it is shown again."""
        facts = {"digest": drawing.digest, "picture_width": drawing.width, "picture_height": drawing.height}
        self.cleaned_data |= facts
        self.data = {**self.data, **{self.add_prefix(name): value for name, value in facts.items()}}

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Zone %(number)s"), self.zones)]

    def rows_are_valid(self) -> bool:
        size = self.cleaned_data["picture_width"] or 0, self.cleaned_data["picture_height"] or 0
        beyond = [row for row in self.zones.filled if row.reaches_beyond(*size)]
        for row in beyond:
            row.add_error(
                None,
                _("This zone reaches beyond the picture, which is %(width)s × %(height)s pixels.")
                % {"width": size[0], "height": size[1]},
            )
        if self.cleaned_data["pick"] > len(self.zones.filled):
            self.add_error("pick", _("There are fewer zones than that."))
        return not beyond and not self.errors

    def written(self) -> Given:
        ids, filled, cleaned = self.zones.ids(), self.zones.filled, self.cleaned_data
        return Given(
            body={
                "picture": {
                    "digest": cleaned["digest"],
                    "width": cleaned["picture_width"],
                    "height": cleaned["picture_height"],
                    "alt": texts_from(cleaned, "alt"),
                },
                "zones": [
                    {**one, **{name: row.cleaned_data[name] for name in SIDES}}
                    for row, one in zip(filled, self.zones.options(), strict=True)
                ],
                "pick": cleaned["pick"],
            },
            right={"correct": [ids[row.number] for row in filled if row.cleaned_data["is_right"]]},
            rationales=self.zones.rationales(),
        )


def _given_zone(one: Mapping[str, Any], given: Stored, *, is_right: bool) -> dict[str, Any]:
    sides = {name: one[name] for name in SIDES}
    return given_row(one, given.rationales.get(one["id"]), is_right=is_right, **sides)

"""The form for what each kind of item adds; a test holds this list and the kinds together."""

from collections.abc import Mapping

from .case_set import PART_FORMS, WriteCaseSetForm
from .hot_spot import WriteHotSpotForm
from .item import BodyForm
from .letter import WriteLetterForm
from .short_text import WriteShortTextForm

BODY_FORMS: Mapping[str, type[BodyForm]] = {
    **PART_FORMS,
    "hot_spot": WriteHotSpotForm,
    "case_set": WriteCaseSetForm,
    "letter": WriteLetterForm,
    "short_text": WriteShortTextForm,
}

"""The words of the steps: on the buttons, and once a step is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import ReviewStep

Kind = ReviewStep.Kind


@dataclass(frozen=True, slots=True)
class StepWords:
    button: str | Promise
    done: str | Promise
    tone: str = "secondary"  # class of the CMS's button: primary, secondary or no


@dataclass(frozen=True, slots=True)
class StepButton:
    kind: str
    label: str | Promise
    tone: str


# In the order in which the buttons stand.
WORDS: Mapping[Kind, StepWords] = {
    Kind.SUBMITTED: StepWords(_("Send to review"), _("Sent to review."), "primary"),
    Kind.REVIEWED: StepWords(_("Approve"), _("Approved. It can be put into use now."), "primary"),
    Kind.TRIED: StepWords(
        _("Put on trial"), _("On trial: candidates meet it beside the scored tasks; it counts for nothing.")
    ),
    Kind.RELEASED: StepWords(_("Put into use"), _("In use from now on."), "primary"),
    Kind.RETURNED: StepWords(_("Return to the author"), _("Returned to the author with your comment.")),
    Kind.COMMENTED: StepWords(_("Only comment"), _("Your comment is kept with the version.")),
    Kind.TAKEN_BACK: StepWords(_("Take back"), _("Taken back. You can change it again.")),
    Kind.RESTED: StepWords(_("Set to rest"), _("Set to rest: nobody new meets it."), "no"),
    Kind.RETIRED: StepWords(_("Retire"), _("Retired for good."), "no"),
}


def buttons_for(steps: Sequence[Kind]) -> list[StepButton]:
    return [StepButton(kind.value, words.button, words.tone) for kind, words in WORDS.items() if kind in steps]


def say_done(request: HttpRequest, kind: Kind) -> None:
    messages.success(request, str(WORDS[kind].done))

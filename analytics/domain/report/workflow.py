"""From the draft to the published report: which step is open to whom. Nobody signs what they wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    PUBLISHED = "published"


class Step(StrEnum):
    EDIT = "edit"
    REVIEW = "review"
    SIGN = "sign"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    DECIDE = "decide"
    CORRECT = "correct"  # a new edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who comes to a report."""

    may_write: bool
    may_sign: bool
    has_written: bool  # any part of it

    @property
    def is_second(self) -> bool:
        return self.may_sign and not self.has_written


LEADS_TO: Mapping[Step, Status] = {
    Step.REVIEW: Status.REVIEWED,
    Step.SIGN: Status.SIGNED,
    Step.PUBLISH: Status.PUBLISHED,
    Step.SEND_BACK: Status.DRAFT,
}


def open_steps(status: Status, hand: Hand, *, is_decided: bool = False) -> frozenset[Step]:
    either = hand.may_write or hand.may_sign
    conditions: dict[Status, dict[Step, bool]] = {
        Status.DRAFT: {Step.EDIT: hand.may_write, Step.REVIEW: hand.is_second},
        Status.REVIEWED: {Step.SIGN: hand.is_second, Step.SEND_BACK: either},
        Status.SIGNED: {Step.PUBLISH: either, Step.SEND_BACK: hand.is_second},
        Status.PUBLISHED: {Step.DECIDE: hand.may_sign and not is_decided, Step.CORRECT: hand.may_write},
    }
    return frozenset(step for step, holds in conditions[status].items() if holds)

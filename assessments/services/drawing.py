"""What one person gets in front of them: a form in use that is new to them, or a draw by blueprint, and trial items."""

import logging
from dataclasses import dataclass
from datetime import datetime
from random import Random

from ..domain.assembly.handing_out import Sitting, choose_form
from ..domain.assembly.trials import add_trials
from ..domain.blueprints import BankTooSmall, Candidate, Enemies, draw
from ..domain.retakes import Refusal
from ..models import Examination
from ..selectors.forms_in_use import FormPaper, forms_in_use
from ..selectors.item_bank import blueprint_of, enemies_of, pool_of, trial_pool_of

logger = logging.getLogger(__name__)


class NothingToHandOut(Exception):
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The items in the order shown."""

    candidates: list[Candidate]
    unscored: frozenset[int]  # versions on trial
    form_id: int | None


def hand_out(*, examination: Examination, earlier: list[Sitting], seed: int, at: datetime) -> Hand:
    """Everything random follows from the seed. The number of queries does not depend on the number of items.

    An examination with forms in use hands out nothing else: who has met them all is refused, rather than examined with
    items that they know. Raises NothingToHandOut.
    """
    rng = Random(seed)  # noqa: S311  (the seed itself comes from the system's source of chance)
    enemies = enemies_of(examination.bank)
    seen = set[int]().union(*(one.item_ids for one in earlier))
    forms = forms_in_use(examination)
    form = _form(examination, forms, earlier=earlier, at=at, rng=rng) if forms else None
    scored = list(form.scored) if form else _drawn(examination, seen, enemies=enemies, rng=rng)
    trials = add_trials(
        scored,
        trial_pool_of(examination) if examination.trial_items else [],
        count=examination.trial_items,
        seen=seen,
        first=form.trial_versions if form else (),
        enemies=enemies,
        rng=rng,
    )
    together = [*scored, *trials]
    rng.shuffle(together)
    return Hand(
        candidates=together,
        unscored=frozenset(one.version_id for one in trials),
        form_id=form.form_id if form else None,
    )


def _form(
    examination: Examination, forms: list[FormPaper], *, earlier: list[Sitting], at: datetime, rng: Random
) -> FormPaper:
    papers = {form.form_id: form for form in forms if form.is_sound}
    chosen = choose_form([form.as_choice() for form in papers.values()], earlier, at=at, rng=rng)
    if chosen is None:
        logger.error(
            "examination %s: of %d forms in use, %d can be handed out and none of them is new to the candidate",
            examination.code,
            len(forms),
            len(papers),
        )
        raise NothingToHandOut(Refusal.NO_FORM)
    return papers[chosen.form_id]


def _drawn(examination: Examination, seen: set[int], *, enemies: Enemies, rng: Random) -> list[Candidate]:
    try:
        return draw(pool_of(examination), blueprint_of(examination), seen=seen, rng=rng, enemies=enemies)
    except BankTooSmall as short:
        logger.error("examination %s: %s", examination.code, short)
        raise NothingToHandOut(Refusal.NOT_READY) from short

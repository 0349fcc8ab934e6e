"""Keeping assembled forms and moving them on. A form is a snapshot: what changes is its status, never its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ..domain.assembly.breaches import breaches_of, form_breaches
from ..domain.assembly.recipe import Recipe
from ..domain.assembly.sheet import sheet_of
from ..form_moves import FORM_MOVES, FormStep, form_refusal
from ..models import Examination, ItemVersion, TestForm, TestFormItem
from ..permissions import may_review, may_write
from ..selectors.assembly import Wish, entries_of, recipe_of
from ..selectors.forms_in_use import form_hash
from ..selectors.item_bank import trial_pool_of
from .authoring.items import AuthoringRefused
from .start_alerts import settle_alerts


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Forms as somebody saw them in the preview: version ids in order, and how they were made."""

    scored: Sequence[Sequence[int]]
    trials: Sequence[Sequence[int]]
    wish: Wish
    search: Mapping[str, Any]  # what the solver said: gap, distance, whether time ran out


@transaction.atomic
def keep_forms(*, examination: Examination, plan: Plan, actor: User, at: datetime) -> list[TestForm]:
    """Drafts of exactly what the preview showed. Raises AuthoringRefused if the bank has changed since."""
    if not (may_write(actor, examination.bank) or may_review(actor, examination.bank)):
        raise AuthoringRefused(_("Only authors and reviewers of this bank can do this."))
    Examination.objects.select_for_update(no_key=True).get(pk=examination.pk)
    recipe = _recipe(examination, plan.wish)
    usable = {entry.version_id: entry for entry in entries_of(examination.bank)}
    tried = {one.version_id for one in trial_pool_of(examination)}
    used = {version for form in plan.scored for version in form}
    if not (used <= usable.keys() and {version for form in plan.trials for version in form} <= tried):
        raise AuthoringRefused(_("The bank has changed since the preview. Please assemble again."))
    forms = [[usable[version] for version in form] for form in plan.scored]
    if breaches_of(forms, recipe):
        raise AuthoringRefused(_("The rules or the bank have changed since the preview. Please assemble again."))
    last = examination.forms.aggregate(last=Max("number"))["last"] or 0
    kept = [
        TestForm(
            examination=examination,
            number=last + place,
            seed=plan.wish.seed,
            parameters=_parameters(plan.wish, recipe),
            report=_report(form, recipe, plan.search),
            made_by=actor,
            made_at=at,
        )
        for place, form in enumerate(forms, start=1)
    ]
    _store(kept, plan)
    for one in kept:
        record(actor, "test_form.made", one, form=one.code, seed=one.seed, hash=one.content_hash)
    return kept


@transaction.atomic
def move_form(*, form: TestForm, step: FormStep, actor: User, at: datetime) -> TestForm:
    """Take one step; approving and putting in use ask again whether the form keeps every rule."""
    held = (
        TestForm.objects.select_for_update(of=("self",), no_key=True)
        .select_related("examination__bank__unit")
        .get(pk=form.pk)
    )
    refusal = form_refusal(step, held, actor)
    if refusal is not None:
        raise AuthoringRefused(refusal)
    if step in (FormStep.APPROVED, FormStep.USED):
        _refuse_what_is_not_sound(held)
    if step is FormStep.APPROVED:
        held.approved_by, held.approved_at = actor, at
    held.status = FORM_MOVES[step].end
    held.save(update_fields=["status", "approved_by", "approved_at"])
    record(actor, f"test_form.{step}", held, form=held.code, hash=held.content_hash)
    if step is FormStep.USED:
        settle_alerts(examination=held.examination, actor=actor)
    return held


def wish_of(form: TestForm) -> Wish:
    """The wish that it was made with, for this one form."""
    return Wish(forms=1, has_anchors=False, may_share=False, tolerance=form.parameters["tolerance"], seed=form.seed)


def _refuse_what_is_not_sound(form: TestForm) -> None:
    places = list(form.items.values_list("position", "version_id", "version__content_hash", "is_scored"))
    if form_hash(places) != form.content_hash:
        raise AuthoringRefused(_("The form is not what it was when it was made. Please make a new one."))
    usable = {entry.version_id: entry for entry in entries_of(form.examination.bank)}
    scored = [version for _position, version, _shown, is_scored in places if is_scored]
    if not usable.keys() >= set(scored):
        raise AuthoringRefused(_("Items of this form are no longer in use. Please make a new one."))
    recipe = _recipe(form.examination, wish_of(form), but=form)
    if any(form_breaches([usable[version] for version in scored], recipe)):
        raise AuthoringRefused(_("The form does not keep the rules; they are listed on its page."))


def _recipe(examination: Examination, wish: Wish, *, but: TestForm | None = None) -> Recipe:
    recipe = recipe_of(examination, wish, but=but)
    if recipe is None or not recipe.length:
        raise AuthoringRefused(_("The examination needs a blueprint and a cut score in force."))
    return recipe


def _store(forms: list[TestForm], plan: Plan) -> None:
    """Forms with their places; those on trial stand after the scored ones, and are mixed in when handed out."""
    ids = {version for form in (*plan.scored, *plan.trials) for version in form}
    shown = dict(ItemVersion.objects.filter(pk__in=ids).values_list("pk", "content_hash"))
    for form, scored, trials in zip(forms, plan.scored, plan.trials, strict=True):
        versions = [*((one, True) for one in scored), *((one, False) for one in trials)]
        places = [(place, one, shown[one], counts) for place, (one, counts) in enumerate(versions, start=1)]
        form.content_hash = form_hash(places)
        form.save()
        TestFormItem.objects.bulk_create(
            TestFormItem(form=form, position=place, version_id=one, is_scored=counts)
            for place, one, _shown, counts in places
        )


def _parameters(wish: Wish, recipe: Recipe) -> dict[str, Any]:
    return {
        "forms": wish.forms,
        "anchors": recipe.anchors,
        "reference": wish.reference,
        "may_share": wish.may_share,
        "tolerance": wish.tolerance,
        "cut": recipe.cut,
        "blueprint": [[cell.competency, cell.cognitive, count] for cell, count in recipe.blueprint.items()],
    }


def _report(form: Sequence[Any], recipe: Recipe, search: Mapping[str, Any]) -> dict[str, Any]:
    sheet = sheet_of(form, recipe.cut)
    return {
        "length": sheet.length,
        "target": round(recipe.target, 3),
        "expected": round(sheet.expected, 3),
        "information": round(sheet.information, 3),
        "chance": sheet.chance,
        "curve": [[ability, round(share, 4)] for ability, share in sheet.curve],
        **search,
    }

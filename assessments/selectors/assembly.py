"""What assembly needs to know of a bank, keys included: for the authors' desk only, which shows none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from django.db.models import QuerySet
from django.utils import timezone

from ..domain.assembly.assembling import Assembly, assemble
from ..domain.assembly.entries import Entry
from ..domain.assembly.recipe import Earlier, Pair, Recipe, Reference
from ..domain.assembly.traits import traits_of
from ..domain.assembly.trials import add_trials
from ..domain.blueprints import Candidate, Cell
from ..domain.items.registry import read_keyed
from ..models import EnemyPair, Examination, ItemBank, ItemVersion, TestForm, TestFormItem
from .examinations import cuts_in_force
from .item_bank import blueprint_of, enemies_of, trial_pool_of, usable_versions

EARLIER = (TestForm.Status.DRAFT, TestForm.Status.APPROVED, TestForm.Status.IN_USE, TestForm.Status.RESTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for at the desk."""

    forms: int
    has_anchors: bool
    may_share: bool
    tolerance: int
    seed: int
    reference: int | None = (
        None  # number of the form that lends the anchors; without one the new forms choose their own
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Forms that are not kept yet. `trials`: versions on trial for each form."""

    recipe: Recipe
    assembly: Assembly
    trials: tuple[tuple[int, ...], ...]


def entries_of(bank: ItemBank) -> list[Entry]:
    """Every version that may be scored now: live, and not known too well."""
    return _entries(usable_versions(bank.pk, ItemVersion.Status.LIVE))


def entries_of_versions(version_ids: Iterable[int]) -> dict[int, Entry]:
    """Version → entry, whatever its status."""
    found = _entries(ItemVersion.objects.filter(pk__in=list(version_ids)))
    return {entry.version_id: entry for entry in found}


def recipe_of(examination: Examination, wish: Wish | None = None, *, but: TestForm | None = None) -> Recipe | None:
    """What new forms must meet, beside the forms there are but one; None when no cut score is in force."""
    cut = cuts_in_force(examination, timezone.localdate()).get(examination.level)
    if cut is None:
        return None
    asked = wish or Wish(forms=1, has_anchors=False, may_share=False, tolerance=0, seed=0)
    return Recipe(
        blueprint=blueprint_of(examination),
        cut=cut,
        forms=asked.forms,
        tolerance=asked.tolerance,
        has_anchors=asked.has_anchors,
        reference=_reference(examination, asked.reference),
        may_share=asked.may_share,
        enemies=enemy_pairs(examination.bank),
        earlier=_earlier(examination, but),
        seed=asked.seed,
    )


def propose_forms(examination: Examination, recipe: Recipe) -> Proposal:
    """Takes as long as the solver does: seconds."""
    assembly = assemble(entries_of(examination.bank), recipe)
    return Proposal(recipe=recipe, assembly=assembly, trials=_trials(examination, assembly, recipe.seed))


def enemy_pairs(bank: ItemBank) -> list[Pair]:
    return list(EnemyPair.objects.filter(first__bank=bank).values_list("first_id", "second_id"))


def _trials(examination: Examination, assembly: Assembly, seed: int) -> tuple[tuple[int, ...], ...]:
    """Every form tries other items, as far as there are enough."""
    pool, enemies = trial_pool_of(examination), enemies_of(examination.bank)
    used: set[int] = set()
    found = []
    for form in assembly.forms:
        scored = [Candidate(one.version_id, one.item_id, one.cell) for one in form]
        fresh = {one.version_id for one in pool} - used
        trials = add_trials(
            scored,
            pool,
            count=examination.trial_items,
            seen=(),
            first=fresh,
            enemies=enemies,
            rng=Random(seed),  # noqa: S311
        )
        used |= {one.version_id for one in trials}
        found.append(tuple(one.version_id for one in trials))
    return tuple(found)


def _earlier(examination: Examination, but: TestForm | None) -> Sequence[Earlier]:
    """Forms that a candidate may have met, or will."""
    held: dict[int, set[int]] = {}
    rows = TestFormItem.objects.filter(form__examination=examination, form__status__in=EARLIER, is_scored=True)
    if but is not None:
        rows = rows.exclude(form=but)
    for number, item_id in rows.order_by("form__number").values_list("form__number", "version__item_id"):
        held.setdefault(number, set()).add(item_id)
    return [Earlier(label=f"{examination.code}/{number}", item_ids=frozenset(items)) for number, items in held.items()]


def _reference(examination: Examination, number: int | None) -> Reference | None:
    if number is None:
        return None
    rows = TestFormItem.objects.filter(form__examination=examination, form__number=number, is_scored=True)
    versions = frozenset(rows.values_list("version_id", flat=True))
    return Reference(label=f"{examination.code}/{number}", version_ids=versions)


def _entries(versions: QuerySet[ItemVersion]) -> list[Entry]:
    rows = versions.select_related("key", "competency").only(
        "item_id", "kind", "body", "cognitive", "difficulty", "competency__code", "key__right"
    )
    return [
        Entry(
            version_id=version.pk,
            item_id=version.item_id,
            cell=Cell(version.competency.code, version.cognitive),
            difficulty=version.difficulty,
            traits=traits_of(read_keyed(version.kind, version.body, version.key.right)),
        )
        for version in rows
    ]

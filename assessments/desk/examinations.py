"""An examination at the authors' desk: its blueprint, its forms, and what keeps people from starting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..models import BlueprintVersion, Cognitive, Examination
from ..permissions import may_review, may_write
from ..selectors.authoring.blueprints import blueprint_history, grid_of, mix_in_force, stock_of
from ..selectors.authoring.test_forms import forms_overview
from ..services.start_alerts import settle_alerts
from .banks import ICON
from .crumbs import to_bank
from .doors import authors_and_reviewers


@authors_and_reviewers
@require_safe
def examination(request: HttpRequest, code: str) -> HttpResponse:
    user, found = person(request), access(request.user, Examination, code=code)
    stock, history = stock_of(found.bank), list(blueprint_history(found))
    waiting = next((one for one in history if one.status == BlueprintVersion.Status.PROPOSED), None)
    context = {
        **desk_context(to_bank(found.bank), title=str(found), icon=ICON),
        "examination": found,
        "alerts": found.alerts.all(),
        "grid": grid_of(mix_in_force(found), stock),
        "proposal": waiting,
        "proposed_grid": grid_of(waiting.mix, stock) if waiting else [],
        "may_decide": waiting is not None and may_review(user, found.bank) and waiting.proposed_by_id != user.pk,
        "may_take_back": waiting is not None and waiting.proposed_by_id == user.pk,
        "history": history,
        "overview": forms_overview(found),
        "cognitive_levels": Cognitive.labels,
        "may_write": may_write(user, found.bank),
        "may_review": may_review(user, found.bank),
    }
    return render(request, "assessments/desk/examination.html", context)


@authors_and_reviewers
@require_POST
def settle(request: HttpRequest, code: str) -> HttpResponse:
    found = access(request.user, Examination, code=code)
    settle_alerts(examination=found, actor=person(request))
    messages.success(request, _("Noted. You will be told when somebody is refused again."))
    return redirect("authoring:examination", code)

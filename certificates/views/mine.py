"""One's own certificates."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lms.people.access import access, person, signed_in

from ..coverage import FACE_OF_LANGUAGE
from ..domain.credential import State
from ..models import Credential
from ..renderers.store import pdf_of
from ..selectors.credentials import card_of, credentials_of, due_states_of

PRINTABLE = (State.VALID, State.EXPIRES_SOON, State.EXPIRED)


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {"cards": credentials_of(user), "due": due_states_of(user), "languages": settings.LANGUAGES}
    return render(request, "certificates/mine.html", context)


@signed_in
@require_safe
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """The PDF, for its holder only; a revoked or altered certificate is not printed any more."""
    user = person(request)
    credential = access(user, Credential, public_id=public_id, learner=user)
    if card_of(credential, timezone.localdate()).state not in PRINTABLE:
        raise Http404
    language = request.GET.get("lang") or get_language() or "en"
    if language not in FACE_OF_LANGUAGE:
        raise Http404
    response = HttpResponse(pdf_of(credential, language), content_type="application/pdf")
    name = f"certificate-{credential.achievement.code}-{language}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response

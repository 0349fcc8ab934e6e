"""The files of an entry, for those who have to judge by them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.base.audit import record
from lms.people.access import access, person, signed_in

from ...models import Artefact


@signed_in
@cache_control(private=True, no_store=True)
@require_safe
def artefact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Always as an attachment that no browser runs or guesses at (trust.md, T15); who else opens it is written down."""
    user = person(request)
    found = access(user, Artefact, public_id=public_id)
    if user.pk != found.entry.learner_id:
        record(user, "evidence.file_opened", found.entry)
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""The picture of a task, for nobody but the candidate whose open attempt drew it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.people.access import access, signed_in

from ..models import Attempt, ImportedPicture, ItemPicture
from ..selectors.pictures import picture_at
from ..services.delivery import is_bound
from ..services.overdue import close_if_overdue
from .binding import session_key


@signed_in
@cache_control(private=True, no_store=True)
@require_safe
def picture(request: HttpRequest, public_id: UUID, position: int) -> HttpResponse:
    """404 to everybody else, to a session that was taken over, and once the attempt is closed."""
    sitting = close_if_overdue(attempt=access(request.user, Attempt, public_id=public_id), at=timezone.now())
    if sitting.status != Attempt.Status.OPEN or not is_bound(sitting, session_key(request)):
        raise Http404
    return picture_response(picture_at(sitting, position))


def picture_response(found: ItemPicture | ImportedPicture) -> HttpResponse:
    return HttpResponse(bytes(found.data), content_type=found.media_type)

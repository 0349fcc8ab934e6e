"""Pictures of a bank, for its people; candidates get theirs through their attempt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.people.access import access

from ..models import ItemBank
from ..selectors.pictures import picture_in_bank
from ..views.pictures import picture_response
from .doors import authors_and_reviewers


@authors_and_reviewers
@cache_control(private=True, no_store=True)
@require_safe
def picture(request: HttpRequest, public_id: UUID, digest: str) -> HttpResponse:
    return picture_response(picture_in_bank(access(request.user, ItemBank, public_id=public_id), digest))

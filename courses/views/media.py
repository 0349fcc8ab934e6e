"""Pictures of lessons in the sizes made for pages; originals and documents are not to be had here."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lms.people.access import signed_in

TYPES = {"gif": "image/gif", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
A_WEEK = 7 * 24 * 3600


@signed_in
@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponse:
    content_type = TYPES.get(name.rsplit(".", 1)[-1].lower())
    try:
        if content_type is None or not default_storage.exists(f"images/{name}"):
            raise Http404
        with default_storage.open(f"images/{name}") as picture:
            response = HttpResponse(picture.read(), content_type=content_type)
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response.headers["Cache-Control"] = f"private, max-age={A_WEEK}"
    return response

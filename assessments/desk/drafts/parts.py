"""The addresses of the editor: a part with its boxes or its things, and one thing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ..doors import authors_and_reviewers
from .forms import save, show_form
from .pages import page_of, refuse_readers
from .things import move_things, show_things, where_it_is_now


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    page = page_of(request, public_id, part)
    if request.method == "POST":
        refuse_readers(request, page.draft)
        return move_things(request, page) if page.part.is_list else save(request, page)
    return show_things(request, page) if page.part.is_list else show_form(request, page, page.value)


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: HttpRequest, public_id: UUID, part: str, thing: int) -> HttpResponse:
    page = page_of(request, public_id, part, thing)
    if request.method == "POST":
        refuse_readers(request, page.draft)
        return save(request, where_it_is_now(request, page))
    return show_form(request, page, page.value)

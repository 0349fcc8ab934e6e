"""The lesson player. Without scripts everything works; scripts only answer in place and report presence."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.people.access import person, signed_in

from ..selectors.lessons import LessonView, view_of
from ..services.learning import Place, Sender, answer_check, note_presence, open_lesson

LARGEST_NUMBER = 100_000


@signed_in
@never_cache
@require_safe
def lesson(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The first look enrols; a HEAD request looks at nothing."""
    found = _found(request, code, slug)
    if found.progress is None and request.method == "GET":
        open_lesson(place=_place(request, found), at=timezone.now())
    return render(request, "courses/lesson.html", found.context())


@signed_in
@never_cache
@require_POST
def check(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Mark one self-check; a script gets that check alone, a bare form the page with the explanations in place."""
    found = _found(request, code, slug)
    item = found.check(request.POST.get("check", ""))
    if item is None:
        raise Http404
    chosen = item.known(request.POST.getlist("chosen")[:20])
    is_script = request.headers.get("X-Requested-With") == "fetch"
    if chosen:
        progress = answer_check(
            place=_place(request, found),
            check=item,
            chosen=chosen,
            sender=Sender.SCRIPT if is_script else Sender.BARE_FORM,
            at=timezone.now(),
        )
        found = found.after(progress)
    if is_script:
        return render(request, "blocks/self_check.html", found.check_context(item.id, is_empty=not chosen))
    if not chosen:
        return render(request, "courses/lesson.html", found.context(empty_check=item.id))
    return redirect(f"{reverse('courses:lesson', args=[code, slug])}#{found.anchor_of(item.id)}")


@signed_in
@never_cache
@require_POST
def presence(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    found = _found(request, code, slug)
    progress = note_presence(
        place=_place(request, found),
        claimed_seconds=_number(request, "seconds"),
        furthest_block=_number(request, "block"),
        at=timezone.now(),
    )
    state = found.after(progress).state
    return JsonResponse({"minutes_left": state.minutes_left, "is_worked_through": state.is_worked_through})


def _found(request: HttpRequest, code: str, slug: str) -> LessonView:
    found = view_of(person(request), code=code, slug=slug)
    if found is None:
        raise Http404
    return found


def _place(request: HttpRequest, found: LessonView) -> Place:
    return Place(learner=person(request), course_code=found.course.code, lesson=found.lesson)


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return min(int(value), LARGEST_NUMBER) if value.isdecimal() and value.isascii() and len(value) < 10 else 0

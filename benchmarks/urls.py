"""All pages of the academy, and `bare/`: session, user and one query on the same stack."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lms.people.models import OrgUnit
from lms.urls import urlpatterns as academy


def bare(request: HttpRequest) -> HttpResponse:
    names = ", ".join(OrgUnit.objects.values_list("code", flat=True)[:20])
    return HttpResponse(f"<!doctype html><title>bare</title><p>{request.user}</p><p>{names}</p>")


urlpatterns = [path("bare/", bare), *academy]

"""Which door leads where."""

from allauth.account.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import urlpatterns as cms_urlpatterns
from wagtail.documents.urls import urlpatterns as document_urlpatterns
from wagtail.utils.urlpatterns import decorate_urlpatterns

from lms.base.doors import CMS_PERMISSION, mark, public
from lms.base.views import healthz, readyz
from lms.people.access import cms_door, signed_in
from lms.people.views.cms_account import DeskAccountView

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("language/", public(set_language), name="set_language"),
    path("account/", include("allauth.urls")),
    path("cms/login/", public(RedirectView.as_view(pattern_name="account_login", query_string=True))),
    path("cms/logout/", public(LogoutView.as_view())),
    path("cms/account/", mark(cms_door(require_admin_access(DeskAccountView.as_view())), CMS_PERMISSION)),
    path("cms/", include(decorate_urlpatterns(cms_urlpatterns, cms_door))),
    # The CMS itself would hand them to anybody who counts up their numbers.
    path("documents/", include(decorate_urlpatterns(document_urlpatterns, signed_in))),
    path("people/", include("lms.people.urls")),
    path("", include("assessments.urls")),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("analytics.urls")),
]

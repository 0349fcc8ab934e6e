from django.urls import URLPattern, path

from .views import account, audit, roster, roster_files

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("me/", account.me, name="me"),
    path("audit/", audit.audit_log, name="audit"),
    path("audit/export/", audit.audit_export, name="audit_export"),
    path("roster/", roster.upload, name="roster"),
    path("roster/<uuid:public_id>/", roster.batch, name="roster_batch"),
    path("roster/<uuid:public_id>/apply/", roster.apply, name="roster_apply"),
    path("roster/<uuid:public_id>/undo/", roster.undo, name="roster_undo"),
    path("roster/<uuid:public_id>/discard/", roster.discard, name="roster_discard"),
    path("roster/<uuid:public_id>/refused.csv", roster_files.faults, name="roster_faults"),
    path("roster/<uuid:public_id>/changes.csv", roster_files.changes, name="roster_changes"),
]

from django.urls import path

from .views import (
    access,
    capacity,
    capacity_upload,
    decisions,
    desk,
    exports,
    gaps,
    home,
    levels,
    misconceptions,
    recheck,
    risks,
    team,
)

app_name = "analytics"
urlpatterns = [
    path("", home.home, name="home"),
    path("my/", desk.desk, name="desk"),
    path("my/access/", access.access_log, name="access"),
    path("hr/team/", team.team, name="team"),
    path("hr/levels/", levels.levels, name="levels"),
    path("hr/recheck/", recheck.recheck, name="recheck"),
    path("hr/risks/", risks.risks, name="risks"),
    path("hr/decisions/", decisions.decisions, name="decisions"),
    path("hr/decisions/<uuid:version_id>/<slug:variant>/<slug:mode>/", decisions.decision, name="decision"),
    path("hr/capacity/", capacity.capacity, name="capacity"),
    path("hr/capacity/file/", capacity_upload.capacity_upload, name="capacity_upload"),
    path("hr/capacity/file/<uuid:public_id>/", capacity_upload.capacity_preview, name="capacity_preview"),
    path("hr/capacity/file/<uuid:public_id>/enter/", capacity_upload.capacity_apply, name="capacity_apply"),
    path("hr/capacity/file/<uuid:public_id>/discard/", capacity_upload.capacity_discard, name="capacity_discard"),
    path("hr/capacity/<uuid:unit_id>/", capacity.capacity_of_unit, name="capacity_of_unit"),
    path("hr/misconceptions/", misconceptions.misconceptions, name="misconceptions"),
    path("hr/gaps/", gaps.gaps, name="gaps"),
    path("hr/gaps/snapshot/", gaps.take_snapshot, name="take_snapshot"),
    path("hr/gaps/export/", exports.export, name="export"),
    path("hr/gaps/<uuid:unit_id>/", gaps.unit, name="unit"),
    path("hr/gaps/<uuid:unit_id>/<slug:code>/", gaps.competency, name="competency"),
]

from django.urls import path

from .views import access, deliveries, desk, exports, gaps, home, service, service_files, service_imports, team

app_name = "analytics"
urlpatterns = [
    path("", home.home, name="home"),
    path("my/", desk.desk, name="desk"),
    path("my/access/", access.access_log, name="access"),
    path("hr/team/", team.team, name="team"),
    path("hr/gaps/", gaps.gaps, name="gaps"),
    path("hr/gaps/snapshot/", gaps.take_snapshot, name="take_snapshot"),
    path("hr/gaps/export/", exports.export, name="export"),
    path("hr/exports/", exports.exports, name="exports"),
    path("hr/exports/<uuid:public_id>/", exports.export_file, name="export_file"),
    path("hr/exports/deliveries/", deliveries.deliveries, name="deliveries"),
    path("hr/exports/deliveries/<uuid:public_id>/pause/", deliveries.pause, name="pause_delivery"),
    path("hr/exports/deliveries/<uuid:public_id>/end/", deliveries.end, name="end_delivery"),
    path("hr/service/", service.service, name="service"),
    path("hr/service/effect/", service.effect, name="effect"),
    path("hr/service/units/<uuid:unit_id>/", service.service_unit, name="service_unit"),
    path("hr/service/imports/", service_imports.upload, name="service_imports"),
    path("hr/service/imports/template.<slug:file_format>", service_files.template, name="service_template"),
    path("hr/service/imports/<uuid:public_id>/", service_imports.batch, name="service_import"),
    path("hr/service/imports/<uuid:public_id>/faults/", service_files.faults, name="service_faults"),
    path("hr/service/imports/<uuid:public_id>/apply/", service_imports.apply, name="service_apply"),
    path("hr/service/imports/<uuid:public_id>/undo/", service_imports.undo, name="service_undo"),
    path("hr/service/imports/<uuid:public_id>/discard/", service_imports.discard, name="service_discard"),
    path("hr/gaps/<uuid:unit_id>/", gaps.unit, name="unit"),
    path("hr/gaps/<uuid:unit_id>/<slug:code>/", gaps.competency, name="competency"),
]

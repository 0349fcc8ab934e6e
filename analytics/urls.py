from django.urls import path

from .views import access, actions, calendar, conversations, desk, exports, gaps, home, report_files, reports, team

app_name = "analytics"
urlpatterns = [
    path("", home.home, name="home"),
    path("my/", desk.desk, name="desk"),
    path("my/access/", access.access_log, name="access"),
    path("hr/team/", team.team, name="team"),
    path("hr/team/conversations/", conversations.conversations, name="conversations"),
    path("hr/team/conversations/<uuid:conversation_id>/held/", conversations.held, name="conversation_held"),
    path("hr/report/", reports.reports, name="reports"),
    path("hr/report/draft/", reports.draft, name="report_draft"),
    path("hr/report/calendar/<uuid:unit_id>/", calendar.calendar, name="budget_calendar"),
    path("hr/report/<uuid:report_id>/", reports.report, name="report"),
    path("hr/report/<uuid:report_id>/edit/", reports.edit, name="report_edit"),
    path("hr/report/<uuid:report_id>/step/", reports.step, name="report_step"),
    path("hr/report/<uuid:report_id>/<slug:kind>/", report_files.report_file, name="report_file"),
    path("hr/actions/", actions.actions, name="actions"),
    path("hr/actions/new/<uuid:unit_id>/", actions.new, name="action_new"),
    path("hr/actions/<uuid:action_id>/", actions.action, name="action"),
    path("hr/actions/<uuid:action_id>/change/", actions.change, name="action_change"),
    path("hr/actions/<uuid:action_id>/end/", actions.end, name="action_end"),
    path("hr/gaps/", gaps.gaps, name="gaps"),
    path("hr/gaps/snapshot/", gaps.take_snapshot, name="take_snapshot"),
    path("hr/gaps/export/", exports.export, name="export"),
    path("hr/gaps/<uuid:unit_id>/", gaps.unit, name="unit"),
    path("hr/gaps/<uuid:unit_id>/<slug:code>/", gaps.competency, name="competency"),
]

from django.urls import path

from .views import access, desk, equity, exports, gaps, home, over_time, purpose, team

app_name = "analytics"
urlpatterns = [
    path("", home.home, name="home"),
    path("my/", desk.desk, name="desk"),
    path("my/access/", access.access_log, name="access"),
    path("hr/equity/", equity.equity, name="equity"),
    path("hr/team/", team.team, name="team"),
    path("hr/purpose/", purpose.purpose, name="purpose"),
    path("hr/trends/", over_time.trends, name="trends"),
    path("hr/change/", over_time.change, name="change"),
    path("hr/gaps/", gaps.gaps, name="gaps"),
    path("hr/gaps/snapshot/", gaps.take_snapshot, name="take_snapshot"),
    path("hr/gaps/export/", exports.export, name="export"),
    path("hr/gaps/<uuid:unit_id>/", gaps.unit, name="unit"),
    path("hr/gaps/<uuid:unit_id>/posts/<str:post_code>/", gaps.post, name="post"),
    path("hr/gaps/<uuid:unit_id>/posts/<str:post_code>/<slug:code>/", gaps.competency, name="post_competency"),
    path("hr/gaps/<uuid:unit_id>/<slug:code>/", gaps.competency, name="competency"),
]

"""Addresses of cut scores at the desk, below /cms/cut-scores/."""

from django.urls import path

from . import examinations, gradings, judges, panels, sign_off

app_name = "cut_scores"
urlpatterns = [
    path("", examinations.examination_list, name="examinations"),
    path("panels/<uuid:public_id>/", panels.panel, name="panel"),
    path("panels/<uuid:public_id>/describe/", panels.describe_borderline, name="describe"),
    path("panels/<uuid:public_id>/judges/", judges.appoint_judge, name="appoint"),
    path("panels/<uuid:public_id>/judges/<int:judge>/dismiss/", judges.dismiss_judge, name="dismiss"),
    path("panels/<uuid:public_id>/move/", panels.move, name="move"),
    path("panels/<uuid:public_id>/propose/", sign_off.propose_cut, name="propose"),
    path("panels/<uuid:public_id>/decide/", sign_off.decide, name="decide"),
    path("scenarios/<uuid:public_id>/", gradings.scenario, name="scenario"),
    path("gradings/<uuid:public_id>/", gradings.grading, name="grading"),
    path("gradings/<uuid:public_id>/close/", gradings.close, name="close_grading"),
    path("<slug:code>/", examinations.examination, name="examination"),
    path("<slug:code>/convene/", examinations.convene_panel, name="convene"),
]

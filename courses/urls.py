from django.urls import path

from .views import catalogue, courses, lessons, media, waivers

app_name = "courses"
urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("courses/<slug:code>/", courses.course, name="course"),
    path("courses/<slug:code>/<slug:slug>/", lessons.lesson, name="lesson"),
    path("courses/<slug:code>/<slug:slug>/check/", lessons.check, name="check"),
    path("courses/<slug:code>/<slug:slug>/presence/", lessons.presence, name="presence"),
    path("placement/<uuid:public_id>/path/", waivers.waivers, name="waivers"),
    path("placement/<uuid:public_id>/path/undo/", waivers.undo, name="undo_waivers"),
    path("media/images/<path:name>", media.rendition, name="rendition"),
]

from django.urls import path

from .views.mine import document, mine
from .views.revocations import ask, decide, waiting
from .views.staff import issued
from .views.verify import verify, verify_form

app_name = "certificates"
urlpatterns = [
    path("verify/", verify_form, name="verify_form"),
    path("verify/<str:number>/", verify, name="verify"),
    path("my/certificates/", mine, name="mine"),
    path("my/certificates/<str:public_id>.pdf", document, name="document"),
    path("certificates/", issued, name="issued"),
    path("certificates/revocations/", waiting, name="revocations"),
    path("certificates/<str:public_id>/revoke/", ask, name="revoke"),
    path("certificates/<str:public_id>/revocation/", decide, name="revocation"),
]

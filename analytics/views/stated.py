"""The purpose that a reader of the figures has stated in this session."""

from django.http import HttpRequest

from ..domain.purposes import Purpose, Stated

KEY = "figures_purpose"


def stated_in(request: HttpRequest) -> Stated | None:
    kept = request.session.get(KEY)
    return Stated(Purpose(kept["purpose"]), kept["words"]) if kept else None


def keep_stated(request: HttpRequest, stated: Stated) -> None:
    request.session[KEY] = {"purpose": stated.purpose.value, "words": stated.words}

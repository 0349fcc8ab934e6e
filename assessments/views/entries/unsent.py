"""Words of a rating that was not recorded: kept for this rater until they sign out, should the portfolio come back."""

from uuid import UUID

from django.http import HttpRequest

KEY = "unsent_ratings"
FIELDS = ("level", "reason")
MOST_KEPT, MOST_CHARACTERS = 5, 3000


def keep_words(request: HttpRequest, entry_id: UUID) -> bool:
    """Whether there were any."""
    typed = {name: request.POST.get(name, "")[:MOST_CHARACTERS] for name in FIELDS}
    if not typed["reason"].strip():
        return False
    others = {key: words for key, words in request.session.get(KEY, {}).items() if key != str(entry_id)}
    latest = list(others.items())[1 - MOST_KEPT :]
    request.session[KEY] = {**dict(latest), str(entry_id): typed}
    return True


def kept_words(request: HttpRequest, entry_id: UUID) -> dict[str, str]:
    found: dict[str, str] = request.session.get(KEY, {}).get(str(entry_id), {})
    return found


def drop_words(request: HttpRequest, entry_id: UUID) -> None:
    kept = request.session.get(KEY, {})
    if kept.pop(str(entry_id), None) is not None:
        request.session[KEY] = kept

"""Sentences of the frameworks that the academy words itself: Wagtail's Chinese of them would win otherwise."""

from django.utils.translation import gettext_noop

OWN_WORDING = (gettext_noop("This field is required."),)

"""Demands on a password, in words that exist in all our languages."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's own rule; its message has no Simplified Chinese for this plural form."""

    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return _("The password needs at least %(length)d characters.") % {"length": self.min_length}

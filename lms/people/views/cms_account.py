"""The CMS's page of one's own settings, without the fields that this academy keeps elsewhere."""

from typing import Any

from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel


class DeskAccountView(AccountView):  # type: ignore[misc]
    """Names and addresses come from the personnel file: fields for them would take what nobody stores."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]

"""The editor's form of a lesson: a new one comes last until its author says otherwise."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class EditLessonForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk is None and self.parent_page is not None:
            self.initial["position"] = self.parent_page.get_children_count() + 1

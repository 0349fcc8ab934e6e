"""The authors' desk as an installation needs it: roots, groups with their rights, and the review."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from lms.base.audit import record
from lms.base.models import AuditEvent
from lms.people.models import Role
from lms.people.services.grants import CMS_ROLES

from ..models import CourseIndexPage, FourEyesTask
from .lesson_files import stable_id

INDEX_TITLES = {"en": "Courses", "zh-hant": "課程", "zh-hans": "课程"}
WORKFLOW = "複核 · Four-eyes review"
REVIEWERS = (Role.REVIEWER, Role.TRAINING_MANAGER)

RIGHTS_GIVEN = "desk.rights_given"

# Authors write in single courses (services.course_authors). Nobody's group publishes pages: that is done by the review;
# "publish" lets administrators withdraw a page.
INDEX_RIGHTS = {
    Role.TRAINING_MANAGER: ("add_page", "change_page", "lock_page", "unlock_page"),
    Role.ADMINISTRATOR: ("add_page", "change_page", "lock_page", "unlock_page", "publish_page"),
}
FILE_RIGHTS = ("add_image", "choose_image")
FILE_ROLES = (Role.AUTHOR, Role.TRAINING_MANAGER, Role.ADMINISTRATOR)
MODEL_RIGHTS = {
    "track": ("change", "view"),
    "tier": ("change", "view"),
    "post": ("add", "change", "view"),
    "competency": ("change", "view"),
}
TRANSLATORS = (Role.AUTHOR, Role.TRAINING_MANAGER)
MODEL_ROLES = (Role.TRAINING_MANAGER, Role.ADMINISTRATOR)


@transaction.atomic
def set_up_roots() -> dict[str, CourseIndexPage]:
    """One course index a language; the first is the root of the site."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.LANGUAGES}
    top = Page.get_first_root_node()
    roots = {}
    for language, locale in locales.items():
        held = CourseIndexPage.objects.filter(locale=locale).first()
        roots[language] = held or top.add_child(
            instance=CourseIndexPage(
                title=INDEX_TITLES[language],
                slug=f"courses-{language}",
                locale=locale,
                translation_key=stable_id("courses"),
            )
        )
        top.refresh_from_db()
    first = roots[settings.LANGUAGE_CODE]
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    if site.root_page_id != first.pk:
        site.root_page, site.site_name = first, settings.WAGTAIL_SITE_NAME
        site.save()
    _remove_welcome_page(top)
    return roots


@transaction.atomic
def set_up_rights() -> bool:
    """What the groups of the roles may do at first; whether this was the first time.

    Given once: what administrators take away or add afterwards stays as they left it.
    """
    groups = {role: Group.objects.get_or_create(name=role.value)[0] for role in CMS_ROLES}
    _set_up_review([groups[role] for role in REVIEWERS])
    # The CMS ships two groups of its own whose rights do not follow the roles.
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    if AuditEvent.objects.filter(action=RIGHTS_GIVEN).exists():
        return False
    _give_rights(groups)
    record(None, RIGHTS_GIVEN)
    return True


def _give_rights(groups: dict[Role, Group]) -> None:
    door = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for group in groups.values():
        group.permissions.add(door)
    translating = Permission.objects.get(content_type__app_label="simple_translation", codename="submit_translation")
    for role in TRANSLATORS:
        groups[role].permissions.add(translating)
    for role in MODEL_ROLES:
        groups[role].permissions.add(*_model_permissions())
    _give_page_rights(groups, list(CourseIndexPage.objects.all()))
    root = Collection.get_first_root_node()
    for role in FILE_ROLES:
        for permission in Permission.objects.filter(codename__in=FILE_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(group=groups[role], collection=root, permission=permission)


def _give_page_rights(groups: dict[Role, Group], pages: list[CourseIndexPage]) -> None:
    permissions = {one.codename: one for one in Permission.objects.filter(content_type__app_label="wagtailcore")}
    for role, codenames in INDEX_RIGHTS.items():
        for codename in codenames:
            for page in pages:
                GroupPagePermission.objects.get_or_create(
                    group=groups[role], page=page, permission=permissions[codename]
                )


def _model_permissions() -> list[Permission]:
    codenames = [f"{act}_{model}" for model, acts in MODEL_RIGHTS.items() for act in acts]
    return list(
        Permission.objects.filter(content_type__app_label__in=["courses", "competencies"], codename__in=codenames)
    )


def _set_up_review(reviewers: list[Group]) -> None:
    task, is_new = FourEyesTask.objects.get_or_create(name=WORKFLOW)
    if is_new:
        task.groups.add(*reviewers)
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    for other in Workflow.objects.filter(active=True).exclude(pk=workflow.pk).filter(name="Moderators approval"):
        other.deactivate()


def _remove_welcome_page(top: Page) -> None:
    for page in top.get_children().filter(slug="home", content_type__app_label="wagtailcore"):
        page.delete()

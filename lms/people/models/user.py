"""People who sign in, and what the personnel file says of their employment."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, is_privileged=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    employee_number = models.CharField(_("employee number"), max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(_("demonstration account"), default=False)
    # Kept by services.grants: carries rights beyond the learner's; imports leave such accounts alone.
    is_privileged = models.BooleanField(_("privileged"), default=False)
    # Kept by services.duties: what this person was asked to do beyond any right, so that navigation needs no query.
    duties = models.CharField(_("duties"), max_length=100, blank=True, default="", db_default="")
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def has_duty(self, duty: str) -> bool:
        return duty in self.duties.split()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class EmploymentRecord(models.Model):
    """Facts of the personnel file; dates of birth serve forecasts and equity audits only, never a ranking."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        ON_LEAVE = "on_leave", _("on leave")
        LEFT = "left", _("left")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="employment")
    birth_date = models.DateField(_("date of birth"), null=True)
    hire_date = models.DateField(_("date of hire"), null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)

    def __str__(self) -> str:
        return f"{self.user} ({self.get_status_display()})"

"""Posts, and the levels that each demands from a date on."""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField

from .framework import Competency, Framework


class StaffGroup(models.TextChoices):
    FRONTLINE = "frontline", _("Front line")
    TECHNICAL = "technical", _("Technical")
    MANAGEMENT = "management", _("Management")
    DECISION = "decision", _("Decision-makers")


class Post(models.Model):
    code = models.CharField(max_length=12, unique=True)
    name = LocalizedTextField(_("name"))
    staff_group = models.CharField(_("staff group"), max_length=12, choices=StaffGroup)

    class Meta:
        ordering = ["staff_group", "code"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return str(self.name)


class RoleProfile(models.Model):
    """A version of what a post demands; a change of demands is a new profile with its own date."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="profiles", verbose_name=_("post"))
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    effective_from = models.DateField(_("in force from"))

    class Meta:
        ordering = ["post", "-effective_from"]
        verbose_name = _("role profile")
        verbose_name_plural = _("role profiles")
        constraints = [models.UniqueConstraint(fields=["post", "effective_from"], name="one_profile_a_date")]

    def __str__(self) -> str:
        return f"{self.post} {self.effective_from}"


class RoleRequirement(models.Model):
    class Criticality(models.IntegerChoices):
        USUAL = 1, _("usual")
        IMPORTANT = 2, _("important")
        CRITICAL = 3, _("critical")

    profile = models.ForeignKey(RoleProfile, on_delete=models.CASCADE, related_name="requirements")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency"))
    level = models.PositiveSmallIntegerField(
        _("required level"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    criticality = models.PositiveSmallIntegerField(_("criticality"), choices=Criticality, default=Criticality.USUAL)

    class Meta:
        ordering = ["competency__position"]
        constraints = [models.UniqueConstraint(fields=["profile", "competency"], name="requirement_once")]

    def __str__(self) -> str:
        return f"{self.competency.code} ≥ {self.level}"

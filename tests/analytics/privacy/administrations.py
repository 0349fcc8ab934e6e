"""Small administrations drawn at random, with everything that makes small groups easy to see through."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from assessments.models import Evidence
from lms.competencies.models import Framework, Post
from lms.people.models import OrgUnit, RoleAssignment, User

CODES = ("S1", "P2")


@dataclass
class Administration:
    rng: Random
    framework: Framework
    posts: list[Post]
    now: datetime
    people: list[User] = field(default_factory=list)
    offices: list[OrgUnit] = field(default_factory=list)

    def build(self) -> None:
        """A province, two to three counties, up to four offices each; most are small, some have nobody."""
        province = self._unit("P", None, "province")
        self._staff(province, self.rng.randint(0, 4))
        for county in range(self.rng.randint(2, 3)):
            home = self._unit(f"C{county}", province, "county")
            self._staff(home, self.rng.choice([0, 1, 3, 12]))
            for office in range(self.rng.randint(1, 4)):
                self._staff(
                    self._unit(f"C{county}O{office}", home, "county"), self.rng.choice([0, 2, 5, 9, 11, 14, 25])
                )

    def go_on(self) -> None:
        """A few or a whole office sit, a few join, leave or move: whatever shows one of them if anything does."""
        sitting = self.rng.sample(self.people, min(len(self.people), self.rng.choice([1, 3, 9, 12, 20])))
        if self.rng.random() < 0.7:
            office = self.rng.choice(self.offices)
            together = [one for one in self.people if one.assignments.filter(unit=office, ends_on=None).exists()]
            sitting = self.rng.sample(together, max(len(together) - self.rng.choice([0, 1, 4]), 0))
        self._give(sitting, ability=self.rng.choice([1.0, 5.0]))
        for person in self.rng.sample(self.people, min(len(self.people), self.rng.choice([0, 1, 3]))):
            held = RoleAssignment.objects.filter(user=person)
            if self.rng.random() < 0.5:
                held.update(unit=self.rng.choice(self.offices))
            else:
                held.update(ends_on=date(2025, 6, 1))
        self._staff(self.rng.choice(self.offices), self.rng.choice([0, 1, 2]))

    def _unit(self, code: str, parent: OrgUnit | None, level: str) -> OrgUnit:
        unit = OrgUnit(code=code, parent=parent, level=level, name={"en": code})
        unit.path = unit.path_below(parent)
        unit.save()
        self.offices.append(unit)
        return unit

    def _staff(self, unit: OrgUnit, count: int) -> None:
        """Offices are alike inside: all able, none able, or mixed; all, some or none assessed."""
        ability, share = self.rng.choice([0.5, 2.5, 5.0]), self.rng.choice([0.0, 0.6, 1.0, 1.0])
        joined = []
        for _ in range(count):
            number = len(self.people) + len(joined)
            person = User(email=f"p{number}-{unit.code}@example.org".lower(), name=f"P{number}", password="!")
            person.save()
            joined.append(person)
            RoleAssignment.objects.create(
                user=person,
                unit=unit,
                post=self.rng.choice(self.posts),
                fte=self.rng.choice([Decimal(1), Decimal(1), Decimal(1), Decimal("0.5")]),
                starts_on=date(2025, 1, 1),
            )
        self.people += joined
        self._give([one for one in joined if self.rng.random() < share], ability=ability)

    def _give(self, people: list[User], *, ability: float) -> None:
        competencies = {one.code: one for one in self.framework.competencies.all()}
        Evidence.objects.bulk_create(
            Evidence(
                learner=person,
                competency=competencies[code],
                kind="exam",
                value=min(5.5, max(0.0, self.rng.gauss(ability, 0.3))),
                observed_at=self.now - timedelta(days=1),
            )
            for person in people
            for code in CODES
            for _ in range(3)
        )

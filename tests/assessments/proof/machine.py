"""One person, three windows, a network that fails and a clock that runs, on the real services (trust.md 4.2).

Hypothesis thinks up the order of events; after each one the database is compared with the model in `sittings.py`.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assessments.domain.exam_token import TokenRefused
from assessments.models import Attempt, Response
from assessments.services.delivery import (
    Answer,
    AnswerRefused,
    NumberTaken,
    StartRefused,
    save_answer,
    start_attempt,
    submit_attempt,
    take_over,
    token_for,
)
from assessments.services.overdue import close_if_overdue, close_overdue
from lms.base.audit import faults

from .conftest import World
from .sittings import PLACES, RIGHT, Sitting, read, stored_answers

SESSION_OF = {"desk": "desk", "second window": "desk", "phone": "phone"}
DEVICES = st.sampled_from(sorted(SESSION_OF))
POSITIONS = st.sampled_from([1, 2, 3])  # few, so that windows meet at the same task
OPTIONS = st.sampled_from("aaabc")
WHICH = st.integers(0, 7)  # of the sittings so far, counted round
LAPSES = st.sampled_from(
    [
        *(timedelta(seconds=seconds) for seconds in (1, 9, 10, 11)),
        *(timedelta(minutes=minutes) for minutes in (1, 14, 30)),
        *(timedelta(days=days) for days in (1, 8, 31)),
    ]
)
# Certificates fall due by the real clock, so the story begins in its past and never reaches the present.
STORY = timedelta(days=300)
CUT, POSSIBLE = 6, 10  # points
CERTIFIED = "T-01"

# Read by hand: the comparison is made twenty thousand times.
ATTEMPT = "SELECT id, status, score, max_score, has_passed, closed_at FROM assessments_attempt"
ATTEMPTS = f"{ATTEMPT} WHERE learner_id = %s ORDER BY id"
FACTS = (
    f"{ATTEMPT} WHERE id = %s",
    "SELECT mark FROM assessments_drawnitem WHERE attempt_id = %s ORDER BY position",
    "SELECT * FROM assessments_response WHERE attempt_id = %s ORDER BY position",
    "SELECT * FROM assessments_evidence WHERE attempt_id = %s ORDER BY id",
)
EVIDENCE_OF = "SELECT attempt_id FROM assessments_evidence WHERE learner_id = %s"
CERTIFICATES = "SELECT id FROM certificates_credential WHERE learner_id = %s"


@dataclass
class Device:
    """A window: the token and the numbers of the page it last opened, what it could not send yet, all it ever sent."""

    session: str
    tokens: dict[int, str] = field(default_factory=dict)
    seen: dict[tuple[int, int], int] = field(default_factory=dict)
    waiting: dict[tuple[int, int], Answer] = field(default_factory=dict)
    past: list[tuple[Sitting, Answer]] = field(default_factory=list)

    def open(self, sitting: Sitting) -> None:
        pk = sitting.attempt.pk
        self.tokens[pk] = token_for(Attempt.objects.get(pk=pk))
        self.seen |= {(pk, position): answer.seq for position, answer in sitting.kept}

    def keep(self, sitting: Sitting, choice: "Choice") -> None:
        """Numbered on from the highest number that this window knows, as the player does."""
        place = (sitting.attempt.pk, choice.position)
        self.seen[place] = self.seen.get(place, 0) + 1
        value = [sitting.token(choice.position, choice.option)]
        self.waiting[place] = Answer(
            position=choice.position, seq=self.seen[place], value=value, is_flagged=choice.is_flagged
        )


class ExamMachine(RuleBasedStateMachine):
    world: World  # set by the test, in a subclass

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.clock = timezone.now() - STORY
        self.ends = timezone.now() - timedelta(days=1)
        self.sittings: list[Sitting] = []
        self.devices = {name: Device(session) for name, session in SESSION_OF.items()}

    def teardown(self) -> None:
        try:
            assert list(faults()) == []
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def sitting(self, which: int) -> Sitting:
        return self.sittings[which % len(self.sittings)]

    def open_one(self, code: str) -> Sitting | None:
        return next((one for one in self.sittings if one.is_open and one.attempt.examination.code == code), None)

    @rule(first=st.booleans(), device=DEVICES)
    def start(self, first: bool, device: str) -> None:
        examination = self.world.examinations[0 if first else 1]
        running = self.open_one(examination.code)
        try:
            attempt = start_attempt(
                examination=examination,
                learner=self.world.learner,
                session_key=SESSION_OF[device],
                at=self.clock,
            )
        except StartRefused:
            # Only who has sat it before may be told to wait, and never while a sitting is open.
            assert running is None
            assert any(one.attempt.examination == examination for one in self.sittings)
            return
        if running is not None:
            assert attempt == running.attempt
            return
        self.sittings.append(Sitting.of(attempt, SESSION_OF[device]))
        self.devices[device].open(self.sittings[-1])

    @precondition(lambda self: self.sittings)
    @rule(which=WHICH, device=DEVICES)
    def open_the_page(self, which: int, device: str) -> None:
        sitting = self.look(which)
        if sitting.is_open and sitting.bound_to == SESSION_OF[device]:
            self.devices[device].open(sitting)

    @precondition(lambda self: self.sittings)
    @rule(which=WHICH, device=DEVICES)
    def take_it_over(self, which: int, device: str) -> None:
        sitting = self.look(which)
        if sitting.is_open:
            take_over(attempt=sitting.attempt, session_key=SESSION_OF[device])
            sitting.bound_to = SESSION_OF[device]
            self.devices[device].open(sitting)

    @precondition(lambda self: self.sittings)
    @rule(which=WHICH, device=DEVICES, position=POSITIONS, option=OPTIONS, is_flagged=st.booleans())
    def choose(self, which: int, device: str, position: int, option: str, is_flagged: bool) -> None:
        """Chosen and sent."""
        sitting = self.seen_in(device, which)
        if sitting is not None:
            self.devices[device].keep(sitting, Choice(position, option, is_flagged))
            self.send(sitting, device, self.devices[device].waiting.pop((sitting.attempt.pk, position)))

    @precondition(lambda self: self.sittings)
    @rule(which=WHICH, device=DEVICES, position=POSITIONS, option=OPTIONS)
    def choose_offline(self, which: int, device: str, position: int, option: str) -> None:
        """Kept in the browser until it can be sent."""
        sitting = self.seen_in(device, which)
        if sitting is not None:
            self.devices[device].keep(sitting, Choice(position, option, False))

    @precondition(lambda self: any(one.is_open for one in self.sittings))
    @rule(which=WHICH, right=st.sampled_from([CUT - 1, CUT, CUT + 1]))
    def answer_everything(self, which: int, right: int) -> None:
        """At the desk, page after page, around the cut."""
        running = [one for one in self.sittings if one.is_open]
        sitting, desk = running[which % len(running)], self.devices["desk"]
        if sitting.bound_to == desk.session:
            desk.open(sitting)
            for position in PLACES:
                desk.keep(sitting, Choice(position, RIGHT if position <= right else "b", False))
                self.send(sitting, "desk", desk.waiting.pop((sitting.attempt.pk, position)))

    @precondition(lambda self: self.sittings)
    @rule(device=DEVICES, order=st.randoms(use_true_random=False), times=st.integers(1, 2), reply_is_lost=st.booleans())
    def flush(self, device: str, order: object, times: int, reply_is_lost: bool) -> None:
        """The network is back: all that waits is sent, in any order, some of it twice; the replies may not arrive."""
        browser = self.devices[device]
        waiting = list(browser.waiting.items()) * times
        order.shuffle(waiting)  # type: ignore[attr-defined]
        for (pk, position), answer in waiting:
            sitting = next(one for one in self.sittings if one.attempt.pk == pk)
            self.send(sitting, device, answer)
            if not reply_is_lost:
                browser.waiting.pop((pk, position), None)

    @precondition(lambda self: any(one.past for one in self.devices.values()))
    @rule(device=DEVICES, which=st.integers(0, 200))
    def replay(self, device: str, which: int) -> None:
        """Something sent long ago comes again."""
        past = self.devices[device].past
        if past:
            self.send(past[which % len(past)][0], device, past[which % len(past)][1])

    @precondition(lambda self: self.sittings)
    @rule(which=WHICH, other=WHICH, position=POSITIONS)
    def forge(self, which: int, other: int, position: int) -> None:
        """A token that was altered, and one of another sitting: neither stores anything."""
        sitting, stranger = self.sitting(which), self.sitting(other)
        answer = Answer(position=position, seq=10_000, value=[])
        tokens = {token_for(sitting.attempt)[:-1] + "x": TokenRefused}
        if stranger is not sitting:
            tokens[token_for(stranger.attempt)] = AnswerRefused
        for token, refusal in tokens.items():
            try:
                save_answer(public_id=sitting.attempt.public_id, token=token, answer=answer, at=self.clock)
            except refusal:
                continue
            raise AssertionError(f"{refusal.__name__} was to be raised")

    @precondition(lambda self: self.closed)
    @rule(which=WHICH, position=POSITIONS)
    def tamper(self, which: int, position: int) -> None:
        """Past the service, at the table itself."""
        attempt = self.closed[which % len(self.closed)].attempt
        try:
            with transaction.atomic():
                Response.objects.update_or_create(
                    attempt=attempt, position=position, defaults={"seq": 9, "value": [], "saved_at": self.clock}
                )
        except IntegrityError:
            return
        raise AssertionError("a closed sitting took an answer")

    @precondition(lambda self: self.sittings)
    @rule(lapse=LAPSES)
    def wait(self, lapse: timedelta) -> None:
        self.clock = min(self.clock + lapse, self.ends)

    @precondition(lambda self: any(one.is_open for one in self.sittings))
    @rule(which=WHICH, beyond=st.integers(-1, 1))
    def wait_for_the_end(self, which: int, beyond: int) -> None:
        """To the second before, at and after the last moment."""
        running = [one for one in self.sittings if one.is_open]
        last = running[which % len(running)].attempt.deadline + timedelta(seconds=10 + beyond)
        self.clock = max(self.clock, min(last, self.ends))

    @precondition(lambda self: self.sittings)
    @rule(which=WHICH, times=st.integers(1, 2))
    def hand_in(self, which: int, times: int) -> None:
        sitting = self.sitting(which)
        for _ in range(times):
            sitting.close(self.clock)
            assert submit_attempt(attempt=sitting.attempt, at=self.clock).status == sitting.status

    @precondition(lambda self: self.sittings)
    @rule()
    def sweep(self) -> None:
        overdue = [one for one in self.sittings if one.is_open and one.is_overdue(self.clock)]
        assert close_overdue(at=self.clock) == len(overdue)
        for one in overdue:
            one.close(self.clock)

    def seen_in(self, device: str, which: int) -> Sitting | None:
        """A sitting that this window shows; it opens the page if it may and has not yet."""
        sitting, window = self.sitting(which), self.devices[device]
        if sitting.attempt.pk not in window.tokens and sitting.admits(window.session, self.clock):
            window.open(sitting)
        return sitting if sitting.attempt.pk in window.tokens else None

    def look(self, which: int) -> Sitting:
        """Any page of a sitting closes it first if its time is over."""
        sitting = self.sitting(which)
        close_if_overdue(attempt=Attempt.objects.get(pk=sitting.attempt.pk), at=self.clock)
        if sitting.is_overdue(self.clock):
            sitting.close(self.clock)
        return sitting

    def send(self, sitting: Sitting, device: str, answer: Answer) -> None:
        window = self.devices[device]
        window.past.append((sitting, answer))
        expected = sitting.receive(answer) if sitting.admits(window.session, self.clock) else "refused"
        token = window.tokens[sitting.attempt.pk]
        try:
            receipt = save_answer(public_id=sitting.attempt.public_id, token=token, answer=answer, at=self.clock)
        except AnswerRefused:
            assert expected == "refused"
        except NumberTaken as taken:
            assert expected is None
            assert taken.seq == answer.seq
        else:
            assert receipt.seq == expected

    @invariant()
    def the_database_holds_what_the_model_holds(self) -> None:
        rows = read(ATTEMPTS, self.world.learner.pk)
        assert [row[:2] for row in rows] == [(one.attempt.pk, one.status) for one in self.sittings]
        for (pk, _, *result), sitting in zip(rows, self.sittings, strict=True):
            if sitting.is_open:
                assert stored_answers(pk) == sitting.rows
                assert result == [None] * 4

    @invariant()
    def a_closed_sitting_is_scored_from_its_answers_and_never_changes(self) -> None:
        for sitting in self.closed:
            facts = [read(statement, sitting.attempt.pk) for statement in FACTS]
            if sitting.as_closed is None:
                sitting.as_closed = facts
                ((*_, score, possible, passed, _),), marks, _, evidence = facts
                assert Attempt.objects.get(pk=sitting.attempt.pk).closed_at == sitting.closed_at
                assert (score, possible, passed) == (sitting.points, POSSIBLE, sitting.points >= CUT)
                assert sum(mark for (mark,) in marks) == sitting.points
                assert stored_answers(sitting.attempt.pk) == sitting.rows
                assert len(evidence) == 2  # one for each competency
            assert facts == sitting.as_closed

    @invariant()
    def whoever_passed_has_one_certificate_and_nobody_else_has_any(self) -> None:
        due = any(one.attempt.examination.code == CERTIFIED and one.points >= CUT for one in self.closed)
        assert len(read(CERTIFICATES, self.world.learner.pk)) == due

    @invariant()
    def nothing_open_is_evidence(self) -> None:
        closed = {one.attempt.pk for one in self.closed}
        assert {pk for (pk,) in read(EVIDENCE_OF, self.world.learner.pk)} == closed

    @property
    def closed(self) -> list[Sitting]:
        return [one for one in self.sittings if not one.is_open]


@dataclass(frozen=True)
class Choice:
    position: int
    option: str
    is_flagged: bool

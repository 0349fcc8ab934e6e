"""Letters of a run in the reader's language: the draft, the copies and, afterwards, an expert's."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..domain.casework.letters import Letter, compose, sent_letters
from ..domain.casework.scenario import Case
from ..domain.casework.state import State
from ..domain.casework.texts import Renderer


def draft(case: Case, form: str, values: Mapping[str, object], *, day: int, language: str) -> Letter:
    """What would leave the desk if these values were sent on this working day."""
    say = Renderer(language, case.parameters)
    return compose(case, case.forms[form], values, day=day, say=say, say_date=_say_date)


def copies(case: Case, state: State, *, language: str) -> tuple[Letter, ...]:
    """All that has left the desk, in order."""
    return sent_letters(case, state, say=Renderer(language, case.parameters), say_date=_say_date)


def _say_date(day: date) -> str:
    """With the day of the week, as a good letter says it."""
    words = {"date": date_format(day, "DATE_FORMAT"), "weekday": date_format(day, "l")}
    return _("%(date)s (%(weekday)s)") % words

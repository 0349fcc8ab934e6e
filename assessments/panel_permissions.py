"""Who may convene panels, lead them and sign what they find."""

from lms.people.models import User

from .models import CutProposal, ItemBank, Panel, Scenario
from .permissions import may_review, may_write


def may_convene(user: User, home: ItemBank | Scenario) -> bool:
    """Who writes or reviews there: they hold the keys already."""
    return may_write(user, home) or may_review(user, home)


def leads(user: User, panel: Panel) -> bool:
    """Its convener, while the right to the bank lasts."""
    return panel.convener_id == user.pk and may_convene(user, panel.examination.bank)


def may_sign(user: User, proposal: CutProposal) -> bool:
    """A reviewer of the bank who neither proposed the cut nor sat on the panel."""
    return (
        proposal.proposed_by_id != user.pk
        and may_review(user, proposal.panel.examination.bank)
        and not proposal.panel.judges.filter(user=user).exists()
    )

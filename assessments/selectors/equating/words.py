"""What stands against equating, for people who manage training and are no statisticians."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.equating.equating import Obstacle
from ...domain.equating.pairing import Lack, Want


def lack_words(lack: Lack) -> str:
    facts = {"held": lack.held, "needed": lack.needed, "competency": lack.competency}
    if lack.want is Want.PEOPLE:
        return _("People: %(held)s on one of the two forms; at least %(needed)s on each are needed.") % facts
    if lack.want is Want.LENGTH:
        return (
            _("Length: %(held)s items that count here, %(needed)s on the reference form; they must be as many.") % facts
        )
    if lack.want is Want.ANCHORS:
        return _("Items in common: %(held)s; at least %(needed)s are needed.") % facts
    return (
        ngettext(
            "Items in common on %(competency)s: %(held)s; at least %(needed)s is needed, as on the whole form.",
            "Items in common on %(competency)s: %(held)s; at least %(needed)s are needed, as on the whole form.",
            lack.needed,
        )
        % facts
    )


def obstacle_words(obstacle: Obstacle) -> str:
    if obstacle is Obstacle.DRIFT:
        return _(
            "Too many items in common have become easier or harder for one of the two groups: they may be known. "
            "The forms cannot be compared through them, and every point counts as it is."
        )
    return _("The forms differ too much for points of one to be points of the other. Every point counts as it is.")

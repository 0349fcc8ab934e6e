"""Words for what the engine names by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHANNELS = {
    "counter": _("At the counter"),
    "web": _("Online hall"),
    "hotline": _("Telephone"),
    "social": _("Social media"),
    "internal": _("Internal note"),
}
ARRIVALS = {
    "counter": _("Someone is at the counter"),
    "web": _("Something has come in online"),
    "hotline": _("The telephone rings"),
    "social": _("A message on social media"),
    "internal": _("A note has been put on your desk"),
}
INTERRUPTING = ("counter", "hotline")  # nobody can be asked to wait without being told so
URGENT = "high"
TOOLS = {"section": _("Registries"), "ask": _("Ask the registry")}
ANSWERS = {
    "match": _("Record found"),
    "mismatch": _("Record found, not the same as asked"),
    "no_match": _("No record"),
    "down": _("Service not available"),
}
CLOCKS = {
    "running": _("running"),
    "paused": _("paused"),
    "stopped": _("stopped"),
    "expired": _("expired"),
}
DEEDS = {
    "open": _("Opened"),
    "look_up": _("Asked"),
    "check": _("Filled in"),
    "submit": _("Sent"),
    "do": pgettext_lazy("in a journal", "Did"),
    "wait": _("Waited"),
    "finish": _("Handed the case in"),
}
OUTCOMES = {
    "good": _("Shown"),
    "recovered": _("Put right"),
    "bad": _("Not kept"),
    "not_shown": _("Did not arise"),
}
MARKS = {
    "alike": _("as the expert"),
    "otherwise": _("with other content than the expert's"),
    "elsewhen": _("the expert at another time"),
    "own": _("not in the expert's line"),
}
MARKS_OF_EXPERT = {"missed": _("you did not"), "elsewhen": _("you at another time")}
RULE_KINDS = {
    "seek": _("Looking before deciding"),
    "judge": _("Judging what was found"),
    "act": _("Deciding and acting"),
    "write": _("Writing"),
    "protect": _("Protecting"),
    "time": _("Keeping time"),
}
BREACHES = {"minor": _("minor breach"), "serious": _("serious breach"), "critical": _("critical breach")}
REFUSALS = {
    "closed": _("The case has been handed in."),
    "run_closed": _("The case has been handed in."),
    "malformed": _("The form did not arrive complete."),
    "unknown": _("That is not on your desk."),
    "not_now": _("That cannot be done at this point of the case."),
    "not_seen": _("A finding can rest only on something you have seen."),
    "too_many": _("This run holds no more acts; hand the case in."),
}

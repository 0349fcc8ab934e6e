"""News for the apps above, sent inside the transaction once evidence is stored.

attempt_scored(attempt_id, learner_id) · case_scored(run_id, learner_id)
evidence_changed(learner_id): an entry came into force, or a contested row was corrected
pass_withdrawn(attempt_id, learner_id): a regrade found that a passed attempt had not passed; nothing is revoked by it
"""

from django.dispatch import Signal

attempt_scored = Signal()
case_scored = Signal()
evidence_changed = Signal()
pass_withdrawn = Signal()

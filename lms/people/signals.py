"""News for the apps above, sent inside the transaction of the change and before its entry in the log.

posts_changed(user_ids): these people may hold other posts, or none; some may be gone
"""

from django.dispatch import Signal

posts_changed = Signal()

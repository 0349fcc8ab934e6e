"""What the audit log keeps of a try to sign in."""

from lms.base.audit import record

from ..backends import account_meant


def record_try(action: str, typed: str) -> None:
    """The account meant, else only that nobody was: people type passwords into that field, and the log is for ever."""
    account = account_meant(typed)
    if account is None:
        record(None, action, account_known=False)
    else:
        record(None, action, account)

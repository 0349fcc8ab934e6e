"""What equating does not allow."""


class EquatingRefused(Exception):
    """This cannot be done; the message says why, in words for the person at the desk."""

"""What cannot be entered, rated, checked or contested."""


class EntryRefused(Exception):
    """The message says why, in words for the person at the page."""

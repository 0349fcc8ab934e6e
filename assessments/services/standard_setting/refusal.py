"""What a panel does not allow."""


class PanelRefused(Exception):
    """Nothing was changed; the message is for the person who asked."""

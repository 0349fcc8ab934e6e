"""Why an import as a whole is neither applied nor undone."""


class BatchRefused(Exception):
    """`code` says why nothing was done, `count` in how many cases; the interface puts it in words."""

    def __init__(self, code: str, count: int = 0) -> None:
        self.code, self.count = code, count
        super().__init__(code)

"""The academy's own way from Traditional to Simplified Chinese: its term table over the characters of OpenCC."""

from functools import cache
from pathlib import Path

import opencc
import yaml

from lms.lib.simplified import Simplifier
from lms.settings.environment import ROOT

TERMS = ROOT / "lms/base/starter/terms.zh-hans.yaml"


@cache
def simplifier(*more: Path) -> Simplifier:
    """`more` tables lie over the table of terms; the tables are read once a process."""
    terms: dict[str, str] = {}
    keep: list[str] = []
    for table in (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (TERMS, *more)):
        terms |= table["terms"]
        keep += table["keep"]
    return Simplifier(terms=terms, keep=keep, characters=opencc.OpenCC("t2s").convert)

"""The facts behind published figures, for audits that run in the background. No page reads them."""

import pandas as pd

from ..domain.cube import FACTS
from ..domain.facts import Leaves
from ..domain.measures.beside import frame_of
from ..models import Snapshot
from .parts import Stage, codes_in, facts_in


def facts_behind(snapshot: Snapshot) -> pd.DataFrame:
    """As they were released and counted: a row a person and competency, the columns of `cube.FACTS`."""
    leaves = Leaves()
    codes = sorted(codes_in(snapshot.build, Stage.RELEASED)) if snapshot.build else []
    tables = [frame_of(code, facts_in(snapshot.build, Stage.RELEASED, code, leaves), leaves.all) for code in codes]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=FACTS)

"""The graph of a case as it is drawn: boxes, lines and words, all measured here so that the page only prints them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from ...domain.case_graph.choosing import variables_to_choose
from ...domain.case_graph.drawing_up import draw_up
from ...domain.case_graph.layers import columns
from ...domain.case_graph.situations import Graph, Passage, Situation
from ...domain.casework.scenario import Scenario
from .case_graph_words import GraphWords, short

KEPT = 24 * 60 * 60  # seconds; the same text always gives the same graph
MOST_CHOSEN = 2  # variables at once; more tell more situations apart than anybody can read
WIDTH, HEIGHT = 180, 46  # of a box
ACROSS, BETWEEN = 130, 20  # from column to column, from box to box
MARGIN = 24
LONGEST_NAME, LONGEST_LABEL = 22, 20  # characters


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    lines: tuple[str, ...]  # the name as it fits the box
    kind: str  # start, state, ending or lost
    x: int
    y: int
    run: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Line:
    source: Node
    target: Node
    causes: tuple[str, ...]
    path: str
    label: str
    x: int
    y: int
    is_faint: bool  # to the last ending, where whatever was left undone arrives, or not forward


@dataclass(frozen=True, slots=True)
class Drawing:
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    lost: tuple[Node, ...]
    width: int
    height: int
    steps: int
    is_complete: bool
    chosen: tuple[str, ...]
    choices: tuple[str, ...]


def drawing_of(script: Scenario, variant: str, *, by: Sequence[str]) -> Drawing:
    """`by` names the variables that tell situations apart; unknown ones are passed over, none means the most read."""
    case = script.case(variant)
    choices = variables_to_choose(case)
    chosen = tuple(name for name in choices if name in by)[:MOST_CHOSEN] or choices[:1]
    key = f"case-graph:{script.digest}:{variant}:{'+'.join(chosen)}"
    graph: Graph | None = cache.get(key)
    if graph is None:
        graph = draw_up(script, variant, by=chosen)
        cache.set(key, graph, KEPT)
    words = GraphWords(case)
    nodes, width, height = _nodes(graph, words)
    return Drawing(
        nodes=nodes,
        lines=tuple(_line(passage, nodes, words) for passage in graph.passages),
        lost=tuple(node for node in nodes if node.kind == "lost"),
        width=width,
        height=height,
        steps=graph.steps,
        is_complete=graph.is_complete,
        chosen=chosen,
        choices=choices,
    )


def _nodes(graph: Graph, words: GraphWords) -> tuple[tuple[Node, ...], int, int]:
    sinks = [place for place, one in enumerate(graph.situations) if one.ending is not None]
    layers = columns(len(graph.situations), [(one.source, one.target) for one in graph.passages], sinks=sinks)
    tallest = max(len(layer) for layer in layers)
    height = tallest * (HEIGHT + BETWEEN) - BETWEEN + 2 * MARGIN
    places = {}
    for column, layer in enumerate(layers):
        top = (height - len(layer) * (HEIGHT + BETWEEN) + BETWEEN) // 2
        for row, thing in enumerate(layer):
            places[thing] = (MARGIN + column * (WIDTH + ACROSS), top + row * (HEIGHT + BETWEEN))
    nodes = tuple(
        Node(
            name=" · ".join(_name(one, graph.variables, words)),
            lines=tuple(short(line, LONGEST_NAME) for line in _name(one, graph.variables, words)),
            kind=_kind(one, place),
            x=places[place][0],
            y=places[place][1],
            run=None if one.run is None else tuple(words.act(action) for action in one.run),
        )
        for place, one in enumerate(graph.situations)
    )
    return nodes, 2 * MARGIN + len(layers) * (WIDTH + ACROSS) - ACROSS, height


def _name(one: Situation, variables: Sequence[str], words: GraphWords) -> tuple[str, ...]:
    if one.ending is not None:
        return (words.ending(one.ending), one.ending)
    if len(variables) == 1:
        return one.values
    return tuple(f"{name}: {value}" for name, value in zip(variables, one.values, strict=True))


def _kind(one: Situation, place: int) -> str:
    if one.run is None:
        return "lost"
    if one.ending is not None:
        return "ending"
    return "start" if place == 0 else "state"


def _line(passage: Passage, nodes: Sequence[Node], words: GraphWords) -> Line:
    source, target = nodes[passage.source], nodes[passage.target]
    names = [short(words.title(cause) or words.cause(cause), LONGEST_LABEL) for cause in passage.causes[:1]]
    more = len(passage.causes) - 1
    path, x, y = _curve(source, target)
    return Line(
        source=source,
        target=target,
        causes=tuple(words.cause(cause) for cause in passage.causes),
        path=path,
        # Lines to endings, and back and forth, are many and mostly say the same; the table names their causes.
        label="" if target.kind == "ending" or target.x <= source.x else "".join([*names, f" +{more}" if more else ""]),
        x=x,
        y=y,
        is_faint=target is nodes[-1] or target.x <= source.x,
    )


def _curve(source: Node, target: Node) -> tuple[str, int, int]:
    """The line as a path of SVG, and the middle of it for the label."""
    y, end_y = source.y + HEIGHT // 2, target.y + HEIGHT // 2
    x, end_x = source.x + WIDTH, target.x
    if source.x == target.x:
        bend, end_x = x + 20 + min(abs(end_y - y) // 4, ACROSS // 2), target.x + WIDTH
        return f"M{x} {y}C{bend} {y} {bend} {end_y} {end_x} {end_y}", x + 3 * ACROSS // 8, (y + end_y) // 2
    if source.x > target.x:
        x, end_x, y, end_y = source.x, target.x + WIDTH, y + HEIGHT // 4, end_y + HEIGHT // 4
    middle = (x + end_x) // 2
    return f"M{x} {y}C{middle} {y} {middle} {end_y} {end_x} {end_y}", middle, (y + end_y) // 2

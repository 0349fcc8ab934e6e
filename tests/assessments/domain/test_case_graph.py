"""The graph of a case: what it shows is really reached, endings without a run stand out, lines lead rightwards."""

import pytest

from assessments.domain.case_graph.choosing import variables_to_choose
from assessments.domain.case_graph.drawing_up import draw_up
from assessments.domain.case_graph.layers import columns
from assessments.domain.case_outline.building import build
from assessments.domain.case_outline.reading import read_outline
from assessments.domain.case_outline.sheets import example_tables
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.reducer import replay
from tests.assessments.domain.casework.desk import read_scenario


@pytest.fixture(scope="module")
def small():
    return load_scenario(build(read_outline(example_tables())))


@pytest.fixture(scope="module")
def graph(small):
    return draw_up(small, "a", by=["progress"], most_steps=4000)


def test_every_situation_is_where_its_run_leads(small, graph):
    for one in graph.situations:
        state = replay(small, "a", one.run)
        assert (state.ending, () if state.ending else (state.variables["progress"],)) == (one.ending, one.values)


def test_the_start_comes_first_and_the_endings_last_in_the_authors_order(small, graph):
    assert graph.situations[0].values == ("none",)
    assert graph.situations[0].run == ()
    endings = [one.ending for one in graph.situations if one.ending]
    assert endings == list(small.case("a").endings)
    assert [one.ending for one in graph.situations][-len(endings) :] == endings


def test_lines_name_the_act_or_the_event_that_leads_on(graph):
    lines = {(graph.situations[one.source].key, graph.situations[one.target].key): one.causes for one in graph.passages}
    assert lines[("none",), ("check_papers",)] == ("do.check_papers",)
    assert "do.file_case" in lines[("decision",), ("incomplete",)]


def test_an_ending_that_nothing_leads_to_has_no_run(small):
    definition = build(read_outline(example_tables()))
    definition["endings"].insert(0, {**definition["endings"][0], "id": "never", "when": ["==", "progress", "none"]})
    definition["endings"][0]["when"] = ["and", ["==", "progress", "none"], ["done", "do.file_case"]]
    graph = draw_up(load_scenario(definition), "a", by=["progress"], most_steps=4000)
    assert [one.ending for one in graph.situations if one.run is None] == ["never"]


def test_the_search_keeps_to_its_steps_and_says_so(small):
    graph = draw_up(small, "a", by=["progress"], most_steps=50)
    assert not graph.is_complete
    assert graph.situations[0].run == ()


def test_the_same_case_gives_the_same_graph(small, graph):
    assert draw_up(small, "a", by=["progress"], most_steps=4000) == graph


def test_two_variables_tell_more_apart(small, graph):
    finer = draw_up(small, "a", by=["progress", "missed"], most_steps=4000)
    assert len(finer.situations) > len(graph.situations)
    assert finer.situations[0].values == ("none", "false")


def test_what_guards_read_most_is_offered_first():
    assert variables_to_choose(read_scenario().case("a"))[0] == "status"


def test_things_stand_as_many_columns_from_the_start_as_lines():
    lines = [(0, 1), (0, 2), (1, 3), (3, 1), (2, 4), (3, 4)]
    assert [set(column) for column in columns(5, lines, sinks=[4])] == [{0}, {1, 2}, {3}, {4}]


def test_crossing_lines_are_untangled():
    lines = [(0, 1), (0, 2), (1, 4), (2, 3)]
    layers = columns(5, lines, sinks=[3, 4])
    upper, lower = layers[1]
    assert [dict(lines[2:])[upper], dict(lines[2:])[lower]] == layers[2]


def test_what_nothing_leads_to_still_has_a_place():
    assert sorted(thing for column in columns(4, [(0, 1)], sinks=[3]) for thing in column) == [0, 1, 2, 3]

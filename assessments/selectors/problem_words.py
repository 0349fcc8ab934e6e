"""Words for every fault that reading a scenario can find, by its code."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Promise] = {
    "bool": _("yes or no"),
    "int": _("a number"),
    "symbol": _("one value"),
    "set": _("a set of values"),
}

FILES: Mapping[str, Promise] = {
    "file_too_large": _("The file is larger than 1 MB."),
    "archive": _("The archive cannot be read."),
    "no_yaml": _("There is no YAML file in the archive."),
    "too_many_files": _("The archive holds more than %(count)s files."),
    "unpacked_too_large": _("Unpacked, the archive is larger than 1 MB."),
    "not_utf8": _("The file is not UTF-8 text."),
    "yaml": _("This is no longer YAML. Look here and above for a bracket, a quotation mark or an indent left open."),
    "yaml_tag": _("A tag that begins with an exclamation mark is not allowed."),
    "yaml_character": _("A tab, or another character with which nothing can begin. Indent with spaces."),
    "yaml_colon": _("A colon stands where none can stand. Put the text in quotation marks."),
    "yaml_alias": _("An alias names an anchor that does not exist."),
    "yaml_anchor_twice": _("Two anchors have the same name."),
    "nested": _("The entries are nested too deep."),
    "anchors": _("The file repeats itself too often by its anchors."),
    "not_kept": _("The file holds names or numbers that cannot be kept."),
    "file_not_mapping": _("Each file must hold names and values."),
    "two_files": _("This entry stands in two files."),
}

VERSIONS: Mapping[str, Promise] = {
    "id_taken": _("The academy already has a scenario of this id."),
    "unknown_competency": _("The framework has no competency %(name)s."),
    "other_scenario": _("This must be %(name)s, the scenario this version is for."),
    "wrong_version": _("This must be %(number)s, the number after the latest."),
    "same_text": _("Nothing but the number differs from version %(number)s."),
}

SHAPES: Mapping[str, Promise] = {
    "missing": _("The entry “%(name)s” is missing."),
    "unknown_entry": _("There is no such entry. Known are: %(known)s."),
    "not_mapping": _("This must hold names and values."),
    "not_list": _("This must be a list."),
    "not_word": _("This must be a word, not “%(given)s”."),
    "not_whole": _("This must be a whole number, not “%(given)s”."),
    "out_of_range": _("This must lie between %(lowest)s and %(highest)s, not be %(given)s."),
    "not_share": _("This must be a number from 0 to %(highest)s, not “%(given)s”."),
    "not_flag": _("This must be true or false, not “%(given)s”."),
    "not_date": _("This must be a date as 2026-11-23, not “%(given)s”."),
    "not_time": _("This must be a time as 09:00, in quotation marks."),
    "not_one_of": _("This must be one of %(known)s, not “%(given)s”."),
    "no_text": _("This must hold a text for each language."),
    "used_twice": _("The id “%(name)s” is used twice."),
    "bad_slug": _(
        "This must be letters, digits, hyphens and underscores, at most %(longest)s of them, not “%(given)s”."
    ),
    "long_id": _("The id “%(name)s” is longer than %(longest)s characters."),
    "bad_id": _("The id “%(name)s” may hold lower-case letters, digits and underscores only."),
    "variable_form": _("A variable must be bool, enum or int: [lowest, highest]."),
    "not_a_number": _("The variable “%(name)s” is no number."),
    "office_hours": _("This lies outside office hours."),
    "closes_too_early": _("The office must close later than it opens."),
    "day_off": _("%(given)s is not a working day."),
    "last_answer": _("The last answer must hold always, without “when”."),
    "last_ending": _("The last ending must hold always, without “when”."),
    "no_variant": _("There must be at least one variant."),
    "nothing_to_change": _("The skeleton has no such id to change."),
    "no_claim": _("The scenario makes no claim about this competency."),
    "action_type": _("The type of an act must be one of %(known)s."),
    "passage": _("A paragraph of a letter holds “say”, and “fields” or “list”, not both."),
    "field_twice": _("The field “%(name)s” stands in two paragraphs of the letter."),
    "grid_width": _("Every row of the sheet needs %(columns)s cells, as many as its head."),
    "days_or_hours": _("A clock counts “working_days” or “hours”, one of the two."),
    "unknown_parameter": _("“%(name)s” in curly brackets is no parameter of the variant."),
}

NAMES: Mapping[str, Promise] = {
    "unknown_variant": _("There is no variant “%(name)s”."),
    "unknown_message": _("There is no message “%(name)s”."),
    "unknown_variable": _("There is no variable “%(name)s”."),
    "unknown_value": _("There is no value “%(name)s”."),
    "unknown_fact": _("There is no fact “%(name)s”."),
    "unknown_key": _("There is no act or event “%(name)s”."),
    "unknown_clock": _("There is no statutory clock “%(name)s”."),
    "unknown_law": _("There is no law “%(name)s” in the legal profile."),
    "unknown_purpose": _("There is no purpose “%(name)s”."),
    "unknown_basis": _("There is no basis “%(name)s”."),
    "unknown_form": _("There is no form “%(name)s”."),
    "unknown_field": _("The form has no field “%(name)s”."),
    "unknown_checklist": _("There is no checklist “%(name)s”."),
    "unknown_item": _("The checklist has no item “%(name)s”."),
    "unknown_table": _("There is no table “%(name)s”."),
    "unknown_wait": _("Time can be let pass by hour, next_day or next_week, not “%(name)s”."),
    "unknown_operator": _("There is no operator “%(name)s”."),
}

CONDITIONS: Mapping[str, Promise] = {
    "not_condition": _("“%(given)s” is not a condition. Write [operator, …]."),
    "not_yes_or_no": _("“%(given)s” is no condition: it must be yes or no."),
    "no_condition": _("“%(name)s” needs at least one condition."),
    "arguments": _("“%(name)s” takes arguments: %(wanted)s, not %(given)s."),
    "not_a_count": _("“%(name)s” needs a whole number of 0 or more, not “%(given)s”."),
    "kinds": _("“%(name)s” compares %(wanted)s, not %(given)s."),
    "set_of_words": _("A set holds plain words only."),
    "size_of_set": _("“size” counts a set."),
    "free_field": _("“%(name)s” holds free text or a date, which no rule may read here."),
    "not_a_date_field": _("“%(name)s” is not a date."),
    "not_number": _("“%(given)s” does not work out a number."),
    "not_a_divisor": _("“over” divides by a whole number above 0, not by “%(given)s”."),
    "axis_number": _("The table “%(name)s” is read by numbers here."),
    "axis_word": _("The table “%(name)s” is read by words here."),
    "sum_of_set": _("“sum” adds up what a table of one axis of words says of a set."),
    "table_shape": _("All rows of a table must have the same axes."),
    "table_axis": _("An axis holds numbers alone, or words and perhaps “else”."),
    "table_deep": _("A table has at most %(deepest)s axes."),
}

PROBLEMS: Mapping[str, Promise] = {**FILES, **VERSIONS, **SHAPES, **NAMES, **CONDITIONS}

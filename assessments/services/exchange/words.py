"""What befell a file or an item on its way in or out, in words."""

from collections.abc import Callable, Mapping
from functools import partial

from django.utils.translation import gettext as _

from ...domain.exchange.found import Problem
from ...domain.items.parts import Fault
from ...models import ItemVersion
from ..authoring.content import LANGUAGES, fault_in_words
from ..authoring.pictures import WHY_REFUSED

Detail = Mapping[str, object]
Words = Callable[[Detail], str]


def problem_in_words(problem: Problem) -> str:
    """Never without words: a code that this module does not know is shown itself."""
    detail = problem.detail
    if problem.code == "fault":
        others = {name: value for name, value in detail.items() if name not in ("code", "where")}
        return fault_in_words(Fault(str(detail["code"]), str(detail["where"]), others))
    words = {**REFUSALS, **REASONS, **LOSSES}.get(problem.code)
    return words(detail) if words else problem.code


def carried_in_part(code: str) -> str:
    """What a format loses of some kinds of items."""
    return IN_PART[code]()


def _named(told: Callable[[], str], detail: Detail) -> str:
    """With the file that it is about."""
    return f"{detail['name']}: {told()}"


IN_PART: Mapping[str, Callable[[], str]] = {
    "reasons_together": lambda: _("the reasons become one text"),
    "reasons_and_lines": lambda: _("without reasons and line breaks"),
}

REFUSALS: Mapping[str, Words] = {
    "too_large": lambda detail: _("The file is larger than %(most)s MB.") % detail,
    "unknown_format": lambda detail: _("The file is in none of the formats that can be imported."),
    "no_items": lambda detail: _("There are no items in the file."),
    "bad_xml": lambda detail: _("The file is not well-formed XML (line %(line)s).") % detail,
    "bad_encoding": lambda detail: _("The encoding of the file cannot be told. Save it as UTF-8."),
    "xml_doctype": lambda detail: _("The file has a document type or entities, which are not allowed for safety."),
    "xml_too_much": lambda detail: _("The file is nested too deeply or holds too much (line %(line)s).") % detail,
    "zip_many": lambda detail: _("The archive holds more than %(most)s files.") % detail,
    "zip_broken": lambda detail: _("The archive is damaged or of a kind that cannot be read."),
    "zip_twice": lambda detail: _("The archive holds %(name)s twice.") % detail,
    "zip_bomb": lambda detail: _("Unpacked, the archive would be far larger than any set of items."),
    "zip_path": lambda detail: _("The archive holds a path that leads elsewhere: %(name)s.") % detail,
    "zip_locked": lambda detail: _("The archive is protected by a password."),
    "not_moodle": lambda detail: _("The file is XML, but not a set of Moodle questions."),
    "no_heading": lambda detail: _("The first row names no column “task” with its language."),
    "too_many_rows": lambda detail: _("The file holds more than %(most)s items.") % detail,
    "column_twice": lambda detail: _("The column “%(name)s” is there twice.") % detail,
    "table_too_large": lambda detail: _("The table is too large (line %(line)s).") % detail,
    "bad_csv": lambda detail: _("The file is not well-formed CSV (line %(line)s).") % detail,
    "bad_xlsx": lambda detail: _("The workbook is damaged."),
}  # of a whole file, or of one file of a package

REASONS: Mapping[str, Words] = {
    "not_an_item": lambda detail: _("It is no item: %(name)s.") % detail,
    "missing_file": lambda detail: _("The manifest names this file, but the package does not hold it."),
    "unsupported": lambda detail: _("Tasks of the type “%(name)s” cannot be imported.") % detail,
    "adaptive": lambda detail: _("The item changes as it is answered, or is made from a template."),
    "no_question": lambda detail: _("There is nothing to answer in the item."),
    "several_questions": lambda detail: _("The item asks several things at once."),
    "no_declaration": lambda detail: _("The right answer of “%(name)s” is not declared.") % detail,
    "no_right_answer": lambda detail: _("No answer is marked as right."),
    "several_right": lambda detail: _("Several answers are right, although only one may be chosen."),
    "not_one_to_each": lambda detail: _("The pairs do not give each prompt one option of its own."),
    "bad_options": lambda detail: _("The options must be two or more and led by A, B, C and so on."),
    "bad_number": lambda detail: _("“%(given)s” is not a number.") % detail,
    "braces": lambda detail: _("The curly brackets do not match."),
    "not_yes_or_no": lambda detail: _("“%(given)s” does not say whether the option is right.") % detail,
    "too_many": lambda detail: _("More than %(most)s options cannot be kept.") % detail,
    "too_long": lambda detail: _("A text is longer than %(most)s characters.") % detail,
    "id_twice": lambda detail: _("Two options have the same identifier."),
    "languages_differ": lambda detail: _("The languages of the item differ in more than words."),
    "unknown_language": lambda detail: _("Texts in the language “%(given)s” cannot be kept.") % detail,
    "unknown_column": lambda detail: _("The column “%(name)s” is not known; what stands in it was not read.") % detail,
    "kind_not_carried": lambda detail: _("The format has no tasks of this kind: %(name)s.") % _kind(detail),
    "not_in_language": lambda detail: _("The item has no text in %(language)s.") % _language(detail),
    "units_not_related": lambda detail: _("The right values in the units are not multiples of one another."),
    "unit_by_language": lambda detail: _("The names of the units differ by language."),
    "bad_zone": lambda detail: _("“%(given)s” is no place on a picture.") % detail,
    "several_markers": lambda detail: _("Each marker has places of its own; here one kind of mark is set."),
    "picture_missing": lambda detail: _("The picture is not there: %(name)s.") % detail,
    "picture_side": lambda detail: _("%(name)s: the picture is longer or wider than %(most)s pixels.") % detail,
    "pictures_many": lambda detail: (
        _("%(name)s: the file holds more pictures than can be read at once. Send it in parts.") % detail
    ),
    **{code: partial(_named, told) for code, told in WHY_REFUSED.items()},
    "units_not_carried": lambda detail: _("The format has no units."),
}  # why one item is not brought in, or not taken out

LOSSES: Mapping[str, Words] = {
    "images": lambda detail: _("Pictures were left out."),
    "media": lambda detail: _("Sound or film was left out."),
    "scripts": lambda detail: _("Scripts or entry fields within a text were left out."),
    "formatting": lambda detail: _("Formatting was taken out; the words are kept."),
    "tables": lambda detail: _("A table has become lines of text."),
    "links": lambda detail: _("Links have become plain words."),
    "formulas": lambda detail: _("A formula is kept as it is typed, and not drawn."),
    "markdown": lambda detail: _("Markdown is kept as it is typed."),
    "text_of_no_language": lambda detail: _("A text that names no language was left out: %(text)s") % detail,
    "shapes": lambda detail: _("A shape other than a rectangle became the rectangle around it."),
    "zone_names": lambda detail: _("Zones without a name were numbered; say what each is."),
    "no_alt": lambda detail: _("There is no description of the picture yet."),
    "points": lambda detail: _("Candidates chose any point there; here they choose among zones. Add wrong ones."),
    "picture_shape": lambda detail: _("The zones were set on a picture of other proportions; look at them."),
    "hints": lambda detail: _("Hints were left out."),
    "tags": lambda detail: _("Tags were left out."),
    "feedback": lambda detail: _("Feedback that belongs to no option was left out."),
    "weights": lambda detail: _("Weights of the answers were left out; marks follow our own rule."),
    "fixed_order": lambda detail: _("The options stand in a fixed order there; here each candidate gets another."),
    "partial_answers": lambda detail: _("Answers that earn a part only, and patterns, were left out."),
    "case": lambda detail: _("Capital and small letters count as the same here."),
    "unit": lambda detail: _("The unit “%(name)s” was left out, since there is no other to choose from.") % detail,
    "tolerance": lambda detail: _("The tolerance could not be kept exactly."),
    "no_model": lambda detail: _("There is no model answer and no criterion yet."),
    "beyond_heading": lambda detail: _("Cells beyond the heading were not read."),
    "bad_fact": lambda detail: (
        _("“%(given)s” makes no sense as %(name)s; the value chosen for the import holds.") % detail
    ),
    "unknown_competency": lambda detail: _("The framework has no competency %(given)s; %(name)s was set.") % detail,
}  # what of an item did not come along


def _kind(detail: Detail) -> dict[str, object]:
    names = dict(ItemVersion.Kind.choices)
    return {"name": names.get(str(detail["name"]), detail["name"])}


def _language(detail: Detail) -> dict[str, object]:
    return {"language": LANGUAGES.get(str(detail["language"]), "")}

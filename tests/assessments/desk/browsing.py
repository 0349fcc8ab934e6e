"""What a browser would send for the form on a page, nothing changed."""

from bs4 import BeautifulSoup, Tag


def fields_on(page: str) -> dict[str, list[str]]:
    form = BeautifulSoup(page, "html.parser").select_one("form.ad-form")
    assert form is not None
    sent: dict[str, list[str]] = {}
    for field in form.select("[name]"):
        for value in _values(field):
            sent.setdefault(str(field["name"]), []).append(value)
    return sent


def _values(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.text.removeprefix("\n")]
    if field.name == "select":
        chosen = field.select("option[selected]") or field.select("option")[:1]
        return [str(option.get("value", "")) for option in chosen]
    if field.get("type") in ("checkbox", "radio"):
        return [str(field.get("value", "on"))] if field.has_attr("checked") else []
    return [] if field.name == "button" or field.get("type") == "file" else [str(field.get("value", ""))]

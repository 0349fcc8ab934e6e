"""Names of languages in files, and ours."""

XML_NAMES = {"en": "en", "zh-hant": "zh-Hant", "zh-hans": "zh-Hans"}
MOODLE_NAMES = {"en": "en", "zh-hant": "zh_tw", "zh-hans": "zh_cn"}
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def our_language(name: str) -> str | None:
    """en-GB is en, zh_tw is zh-hant, plain zh is zh-hans; None for a language that items are not kept in."""
    plain = name.strip().lower().replace("_", "-")
    if plain.startswith(TRADITIONAL):
        return "zh-hant"
    if plain.split("-")[0] == "zh":
        return "zh-hans"
    return "en" if plain.split("-")[0] == "en" else None

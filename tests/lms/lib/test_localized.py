"""What a reader is shown of a text that is kept in several languages."""

import pytest

from lms.lib.localized import in_language, language_shown


@pytest.mark.parametrize(
    ("texts", "language", "shown"),
    [
        ({"en": "a", "zh-hant": "甲"}, "zh-hant", "zh-hant"),
        ({"en": "a", "zh-hant": "甲"}, "zh-hans", "zh-hant"),
        ({"en": "a", "zh-hant": ""}, "zh-hans", "en"),
        ({"zh-hans": "甲"}, "en", "zh-hans"),
        ({"en": "a"}, "fr", "en"),
        ({"fr": "a"}, "en", "fr"),
        ({}, "en", ""),
    ],
)
def test_the_language_is_that_of_the_text(texts, language, shown):
    assert language_shown(texts, language) == shown
    assert in_language(texts, language) == texts.get(shown, "")

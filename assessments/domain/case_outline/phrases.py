"""The words of a case that nobody has written yet: plain, and meant to be replaced by its author."""

from typing import Any

Phrase = dict[str, str]

TO_FILL_IN: Phrase = {"en": "To be filled in", "zh-hant": "待填寫"}
OFFICE: Phrase = {"en": "The office", "zh-hant": "本單位"}
CITIZEN: Phrase = {"en": "The applicant", "zh-hant": "申請人"}
INTAKE: Phrase = {"en": "A new case for you", "zh-hant": "新收辦件"}
NOTICE: Phrase = {
    "en": "Training material, not legal advice.",
    "zh-hant": "本資料僅供培訓使用，不構成法律意見。",
}
LAW: Phrase = {"en": "Provision to be named", "zh-hant": "待註明的依據"}
TRUTH: Phrase = {"en": "The case", "zh-hant": "案情"}
TRUTH_SAID: Phrase = {"en": "What is really the case is still to be written.", "zh-hant": "真實案情待補寫。"}
WORDING: Phrase = {"en": "Wording", "zh-hant": "行文"}
PLAIN: Phrase = {"en": "Say what was decided, why, and what can be done now", "zh-hant": "寫明決定、理由和後續辦法"}
VAGUE: Phrase = {"en": "Say that the matter has been dealt with as usual", "zh-hant": "說明已按慣例作了處理"}
IN_TIME: Phrase = {"en": "Done in order and in time", "zh-hant": "按序按時辦結"}
LATE: Phrase = {"en": "Done, but too late", "zh-hant": "辦結但已逾期"}
INCOMPLETE: Phrase = {"en": "Closed with gaps", "zh-hant": "草率辦結"}
OPEN: Phrase = {"en": "Left open", "zh-hant": "尚未辦結"}
GOOD_FOR: Phrase = {"en": "The applicant has what was asked for.", "zh-hant": "申請人得到了應有的結果。"}
LATE_FOR: Phrase = {
    "en": "The applicant had to wait longer than the law allows.",
    "zh-hant": "申請人等待的時間超過了法定期限。",
}
BAD_FOR: Phrase = {
    "en": "The applicant has to come again, for something was left out.",
    "zh-hant": "因有遺漏，申請人還要再跑一趟。",
}
OPEN_FOR: Phrase = {"en": "The applicant is still waiting.", "zh-hant": "申請人仍在等待。"}
REVIEW: Phrase = {
    "en": "What the file says of your work is still to be written.",
    "zh-hant": "案卷對您工作的評價待補寫。",
}
ALL_DONE: Phrase = {"en": "Nothing left out", "zh-hant": "沒有遺漏"}
ALL_GOOD: Phrase = {"en": "You took every step before you closed the case.", "zh-hant": "您在辦結前完成了全部步驟。"}
ALL_BAD: Phrase = {"en": "You closed the case with steps left out.", "zh-hant": "您辦結時遺漏了步驟。"}


def phrase(en: str, zh: str, **names: dict[str, str]) -> dict[str, Any]:
    """A sentence around names that are themselves in two languages."""
    said = {
        language: text.format(
            **{name: texts.get(language, next(iter(texts.values()))) for name, texts in names.items()}
        )
        for language, text in (("en", en), ("zh-hant", zh))
    }
    # What was listed in one language alone is not padded out with the other.
    languages = {language for texts in names.values() for language in texts}
    return {language: text for language, text in said.items() if language in languages}

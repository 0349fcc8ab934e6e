"""The achievements that the starter academy ships, and the key they are signed with."""

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from certificates.checks import signing_key_is_closed
from certificates.domain.award_rules import parse_rule, unverified_claims
from certificates.keyring import KeyMissing, key_file, make_key, signing_key, verifier

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = yaml.safe_load((ROOT / "certificates/starter/achievements.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["code"])
def test_it_attests_only_what_its_rule_verifies_and_speaks_three_languages(entry):
    assert unverified_claims(parse_rule(entry["rule"]), entry["attests"]) == []
    for field in ("title", "description"):
        assert set(entry[field]) == {"en", "zh-hant", "zh-hans"}


def test_its_examinations_cases_and_competencies_exist():
    examinations = yaml.safe_load((ROOT / "assessments/starter/examinations.yaml").read_text(encoding="utf-8"))
    framework = (ROOT / "lms/competencies/starter/framework.yaml").read_text(encoding="utf-8")
    known = {
        "examination": {one["code"] for one in examinations},
        "case": {path.name.upper() for path in (ROOT / "assessments/starter/scenarios").iterdir()},
        "achievement": {one["code"] for one in ENTRIES},
    }
    for entry in ENTRIES:
        for condition in parse_rule(entry["rule"]).conditions:
            if condition.kind == "competency":
                assert f"- code: {condition.code}\n" in framework
            else:
                assert condition.code in known[condition.kind]


def test_a_key_is_made_once(signing_key, capsys):
    assert make_key() is None
    call_command("make_credential_key")
    assert "already" in capsys.readouterr().out


def test_the_public_halves_of_older_keys_still_verify(signing_key, settings):
    key_file().unlink()
    newer = make_key()
    assert newer != signing_key
    assert verifier(signing_key) is not None
    assert verifier(newer or "") is not None
    assert verifier("0" * 16) is None


def test_an_open_key_is_warned_about(signing_key):
    assert signing_key_is_closed() == []
    key_file().chmod(0o640)
    assert [message.id for message in signing_key_is_closed()] == ["academy.W010"]


@pytest.mark.parametrize("content", [b"", b"not a key"])
def test_a_broken_key_is_no_key(content):
    key_file().write_bytes(content)
    with pytest.raises(KeyMissing):
        signing_key()

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from certificates.domain.calendar import add_months
from certificates.domain.credential import State, grouped, new_id, read_id, state_on
from certificates.domain.proofs import is_genuine, sign


@given(st.binary(min_size=17, max_size=17))
def test_a_number_is_read_back_however_it_is_typed(random):
    number = new_id(random)
    assert len(number) == 26
    assert read_id(number) == read_id(grouped(number)) == read_id(number.lower()) == number
    assert read_id(number.replace("O", "0").replace("I", "1").replace("B", "8")) == number


def test_a_number_carries_128_random_bits_or_more():
    first = new_id(bytes(17))
    differing = [new_id((1 << bit).to_bytes(17, "big")) for bit in range(6, 136)]
    assert len({first, *differing}) == 131
    with pytest.raises(ValueError, match="chance"):
        new_id(bytes(16))


@pytest.mark.parametrize("typed", ["", "A" * 25, "A" * 27, "A" * 25 + "!", "９" * 26, "A" * 10_000])
def test_what_cannot_be_a_number_is_none(typed):
    assert read_id(typed) is None


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 1, 1), State.VALID),
        (date(2026, 9, 1), State.VALID),
        (date(2026, 9, 2), State.EXPIRES_SOON),
        (date(2026, 12, 1), State.EXPIRES_SOON),
        (date(2026, 12, 2), State.EXPIRED),
    ],
)
def test_the_state_follows_from_the_date(on, state):
    assert state_on(on, valid_until=date(2026, 12, 1), is_revoked=False, is_genuine=True) is state


def test_a_false_record_outranks_revocation_and_revocation_outranks_dates():
    far = date(2030, 1, 1)
    assert state_on(far, valid_until=date(2026, 1, 1), is_revoked=True, is_genuine=True) is State.REVOKED
    assert state_on(far, valid_until=date(2031, 1, 1), is_revoked=True, is_genuine=False) is State.INVALID


def test_months_end_where_the_month_ends():
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)


KEY = Ed25519PrivateKey.generate()
DOCUMENT = {"id": "A", "holder": {"name": "林秀芬"}, "level": 3}


def verifies(signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        KEY.public_key().verify(signature, message)
    except InvalidSignature:
        return False
    return True


def test_a_signature_holds_for_its_document_alone():
    signature = sign(DOCUMENT, signer=KEY.sign)
    assert is_genuine(dict(reversed(DOCUMENT.items())), signature, verifier=verifies)
    for changed in ({**DOCUMENT, "level": 4}, {**DOCUMENT, "more": 1}, {"id": "A"}):
        assert not is_genuine(changed, signature, verifier=verifies)


def test_a_signature_made_for_another_purpose_does_not_pass():
    from base64 import urlsafe_b64encode

    from lms.lib.canonical import canonical_bytes

    elsewhere = urlsafe_b64encode(KEY.sign(canonical_bytes(DOCUMENT))).decode()
    assert not is_genuine(DOCUMENT, elsewhere, verifier=verifies)


@pytest.mark.parametrize("signature", ["", "é", "%%%", "AAAA"])
def test_a_malformed_signature_is_simply_false(signature):
    assert not is_genuine(DOCUMENT, signature, verifier=verifies)
    assert not is_genuine(DOCUMENT, sign(DOCUMENT, signer=KEY.sign), verifier=None)

"""Two raters who do not see each other, and a third who settles."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.domain.portfolio_raters import are_apart, open_place, settled_level
from assessments.models import Evidence, EvidenceEntry, PortfolioRating
from assessments.selectors.entries.queues import portfolios_to_rate
from assessments.services.entries.portfolios import give_back_portfolio, rate_portfolio, take_portfolio
from assessments.services.entries.refusal import EntryRefused
from assessments.services.entries.withdrawing import withdraw_entry
from lms.base import outbox
from tests.assessments.entries.conftest import WHY
from tests.assessments.entries.files import pdf


@pytest.mark.parametrize(
    ("levels", "value"),
    [([], None), ([3], None), ([3, 3], 3.0), ([3, 4], 3.5), ([2, 4], None), ([2, 4, 4], 4.0), ([0, 5, 2], 2.0)],
)
def test_two_agree_or_a_third_one_settles(levels, value):
    assert settled_level(levels) == value
    assert are_apart(levels[:2]) == (len(levels) > 2 or (levels == [2, 4]))


def test_the_third_place_opens_only_to_settle():
    assert open_place([], []) == 1
    assert open_place([1], []) == 2
    assert open_place([2], []) == 1
    assert open_place([1, 2], [3, 3]) is None
    assert open_place([1, 2], [1, 4]) == 3
    assert open_place([1, 2, 3], [1, 4]) is None


def rate(entry, level, by, at):
    take_portfolio(entry=entry, by=by, at=at)
    return rate_portfolio(entry=entry, level=level, reason=WHY, by=by, at=at)


def test_two_who_agree_make_one_row_dated_by_the_work(portfolio, rex, tom, now):
    assert rate(portfolio, 3, rex, now).is_waiting
    assert not Evidence.objects.exists()
    assert rate(portfolio, 4, tom, now).counts
    row = Evidence.objects.get()
    assert (row.kind, row.value, row.entry_id) == ("portfolio", 3.5, portfolio.pk)
    assert row.observed_at < now - timedelta(days=9)
    outbox.drain()
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_where_they_are_apart_a_third_one_settles(portfolio, rex, tom, tia, rita, now):
    rate(portfolio, 1, rex, now)
    rate(portfolio, 4, tom, now)
    assert [one.pk for one in portfolios_to_rate(tia, now)] == [portfolio.pk]
    assert portfolios_to_rate(rex, now) == []
    rate(portfolio, 2, tia, now)
    assert Evidence.objects.get().value == 2.0
    with pytest.raises(EntryRefused):
        take_portfolio(entry=portfolio, by=rita, at=now)


def test_nobody_rates_their_own_nor_that_of_people_they_lead_or_of_other_units(portfolio, ada, ben, far, cleo, now):
    for user in (ada, ben, far, cleo):
        with pytest.raises(EntryRefused):
            take_portfolio(entry=portfolio, by=user, at=now)


def test_two_places_are_taken_by_two_people_and_freed_after_two_weeks(portfolio, rex, tom, tia, rita, now):
    take_portfolio(entry=portfolio, by=rex, at=now)
    take_portfolio(entry=portfolio, by=tom, at=now)
    with pytest.raises(EntryRefused):
        take_portfolio(entry=portfolio, by=tia, at=now)
    give_back_portfolio(entry=portfolio, by=tom)
    assert take_portfolio(entry=portfolio, by=tia, at=now).place == 2
    late = now + timedelta(days=15)
    assert portfolios_to_rate(rita, late)
    assert take_portfolio(entry=portfolio, by=rita, at=late).place == 1
    with pytest.raises(EntryRefused):
        rate_portfolio(entry=portfolio, level=3, reason=WHY, by=rex, at=late)


def test_the_database_refuses_a_second_rating_of_one_rater_and_a_second_of_one_place(portfolio, rex, tom, now):
    PortfolioRating.objects.create(entry=portfolio, place=1, rater=rex, taken_at=now)
    for place, rater in ((2, rex), (1, tom), (4, tom)):
        with pytest.raises(IntegrityError), transaction.atomic():
            PortfolioRating.objects.create(entry=portfolio, place=place, rater=rater, taken_at=now)


def test_what_is_rated_is_not_withdrawn(portfolio, ada, rex, tom, now):
    rate(portfolio, 1, rex, now)
    rate(portfolio, 1, tom, now)
    with pytest.raises(EntryRefused):
        withdraw_entry(entry=portfolio, reason="", by=ada, at=now)


def test_handing_in_and_rating_through_the_pages(client, ada, rex, tom, s1):
    client.force_login(ada)
    form = reverse("assessments:hand_in_portfolio", args=["S1"])
    assert "Hand in" in client.get(form).text
    work = {"level": 3, "observed_on": "2026-01-05", "text": WHY * 2}
    assert "This field is required" in client.post(form, work).text
    page = client.post(form, {**work, "pieces": [pdf("a.pdf"), pdf("b.pdf", b"%PDF-2")]}, follow=True)
    assert "0 of the ratings are there" in page.text
    entry = EvidenceEntry.objects.get()
    assert entry.artefacts.count() == 2
    assert "still waits for its raters" in client.post(form, {**work, "pieces": pdf()}).text
    home, own = reverse("assessments:portfolios"), reverse("assessments:portfolio", args=[entry.public_id])
    for rater, level, other in ((rex, 2, "Tom"), (tom, 3, "Rex")):
        client.force_login(rater)
        assert own in client.get(home).text
        page = client.get(own).text
        assert WHY not in page
        page = client.post(own, {"act": "take"}, follow=True).text
        assert WHY in page
        assert other not in page
        assert "Enter" not in client.post(own, {"act": "rate", "level": level}).text
        client.post(own, {"act": "rate", "level": level, "reason": f"I am rater {rater.name}. " + WHY})
    client.force_login(ada)
    page = client.get(reverse("assessments:entry", args=[entry.public_id])).text
    assert "I am rater Tom" in page
    assert "2.5" in client.get(reverse("assessments:my_evidence")).text


def test_the_person_reads_no_rating_before_all_are_there(client, portfolio, ada, rex, now):
    rate(portfolio, 1, rex, now)
    client.force_login(ada)
    page = client.get(reverse("assessments:entry", args=[portfolio.public_id])).text
    assert "1 of the ratings is there" in page
    assert page.count(WHY) == 1  # her own words


def test_the_pages_say_that_a_third_rating_settles_what_lies_apart(client, portfolio, ada, rex, tom, tia, now):
    own = reverse("assessments:portfolio", args=[portfolio.public_id])
    rate(portfolio, 1, rex, now)
    take_portfolio(entry=portfolio, by=tom, at=now)
    client.force_login(tom)
    assert "a third rater settles it" in client.get(own).text
    said = client.post(own, {"act": "rate", "level": 4, "reason": WHY}, follow=True).text
    assert "It lies more than one level from the other one" in said
    client.force_login(ada)
    entry = reverse("assessments:entry", args=[portfolio.public_id])
    assert "a third rater settles it" in client.get(entry).text
    take_portfolio(entry=portfolio, by=tia, at=now)
    client.force_login(tia)
    assert "Yours settles it" in client.get(own).text
    said = client.post(own, {"act": "rate", "level": 2, "reason": WHY}, follow=True).text
    assert "It lies more than" not in said
    client.force_login(ada)
    assert "a third rater settles it" not in client.get(entry).text


def test_words_typed_before_giving_back_wait_for_the_same_rater(client, portfolio, rex, tom, now):
    own = reverse("assessments:portfolio", args=[portfolio.public_id])
    client.force_login(rex)
    client.post(own, {"act": "take"})
    typed = {"level": 3, "reason": "The letter names the missing paper."}
    said = client.post(own, {"act": "give_back", **typed}, follow=True).text
    assert "Your words are kept until you sign out" in said
    assert not portfolio.ratings.exists()
    again = client.post(own, {"act": "take"}, follow=True).text
    assert typed["reason"] in again and re.search(r'value="3"[^>]*checked', again)
    client.post(own, {"act": "rate", "level": 3, "reason": WHY})
    assert client.session["unsent_ratings"] == {}
    client.force_login(tom)
    assert typed["reason"] not in client.post(own, {"act": "take"}, follow=True).text


def test_nothing_typed_nothing_kept_and_only_the_last_few(client, portfolio, rex, now):
    own = reverse("assessments:portfolio", args=[portfolio.public_id])
    client.force_login(rex)
    client.post(own, {"act": "take"})
    assert "Your words are kept" not in client.post(own, {"act": "give_back", "reason": " "}, follow=True).text
    session = client.session
    session["unsent_ratings"] = {f"{number}": {"level": "", "reason": "x"} for number in range(5)}
    session.save()
    client.post(own, {"act": "take"})
    client.post(own, {"act": "give_back", "reason": "Later."})
    assert list(client.session["unsent_ratings"]) == ["1", "2", "3", "4", str(portfolio.public_id)]


def test_doors_of_the_portfolio(client, portfolio, ada, ben, cleo, hua, rex, far):
    own = reverse("assessments:portfolio", args=[portfolio.public_id])
    for user, status in [(ada, 404), (ben, 404), (cleo, 404), (hua, 404), (far, 404), (rex, 200)]:
        client.force_login(user)
        assert client.get(own).status_code == status, user
    entry = reverse("assessments:entry", args=[portfolio.public_id])
    for user, status in [(ada, 200), (ben, 404), (cleo, 404), (hua, 404), (far, 404), (rex, 404)]:
        client.force_login(user)
        assert client.get(entry).status_code == status, user
    client.logout()
    assert "/account/login/" in client.get(own)["Location"]
    assert "/account/login/" in client.get(entry)["Location"]

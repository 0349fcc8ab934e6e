from datetime import datetime

import pytest
from django.db.models import QuerySet

from lms.base.db.prepared import Prepared, PreparedObjects
from lms.people.models import OrgUnit, User

pytestmark = pytest.mark.django_db

of_number = Prepared(lambda pk: User.objects.filter(pk=pk).values_list("email", "joined_at"))
of_address = Prepared(lambda email: User.objects.filter(email=email).values_list("pk"))
of_some = Prepared(lambda *pks: User.objects.filter(pk__in=pks).order_by("pk").values_list("pk"))
whole = PreparedObjects(OrgUnit, lambda pk: OrgUnit.objects.filter(pk=pk))


def test_each_call_finds_what_its_own_keys_name(ada, ben):
    assert of_number(ada.pk) == [(ada.email, ada.joined_at)]
    assert of_number(ben.pk) == [(ben.email, ben.joined_at)]
    assert isinstance(of_number(ben.pk)[0][1], datetime)
    assert of_number(0) == []


def test_a_text_may_be_the_key_and_is_no_sql(ada):
    assert of_address(ada.email) == [(ada.pk,)]
    assert of_address("' OR ''='") == of_address("%s") == []


def test_any_number_of_keys_may_be_given_and_none(ada, ben):
    assert of_some(ada.pk, ben.pk) == sorted([(ada.pk,), (ben.pk,)])
    assert of_some(ada.pk, ada.pk) == [(ada.pk,)]
    assert of_some() == []


def test_a_later_call_is_one_statement_and_makes_no_query_anew(ada, django_assert_num_queries):
    built = []

    def build(pk: int) -> QuerySet[User, tuple[str]]:
        built.append(pk)
        return User.objects.filter(pk=pk).values_list("email")

    prepared = Prepared(build)
    prepared(ada.pk)
    with django_assert_num_queries(1):
        assert prepared(ada.pk) == [(ada.email,)]
    assert len(built) == 1


def test_an_object_comes_as_the_model_makes_it(ada, django_assert_num_queries):
    unit = OrgUnit.objects.order_by("pk")[0]
    (found,) = whole(unit.pk)
    with django_assert_num_queries(0):
        assert (found, found.name, found.path) == (unit, unit.name, unit.path)
    assert not found.get_deferred_fields() and not found._state.adding


def test_whole_objects_are_not_taken_for_rows(ada):
    with pytest.raises(TypeError):
        Prepared(lambda pk: User.objects.filter(pk=pk))(ada.pk)

"""The algebra of permission sets, as laws."""

from __future__ import annotations

import copy
import json
import pickle

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.strategies import grants, permissions, respellings
from twilio_keys_component.permissions import ACTIONS, Permission, PermissionSet

NOTHING = PermissionSet()


def is_same(one: PermissionSet, other: PermissionSet) -> bool:
    """Whether both allow the same and are written the same."""
    return one == other and hash(one) == hash(other) and one.written == other.written


@given(grants(), grants())
def test_union_and_intersection_commute(a: PermissionSet, b: PermissionSet) -> None:
    """The order of the operands does not count."""
    assert (a | b, a & b) == (b | a, b & a)


@given(grants(), grants(), grants())
def test_union_and_intersection_associate(a: PermissionSet, b: PermissionSet, c: PermissionSet) -> None:
    """The grouping of the operands does not count."""
    assert ((a | b) | c, (a & b) & c) == (a | (b | c), a & (b & c))


@given(grants())
def test_union_and_intersection_are_idempotent(a: PermissionSet) -> None:
    """A set joined or intersected with itself is itself."""
    assert (a | a, a & a) == (a, a)


@given(grants(), grants(), grants())
def test_each_operation_distributes_over_the_other(a: PermissionSet, b: PermissionSet, c: PermissionSet) -> None:
    """Union distributes over intersection, and intersection over union."""
    assert (a & (b | c), a | (b & c)) == ((a & b) | (a & c), (a | b) & (a | c))


@given(grants(), grants())
def test_each_operation_absorbs_the_other(a: PermissionSet, b: PermissionSet) -> None:
    """What a set shares with another adds nothing to it."""
    assert (a | (a & b), a & (a | b)) == (a, a)


@given(grants())
def test_the_empty_set_is_neutral_for_union_and_swallows_intersection(a: PermissionSet) -> None:
    """Nothing adds nothing, shares nothing and takes nothing away."""
    assert (a | NOTHING, a & NOTHING, a - NOTHING, a - a) == (a, NOTHING, a, NOTHING)


@given(grants(), grants())
def test_difference_leaves_nothing_of_what_was_taken(a: PermissionSet, b: PermissionSet) -> None:
    """`a - b` and `b` allow nothing in common, a wildcard taken apart or not."""
    assert (a - b).actions.isdisjoint(b.actions)


@given(grants(), grants())
def test_a_set_splits_into_what_it_shares_and_what_it_does_not(a: PermissionSet, b: PermissionSet) -> None:
    """Intersection and difference together are the whole."""
    assert (a & b) | (a - b) == a


@given(grants(), grants(), permissions())
def test_operations_decide_each_action_by_itself(a: PermissionSet, b: PermissionSet, permission: Permission) -> None:
    """A single action is in the result exactly when logic says so of the operands."""
    for single in permission.expanded():
        in_a, in_b = single in a, single in b
        assert (single in a | b, single in a & b, single in a - b) == (in_a or in_b, in_a and in_b, in_a and not in_b)


@given(grants(), grants())
def test_a_set_is_within_another_when_their_union_is_the_other(a: PermissionSet, b: PermissionSet) -> None:
    """`<=`, `<`, `>=` and `>` agree with union and equality."""
    assert (a <= b) == (a | b == b) == (b >= a)
    assert (a < b) == (a <= b and a != b) == (b > a)


@given(grants(), grants())
def test_a_delta_leads_from_one_set_to_the_other(a: PermissionSet, b: PermissionSet) -> None:
    """Revoking and granting what the delta says gives the other set, and it says nothing needless."""
    delta = a.delta(b)
    assert (a - delta.revoked) | delta.granted == b
    assert (delta.revoked <= a, delta.granted & a, bool(delta)) == (True, NOTHING, a != b)


@given(st.data())
def test_sets_are_equal_by_what_they_allow(data: st.DataObject) -> None:
    """Order, duplicates, slashes and written-out wildcards change neither equality, hash nor iteration."""
    a = data.draw(grants())
    b = PermissionSet(data.draw(respellings(a)))
    assert (a == b, hash(a) == hash(b), list(a) == list(b), len(a) == len(b)) == (True, True, True, True)


@given(grants(), grants())
def test_sets_are_different_when_one_action_differs(a: PermissionSet, b: PermissionSet) -> None:
    """Equality is exactly the equality of all single actions."""
    assert (a == b) == (set(a.expanded().written) == set(b.expanded().written))


@given(grants())
def test_iteration_is_sorted_and_without_duplicates(a: PermissionSet) -> None:
    """A set is walked in one order."""
    assert list(a) == sorted(set(a))
    assert (len(a), bool(a)) == (len(list(a)), list(a) != [])


@given(grants())
def test_the_normal_form_has_a_wildcard_exactly_for_full_resources(a: PermissionSet) -> None:
    """A resource is written as `*` when all five actions are allowed, and only then."""
    for wildcard in {p.wildcard for p in a.actions}:
        allowed = {p.action for p in a.actions if p.wildcard == wildcard}
        shown = {p.action for p in a.normal if p.wildcard == wildcard}
        assert shown == ({"*"} if allowed == set(ACTIONS) else allowed)


@given(grants(), permissions())
def test_a_set_covers_what_adding_would_not_change(a: PermissionSet, permission: Permission) -> None:
    """`covers` and `in` tell whether a permission, a wildcard too, is allowed already."""
    is_allowed = a | PermissionSet([permission]) == a
    assert (a.covers(permission), permission in a) == (is_allowed, is_allowed)


@given(grants())
def test_a_set_covers_all_that_it_is_made_of(a: PermissionSet) -> None:
    """Every entry, as written, in normal form or expanded, is covered."""
    assert all(a.covers(p) for p in (*a.written, *a.normal, *a.actions))


@given(grants(), grants())
def test_respelling_like_a_model_keeps_what_is_allowed(a: PermissionSet, model: PermissionSet) -> None:
    """`spelled_like` changes the writing and never the grant."""
    assert a.spelled_like(model) == a


@given(grants(), grants())
def test_respelling_like_a_model_takes_its_entries_where_they_fit(a: PermissionSet, model: PermissionSet) -> None:
    """Every entry of the model that the set covers is written as in the model; the rest is in normal form."""
    written = set(a.spelled_like(model).written)
    fitting = {p for p in model.written if a.covers(p)}
    rest = PermissionSet(a.actions - PermissionSet(fitting).actions)
    assert written == fitting | set(rest.normal)


@given(st.data())
def test_respelling_like_an_equal_set_gives_its_very_spelling(data: st.DataObject) -> None:
    """Where the model allows the same, nothing of its spelling is lost."""
    a = data.draw(grants())
    model = PermissionSet(data.draw(respellings(a)))
    assert a.spelled_like(model).written == model.written


@given(grants())
def test_an_expanded_set_has_no_wildcard_and_allows_the_same(a: PermissionSet) -> None:
    """`expanded` writes out every wildcard."""
    assert a.expanded() == a
    assert all(not p.is_wildcard for p in a.expanded().written)


@given(grants())
def test_a_policy_within_the_limit_is_sent_as_it_was_written(a: PermissionSet) -> None:
    """The policy lists each entry that was given once, in sorted order."""
    assert a.to_policy() == {"allow": [str(p) for p in sorted(set(a.written))]}


@given(st.data())
def test_a_policy_does_not_depend_on_the_order_of_the_input(data: st.DataObject) -> None:
    """The same entries in another order give the same bytes."""
    texts = data.draw(grants().flatmap(respellings))
    shuffled = data.draw(st.permutations(texts))
    assert json.dumps(PermissionSet(texts).to_policy()) == json.dumps(PermissionSet(shuffled).to_policy())


@given(grants())
def test_json_keeps_the_grant_and_its_spelling(a: PermissionSet) -> None:
    """Through pydantic a set is a list of texts in JSON, and comes back as it was written."""
    adapter = TypeAdapter(PermissionSet)
    text = adapter.dump_json(a)
    assert json.loads(text) == [str(p) for p in a.written]
    assert is_same(adapter.validate_json(text), a)


@given(grants())
def test_copies_and_pickles_are_equal_and_spelled_alike(a: PermissionSet) -> None:
    """A copy by any means is the same grant, whether derived values were computed before or not."""
    untouched = PermissionSet(a.written)
    for made in (copy.copy(a), copy.deepcopy(a), pickle.loads(pickle.dumps(a)), pickle.loads(pickle.dumps(untouched))):
        assert is_same(made, a)


@given(grants())
def test_the_representation_can_be_evaluated(a: PermissionSet) -> None:
    """`repr` is the code that makes the set, with its spelling."""
    assert eval(repr(a), {"PermissionSet": PermissionSet}).written == a.written


@given(grants(), grants())
def test_operations_leave_their_operands_alone(a: PermissionSet, b: PermissionSet) -> None:
    """No operation changes what it works on."""
    before = (a.written, b.written, a.actions, b.actions)
    _ = (a | b, a & b, a - b, a <= b, a.delta(b), a.spelled_like(b), a.expanded(), a.to_policy())
    assert (a.written, b.written, a.actions, b.actions) == before

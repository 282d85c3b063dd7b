"""Roles keep apart what the law keeps apart."""

from dmi.policy.roles import ROLE_FACTS, AgencyType, Role

INVESTIGATION = {Role.PROSECUTOR, Role.POLICE_ANALYST, Role.HANDLER}
TOGETHER = [
    {Role.TERRITORIAL_COORDINATOR, Role.OBSERVATORY_ANALYST},
    {Role.SOCIAL_WORKER, Role.JOB_COACH},
]


def test_every_role_has_its_facts_and_its_key() -> None:
    assert list(ROLE_FACTS) == list(Role)
    assert Role("JEF") is Role.PROGRAMME_MANAGER
    assert ROLE_FACTS[Role.PROSECUTOR].label == "Prosecutor"


def test_no_two_roles_are_held_together_but_two_pairs() -> None:
    for role, facts in ROLE_FACTS.items():
        for other in Role:
            if Role.SCHEDULER in {role, other} or role is other:
                continue
            assert (other not in facts.not_with) is ({role, other} in TOGETHER)


def test_who_may_not_be_both_may_not_be_both_either_way() -> None:
    for role, facts in ROLE_FACTS.items():
        assert role not in facts.not_with
        assert all(role in ROLE_FACTS[other].not_with for other in facts.not_with)


def test_roles_that_see_the_investigation_fall_asleep_sooner() -> None:
    for role, facts in ROLE_FACTS.items():
        expected = 15 if role in INVESTIGATION else 30
        assert facts.idle_minutes == (0 if role is Role.SCHEDULER else expected)


def test_police_prosecution_and_support_come_from_different_institutions() -> None:
    police = {AgencyType.POLICE_INVESTIGATIVE, AgencyType.POLICE_UNIFORMED}
    assert ROLE_FACTS[Role.HANDLER].agency_types == police
    assert ROLE_FACTS[Role.PROSECUTOR].agency_types == {AgencyType.PROSECUTION}
    assert not ROLE_FACTS[Role.SOCIAL_WORKER].agency_types & (police | {AgencyType.PROSECUTION})
    assert all(facts.agency_types for facts in ROLE_FACTS.values())

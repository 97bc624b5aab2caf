from __future__ import annotations

import pytest

from evidence.domains import host_of, imitates, imitates_state, is_address, is_state, registered, same_owner


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.jinan.gov.cn", "jinan.gov.cn"),
        ("jyj.shizhong.jinan.gov.cn:8080", "jinan.gov.cn"),
        ("www.people.com.cn", "people.com.cn"),
        ("a.b.example.com", "example.com"),
        ("example.com", "example.com"),
        ("www.x.sd.cn", "x.sd.cn"),
        ("x.cn", "x.cn"),
        ("127.0.0.1:8000", "127.0.0.1:8000"),
        ("localhost", "localhost"),
    ],
)
def test_registered_domain(host: str, domain: str) -> None:
    assert registered(host) == domain


@pytest.mark.parametrize(
    ("host", "state", "imitation"),
    [
        ("www.jinan.gov.cn", True, False),
        ("www.81.mil.cn", True, False),
        ("gov.cn.stranger.com", False, True),
        ("www.jinan.gov.cn.xyz", False, True),
        ("jinan-gov-cn.com", False, True),
        ("www.jinan.gov.com.cn", False, True),
        ("www.govcn.net", False, True),
        ("www.governance.cn", False, False),
        ("gov.stranger.com", False, False),
        ("www.egov.com", False, False),
        ("mygovcn.com", False, False),
        ("10.0.0.1", False, False),
    ],
)
def test_state_and_its_imitations(host: str, state: bool, imitation: bool) -> None:
    assert (is_state(host), imitates_state(host)) == (state, imitation)


@pytest.mark.parametrize(
    ("host", "own", "does"),
    [
        ("www.lanting.gov.cn.abc.com", "www.lanting.gov.cn", True),
        ("lanting-gov-cn.com", "lanting.gov.cn", True),
        ("zwfw.lanting.gov.cn", "www.lanting.gov.cn", False),
        ("www.lanting.com", "www.lanting.gov.cn", False),
        ("127.0.0.1:1.abc.com", "127.0.0.1:1", False),
    ],
)
def test_imitation_of_an_own_domain(host: str, own: str, does: bool) -> None:
    assert imitates(host, own) is does


def test_hosts_of_addresses() -> None:
    assert host_of("HTTP://u:p@WWW.X.CN:81/a") == "www.x.cn:81"
    assert host_of("//[bad") == ""
    assert (is_address("[::1]:80"), is_address("1.2.3.4:5"), is_address("a.cn")) == (True, True, False)
    assert (same_owner("a.x.com", "b.x.com"), same_owner("a.x.com", "a.y.com")) == (True, False)

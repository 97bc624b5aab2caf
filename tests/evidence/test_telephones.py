from __future__ import annotations

import pytest

from evidence.telephones import phone_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("监督电话：0531-82078888", "监督电话：0531-82078888"),
        ("投诉电话 （0531）8207888", "投诉电话 （0531）8207888"),
        ("0531-82078888", "0531-82078888"),
        ("监督电话：0531-8207 8888", "监督电话：0531-8207 8888"),
        ("咨询电话：8207—8888", "咨询电话：8207—8888"),
        ("8207—8888", ""),
        ("电话咨询工作，2025-2026年", ""),
        ("咨询电话：82078888", "咨询电话：82078888"),
        ("82078888", ""),  # without a word for telephones it may be any number
        ("监督热线：12345", "监督热线：12345"),
        ("第12345号", ""),
        ("举报：138****1234", "举报：138****1234"),
        ("客服热线 400-600-1234", "客服热线 400-600-1234"),
        ("供水服务热线 96116", "供水服务热线 96116"),
        ("传真：0531-82078888", ""),
        ("传真：0531-82078888 电话：0531-82078889", "电话：0531-82078889"),
        ("联系QQ：82078888", ""),
        ("邮编：250001", ""),
        ("监督电话：", ""),
        ("监督电话：XXXX-XXXXXXX", ""),
        ("电话见公示栏，发布于2026年", ""),
        ("家长 手机 班级 186****7042", ""),  # a person's, and no office's
        ("联系人：柯林 186****7042", "联系人：柯林 186****7042"),
        ("网站标识码：0000010051", ""),
        ("联系电话：053182078888123", ""),  # longer than any number
    ],
)
def test_a_number_to_call(text: str, found: str) -> None:
    assert phone_in(text) == found


@pytest.mark.parametrize(("labelled", "found"), [(True, "示范路1号 82078888"), (False, "")])
def test_a_number_under_the_head_of_a_table(labelled: bool, found: str) -> None:
    assert phone_in("示范路1号 82078888", labelled) == found

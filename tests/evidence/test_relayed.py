"""Whose a page is that passes something on: only a body that is plainly another's is one."""

from __future__ import annotations

from typing import Any

import pytest

from evidence.relayed import Claims, District, relayed_from

YUNXI = District(
    "海东市云溪区",
    frozenset(("云溪区人民政府", "区民政局", "民政局", "柳河街道办事处", "市自然资源和规划局云溪分局")),
)


@pytest.mark.parametrize(
    ("title", "said", "body"),
    [
        ("关于救助标准的通知", {}, ""),
        ("国务院关于印发规划的通知", {"document_number": "国发〔2026〕3号"}, "国发〔2026〕3号的发文机关"),
        ("海东市民政局关于救助的通知", {}, "海东市民政局"),
        ("市民政局关于救助的通知", {}, "市民政局"),
        (
            "云溪区民政局关于救助的通知",
            {"source": "海东市民政局"},
            "",
        ),  # made here, whoever is called the source
        ("区民政局关于救助的通知", {"issuer": "省民政厅"}, ""),
        ("云溪区人民政府办公室转发海东市民政局关于救助的通知", {}, ""),
        ("关于救助的通知", {"issuer": "海东市民政局"}, "海东市民政局"),
        (
            "关于救助的通知",
            {"issuer": "区民政局", "source": "海东市民政局"},
            "海东市民政局",
        ),  # both are asked
        ("关于救助的通知", {"issuer": "区民政局"}, ""),
        ("关于救助的通知", {"issuer": "区大数据中心"}, ""),  # a body of the district that nobody configured
        ("关于救助的通知", {"issuer": "民政局"}, ""),
        ("关于救助的通知", {"source": "平川区民政局"}, "平川区民政局"),
        ("关于救助的通知", {"source": "青山省人民政府"}, "青山省人民政府"),
        ("关于救助的通知", {"source": "国务院办公厅"}, "国务院办公厅"),
        ("关于救助的通知", {"source": "新华社"}, "新华社"),
        ("云溪区开展救助活动", {"source": "新华社"}, ""),  # reported on
        ("柳河街道办事处开展救助活动", {"source": "海东市民政局"}, ""),
        ("关于救助的通知", {"source": "海东日报"}, ""),
        ("市民政局举办开放日活动", {"source": "区民政局"}, "市民政局"),
        ("海东市民政局召开养老服务会议", {}, "海东市民政局"),
        ("省民政厅联合省财政厅出台新规", {}, "省民政厅"),
        ("平川区民政局举办开放日活动", {}, "平川区民政局"),
        ("区民政局举办开放日活动", {"source": "海东日报"}, ""),
        ("民政局举办开放日活动", {}, ""),
        ("柳河街道办事处举办开放日活动", {}, ""),
        ("市场监管局举办开放日活动", {}, ""),
        ("市民中心管理办公室举办开放日活动", {}, ""),
        ("市民政局组织我区社工参加培训", {}, ""),
        ("市民政局到云溪区民政局调研", {}, ""),
        ("市民代表走进区民政局", {}, ""),
        ("社区党委举办开放日活动", {}, ""),
        ("全市救助工作现场会召开", {"source": "海东日报"}, "海东日报"),
        ("市民代表走进市政府常务会议", {"source": "海东新闻网"}, "海东新闻网"),
        ("全省救助工作会议召开", {"source": "省电视台"}, "省电视台"),
        ("全市救助工作现场会召开", {"source": "区融媒体中心"}, ""),
        ("全市救助工作现场会召开", {"source": "本站"}, ""),  # who wrote it nobody says
        ("全市救助工作现场会召开", {}, ""),
        ("全市救助工作现场会在云溪区召开", {"source": "海东日报"}, ""),
        ("我区在全市救助工作会议上发言", {"source": "海东日报"}, ""),
        ("柳河街道办事处学习市政府常务会议精神", {"source": "海东日报"}, ""),
        ("学习市政府常务会议精神", {"source": "海东日报"}, ""),
        ("城市政府采购展开幕", {"source": "海东日报"}, ""),
        ("社区救助站开放", {"source": "海东日报"}, ""),
        ("关于救助的通知", {"source": "市场监管局"}, ""),  # the district's, without 区
        ("关于救助的通知", {"source": "市民中心"}, ""),
        ("关于救助的通知", {"source": "市政园林局"}, ""),
        ("关于救助的通知", {"source": "市政府办公厅"}, "市政府办公厅"),
        ("关于救助的通知", {"source": "高新区管委会"}, ""),
        ("关于救助的通知", {"source": "幸福社区服务中心"}, ""),
        ("关于救助的通知", {"source": "中央商务区建设中心"}, ""),
        ("关于救助的通知", {"source": "城市管理局"}, ""),
        ("关于救助的通知", {"source": "市自然资源和规划局云溪分局"}, ""),
        ("关于救助的通知", {"document_number": "云政办发〔2026〕1号", "issuer": "区民政局"}, ""),
        ("关于救助的通知", {"document_number": "云溪政发〔2026〕1号", "source": "海东市民政局"}, ""),
        ("关于救助的通知", {"document_number": "柳河办发〔2026〕1号"}, ""),
        ("关于救助的通知", {"document_number": "海政办发〔2026〕1号"}, "海政办发〔2026〕1号的发文机关"),
        ("关于救助的通知", {"document_number": "鲁民发〔2026〕1号"}, "鲁民发〔2026〕1号的发文机关"),
        ("关于救助的通知", {"document_number": "民字〔2026〕1号"}, ""),  # tells nothing
    ],
)
def test_what_another_body_issued_is_told(title: str, said: dict[str, Any], body: str) -> None:
    assert relayed_from(Claims(title, **said), YUNXI) == body


@pytest.mark.parametrize(
    ("district", "source", "body"),
    [
        ("某地", "省民政厅", "省民政厅"),
        ("某地", "市民政局", ""),  # whether the city is another level nobody knows
        ("海东市", "市民政局", ""),
        ("海东市", "平川区民政局", "平川区民政局"),
        ("", "国务院", "国务院"),
        ("", "区民政局", ""),
    ],
)
def test_districts_of_other_levels_and_names_that_do_not_tell(district: str, source: str, body: str) -> None:
    assert relayed_from(Claims("通知", source=source), District(district, frozenset())) == body


@pytest.mark.parametrize(
    ("source", "is_foreign"),
    [
        ("市场监管局", False),
        ("市政公用事业服务中心", False),
        ("市民政局", True),
        ("新型智慧城市建设办公室", False),
        ("华联超市有限公司", False),
        ("滨海市教育局", True),
        ("自然保护区管理局", False),
        ("旅游度假区管委会", False),
        ("核心区建设指挥部", False),
        ("平川区教育局", True),
    ],
)
def test_what_only_sounds_like_a_place_makes_nobody_foreign(source: str, is_foreign: bool) -> None:
    district = District("海东市云溪区", frozenset({"区市场监督管理局"}))
    assert bool(relayed_from(Claims("工作动态", source=source), district)) is is_foreign


def test_a_city_s_own_paper_tells_of_the_city_itself() -> None:
    claims = Claims("全市救助工作现场会召开", source="海东日报")
    assert relayed_from(claims, District("海东市", frozenset())) == ""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.engine.complaints import Desk
from checks.engine.link_words import LinkWords
from checks.engine.standard import all_rules, load_standards
from evidence.errors import ConfigError
from evidence.toml_lines import load

CONFIG = Path(__file__).parents[3] / "config"
LEXICON = """\
kind = "links"
[[foul]]
class = "赌博"
source = "某通报"
words = ["百家乐"]
hosts = ["casino"]
[report]
words = ["查处"]
[[trusted]]
why = "统计"
hosts = ["cnzz.com"]
"""
PACK = """\
[pack]
id = "local"
title = "地方标准"
document = "某文"
issued = "2026-01-01"
[[rule]]
id = "L-1"
check = "link-suspicious"
level = "advice"
origin = "house"
title = "链接"
clause = "某文"
kinds = ["department"]
remedy = "删除。"
params.block = { value = 5, origin = "house", source = "本地" }
params.words = { lexicon = "links", origin = "house", source = "本地" }
"""


def folder(tmp_path: Path, pack: str = PACK, lexicon: str | None = LEXICON) -> Path:
    (tmp_path / "standards").mkdir()
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "standards" / "local.toml").write_text(pack, encoding="utf-8")
    if lexicon is not None:
        (tmp_path / "lexicons" / "links.toml").write_text(lexicon, encoding="utf-8")
    return tmp_path / "standards"


def test_rule_reads_the_lexicon_beside_the_standards(tmp_path: Path) -> None:
    (rule,) = all_rules(load_standards(folder(tmp_path), ["local"]))
    words: LinkWords = rule.params.words
    assert (words.foul, words.foul_hosts, words.report) == (
        (("百家乐", "赌博"),),
        (("casino", "赌博"),),
        ("查处",),
    )
    assert [str(item.value) for item in rule.thresholds if item.name == "words"] == [
        "lexicons/links.toml（1个词，1个可信域名）"
    ]


@pytest.mark.parametrize(
    ("pack", "lexicon", "says"),
    [
        (PACK, None, "local.toml:16: no lexicon 'links' in a folder lexicons; add the file"),
        (PACK.replace('lexicon = "links"', "value = 1"), LEXICON, "parameter 'words' is {'value': 1"),
        (
            PACK,
            LEXICON.replace('words = ["百', 'wrods = ["百'),
            "links.toml:5: unknown key 'wrods'; did you mean",
        ),
        (PACK, LEXICON.replace('source = "某通报"', ""), "links.toml:2: missing 'source'"),
        (PACK, LEXICON + "[other]\n", "unknown table 'other'"),
        (PACK, "[[foul]\n", "links.toml:1"),
    ],
)
def test_what_is_amiss_is_told_with_its_line(
    tmp_path: Path, pack: str, lexicon: str | None, says: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_standards(folder(tmp_path, pack, lexicon), ["local"])
    assert any(says in line for line in caught.value.complaints), caught.value.complaints


def own() -> LinkWords:
    desk = Desk(load(CONFIG / "lexicons" / "links.toml"))
    words = LinkWords.read(desk)
    assert not desk.complaints
    return words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("澳门百家乐在线", "赌博"),
        ("成人电影免费看", "色情"),
        ("公安机关打击网络赌博平台", ""),
        ("成人高等教育招生", ""),
        ("福利彩票公益金使用情况", ""),
        ("彩票发行销售情况公告", ""),
        ("无码头泊位的港口整治", ""),
        ("棋牌室治安管理办法", ""),
        ("娱乐场所管理条例", ""),
    ],
)
def test_own_lexicon_tells_foul_wording_from_ordinary(text: str, kind: str) -> None:
    assert own().class_of(text) == kind


@pytest.mark.parametrize(
    ("host", "trusted"),
    [
        ("www.jinan.gov.cn", True),
        ("www.nuc.edu.cn", True),
        ("hm.baidu.com", True),
        ("www.people.com.cn", True),
        ("www.baidu.com.stranger.cn", False),
        ("hnci.net.cn", False),
    ],
)
def test_own_lexicon_trusts_what_everybody_links_to(host: str, trusted: bool) -> None:
    assert own().is_trusted(host) is trusted

"""Policy documents and their interpretations: numbers (发文字号), titles within 《》, forms.

What needs an interpretation follows 鲁政办字〔2021〕115号 as the districts carry it out and the excluded kinds of
config/standards/policy-interpretation.toml: personnel, meetings, commendations, forwarding, bodies, replies.
"""

from __future__ import annotations

import re
from functools import lru_cache

_OPEN, _CLOSE = r"[〔\[（(【［﹝﹙〈]", r"[〕\])）】］﹞﹚〉]"
_NUMBER = re.compile(
    rf"([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z·]{{0,19}}?)\s*{_OPEN}\s*((?:19|20)\d\s*\d)\s*{_CLOSE}\s*第?\s*(\d{{1,4}}(?:\s*[-—]\s*\d{{1,3}})?)\s*号"
)
_YEAR_PART = re.compile(
    rf"{_OPEN}\s*(?:19|20)\d\s*\d\s*{_CLOSE}\s*第?\s*\d{{1,4}}(?:\s*[-—]\s*\d{{1,3}})?\s*号"
)
_HEADED = re.compile(_NUMBER.pattern + r"\s*[：:]\s*(?=.{0,6}关于)")  # 某政办发〔2026〕3号：关于印发…
_LAST_NUMBER = re.compile(_NUMBER.pattern + r"$")  # from the bracket back to the issuer's signs
_PREFIX_CHARS = 24
_ORDER = re.compile(r"((?:[\u4e00-\u9fff]{2,14}(?:人民政府|政府|部|委员会))?令\s*第?\s*\d{1,4}\s*号)")
_LABELLED = re.compile(
    r"(?:发\s*文\s*字\s*号|发\s*文\s*文\s*号|文\s*件\s*编?\s*号|发\s*文\s*号|文\s*号|字\s*号)\s*[】\]]?\s*[：:∶]?\s*"
)
_NUMBER_PREFIX_NOISE = re.compile(
    r"^(?:.*?(?:根据|按照|依据|关于|贯彻|落实|执行|转发|印发|发布|参照|废止|见|及|和|与|的|文号|号|字号|为|于|：|、|经|由|以|对))+"
)
_TITLES = re.compile(r"《([^《》]{4,120})》")
_INTERPRETATION_TITLE = re.compile(
    r"解读|图解|一图读懂|一图看懂|一张图|政策问答|简明问答|明白纸|读懂《|吹风会|新闻发布会|答记者问|起草说明|编制说明|政策说明|漫说政策|(?:动漫|动画|漫画|H5)[^《]{0,6}《|《.{4,}》.{0,12}(?:动漫|动画|漫画|H5)"
)
_NOT_INTERPRETATION = re.compile(r"征集|解读制度|解读工作|解读方案|加强.{0,10}解读|解读培训|解读目录")
_POLICY_WORDS = re.compile(
    r"办法|规定|细则|意见|方案|规划|措施|通知|决定|条例|计划|标准|规范|制度|通告|公告|预案|纲要|目录|清单|要点|批复|函$|令$|规则|指南|实施意见|命令|章程|若干"
)
_DUE_WORDS = re.compile(r"办法|规定|细则|意见|方案|规划|措施|通知|若干政策|实施意见|行动计划|条例|纲要")
_EXCLUDED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("人事任免", re.compile(r"任免|任职|免职|任命|聘任|调整.{0,14}(?:成员|组成人员|领导)|职务|挂职|试用期")),
    ("会议通知", re.compile(r"召开.{0,30}会议|会议的?通知|会议纪要|会议安排|举办.{0,20}(?:培训|活动)的通知")),
    (
        "表彰奖励",
        re.compile(
            r"表彰|表扬|授予|嘉奖|通报表|记功|命名.{0,20}(?:单位|个人|称号)|先进(?:集体|单位|个人)|荣誉称号"
        ),
    ),
    ("转发文件", re.compile(r"^(?:.{0,30}关于)?转发|转发《|转发.{0,40}(?:通知|意见|文件)")),
    (
        "机构成立或调整",
        re.compile(
            r"成立.{0,40}(?:小组|委员会|指挥部|专班|办公室|机构|中心)|设立.{0,30}(?:办公室|机构|中心|小组)|领导小组|议事协调机构|更名"
        ),
    ),
    ("批复", re.compile(r"批复|复函")),
    ("废止或清理文件", re.compile(r"废止|宣布失效|清理结果|修改部分")),
    ("财政预决算或统计", re.compile(r"预算|决算|统计公报|审计结果")),
    (
        "放假值班等事务",
        re.compile(r"放假|值班|节假日安排|停水|停电|停气|征求意见|征集|公示|招聘|拍卖|中标|答复|建议|提案"),
    ),
)
_POLICY_COLUMN = re.compile(
    r"政策文件|规范性文件|政府文件|部门文件|文件库|法规公文|政策法规|公文|区政府文件|办公室文件|本级政策|政府规章|行政规范|规章|政策文库|街道文件|[市县区镇]文件|发文|其他文件|政策$|文件$"
)
_INTERPRETATION_COLUMN = re.compile(r"解读|图解|政策问答")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("graphic", re.compile(r"图解|一图读懂|一图看懂|一张图|图片解读|图文解读|长图")),
    ("video", re.compile(r"视频解读|视频|微视频")),
    ("audio", re.compile(r"音频")),
    ("animation", re.compile(r"动漫|动画|漫画|H5")),
    ("faq", re.compile(r"简明问答|政策问答|问答|答记者问|热点问题")),
    ("press", re.compile(r"新闻发布会|吹风会|发布会")),
    ("expert", re.compile(r"专家解读|专家访谈")),
    ("media", re.compile(r"媒体解读")),
    ("leader", re.compile(r"负责人解读|负责同志|领导解读|部门解读人")),
    ("interview", re.compile(r"在线访谈|访谈|直播")),
    ("outreach", re.compile(r"宣讲|演示|进企业|进社区")),
)


def numbers_in(text: str) -> tuple[str, ...]:
    """Every document number (发文字号) a text names, as 机关代字〔年〕序号号, in order, once each."""
    found: dict[str, None] = {}
    for year in _YEAR_PART.finditer(text):
        match = _LAST_NUMBER.search(text[max(0, year.start() - _PREFIX_CHARS) : year.end()])
        number = _normal(match) if match else None
        if number:
            found.setdefault(number)
    return tuple(found)


def _normal(match: re.Match[str]) -> str | None:
    prefix = _NUMBER_PREFIX_NOISE.sub("", match.group(1))
    if not prefix or len(prefix) > 14:
        return None
    year, number = re.sub(r"\s", "", match.group(2)), re.sub(r"\s", "", match.group(3))
    return f"{prefix}〔{year}〕{number}号"


def document_number(text: str, title: str | None) -> str | None:
    """The page's own number: from the labelled field, the title's end, or a line of its own above the text."""
    labelled = _LABELLED.search(text[:3000])
    if labelled:
        rest = text[labelled.end() : labelled.end() + 40]
        match = _NUMBER.match(rest) or _NUMBER.match(rest.lstrip("\n "))
        if match:
            return _normal(match)
        order = _ORDER.match(rest)
        if order:
            return order.group(1)
    in_title = _NUMBER.search(title or "")
    if in_title and (title or "").rstrip("）) 】]").endswith(in_title.group()):
        return _normal(in_title)
    return _own_line(text, title)


def _own_line(text: str, title: str | None) -> str | None:
    """A number that is a whole line near the top: how a document is headed."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if title and title in line), 0)
    for line in lines[start : start + 14]:
        match = _NUMBER.fullmatch(line.strip(" 　()（）【】[]：:")) if len(line) < 40 else None
        headed = match or _HEADED.match(line.strip())
        if headed:
            return _normal(headed)
    return None


def titles_in(text: str) -> tuple[str, ...]:
    """Titles within 《》, in order, once each."""
    return tuple(dict.fromkeys(t.strip() for t in _TITLES.findall(text)))


@lru_cache(maxsize=8192)
def is_interpretation(title: str | None, column: str | None, in_column: bool) -> bool:
    """Whether a page interprets a policy: by its title, or by its column with a document named in the title."""
    text = title or ""
    if _NOT_INTERPRETATION.search(text) or not text:
        return False
    if _INTERPRETATION_TITLE.search(text):
        return True
    return bool(in_column and column and _INTERPRETATION_COLUMN.search(column))


def is_policy(title: str | None, number: str | None, column: str | None) -> bool:
    """Whether a page is a policy document: its own number, or a policy column with a title of that kind."""
    text = title or ""
    if not text or not _POLICY_WORDS.search(text):
        return False
    return bool(number) or bool(
        column and _POLICY_COLUMN.search(column) and not _INTERPRETATION_COLUMN.search(column)
    )


def interpretation_due(title: str, number: str | None, column: str | None) -> tuple[bool, str]:
    """Whether a policy document needs an interpretation, and why (Chinese)."""
    for name, pattern in _EXCLUDED:
        if pattern.search(title):
            return False, f"属于{name}类，不在应解读范围"
    if not number:
        return False, "未见发文字号，不能认定为本机关制发的政策性文件"
    if not _DUE_WORDS.search(title):
        return False, "标题不属于办法、规定、意见、方案、规划、措施、通知等应解读文种"
    where = f"发布在“{column}”栏目，" if column else ""
    return True, f"{where}发文字号{number}，属应解读的政策性文件"


def forms_of(title: str, has_video: bool, has_audio: bool, images: int, text_chars: int) -> tuple[str, ...]:
    """The forms (解读形式) an interpretation takes: named in its title, else by what the page is made of."""
    named = [form for form, pattern in _FORMS if pattern.search(title)]
    if has_video and "video" not in named:
        named.append("video")
    if has_audio and "audio" not in named:
        named.append("audio")
    if images and text_chars < 200 and not named:
        named.append("graphic")
    if (text_chars >= 300 and not named) or "文字解读" in title:
        named.insert(0, "text")
    return tuple(named)

"""Titles of documents and of what interprets them, compared as a careful reader would.

Two titles name one document only where nothing of either is left over: a year, a batch (第一批), a place, 补充 or
修订 that the other lacks or has otherwise makes it another document. What may be left out is told apart from what
differs: an interpretation often omits the place, the year and （试行） of its document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence.document_numbers import digests

_TAG = re.compile(r"^\s*(?:[\[【(〔][^\]】)〕]{1,16}[\]】)〕]\s*)+")
_NUMBER = re.compile(
    r"\(?\s*[\u4e00-\u9fffA-Za-z·]{1,14}\s*[〔\[(【［]\s*(?:19|20)\d\d\s*[〕\])】］]\s*第?\d{1,4}号\s*\)?"
)
_BODY_END = r"(?:政府|办公[室厅]|[局厅委部院会署办]|办事处|中心|小组|指挥部|党组|[大支]队|[区县市省镇乡]|管委会|银行|公司)"
_ISSUER = re.compile(rf"^[^《》]{{0,70}}?{_BODY_END}\s*(?:等\S{{1,8}}(?:部门|单位|家))?\s*(?=关于)")
_VERB = re.compile(r"^关于(?:联合)?(?:印发|发布|公布|下发|颁布|颁发|修订印发|重新印发)(?:实施|施行)?")
_ABOUT = re.compile(r"^(?:关于|《关于)")
_DRESS = re.compile(r"的?(?:通知|公告|通告|决定)$")
_OUTER = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》|《((?:[^《》]|《[^《》]*》)+)$")
_MARKS = re.compile(r"[^\u4e00-\u9fffA-Za-z\d.]|的")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s*年?度?\s*[-—~―–至]+\s*((?:20)?\d\d))?\s*(?:年度|年|学年)?")
_NUMERAL = "一二三四五六七八九十"
_STRICT = re.compile(
    r"十[一二三四五六]五|第[一二三四五六七八九十\d]+[批期轮次季阶届版部号]?|[一二三四五六七八九十\d]+[批期]"
    r"|[上下]半年|[春夏秋冬]季|\d+(?:\.\d+)?|补充|废止|失效|延长|延期|延续|有效期|修改|北片|南片|东片|西片"
)
_STATUS = re.compile(
    r"\(?(试行|暂行|修订稿|修订版|修订|修正|征求意见稿|公开征求意见稿|草案|送审稿|全文|公开版)\)?"
)
_DRAFT = frozenset(("征求意见稿", "公开征求意见稿", "草案", "送审稿"))
_SAME_STATUS = {"暂行": "试行", "修订稿": "修订", "修订版": "修订", "修正": "修订", "全文": "", "公开版": ""}
_PLACE = re.compile(
    r"^(?!推进|推动|加强|促进|加快|支持|规范|建设|做好|开展|调整|深化|完善|优化|鼓励|进一步|实施|提升|扩大|保障|转发|贯彻|落实|修改|修订|废止|执行|公布|延长)"
    r"(?:(?:[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|街道|新区|开发区|高新区|管委会)"
    r"|[\u4e00-\u9fff]{1,4}?(?:省|(?<![城都夜超集门上股楼])市|(?<![社城小园校景牧山灾库辖地学厂片功])区|县|盟"
    r"|(?<![城乡])镇|(?<!城)乡))(?:人民政府)?)+"
)
_HERE = re.compile(r"^[全我本][省市区县镇乡街]$")
_KIND_WORDS = (
    "办法|规定|细则|意见|方案|规划|措施|通知|决定|条例|计划|标准|规范|制度|通告|公告|预案|纲要|目录|清单|要点|规则|指南"
    "|章程|指引|规程|批复|守则|导则|公约"
)
_KIND = re.compile(rf"(?:{_KIND_WORDS}|政策|机制|(?<![做方说看])法|令)$")
_KIND_ANYWHERE = re.compile(rf"{_KIND_WORDS}|补充")
_FILLER = re.compile(
    r"进一步|切实|全面|深入|加强|做好|关于|有关|相关|工作|推进|推动|实施|若干|开展|印发|促进|加快|支持|规范|通知"
    r"|意见|措施|方案|政策|事项|问题|落实|贯彻|全区|全市|全县|我区|我市|我县|和|及|与|等"
)
_READ = (
    r"(?:政策|文字|图文|图片|图表|视频|音频|动漫|动画|漫画|H5|专家|媒体|部门|官方|权威|深度|在线|解读|图解|文件|简明|负责人|新闻)*"
    r"(?:解读|图解|问答|解析|释义|说明|一图读懂|一图看懂|发布会|答记者问|明白纸|来了|要点)"
)
_READ_HEAD = re.compile(
    rf"^(?:[^:|丨]{{0,14}}?(?:{_READ}|读懂|看懂|速览)[一二三四五六七八九十\d]*\s*[:|丨\-—]+|"
    r"(?:一图读懂|一图看懂|一张图(?:读懂|看懂)|图解|图说|漫说|漫画解读|视频解读|文字解读|专家解读|解读|读懂|带您?你?看懂|关于|对))\s*"
)
_READ_TAIL = re.compile(
    rf"(?:[:\-—|丨]+\s*)?的?(?:{_READ})(?:材料|稿|之?[一二三四五六七八九十\d]+|\([^)]{{1,6}}\))*$"
)
_PART_OF = re.compile(r"\s*\([一二三四五六七八九十\d]{1,2}\)\s*$")  # one document read in several parts
_CUT = re.compile(r"(?:\.{2,}|…+)\s*$")
MIN_CORE = 4  # fewer signs name no document
LONG = 8  # signs that tell a document where the title is cut off or stands among others


@dataclass(frozen=True, slots=True)
class Title:
    """What tells one document's title from another's."""

    rest: str  # the title without issuer, place, years, marks of edition and punctuation
    place: str
    years: frozenset[str]
    strict: tuple[str, ...]  # batches, phases, other figures, 补充 …: never left out
    status: frozenset[str]  # 试行, 修订; a draft is another document
    flat: str  # all of it without punctuation, for titles that are cut off
    cut: bool = False  # the page shows only its beginning
    is_document: bool = False  # it ends as the title of a document does
    counted: str = ""  # the rest without the figures that ``strict`` holds


def plain(title: str) -> str:
    """A title in one dress: half-width signs, one kind of angle brackets, no number and no tag in front."""
    text = unicodedata.normalize("NFKC", title).replace("〈", "《").replace("〉", "》").replace("<", "《")
    return _NUMBER.sub("", _TAG.sub("", text.replace(">", "》"))).strip()


def _undressed(text: str) -> str:
    """Without issuer, 关于印发, the brackets of the document sent out and 的通知."""
    text = _ISSUER.sub("", text, count=1) if "关于" in text[:90] else text
    text = re.sub(r"\s*\.{2,}$", "...", text)
    sent = _VERB.search(text)
    if sent:
        text = text[sent.end() :]
    text = _DRESS.sub("", _CUT.sub("", text).strip())
    return _ABOUT.sub("", _ABOUT.sub("", text.strip("《》 ")) if text.startswith("《") else text)


@lru_cache(maxsize=65536)
def documents(title: str) -> tuple[Title, ...]:
    """The documents that a policy's title names: itself, and each one where it sends out several (印发《甲》《乙》)."""
    text = plain(title)
    cut = bool(_CUT.search(text))
    found = [_title(text, cut)]
    about = _ISSUER.sub("", text, count=1)
    sent = _VERB.search(about)
    inner = [one or two for one, two in _OUTER.findall(about)] if sent else []
    if sent and len(inner) > 1:
        found += [_title(name) for name in inner]
    return tuple(one for one in dict.fromkeys(found) if len(one.flat) >= MIN_CORE)


_UPON = re.compile(  # 关于修改《甲》的决定 is a document of its own
    r"(?:修改|修订|废止|补充|延长|延续|转发|贯彻|落实|执行|实施)《[^《》]+》[^《》]{0,20}?(?:决定|通知|意见|方案|细则|规定)"
)


@lru_cache(maxsize=65536)
def named(title: str) -> tuple[Title, ...]:
    """The documents that an interpretation's title names within 《》, cut ones included."""
    text = plain(title)
    upon = _UPON.search(text)
    names = [upon.group()] if upon else [one or two for one, two in _OUTER.findall(text)]
    return tuple(_title(name, bool(_CUT.search(name))) for name in names if len(name) >= MIN_CORE)


@lru_cache(maxsize=65536)
def bare(title: str) -> Title:
    """An interpretation's title without 《》 and without the words that say it interprets."""
    text = plain(title)
    for _ in range(3):
        text = _READ_HEAD.sub("", _READ_TAIL.sub("", _PART_OF.sub("", text)).strip()).strip()
    return _title(text, bool(_CUT.search(text)))


def _title(whole: str, cut: bool = False) -> Title:
    text = _undressed(whole)
    years = frozenset("-".join(part[-2:] for part in found if part) for found in _YEARS.findall(text))
    without = _YEARS.sub("", text)
    status = frozenset(_SAME_STATUS.get(s, s) for s in _STATUS.findall(without)) - {""}
    without = _STATUS.sub("", without)
    strict = tuple(sorted(_counted(found) for found in _STRICT.findall(without)))
    letters = _MARKS.sub("", without)
    place = _PLACE.match(letters)
    name = place.group() if place and len(letters) - place.end() >= MIN_CORE else ""
    rest = letters[len(name) :]
    is_document = len(rest) >= MIN_CORE and bool(_KIND.search(_MARKS.sub("", _STATUS.sub("", whole))))
    place_name = "" if _HERE.match(name) else name
    return Title(
        rest, place_name, years, strict, status, _MARKS.sub("", text), cut, is_document, _STRICT.sub("", rest)
    )


def _counted(token: str) -> str:
    """第二批, 第2批 and 二批 are one."""
    digits = re.sub(f"[{_NUMERAL}]", lambda found: str(_NUMERAL.index(found.group()) + 1), token)
    return digits.removeprefix("第")


def agrees(one: Title, other: Title) -> str | None:
    """How two titles name one document: ``exact``, ``loose`` (one leaves out place, year or edition) or None."""
    if one.cut or other.cut:
        return "loose" if _same_beginning(one, other) else None
    if one.counted != other.counted or len(one.rest) < MIN_CORE:
        return None
    if one.strict != other.strict or not _may_agree(one, other):
        return None
    full = (one.years, one.place, one.status) == (other.years, other.place, other.status)
    return "exact" if full else "loose"


def _may_agree(one: Title, other: Title) -> bool:
    """Whether place, years and edition are equal or left out by one of them."""
    if one.years and other.years and one.years != other.years:
        return False
    if (one.status & _DRAFT) != (other.status & _DRAFT):
        return False
    if one.status and other.status and one.status != other.status:
        return False
    return same_place(one.place, other.place)


def same_place(one: str, other: str) -> bool:
    """Whether two places may be one: equal, one left out, or one with what it lies in."""
    return one.endswith(other) or other.endswith(one)


def _same_beginning(one: Title, other: Title) -> bool:
    """Whether a title that was cut off is the beginning of the other, long enough to tell."""
    short, long = (
        (one, other) if one.cut and (not other.cut or len(one.flat) <= len(other.flat)) else (other, one)
    )
    if len(short.flat) >= LONG and long.flat.startswith(short.flat):
        return True
    return (
        bool(long.place)
        and len(short.flat) >= LONG
        and long.flat.removeprefix(long.place).startswith(short.flat)
    )


def contains(policy: Title, interpretation: Title) -> str | None:
    """How an interpretation's bare title holds the policy's: ``loose`` as a whole, ``weak`` in its parts, or None.

    Nothing of the policy's title may be replaced, and what stands beside it may be no other kind of document.
    """
    if policy.cut or interpretation.cut or policy.strict != interpretation.strict:
        return None
    if not _may_agree(policy, interpretation) or len(policy.rest) < LONG:
        return None
    whole = interpretation.rest
    if policy.rest in whole:
        before, _, after = whole.partition(policy.rest)
        return None if _KIND_ANYWHERE.search(before + after) else "loose"
    return "weak" if _parts_in(policy.rest, whole) else None


def parts(rest: str) -> tuple[str, ...]:
    """What a title is about: its runs of signs between words that any title may have."""
    return tuple(part for part in _FILLER.split(rest) if len(part) >= 2)


def _parts_in(policy: str, whole: str) -> bool:
    wanted = parts(policy)
    if sum(map(len, wanted)) < LONG or len(_FILLER.sub("", policy)) != sum(map(len, wanted)):
        return False
    at = 0
    for part in wanted:
        found = whole.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    left = whole
    for part in wanted:
        left = left.replace(part, "", 1)
    other_kinds = set(_KIND_ANYWHERE.findall(left)) - set(_KIND_ANYWHERE.findall(policy))
    return not other_kinds


def abbreviates(name: Title, policy: Title) -> bool:
    """Whether a name is the policy's title with words left out, and of the same kind of document."""
    ends = _KIND.search(policy.rest)
    if not ends or not name.rest.endswith(ends.group()) or len(name.rest) < LONG - 2:
        return False
    signs = iter(policy.rest)
    return (
        name.strict == policy.strict and _may_agree(name, policy) and all(sign in signs for sign in name.rest)
    )


@dataclass(frozen=True, slots=True)
class Relation:
    """What an interpretation's title says of a policy.

    ``same``: it names it. ``short``: it names it with words left out. ``unlike``: it reads like the title of
    another document. ``other``: it names another one. ``unknown``: it names none.
    """

    says: str
    how: str = ""  # exact | loose | weak, where same
    words: str = ""  # the words that tell


@lru_cache(maxsize=65536)
def relation(policy: str, interpretation: str) -> Relation:
    """What an interpretation's title says of the policy with that title."""
    wanted, names = documents(policy), named(interpretation)
    if names:
        found = _best((agrees(one, name), name.flat) for one in wanted for name in names)
        return found or _named_other(wanted, names)
    own = bare(interpretation)
    found = _best((agrees(one, own) or contains(one, own), own.flat) for one in wanted)
    return found or Relation(_bare_other(wanted, own))


def _best(found: Iterable[tuple[str | None, str]]) -> Relation | None:
    told = {how: words for how, words in found if how}
    how = next((how for how in ("exact", "loose", "weak") if how in told), None)
    return Relation("same", how, told[how]) if how else None


def _named_other(wanted: tuple[Title, ...], names: tuple[Title, ...]) -> Relation:
    short = next((name for name in names if any(abbreviates(name, one) for one in wanted)), None)
    if short:
        return Relation("short", words=short.flat)
    return Relation("other" if any(name.is_document for name in names) else "unknown")


def _bare_other(wanted: tuple[Title, ...], own: Title) -> str:
    """``other`` where place, year or batch contradict the policy's; ``unlike`` where it reads like a document's title."""
    if wanted and not any(_may_agree(one, own) and _same_batch(one, own) for one in wanted):
        return "other"
    return "unlike" if own.is_document and len(own.rest) >= LONG - 2 and not own.cut else "unknown"


def _same_batch(one: Title, other: Title) -> bool:
    batches = [{token for token in title.strict if token[-1] in "批期轮五"} for title in (one, other)]
    return not all(batches) or batches[0] == batches[1]


def numbers_of(title: str) -> frozenset[str]:
    """The comparable document numbers that a title bears."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", title)) if "号" in title else []
    return frozenset().union(*(digests(number.strip("() ")) for number in found)) if found else frozenset()


_CALL = r"(?:征求|征集|征询|听取)"
_CALL_HEAD = re.compile(
    rf"^[^《》]{{0,40}}?关于(?:面向社会|向社会|公开|再次|继续|网上|对|就)*{_CALL}(?:社会各界|社会|公众|各界|各方面)?(?:对|就|关于)?"
)
_CALL_TAIL = re.compile(
    rf"(?:面向社会|向社会|公开|再次|广泛)*(?:{_CALL}(?:社会各界|社会|公众|各界)?(?:的)?)?(?:修改|反馈)?(?:意见|建议)+"
    rf"(?!稿)(?:[^《》]{{0,24}})$|(?:公开|向社会)*{_CALL}(?:公告|通知|启事)?$|公开{_CALL}.{{0,12}}$"
)
_WRAPPED = re.compile(r"[(（](?:修订|修改|公开)*(?:征求意见|意见|送审|讨论|初)稿[)）]|初稿$")


@lru_cache(maxsize=16384)
def drafts(title: str) -> tuple[Title, ...]:
    """The documents a call for opinions, or the report of its result, is about: their titles as they will be decided."""
    names = named(title)
    if not names:
        text = _WRAPPED.sub("", plain(title))
        names = (_title(_CALL_TAIL.sub("", _CALL_HEAD.sub("", text)).strip()),)
    decided = (replace(name, status=name.status - _DRAFT) for name in names)
    return tuple(one for one in dict.fromkeys(decided) if len(one.rest) >= MIN_CORE and one.flat)


def decided_on(call: str, policy: str) -> Relation | None:
    """Whether a policy's title is that of a document that a call for opinions was about; None where it is not.

    A policy that only changes, extends or repeals the document is another one; so is another draft.
    """
    found = _best((agrees(draft, one), one.flat) for draft in drafts(call) for one in documents(policy))
    return None if found is None or _CALL_WORDS.search(policy) else found


def same_call(call: str, result: str) -> Relation | None:
    """Whether the title of a result (采纳情况) names the document that a call for opinions was about."""
    asked, told = drafts(call), drafts(result)
    found = _best((agrees(one, other), other.flat) for one in asked for other in told)
    if found:
        return found
    whole = _letters(result)
    inner = next((one.rest for one in asked if len(one.rest) >= LONG and one.rest in whole), "")
    return Relation("same", "weak", inner) if inner else None


@lru_cache(maxsize=16384)
def _letters(title: str) -> str:
    return _MARKS.sub("", plain(title))


_CALL_WORDS = re.compile(rf"{_CALL}.{{0,40}}(?:意见|建议)|征求意见|草案")

"""Calls for opinions (征求意见, 意见征集): the period, why it is short, and what came of it, each with its words.

A page is one by its title or by fields of its own (征集时间, 征集状态). Both ends of the period are inclusive. An end
before the start, or a period of years, was misread: then neither is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from crawler.extract import dates
from crawler.extract.links import is_page_like
from crawler.extract.masking import trimmed
from crawler.extract.offers import beside_text
from crawler.extract.tree import Doc, squeeze
from evidence.records import Consultation, Quote, Region, Span

QUOTE_CHARS = 120
_GATE = ("征求", "征集", "意见稿", "听取", "公示期", "征询")
_TITLE = re.compile(
    r"征求.{0,40}(?:意见|建议)|(?:意见|建议)(?:的)?(?:公开)?征[求集询]|征[集询].{0,40}(?:意见|建议)|公开征求|征求意见稿|(?:征求)?意见稿|听取.{0,20}(?:意见|建议)|民意征集|草案.{0,6}(?:公开|公示|征)"
)
_NO_CALL = re.compile(
    r"座谈会|听证会|召开|会议|培训|解读|图解|总结|调研|部署|工作动态|举行|走访|主持|印发|施行的|意见建议办理|获奖|入选|名单|复函|意见的函|作品|征文|摄影|标识|LOGO|吉祥物|口号|供应商|代理机构|专家库|志愿者"
)
_QUOTED = re.compile(r"[《“][^》”]*[》”]")
_RESULT_TITLE = re.compile(
    r"(?:意见|建议|征[求集].{0,30})(?:的)?(?:采纳|反馈|结果|汇总|处理|收集)(?:情况|结果|说明|公告|公示|公布|反馈|的)*|(?:采纳|反馈)情况|征集结果|结果反馈"
)
_FIELD = re.compile(
    r"(?:征集|征求意见|意见征集)(?:状态|时间|日期|期限|单位|部门|起止时间|主题|标题|开始时间|结束时间)\s*[】\]]?\s*[：:∶]"
)
_STATUS = re.compile(r"^\W*(?:正在征集|征集中|进行中|已结束|征集结束|已截止|未开始)\W*$")
_COLUMN = re.compile(r"征求|征集|民意|意见")
_GAP = r"[\s:：∶为是]*"
_YMD = r"((?:20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?"
_CLOCK = r"(?:\s*(?:上午|下午|中午|晚上)?\s*\d{1,2}\s*[:：时点]\s*(?:\d{0,2})\s*分?(?:[:：]\d{2})?)?"
_TO = r"\s*(?:[（(][^）)]{1,8}[）)])?\s*(?:起|开始)?\s*[,，]?\s*(?:至|到|[-—–－~～―]{1,2}|截止到?)\s*"
_MD = r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]"
_FULL_TO_FULL = re.compile(_YMD + _CLOCK + _TO + _YMD)
_FULL_TO_SHORT = re.compile(
    _YMD + _CLOCK + _TO + r"(?:同年|当年|本年)?\s*(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*[日号]"
)
_SHORT_TO_SHORT = re.compile(
    r"(?<![年\d.-])" + _MD + _CLOCK + _TO + r"(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*[日号]"
)
_START = re.compile(rf"(?:开始|起始)(?:时间|日期){_GAP}{_YMD}")
_END = re.compile(
    rf"(?:(?:截止|结束|截至)(?:时间|日期|日)?|截止到|截至到)\s*(?:[】\]])?{_GAP}(?:到|至|于)?\s*{_YMD}"
)
_END_SHORT = re.compile(rf"(?:截止|结束|截至)(?:时间|日期|日)?\s*{_GAP}(?:到|至|于)?\s*{_MD}")
_FROM_NOW = re.compile(
    r"(?:自)?(?:即日|今日|本?(?:公告|通知|通告|公示)?(?:发布|公布|刊登|公告|公示|挂网|登载)之日|(?:公告|通知|公示|公布|发布)之日)(?:起|开始)?"
)
_NOW_TO = re.compile(
    rf"{_FROM_NOW.pattern}\s*[,，]?\s*(?:至|到|[-—–－~～]{{1,2}}|截止到?)\s*(?:{_YMD}|{_MD})"
)
_FROM_DAY = re.compile(
    rf"{_YMD}\s*(?:起|开始)[^，。\d]{{0,8}}?(?P<days>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*个?(?P<work>工作)?[日天]"
)
_EXTENDED = re.compile(rf"(?:延长|延期|顺延|推迟)(?:至|到)\s*{_YMD}")
_BEFORE = re.compile(
    rf"(?:{_YMD}|(?<![年\d.-]){_MD}){_CLOCK}\s*(?:[（(][^）)]{{1,8}}[）)])?\s*(?:之前|以前|前|截止|止)(?![期一-三述提款])"
)
_DAYS = re.compile(
    r"(?<![\d月年./-])(?P<days>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:个)?(?P<work>工作)?(?:日|天)(?:内|时间)?"
)
_LASTING = re.compile(r"为期|公示期|(?:征求|征集|公示|意见|公开)[^，。]{0,10}(?:期限|时间|期)")
_CALLING = re.compile(r"意见|建议|征[求集询]|公示|反馈|参与|来信|提出|截止|期限|活动|开始时间|结束时间|起止")
_NOT_CALLING = re.compile(r"有效期|施行|实施|执行|规划期|修订|废止|成立|任期|印发|资助|补贴标准")
_REASON = re.compile(
    r"(?:因|由于|鉴于|考虑到).{0,50}(?:紧急|紧迫|时间紧|急需|尽快|亟需|时限要求|时效)|(?:缩短|压缩).{0,16}(?:期限|时间|征求|征集|公示|公开)"
    r"|(?:因|由于|鉴于|考虑到)[^。；]{2,50}(?:征求意见|征集|公示|公开|意见反馈)(?:的)?(?:期限|时间)"
)
_SHORTENING = re.compile(r"征求|征集|公示|意见|期限|缩短|压缩")
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百\d]{1,4}[条章]")
_OUTCOME = re.compile(
    r"采纳情况|(?:未|没有)收到(?:任何|相关|公众|社会|社会公众|书面|其他|反馈|修改|不同)*(?:的)?(?:意见|建议|反馈|异议)"
    r"|(?:共|累计|合计)?收到.{0,24}\d+\s*(?:条|件|份|个)|(?:采纳|吸收).{0,8}\d+\s*(?:条|件|份)|(?:全部|均|已|部分)(?:予以)?采纳"
)
_FUTURE = re.compile(r"将|届时|另行|拟|请|欢迎|可(?:以|通过)|应当|应(?!收)|暂无|尚未|未反馈|如|若")
_OUTCOME_LINK = re.compile(
    r"采纳(?:情况|结果)|(?:征集|征求意见|意见|反馈)(?:的)?(?:结果|反馈情况|反馈结果|情况反馈|情况说明|情况公告)|结果(?:反馈|公布|公示)|意见反馈$|反馈情况"
)
_TAB = re.compile(
    r"^\W*(?:(?:意见|建议|征集|征求意见|公众意见)?(?:的)?(?:采纳|反馈|结果)(?:采纳|反馈|公布|公示|公开|结果)?(?:情况|结果)?)(?:说明|公布)?\W*$"
)
_NOTHING = re.compile(r"^\W*(?:暂无|尚未|未反馈|暂未|无)")
_SENTENCE_END = re.compile(r"[。；;\n]")
_DIGIT = re.compile(r"\d|[一二三四五六七八九十]+(?:个)?(?:工作)?[日天]")
_TAB_CHARS = 8  # 意见采纳情况 by itself is a tab or a heading, and tells nothing
_MAX_DAYS = 400
_NOTICE_CHARS = 1500  # the notice stands before the draft, and is shorter
_DOCUMENT = re.compile(
    r"征求意见稿|意见稿|草案|送审稿|讨论稿|修订稿|初稿|《[^》]{4,}》"
    r"|(?:办法|规定|细则|方案|规划|条例|标准|规范|措施|规则|计划|政策|预案|意见|目录|清单|纲要|导则|规程)\W*(?:公开|再次|向社会|面向社会)*(?:征求|征集|听取|的?(?:修改)?意见|的?建议)"
)
_BY_LAW = re.compile(
    r"(?:根据|按照|依据|依照|遵照)[^。；\n]{0,80}重大(?:行政)?决策|(?:列入|纳入|属于|作为)[^《。；\n]{0,24}重大(?:行政)?决策"
)
_DECISION = re.compile(r"重大(?:行政)?决策(?!程序|目录)")
_NORMATIVE = re.compile(r"规范性文件|政府规章")
_BUSINESS = re.compile(r"优化营商环境|涉企|市场主体|经营主体")


def read_consultation(
    doc: Doc, title: str | None, context: tuple[str, ...], text: str, published: Span | None
) -> Consultation | None:
    """The call for opinions that a page is; None where it is none. ``context``: the column and the breadcrumb.

    ``published`` gives the year where the page writes none, and the start where it says 即日起. The days of a
    stated length (30日内) are counted from the day after. A page that tells the result has no period of its own.
    """
    name = title or ""
    if not any(word in text or word in name for word in _GATE) or not _is_call(doc, name, context, text):
        return None
    if _RESULT_TITLE.search(name):
        told = trimmed(name, QUOTE_CHARS)
        return Consultation(feedback=Quote("feedback", told, doc.url or None), subject=Quote("result", told))
    starts, ends = _period(text, published)
    feedback = _feedback(doc, name)
    subject = _subject(name, context, text)
    return Consultation(starts, ends, _reason(text), feedback, subject, "" if feedback else _open_tab(doc))


def _subject(title: str, context: tuple[str, ...], text: str) -> Quote | None:
    """What opinions are asked on: a major decision, a draft that binds enterprises, another draft, or no draft."""
    if not _DOCUMENT.search(title):
        return Quote("survey", trimmed(title, QUOTE_CHARS))
    column = next((name for name in context if _DECISION.search(name)), "")
    notice = text[:_NOTICE_CHARS]
    spoken = _QUOTED.sub("", notice)
    by_law = _BY_LAW.search(notice) or _told(_DECISION, spoken)
    if column or by_law:
        return Quote("decision", trimmed(column or _words(by_law), QUOTE_CHARS))
    normative = next((name for name in context if _NORMATIVE.search(name)), "")
    rule = normative or _words(
        _NORMATIVE.search(spoken) or re.search(r"根据[^。；\n]{0,80}规范性文件", notice)
    )
    if not rule:
        return None
    business = _BUSINESS.search(notice) or re.search("企业", title)
    words = f"{rule} {_words(business)}".strip()
    return Quote("business" if business else "normative", trimmed(words, QUOTE_CHARS))


def _told(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match in a sentence that speaks of the call itself."""
    sentences = (line for line in _SENTENCE_END.split(text) if re.search("意见|征求|征集", line))
    return next((found for line in sentences if (found := pattern.search(line))), None)


def _open_tab(doc: Doc) -> str:
    """A heading or tab for the result with nothing behind it in the page, where something else may tell it: a script
    that fills it, a picture, a file. On a page that has none of these nothing is hidden.
    """
    if [quote.id for quote in beside_text(doc)] == ["whole"]:
        return ""
    shown = [b for b in doc.blocks if b.region is Region.MAIN]
    for block, following in zip(shown, [*shown[1:], None], strict=True):
        if _TAB.match(block.text) and not (following and _NOTHING.match(following.text)):
            return trimmed(block.text, QUOTE_CHARS)
    return ""


def _is_call(doc: Doc, title: str, context: tuple[str, ...], text: str) -> bool:
    """By its title; else by fields or a status in a column of such calls, where opinions are what is asked for."""
    if _NO_CALL.search(_QUOTED.sub("", title)) and not _RESULT_TITLE.search(title):
        return False
    if _TITLE.search(title):
        return True
    if not any(_COLUMN.search(name) for name in context) or not re.search("意见|建议", text):
        return False
    return bool(_FIELD.search(text)) or any(_STATUS.match(block.text) for block in doc.blocks)


def _period(text: str, published: Span | None) -> tuple[Span | None, Span | None]:
    """Start and end, from the first sentence that states them; both or neither where they contradict."""
    starts = ends = None
    for sentence in _sentences(text):
        if not _CALLING.search(sentence) or _NOT_CALLING.search(sentence):
            continue
        first, last = _in_sentence(sentence, published)
        starts, ends = starts or first, ends or last
        if ends:
            break
    later = _span(_EXTENDED.search(text))
    if ends and later and later.on > ends.on:
        ends = later
    if starts and ends and not 0 <= (ends.on - starts.on).days <= _MAX_DAYS:
        return None, None
    return starts, ends


def _sentences(text: str) -> Iterator[str]:
    """Sentences that hold a number; a short line (三、征集时间) heads the one that follows it."""
    head = ""
    for line in _SENTENCE_END.split(text):
        sentence = f"{head} {line}"
        if _DIGIT.search(line) and len(line) <= 400:
            yield sentence
        head = line if len(line) <= 20 else ""


def _in_sentence(sentence: str, published: Span | None) -> tuple[Span | None, Span | None]:
    between = _between(sentence, published)
    if between:
        return between
    start = _span(_START.search(sentence))
    counted = _FROM_DAY.search(sentence)
    first = _span(counted)
    if counted and first:
        return first, _after(first.on, counted)
    now = _NOW_TO.search(sentence)
    if now and published:
        return Span(published.on, _words(_FROM_NOW.search(sentence)), "label"), _ending(now, published)
    end = _span(_END.search(sentence)) or _ending(_END_SHORT.search(sentence), published)
    end = end or _ending(_BEFORE.search(sentence), published)
    return (start, end) if start or end else _lasting(sentence, published)


def _between(sentence: str, published: Span | None) -> tuple[Span | None, Span | None] | None:
    """A start and an end in one expression; the year may stand once, or nowhere."""
    full = _FULL_TO_FULL.search(sentence)
    if full:
        n = [int(part) for part in full.groups()]
        return _pair(dates.make(*n[:3]), dates.make(*n[3:]), full)
    once = _FULL_TO_SHORT.search(sentence)
    if once:
        year, month, day = (int(part) for part in once.groups()[:3])
        return _pair(
            dates.make(year, month, day), _later(year, month, once.group(4), int(once.group(5))), once
        )
    none = _SHORT_TO_SHORT.search(sentence)
    if none and published:
        month, day = int(none.group(1)), int(none.group(2))
        start = _near(month, day, published.on)
        if start:
            return _pair(start, _later(start.year, month, none.group(3), int(none.group(4))), none)
    return None


def _pair(
    start: date | None, end: date | None, match: re.Match[str]
) -> tuple[Span | None, Span | None] | None:
    words = squeeze(match.group())
    return (Span(start, words, "label"), Span(end, words, "label")) if start and end else None


def _later(year: int, start_month: int, month: str | None, day: int) -> date | None:
    """The end of a period whose year is that of its start, or the next where it runs over the turn of the year."""
    end_month = int(month) if month else start_month
    over = start_month >= 11 and end_month <= 2
    return dates.make(year + 1 if over else year, end_month, day)


def _near(month: int, day: int, published: date) -> date | None:
    """A day without a year, in the year that puts it from a month before to half a year after publication."""
    for year in (published.year, published.year + 1, published.year - 1):
        found = dates.make(year, month, day)
        if found and -31 <= (found - published).days <= 183:
            return found
    return None


def _span(match: re.Match[str] | None) -> Span | None:
    if not match:
        return None
    day = dates.make(*(int(part) for part in match.groups()[:3]))
    return Span(day, squeeze(match.group()), "label") if day else None


def _ending(match: re.Match[str] | None, published: Span | None) -> Span | None:
    """The end that an expression names, in full or without its year."""
    if not match:
        return None
    parts = [int(part) for part in match.groups() if part]
    if len(parts) == 3:
        day = dates.make(parts[0], parts[1], parts[2])
    else:
        day = _near(parts[0], parts[1], published.on) if published else None
    if day is None or (published and day < published.on):
        return None
    return Span(day, squeeze(match.group()), "label")


def _lasting(sentence: str, published: Span | None) -> tuple[Span | None, Span | None]:
    """A length counted from publication; working days give no end here, since that takes a calendar."""
    from_now = _FROM_NOW.search(sentence)
    if published is None or not (from_now or _LASTING.search(sentence)):
        return None, None
    for match in _DAYS.finditer(sentence):
        if 3 <= _number(match.group("days")) <= 365:
            words = _words(from_now)
            end = _after(published.on, match)
            end = end and Span(end.on, squeeze(words + end.text), "label")
            return Span(published.on, words or squeeze(match.group()), "label"), end
    return None, None


def _after(start: date, match: re.Match[str]) -> Span | None:
    """The last of so many days after the one a period starts on; None for working days."""
    if match.group("work"):
        return None
    return Span(start + timedelta(days=_number(match.group("days"))), squeeze(match.group()), "label")


def _words(match: re.Match[str] | None) -> str:
    return squeeze(match.group()) if match else ""


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    digits = {c: n for n, c in enumerate("零一二三四五六七八九")}
    if not ten:
        return digits.get(text, 0)
    return (digits.get(tens, 1) if tens else 1) * 10 + (digits.get(ones, 0) if ones else 0)


def _reason(text: str) -> Quote | None:
    """Why the period is short, where a sentence about the call says so; the articles of a draft speak of other things."""
    notice = "\n".join(line for line in text.split("\n") if not _ARTICLE.match(line))
    for sentence in _SENTENCE_END.split(notice):
        if _REASON.search(sentence) and _SHORTENING.search(sentence):
            return Quote("reason", trimmed(sentence, QUOTE_CHARS))
    return None


def _feedback(doc: Doc, title: str) -> Quote | None:
    """What came of it: told on the page, or linked from it. What is to be told later is nothing yet."""
    told = "\n".join(
        b.text for b in doc.blocks if b.region is Region.MAIN and b.link_chars * 2 <= len(b.text)
    )
    for sentence in _SENTENCE_END.split(told):
        if len(sentence) > _TAB_CHARS and _OUTCOME.search(sentence) and not _FUTURE.search(sentence):
            return Quote("feedback", trimmed(sentence, QUOTE_CHARS))
    core = _core(title)
    for link in doc.links:
        name = link.text or link.title
        if link.region is not Region.MAIN or not link.url or not _OUTCOME_LINK.search(name):
            continue
        own = not is_page_like(link.url) or len(name) <= 10 or core in name
        if own and link.url != doc.url:
            return Quote("feedback", trimmed(name, QUOTE_CHARS), link.url)
    return None


def _core(title: str) -> str:
    """The part of a title that a page about its result shares."""
    named = re.search(r"《([^》（(]{4,})", title)
    return (named.group(1) if named else title)[:8]

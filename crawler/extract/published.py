"""The publish date of an article as a reader sees it, with the words it was read from, and what else could be it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice

from crawler.extract import dates
from crawler.extract.tree import Doc, Element, raw_text, squeeze, text_of
from evidence.records import Region, Span

_LABEL_GAP = r"[ \u3000\xa0]*"


def spaced(words: str) -> str:
    """A label's characters with optional spaces between: 发 布 日 期."""
    return "|".join(_LABEL_GAP.join(word) for word in words.split())


_DATE_VALUE = r"\s*[：:∶]?\s*[\[(（]?\s*"
_FULL_DATE = (
    r"((?:19[89]|20\d)\d\s*[-./－—–．／年]\s*(?:1[0-2]|0?[1-9])\s*[-./－—–．／月]\s*(?:3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
    r"|[一二][〇○ΟOo零0Ｏ一二三四五六七八九]{3}\s*年\s*[一二三四五六七八九十]{1,3}\s*月\s*[一二三四五六七八九十廿]{1,3}\s*日)"
)
_UNTIL = rf"(?:\s*(?:至|到|[-—–~～]+)\s*{_FULL_DATE})?"  # the end of a period
PUBLISHED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:信息|文章|稿件|公开|网站|内容)?(?:{spaced('发布时间 发布日期 发表时间 发表日期 公布时间 公布日期 公开时间 公开日期 上传时间 上传日期 录入时间 录入日期 上网时间 发稿时间 发稿日期 添加时间 添加日期 创建时间 加入时间 信息时间 信息日期 发布于 发表于 提交时间 编辑时间 撰写时间 登载时间 登载日期 刊发时间 刊登日期 公告时间 公告日期 信息发布时间 發佈時間 發佈日期 發布時間 發布日期 発表時間')})"
    rf"{_DATE_VALUE}{_FULL_DATE}"
)
_UNSPECIFIC = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{spaced('时间 日期')}|Date|Time){_DATE_VALUE}{_FULL_DATE}", re.IGNORECASE
)
_UPDATED = re.compile(
    rf"(?:{spaced('更新时间 更新日期 修改时间 最后更新 最近更新')}){_DATE_VALUE}{_FULL_DATE}"
)
_MADE = re.compile(
    rf"(?:{spaced('成文日期 成文时间 生成日期 生成时间 制发日期 印发日期 发文日期 发文时间 签发日期 颁布日期 实施日期 施行日期 生效日期 生效时间 失效日期 废止日期 截止日期 截止时间 开始时间 结束时间 开始日期 结束日期 办结时间 答复时间 答复日期 回复时间 留言时间 提问时间 来信时间 今天是 有效期至')}){_DATE_VALUE}{_FULL_DATE}{_UNTIL}"
)
_MADE_ONLY = re.compile(
    rf"(?:{spaced('成文日期 成文时间 生成日期 生成时间 制发日期 印发日期 发文日期 发文时间 签发日期')}){_DATE_VALUE}{_FULL_DATE}"
)
_SCRIPT_DATE = re.compile(
    r"\b(?:pub|publish|release|issue|fbsj|fbrq|fwrq|wzrq)\w*\s*[=:]\s*[\"']("
    + _FULL_DATE[1:-1]
    + r")[^\"']{0,12}[\"']",
    re.IGNORECASE,
)
_STAMP = re.compile(r"[\"'](?:19|20)\d\d\s*[-./年]")


HEAD_LINE = re.compile(
    r"来\s*源\s*[：:]|作\s*者\s*[：:]|(?:编辑|审核人?|责编|撰稿|供稿|发布[者人])\s*[：:]|字\s*[号体]\s*[：:【\[大]|(?:浏览|点击|阅读|访问|查看)(?:次数|总数|量|数|率|人数)|"
    r"(?:浏览|点击|阅读|访问|查看|人气)\s*[：:（(\[【]|\d\s*次?\s*(?:浏览|阅读|点击)|【(?:字|打印|关闭|收藏|大|小)|打印(?:本页|此页|本文|正文|文章|\W|$)"
)
_SURE_CLOCK = re.compile(r"今天是|现在是|当前时间|现在时间|欢迎您")
_CLOCK = re.compile(r"今天是|现在是|当前时间|现在时间|北京时间|欢迎您|星期[一二三四五六日天]")
_OPEN_LABEL = re.compile(
    rf"(?:{spaced('发布时间 发布日期 发表时间 公布时间 公布日期 时间 日期')})\s*[：:∶]\s*$"
)
_OF_SOMETHING = re.compile(
    rf"(?:[\u4e00-\u9fff](?:时间|日期|期限|时限)|(?:有效|报名)期)\s*[：:]\s*{_FULL_DATE}{_UNTIL}"
)
_LABEL_ONLY = re.compile(
    rf"\W*(?:[\u4e00-\u9fff \u3000]{{2,10}}[：:]|(?:{spaced('发布日期 发布时间 公开日期 公布日期 成文日期 生成日期 制发日期 印发日期 发文日期 签发日期 实施日期 施行日期 失效日期 废止日期 截止日期 更新日期 更新时间')}))\W*"
)
_ABUTTING = re.compile(
    r"(?<=[^\s：:（(\[【|/“\"‘「])(?<![“\"‘「][\u4e00-\u9fff]{2})((?:信息|文章|稿件|内容)?(?:发布时间|发布日期|来源|作者|编辑|浏览次数|浏览量|点击数|点击量|阅读次数|字号|字体)\s*[：:])"
)
_ABUTTING_TIME = (
    re.compile(  # 作者：综合科时间：2026-05-06; 会议时间, 举办时间 and their like are labels of their own
        r"(?<=[科局处室委厅心部所府镇乡])((?:时间|日期)\s*[：:]\s*(?:19|20)\d\d)"
    )
)
_LINE_CHARS = 160
_DIGITS = re.compile(r"^\d[\d\s年月日./\-]*$")
_LABEL_CHARS = 14
_TIME = re.compile(r"\d{1,2}\s*[:：时]\s*\d{2}")
_MOMENT = re.compile(rf"\W*{_FULL_DATE}\W*\d{{1,2}}\s*[:：时]\s*\d{{2}}(?:\s*[:：分]\s*\d{{2}}秒?|分)?\W*")
_PRINTED = re.compile(r"\d[-./]\d{1,2}[-./]\d{1,2}\s+\d{1,2}:\d{2}")
_BARE_DATE = re.compile(
    rf"\W*{_FULL_DATE}\W*(?:\d{{1,2}}\s*[:：时]\s*\d{{2}}(?:\s*[:：分]\s*\d{{2}}秒?)?)?\W*"
)
_MAKING_TO_PUBLISHING = timedelta(days=31)  # a document made is published within a month, as a rule
_LITERAL = re.compile(rf"[\"']([^\"'<>]{{0,12}}{_FULL_DATE[1:-1]}[^\"'<>]{{0,12}})[\"']")
_SCRIPT_CHARS = 20_000
_NEAR_CHARS = 3000  # a script that prints one date is short
_BEFORE_TITLE = 6  # where the title stands outside the main part
_UNDER = 3
_HEADLINE_CHARS = 8
_TIMES = 40  # time elements looked at
_CARD_LEVELS = 3
_CARD_LINKS = 20
_AFTER_TITLE = 14  # blocks in which the lines about an article stand
_LONE_AFTER = 10


class _Head:
    """The lines of a page that may tell its date, put together once."""

    def __init__(self, doc: Doc, title: str | None) -> None:
        self.doc = doc
        self.title = title
        self.lines = _joined(
            b.text for b in doc.blocks if b.region is Region.MAIN and not b.listed and not _is_clock(b.text)
        )
        found = _position(self.lines, title)
        self.found = found is not None
        self.at = found or 0
        self.end = (_BEFORE_TITLE if found is None else found) + _AFTER_TITLE
        self.text = "\n".join(self.lines[: self.end])


@dataclass(frozen=True, slots=True)
class Dates:
    """The date a reader sees, what the meta tag claims, and the date of making (成文日期)."""

    published: Span | None
    meta: Span | None
    made: Span | None = None
    under_title: bool = False  # the date stands in the lines right under the title
    candidates: Callable[[], tuple[Span, ...]] = tuple  # every date that could be it, best first


def _joined(texts: Iterable[str]) -> list[str]:
    """Lines with a label on a line of its own (a table cell, a dt) put together with the value that follows."""
    lines: list[str] = []
    label = ""
    for text in texts:
        if len(text) <= _LABEL_CHARS and _LABEL_ONLY.fullmatch(text):
            if label:  # its value is empty
                lines.append(label)
            label = text
            continue
        lines.append(spread(f"{label} {text}" if label else text))
        label = ""
    return [*lines, label] if label else lines


def spread(line: str) -> str:
    """A line about an article with its labels set apart: 作者：某某发布时间：2026-05-06 is two facts."""
    if len(line) > _LINE_CHARS or "：" not in line:
        return line
    line = _ABUTTING.sub(r" \1", line)
    return _ABUTTING_TIME.sub(r" \1", line) if HEAD_LINE.search(line) else line


def _is_clock(text: str) -> bool:
    """Whether a line tells the day of the visit (今天是…), not that of the page."""
    return (
        bool(_CLOCK.search(text))
        and len(text) < 80
        and (_SURE_CLOCK.search(text) or not HEAD_LINE.search(text))
        and not PUBLISHED.search(text)
    )


def read_dates(doc: Doc, title: str | None) -> Dates:
    """The publish date by rank: labelled in the text, script, unlabelled under the title, update label, meta, address.

    Dates of making (成文日期), of validity, replies, footers, lists and 今天是 are never the publish date.
    """
    meta = _meta(doc)
    head = _Head(doc, title)
    first = next((span for span in _ranked(head, meta) if span), None)
    under_title = bool(first) and _is_under_title(head, first)
    return Dates(first, meta, _made(head), under_title, partial(_candidates, head, meta))


def _is_under_title(head: _Head, span: Span | None) -> bool:
    if span is None or not head.found or span.source not in ("label", "header") or _UPDATED.search(span.text):
        return False
    lines = head.lines[head.at + 1 : head.at + 1 + _UNDER]
    at = next((n for n, line in enumerate(lines) if span.text in squeeze(line)), None)
    if at is None:
        return False
    return _linked(head).isdisjoint(lines[: at + 1])


def _linked(head: _Head) -> set[str]:
    """Headlines that are links: a date below one is the day of what it leads to."""
    return {
        b.text
        for b in head.doc.blocks
        if len(b.text) >= _HEADLINE_CHARS and b.link_chars * 2 > len(b.text) and b.text != head.title
    }


def _candidates(head: _Head, meta: Span | None) -> tuple[Span, ...]:
    """Every date that was considered, best first, each day once per place it was read from."""
    found = (span for span in _ranked(head, meta) if span)
    return tuple({(span.on, span.source): span for span in reversed(list(found))}.values())[::-1]


def _ranked(head: _Head, meta: Span | None) -> Iterator[Span | None]:
    """Each way to read the date, best first; lazily, since most pages need the first ones only."""
    yield _right_under(head, meta)
    yield _labelled(PUBLISHED.search(head.text))
    yield _unspecific(head, meta)
    yield _labelled(PUBLISHED.search(_outside(head.doc)))
    yield _time_element(head)
    yield _script_date(head.doc)
    yield _under_title(head, meta)
    yield _labelled(_UPDATED.search(head.text))
    yield meta
    yield _stamped(head.doc)


def _right_under(head: _Head, meta: Span | None) -> Span | None:
    """A labelled date in the two lines under the title: the page's own, whatever the document tells further down.

    A bare 时间 counts beside source or clicks, or as systems print it, with a clock; an event's may stand there as well.
    """
    for text in head.lines[head.at + 1 : head.at + 3] if head.found else ():
        published = _labelled(PUBLISHED.search(text))
        own = HEAD_LINE.search(text) or _PRINTED.search(text)
        found = published or (_labelled(_UNSPECIFIC.search(_MADE.sub(" ", text))) if own else None)
        if found:
            return None if not published and meta and meta.on < found.on else found
        if _in_line(text):
            return None  # the page's own date stands there without a label; what follows is an event's
    return None


def _unspecific(head: _Head, meta: Span | None) -> Span | None:
    """A date labelled 时间 or 日期; below the article's own date, or later than the meta tag's, it is an event's."""
    if not _UNSPECIFIC.search(head.text):
        return None
    for n, text in enumerate(head.lines[: head.end]):
        found = _labelled(_UNSPECIFIC.search(_MADE.sub(" ", text)))
        if found is None:
            continue
        above = (line for line in head.lines[head.at : n] if line != head.title)
        if HEAD_LINE.search(text):
            return found
        return None if (meta and meta.on < found.on) or any(map(_in_line, above)) else found
    return None


def _meta(doc: Doc) -> Span | None:
    return dates.first_in(doc.meta.get("pubdate", "") or doc.meta.get("publishdate", ""), "meta")


def _made(head: _Head) -> Span | None:
    match = _MADE_ONLY.search(head.text) if "日期" in head.text or "时间" in head.text else None
    return _labelled(match)


def _labelled(match: re.Match[str] | None) -> Span | None:
    if not match:
        return None
    day = dates.first_in(match.group(match.lastindex or 0), "label")
    return Span(day.on, squeeze(match.group()), "label") if day else None


def _position(texts: list[str], title: str | None) -> int | None:
    for n, text in enumerate(texts if title else ()):
        if title and (text == title or (title in text and len(text) < len(title) + 60)):
            return n
    return None


def _outside(doc: Doc) -> str:
    regions = (Region.MAIN, Region.NAV, Region.SIDEBAR)
    return "\n".join(spread(b.text) for b in doc.blocks if b.region in regions and not b.listed)


def _under_title(head: _Head, meta: Span | None) -> Span | None:
    """A date in the first short lines after the title: 2020-07-02 10:33 来源：… 浏览次数：…

    Two dates on lines of their own are those of making and of publishing, in this order. A lone 年月日 line may be
    the date of making: where a meta tag states another day, that one is taken.
    """
    lone: list[tuple[int, Span]] = []
    lines = head.lines[head.at : head.at + _LONE_AFTER]
    for n, text in enumerate(lines):
        found = _in_line(text) if text != head.title else None
        found = found or (_in_two(text, lines[n + 1]) if n + 1 < len(lines) else None)
        if found is None:
            continue
        if HEAD_LINE.search(text) or (not lone and _MOMENT.fullmatch(text)):
            return found
        lone.append((n, found))
    if not lone or not _linked(head).isdisjoint(head.lines[head.at : head.at + lone[0][0] + 1]):
        return None
    (at, first), *others = lone
    after = next((span for n, span in others if n == at + 1), None)
    if after and after.on >= first.on and _is_bare(first) and _is_bare(after):
        return after
    return _of_making_or_publishing(head.doc, first, meta)


def is_moment(line: str) -> bool:
    """Whether a line is a date, or a date and a time, and nothing else."""
    return len(line) <= 24 and bool(_BARE_DATE.fullmatch(line))


def _is_bare(span: Span) -> bool:
    """Whether a line was a date and nothing else."""
    return not re.search(r"[^\W\d年月日时分秒]", span.text)


def _of_making_or_publishing(doc: Doc, lone: Span, meta: Span | None) -> Span:
    """A lone 年月日 line without a time, shortly before the meta tag's day and not the address's: a date of making."""
    if meta is None or "年" not in lone.text or _TIME.search(lone.text):
        return lone
    stamped = _stamped(doc)
    if stamped and stamped.on == lone.on:
        return lone
    return meta if timedelta(0) < meta.on - lone.on <= _MAKING_TO_PUBLISHING else lone


def _stamped(doc: Doc) -> Span | None:
    """The day in the page's address; a page saved without it may tell it in a meta tag."""
    url = doc.url or doc.meta.get("url", "")
    return dates.in_url(url) if url else None


def _in_two(one: str, two: str) -> Span | None:
    """A date in two blocks of its own: 21, and 2024年2月."""
    if len(one) > 10 or len(two) > 10 or not _DIGITS.search(one) or not _DIGITS.search(two):
        return None
    span = dates.in_row(f"{one} {two}")
    return span and Span(span.on, span.text, "header")


def _in_line(text: str) -> Span | None:
    """The date of a line that tells about the article, not of a sentence in it."""
    if len(text) > _LINE_CHARS:
        return None
    cleaned = _OF_SOMETHING.sub(" ", _MADE.sub(" ", text))
    if not HEAD_LINE.search(text):
        cleaned = _UNSPECIFIC.sub(" ", cleaned)  # where it counts it has been read before
    spans = dates.in_text(cleaned, "header")
    told = len(cleaned) <= 40 or HEAD_LINE.search(cleaned)
    if not spans and told and len(cleaned) <= 40 and HEAD_LINE.search(cleaned):
        short = dates.two_digit(cleaned)  # | 20-12-06 | 【大 中 小】【打印】
        spans = [short] if short else []
    return (
        Span(spans[0].on, squeeze(cleaned)[:60], "header")
        if spans and told and not _is_sentence(cleaned, spans[0])
        else None
    )


def _is_sentence(text: str, span: Span) -> bool:
    """A date inside running text is what the article tells of, not when it was published."""
    rest = text.replace(span.text, "", 1)
    return bool(re.search(r"[，。；,;、]", rest)) and not HEAD_LINE.search(rest)


def _time_element(head: _Head) -> Span | None:
    """The date of a time element that says it is the page's: HTML's pubdate, or a class published. Several days are
    those of cards beside the article."""
    found: list[Span] = []
    for element in islice(head.doc.body.iter("time"), _TIMES):
        css = element.get("class") or ""
        if element.get("pubdate") is None and "publish" not in css and "entry-date" not in css:
            continue
        beside = _in_row(element) or _in_card(element, head.title)
        if head.doc.find_region(element) in (Region.MAIN, Region.NAV) and not beside:
            text = text_of(element)
            span = dates.first_in(text, "label") or dates.first_in(element.get("datetime") or "", "label")
            found += [span] if span else []
    return found[0] if len({span.on for span in found}) == 1 else None


def _in_card(time: Element, title: str | None) -> bool:
    """Whether a time element stands with a link to something else, apart from the page's title."""
    for around in islice(time.iterancestors(), _CARD_LEVELS):
        if title is None or around.tag == "body" or title in text_of(around):
            return False
        if any(len(text_of(a)) >= _HEADLINE_CHARS for a in islice(around.iter("a"), _CARD_LINKS)):
            return bool(around.tag != "a")
    return False


def _in_row(element: Element) -> bool:
    return any(ancestor.tag in ("li", "tr", "aside") for ancestor in element.iterancestors())


def _script_date(doc: Doc) -> Span | None:
    """A date that only a script holds: in a variable named for it, or printed where its label stands empty."""
    for (_, src, text), place in zip(doc.scripts, doc.script_places, strict=True):
        if src or len(text) > _SCRIPT_CHARS or not _STAMP.search(text):
            continue
        match = _only_date(text) or (_LITERAL.search(text) if _is_awaited(text, place) else None)
        span = dates.first_in(match.group(1), "script") if match else None
        if span and match:
            return Span(span.on, squeeze(match.group())[:60], "script")
    return None


def _only_date(script: str) -> re.Match[str] | None:
    """The date in a script's variable; where several days are, they are those of a list's rows."""
    matches = list(_SCRIPT_DATE.finditer(script))
    days = {span and span.on for span in (dates.first_in(m.group(1), "script") for m in matches)}
    return matches[0] if len(days) == 1 else None


def _is_awaited(script: str, place: Element | None) -> bool:
    """Whether a short script stands in an element that ends with an empty label: 发布时间："""
    if place is None or len(script) > _NEAR_CHARS or "write" not in script:
        return False
    return bool(_OPEN_LABEL.search(squeeze(raw_text(place))[-20:]))

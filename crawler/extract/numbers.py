"""Document numbers (发文字号): those a text cites, and the one that is the page's own.

A number's own place decides, never its being the only one on a page: a labelled field, a cell of the header
table, the end of the title, a line of its own above the text. Numbers in running text belong to other documents.
"""

from __future__ import annotations

import re

from crawler.extract.tree import Block, Doc
from evidence.records import Region

_OPEN, _CLOSE = r"[〔\[（(【［﹝﹙〈〖]", r"[〕\])）】］﹞﹚〉〗]"
_YEAR = r"(?:19|20)\d\s*\d"
_SERIAL = r"第?\s*\d{1,5}(?:\s*[-—]\s*\d{1,3})?\s*号"
_SIGNS = r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z·]{0,19}"
_HAN = r"[\d一二三四五六七八九十百零〇]{1,6}"
_BODY = r"[\u4e00-\u9fff]{2,24}"

_YEAR_PART = re.compile(rf"{_OPEN}\s*{_YEAR}\s*{_CLOSE}\s*{_SERIAL}")
_CITED = re.compile(rf"({_SIGNS}?)\s*{_OPEN}\s*({_YEAR})\s*{_CLOSE}\s*{_SERIAL}$")
_NOISE_WORDS = re.compile(
    r"^.*(?:根据|按照|依据|依照|关于|贯彻|落实|执行|转发|印发|发布|参照|废止|文号|字号|通知|意见|办法|文件|下发|制定|遵照|以及|号)"
)
_NOISE_SIGN = re.compile(r"^.*[及和与对由见为于经以的按、](?![政府办发委党字规开济信县平田])")
_MAX_SIGNS = 14
_WINDOW = 24

# A number with its bracketed year; an order (令) or an announcement (公告) counted by year or serial.
_BRACKETED = rf"{_SIGNS}?\s*{_OPEN}\s*{_YEAR}\s*{_CLOSE}\s*{_SERIAL}"
_ANNOUNCED = (
    rf"(?:{_BODY}\s*){{0,3}}(?:公告|通告|令)\s*(?:{_OPEN}?\s*{_YEAR}\s*年?\s*{_CLOSE}?\s*)?第\s*{_HAN}\s*号"
)
_NUMBER = rf"(?:{_BRACKETED}|{_ANNOUNCED})"
_JOINT = rf"{_NUMBER}(?:\s*[、，,;；/]?\s*{_NUMBER}){{0,3}}"
_BARE = rf"(?:{_SIGNS}?\s*)?(?:{_OPEN}?\s*{_YEAR}\s*(?:{_CLOSE}|年)?\s*)?第?\s*\d{{1,5}}\s*号"  # in a labelled field only
_UNCLOSED = rf"{_SIGNS}?\s*{_OPEN}\s*{_YEAR}\s*{_CLOSE}\s*\d{{1,5}}(?!\d)"
_FIELD = re.compile(rf"{_JOINT}|{_BARE}|{_UNCLOSED}")
_DAY = r"\s*(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*)?"
_OWN_LINE = re.compile(
    rf"[（(【\[]?\s*(?:{_BODY}文件\s+|文\s*号\s*[：:]\s*)?(?P<own>{_JOINT}){_DAY}[）)】\]]?[：:]?"
)
_HEADED = re.compile(rf"(?P<own>{_NUMBER})\s*[：:]\s*(?=.{{0,6}}关于)")  # 某政办发〔2026〕3号：关于印发…
_RUN_IN = re.compile(
    rf"(?:^|(?:文件|通知|意见|决定|办法|方案|公告|批复|规定)\s+)[（(]?(?P<own>{_BRACKETED})[）)]?"
    r"\s+(?=各|[\u4e00-\u9fff、（）() ]{2,60}[：:])"
)  # one block for all: …的通知 某政办发〔2026〕3号 各镇人民政府：
_TITLE_END = re.compile(rf"(?P<before>.*?)[\s（(【\[]*(?P<own>{_NUMBER})[\s）)】\]]*$")
_TITLE_HEAD = re.compile(rf"^(?P<own>{_BRACKETED})\s*[：:]?\s*(?=\S{{2,40}}关于|关于|《)")
_CITING_TITLE = re.compile(r"解读|转发|学习|贯彻|落实|废止|修改|答记者问|问答|图解|读懂")
_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:发\s*文\s*字\s*号|发\s*文\s*文\s*号|文\s*件\s*编?\s*号|公\s*文\s*文?\s*号|发\s*文\s*编?\s*号"
    r"|文\s*件\s*字\s*号|(?:发布|制发|文件|公文)\s*文\s*号|文\s*件\s*号|公文编号|文\s*号|字\s*号)\s*[】\]]?\s*[：:∶]?\s*"
)
_ORDER_HEAD = re.compile(rf"{_BODY}(?:令|公告)")
_ORDER_TAIL = re.compile(rf"[（(]?\s*((?:{_YEAR}\s*年\s*)?第\s*{_HAN}\s*号)\s*[）)]?")
_TITLE_WORDS = re.compile(r"^.*(?:公告|通告|决定|方案|规定|条例|通知|意见|办法|细则|规划|措施|》)")
_HEADER_BLOCKS = 40  # where fields stand: the header table before or below the title
_LINES_BELOW = 14
_PROSE_CHARS = 70


def numbers_in(text: str) -> tuple[str, ...]:
    """Every document number a text names, as 机关代字〔年〕序号号, in order, once each."""
    if "号" not in text:
        return ()
    found: dict[str, None] = {}
    for year in _YEAR_PART.finditer(text):
        match = _CITED.search(text[max(0, year.start() - _WINDOW) : year.end()])
        number = _normal(match.group(1), year.group()) if match else None
        if number:
            found.setdefault(number)
    return tuple(found)


def _normal(signs: str, rest: str) -> str | None:
    """A cited number in one dress, without the words of the sentence that run into its signs."""
    signs = _without_sentence(signs)
    if not signs or len(signs) > _MAX_SIGNS:
        return None
    digits = re.findall(r"\d+(?:[-—]\d+)?", re.sub(r"[\s第]", "", rest))
    return f"{signs}〔{digits[0]}〕{digits[1]}号"


def _without_sentence(signs: str) -> str:
    """The issuer's signs at the end of running text: 现根据和政办发 leaves 和政办发, 甲和乙发 leaves 乙发."""
    rest = _NOISE_WORDS.sub("", signs)
    return _NOISE_SIGN.sub("", rest)


def own_number(doc: Doc, title: str | None, *, interprets: bool = False) -> str | None:
    """The page's own number as it shows it, without white space; None where it states none.

    An interpretation (解读) bears the number of another document unless a field says that it is its own.
    """
    blocks = [b for b in doc.blocks if b.region is not Region.FOOTER]
    if not any("号" in b.text for b in blocks[:400]) and "号" not in (title or ""):
        return None
    labelled = _labelled(blocks)
    if labelled or interprets:
        return labelled
    main = [b for b in blocks if b.region is Region.MAIN]
    return _in_title(title) or _own_line(main, title)


def _labelled(blocks: list[Block]) -> str | None:
    """The value of a labelled field: behind the label, or in the block that follows."""
    for at, block in enumerate(blocks):
        if "号" not in block.text or len(block.text) > 1000:
            continue
        for label in _LABEL.finditer(block.text):
            rest = block.text[label.end() : label.end() + 80]
            following = blocks[at + 1].text if not rest.strip() and at + 1 < len(blocks) else ""
            match = _FIELD.match(rest or following)
            if match and _is_whole(match, rest or following):
                return _shown(match.group())
    return None


def _is_whole(match: re.Match[str], text: str) -> bool:
    """Whether a field's value ends where the number does: a next label may follow, a sentence may not."""
    rest = text[match.end() : match.end() + 1]
    return not rest or rest in " 　）)】]|;；，,【[（(" or rest.isspace()


def _in_title(title: str | None) -> str | None:
    text = (title or "").strip()
    head = _TITLE_HEAD.match(text)
    if head:
        return _shown(head.group("own"))
    match = _TITLE_END.match(text)
    if not match:
        return None
    cites = _CITING_TITLE.search(match.group("before")) and match.group("before").rstrip("（( ").endswith(
        "》"
    )
    return None if cites else _shown(_title_number(match))


def _title_number(match: re.Match[str]) -> str:
    """The number at a title's end; where no bracket parts it from the title, only its last signs are its own."""
    own, before = match.group("own"), match.string[: match.start("own")]
    joined = not before or before[-1] not in "（([【 　》"
    year = _YEAR_PART.search(own) if joined else None
    if not year:
        return own
    signs = _TITLE_WORDS.sub("", own[: year.start()]) or own[: year.start()]
    return f"{_without_sentence(signs) or signs}{own[year.start() :]}"


def _own_line(main: list[Block], title: str | None) -> str | None:
    """A number that is a whole line near the top, or opens the text: how a document is headed."""
    start = _place_of(main, title)
    for block in main[max(0, start - _HEADER_BLOCKS) : start]:
        match = _OWN_LINE.fullmatch(block.text) if len(block.text) < 60 else None
        if match and not block.link_chars:
            return _shown(match.group("own"))
    return _below(main[start : start + _LINES_BELOW])


def _place_of(main: list[Block], title: str | None) -> int:
    wanted = re.sub(r"\s", "", title or "")[:40]
    if wanted:
        for at, block in enumerate(main):
            if wanted in re.sub(r"\s", "", block.text):
                return at
    return 0


def _below(lines: list[Block]) -> str | None:
    """The number among the lines that head a text; the first paragraph of prose ends the search."""
    for at, block in enumerate(lines):
        text = block.text
        match = _OWN_LINE.fullmatch(text) if len(text) < 60 else None
        match = match or _HEADED.match(text) or (_RUN_IN.search(text[:300]) if "号" in text[:300] else None)
        if match and not block.link_chars:
            return _shown(match.group("own"))
        following = _ORDER_TAIL.fullmatch(lines[at + 1].text) if at + 1 < len(lines) else None
        if following and _ORDER_HEAD.fullmatch(text):
            return _shown(text + following.group(1))
        if at and len(text) >= _PROSE_CHARS and "。" in text:
            return None
    return None


def _shown(number: str) -> str:
    return re.sub(r"\s", "", number)

"""Links between a policy page and its interpretations (解读关联): what either page offers under its text.

A link counts by what it is called and where it stands: its text names the same document, or it stands under a heading
for such links (相关解读, 政策原文). Entries of the navigation, of "latest" boxes and 上一篇 / 下一篇 are other pages' links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.interpretation import is_interpretation
from crawler.extract.links import is_document
from crawler.extract.navigation import is_article_url
from crawler.extract.policy import is_policy_title
from crawler.extract.tree import Doc, Element, LinkNode, ink, raw_text
from evidence.records import Region
from evidence.titles import relation

_GATE = re.compile(
    r"解读|图解|读懂|看懂|问答|说明|原文|文件|政策|关联|相关|《|办法|意见|通知|方案|规定|细则|规划|条例|措施"
)
_INTERPRETATION_HEAD = re.compile(r"解读|图解")
_POLICY_HEAD = re.compile(
    r"原文|(?:相关|关联|政策|解读|对应|被解读)(?:的)?(?:文件|政策)|政策链接|文件链接|政策文件"
)
_HEAD = re.compile(
    r"^\W*(?:相关|关联|政策|文件|解读|原文|链接|阅读|延伸|信息|材料|稿件?|文章|内容|推荐|扩展|配套|图解|对应|文档|查看|点击|的|[、和/|]){2,6}\W*(?:\d+\s*[.．、]\s*)?$"
)
_GENERIC_INTERPRETATION = re.compile(
    r"^\W*(?:点击|查看|阅读|相关|政策|文件|文字|图文|图片|视频|音频|动漫|专家|媒体|简明)*(?:解读|图解|问答|一图读懂)\W*$"
)
_GENERIC_POLICY = re.compile(
    r"^\W*(?:点击|查看|阅读|相关|政策|文件|公文)*(?:原文|文件原文|政策原文)(?:链接)?\W*$"
)
_NEIGHBOUR = re.compile(r"上一[篇条页则]|下一[篇条页则]|前一[篇条]|后一[篇条]")
_OF_THIS = re.compile(r"相关|关联|对应|延伸|阅读")
_HEAD_CHARS = 20
_LINE_CHARS = 80  # of a heading with the links behind it
_CLIMB = 5
_MAX_SIBLINGS = 200  # entries of one list looked back over
_MIN_CHARS = 5


@dataclass(frozen=True, slots=True)
class Related:
    """Addresses of the documents a page interprets, and of the pages that interpret it, in page order."""

    policies: tuple[str, ...] = ()
    interpretations: tuple[str, ...] = ()


def related_links(doc: Doc, title: str | None, interprets: bool, known: set[str]) -> Related:
    """Read the links of an article. ``interprets``: it is an interpretation; ``known``: addresses of the navigation.

    Of an interpretation a link that names its document leads to the policy; of any other page one that interprets
    a document of its title leads to an interpretation. All else needs a heading that says so.
    """
    policies: dict[str, None] = {}
    interpretations: dict[str, None] = {}
    around = _Around()
    headed = any(len(b.text) <= _LINE_CHARS and _INTERPRETATION_HEAD.search(b.text) for b in doc.blocks)
    for link in doc.links:
        text = link.text if len(link.text) >= len(link.title) else link.title
        if not _may_relate(link, text, known, headed):
            continue
        sort = _sort(link, text, title or "", interprets, around)
        if sort:
            (policies if sort == "policy" else interpretations).setdefault(link.url or "")
    return Related(tuple(policies), tuple(interpretations))


def _may_relate(link: LinkNode, text: str, known: set[str], headed: bool) -> bool:
    if link.region not in (Region.MAIN, Region.SIDEBAR) or not link.url or not text:
        return False
    told = _GATE.search(text) or (headed and len(text) >= _MIN_CHARS and is_article_url(link.url))
    return bool(told) and link.url not in known and not is_document(link.url)


def _sort(link: LinkNode, text: str, title: str, on_interpretation: bool, around: _Around) -> str | None:
    """``policy`` or ``interpretation`` where the link leads to one of this page's; None where it does not."""
    generic = _sort_generic(link, text)
    if generic or len(text) < _MIN_CHARS:
        return generic
    interprets = is_interpretation(text, None, False)
    if not interprets and not _names_policy(text):
        return "interpretation" if _headed(link, around, _INTERPRETATION_HEAD, only=True) else None
    sort = "interpretation" if interprets else "policy"
    said = _said(sort, text, title) if interprets is not on_interpretation else "unknown"
    if said in ("same", "short"):
        return None if _is_neighbour(link, around) else sort
    pattern = _INTERPRETATION_HEAD if interprets else _POLICY_HEAD
    return sort if said != "other" and _headed(link, around, pattern, only=False) else None


def _sort_generic(link: LinkNode, text: str) -> str | None:
    """政策解读 and 查看原文 as link texts: an article's address tells them from the column's."""
    if link.region is not Region.MAIN or len(text) > 12 or not is_article_url(link.url or ""):
        return None
    if _GENERIC_INTERPRETATION.match(text):
        return "interpretation"
    return "policy" if _GENERIC_POLICY.match(text) else None


@lru_cache(maxsize=8192)
def _names_policy(text: str) -> bool:
    return is_policy_title(text.strip("《》 ")) or bool(re.search(r"《[^》]{4,}》", text))


def _said(sort: str, text: str, title: str) -> str:
    """What the interpreting title of the two says of the other."""
    policy, reading = (title, text) if sort == "interpretation" else (text.strip("《》 "), title)
    return relation(policy, reading).says


def _is_neighbour(link: LinkNode, around: _Around) -> bool:
    """Whether the link is the site's 上一篇 or 下一篇, which comes to stand there by chance."""
    return any(_NEIGHBOUR.search(text) for text in around.texts_before(link.element, 2))


def _headed(link: LinkNode, around: _Around, pattern: re.Pattern[str], *, only: bool) -> bool:
    """Whether the link stands under a heading for such links; ``only``: one that names nothing else.

    In a side column 政策解读 may stand over the site's latest entries; 相关解读 does not.
    """
    texts = around.texts_before(link.element, _CLIMB)
    head = next((text for text in texts if len(text) <= _HEAD_CHARS and _HEAD.match(text)), None)
    if head is None or _is_neighbour(link, around):
        return False
    named, of_this = bool(pattern.search(head)), bool(_OF_THIS.search(head))
    if link.region is not Region.MAIN:
        return named and of_this
    return named or (not only and of_this)


class _Around:
    """What stands before the elements of one page: links of one list ask for the same lines, worked out once."""

    def __init__(self) -> None:
        self._steps: dict[Element, tuple[str, ...]] = {}
        self._lines: dict[Element, Element | None] = {}

    def texts_before(self, element: Element, steps: int) -> Iterator[str]:
        """Nearest first: the text of its line, then of the lines and boxes before it."""
        node = element
        for _ in range(steps):
            parent = node.getparent()
            if parent is None:
                return
            told = self._steps.get(node)
            if told is None:
                told = self._steps[node] = tuple(self._before(parent, node))
            yield from told
            node = parent

    def _before(self, parent: Element, node: Element) -> Iterator[str]:
        yield _own_text(parent, node)
        before = self._line_before(node)
        if before is not None and isinstance(before.tag, str):
            yield " ".join(raw_text(before).split())[:60]

    def _line_before(self, node: Element) -> Element | None:
        """The nearest element before one in its box that is no entry of a list; None where all are."""
        passed = [node]
        before = node.getprevious()
        while before is not None and before not in self._lines and _only_links(before):
            passed.append(before)
            before = before.getprevious()
        found = self._lines[before] if before in self._lines and _only_links(before) else before
        self._lines.update(dict.fromkeys(passed, found))
        return found


def _own_text(parent: Element, child: Element) -> str:
    """The text of an element up to one of its children, the children's own text left out."""
    texts = [parent.text or ""]
    before = child.getprevious()
    for _ in range(_MAX_SIBLINGS):
        if before is None:
            break
        texts.insert(1, before.tail or "")
        before = before.getprevious()
    return " ".join(" ".join(texts).split())


def _only_links(element: Element) -> bool:
    """Whether an element holds nothing but other entries of the same list; a heading may be a link too."""
    if not isinstance(element.tag, str):
        return True
    text = "".join(raw_text(element).split())
    if len(text) <= _HEAD_CHARS and _HEAD.match(text):
        return False
    if element.tag in ("a", "br"):
        return True
    linked = sum(ink(raw_text(a)) for a in element.iter("a"))
    return not text or linked * 10 >= len(text) * 7

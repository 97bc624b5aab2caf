"""What a page shows where a column's entries belong. Empty is said only when the page itself says or proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.extract.boxes import is_box
from crawler.extract.links import is_document
from crawler.extract.listing import Group
from crawler.extract.navigation import is_article_url, is_column_name
from crawler.extract.tree import Block, Doc, Element, LinkNode, text_of
from evidence.domains import netloc_of
from evidence.records import ListState, Region

_NOTHING = re.compile(
    r"(?<![：:])(?<![：:] )暂无(?!下级|子栏|分类|上级|权限)(?:相关|此类|内容|信息|数据|记录|文章|新闻|公告|资料|任何|更多)?|暂时没有|没有(?:找到|查询到|检索到|任何)?(?:相关|任何|更多|符合条件的)?的?(?:信息|数据|内容|记录|文章)|无相关(?:信息|数据|内容|记录)"
    r"|(?:栏目|页面|网站|内容)?(?:正在)?(?:建设|完善|更新|整理|维护|筹建)中(?=[^\u4e00-\u9fff]|请|敬|$)|敬请期待|敬请关注|即将(?:开通|上线)|共\s*0\s*(?:条|页|篇|个)|共有?\s*0\s*条|总记录(?:数)?\s*[：:]?\s*0(?!\d)|该栏目(?:暂无|下没有)"
)
_VAGUE = re.compile(
    r"^(?!.*(?:栏目|页面|网站))(?:.*暂无$|.*中$|.*敬请|.*即将)"
)  # may be a field's value as well, or the end of a text
_LOADERS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|getJSON\(|XMLHttpRequest|fetch\(\s*[\"'`/]|axios|new\s+Vue|createApp|ng-app|layui\.|laypage|template\.render|laytpl|\.tmpl\(|dataproxy|queryList|loadData|getList\(|initList|jsonp|AjaxPro|\.load\(\s*[\"']",
    re.IGNORECASE,
)
_DATA_KIND = re.compile(r"xml|(?<!ld\+)json|template", re.IGNORECASE)  # script elements that hold no script
_MARKS = re.compile(r"\{\{[^{}]*\}\}|\{\$[\w.]|<%|v-for=|ng-repeat=|v-html=")
_APPS = re.compile(
    r"(?:chunk|app|vendor|umi|main)[.\-][0-9a-f]{6,}\.js|vue(?:\.min)?\.js|react(?:-dom)?[.\-]|jpage|angular",
    re.IGNORECASE,
)
_LIST_BOX = re.compile(
    r"(?:^|[\s_\-])(?:list|newslist|lists?_?\w*|\w*list|news_?\w*|content_?list|data_?list|\w*_?ul)(?:$|[\s_\-\d])",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(
    r"banner|logo|icon|arrow|line|dot|bg|blank|space|button|btn|qrcode|ewm|head|foot|nav|title", re.IGNORECASE
)
_ERROR_TITLE = re.compile(
    r"^\W*(?:错误|出错了?|系统错误|页面不存在|页面未找到|找不到(?:页面|网页)|404\b.*|访问出错|error)\W*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:网站|本站|系统|平台|服务器|数据库)[^。，；]{0,12}?(?:维护|升级|改版|迁移|割接)(?:中|期间)?"
    r"|(?:网站|本站|系统|平台)[^。，；]{0,6}(?:暂停|停止|暂时关闭)(?:服务|访问|运行)?"
)
_TEXT_CHARS = 40
_SENTENCE_CHARS = 20
_CLIMB = 4
_NAME_CHARS = 200  # of class and id
_BUTTONS = re.compile(
    r"\W*|(?:\W|\d|首页|上一?页|下一?页|尾页|末页|共|页|条|第|当前|转到|跳转|到|确定|go|更多|more|打印|关闭|返回|顶部|分享|收藏|字号|大|中|小|搜索|查询|检索)*(?:今天是.{0,30})?",
    re.IGNORECASE,
)


def read_state(
    doc: Doc, chosen: list[Group], candidates: list[Group], names: frozenset[str] = frozenset()
) -> tuple[ListState, str]:
    """The state of a page seen as a column, and the sign it was read from (Chinese)."""
    if chosen:
        count = sum(len(group.rows) for group in chosen)
        return ListState.ITEMS, f"列表有{count}条信息"
    if _ERROR_TITLE.match(doc.title_tag):
        return ListState.UNCLEAR, f"页面标题为“{doc.title_tag}”"
    blocks = _plain_blocks(doc)
    plain = "".join(block.text for block in blocks)
    closed = _CLOSED.search(plain) if len(plain) < 400 else None
    if closed and _stands_alone(doc, closed.group()):
        return ListState.UNCLEAR, f"页面显示“{closed.group()}”，不是栏目内容"
    said = _says_nothing(doc, blocks) if len(plain) < 400 else ""
    if said:
        return _empty_or_scripted(doc, said)
    if len(plain) >= _TEXT_CHARS:
        return ListState.TEXT, f"页面正文{len(plain)}字"
    return _without_text(doc, names, candidates)


def _plain_blocks(doc: Doc) -> list[Block]:
    """The main text that is not links; a row that says 暂无 counts even where it is itself a link."""
    return [
        b
        for b in doc.blocks
        if b.region is Region.MAIN
        and (b.link_chars * 2 <= len(b.text) or (len(b.text) <= 30 and _NOTHING.search(b.text)))
    ]


def _says_nothing(doc: Doc, blocks: list[Block]) -> str:
    """Words of emptiness in a short block of their own, where no sentence stands beside them; empty where there are none.

    Words that are a field's value as well (传真 暂无) count only where nothing else is said.
    """
    told = [(block, said.group()) for block in blocks if (said := _NOTHING.search(block.text))]
    if not told:
        return ""
    others = [b.text for b in blocks if not _NOTHING.search(b.text) and not _BUTTONS.fullmatch(b.text)]
    if any("。" in text and len(text) >= _SENTENCE_CHARS for text in others):
        return ""
    alone = sum(map(len, others)) < _HEADLINE_CHARS
    short = (said for block, said in told if len(block.text) <= 60 and _stands_alone(doc, said))
    return next((said for said in short if alone or not _VAGUE.search(said)), "")


def _stands_alone(doc: Doc, words: str) -> bool:
    """Whether the words are a block of their own, not part of an article that happens to say 暂无, nor what a box
    beside it says of itself (相关信息：暂无资料)."""
    main = [b.text for b in doc.blocks if b.region is Region.MAIN]
    return any(
        words in text and len(text) <= 60 and not (n and _BESIDE.fullmatch(main[n - 1]))
        for n, text in enumerate(main)
    )


_BESIDE = re.compile(
    r"\W*(?:相关|推荐|热门|最新|更多|网友|用户|下级|历史).{0,6}\W*|\W*.{0,4}(?:评论|附件|推荐|点评|回复)\W*"
)


def _empty_or_scripted(doc: Doc, words: str) -> tuple[ListState, str]:
    """A pager that says 共0条 before its script ran proves nothing; nor do words that a script is to show."""
    said = (b for b in doc.blocks if b.region is Region.MAIN and words in b.text)
    if draws_list(doc) or _has_marks(doc) or all(_waits(b.element) for b in said):
        return ListState.SCRIPTED, "列表由脚本生成，页面中没有数据"
    return ListState.EMPTY, f"页面显示“{words}”"


def _has_marks(doc: Doc) -> bool:
    """Whether the main part shows a template that nobody filled."""
    return bool(_MARKS.search(" ".join(b.text for b in doc.blocks if b.region is Region.MAIN)))


_WAITS = ("v-if", "v-show", "v-else", "ng-if", "ng-show", "hidden")


def _waits(element: Element) -> bool:
    """Whether an element is hidden, or shown on a condition, until a script decides."""
    for _ in range(_CLIMB):
        if element is None:
            return False
        style = (element.get("style") or "").replace(" ", "").lower()
        if "display:none" in style or any(name in element.attrib for name in _WAITS):
            return True
        element = element.getparent()
    return False


def _without_text(doc: Doc, names: frozenset[str], candidates: list[Group]) -> tuple[ListState, str]:
    pictures = [
        src for src, region in doc.images if region is Region.MAIN and src and not _ORNAMENT.search(src)
    ]
    if doc.frames:
        return ListState.UNCLEAR, "内容在内嵌框架或插件中"
    blocks = _blocks(candidates)
    if blocks >= 2:
        return ListState.CONTAINER, f"页面由{blocks}个下级栏目组成"
    if draws_list(doc) or may_load(doc):
        return ListState.SCRIPTED, "列表由脚本生成，页面中没有数据"
    linked = [
        x
        for x in doc.links
        if x.region is Region.MAIN and len(x.text) >= 4 and not _BUTTONS.fullmatch(x.text)
    ]
    if linked:
        return _leading(doc, linked)
    if pictures:
        return ListState.TEXT, f"页面由{len(pictures)}张图片组成"
    return _blank(doc, names, candidates)


def _leading(doc: Doc, linked: list[LinkNode]) -> tuple[ListState, str]:
    """A page whose main part is nothing but files, or nothing but links to other sites, leads elsewhere."""
    urls = [link.url for link in linked if link.url]
    if len(urls) < len(linked):
        return ListState.UNCLEAR, f"页面有{len(linked)}个链接，未能认定为列表"
    if all(is_document(url) for url in urls):
        return ListState.ELSEWHERE, f"页面内容为{len(urls)}个附件"
    own = netloc_of(doc.url)
    if own and all("://" in url and netloc_of(url) != own for url in urls):
        return ListState.ELSEWHERE, f"页面内容为指向其他网站的{len(urls)}个链接"
    return ListState.UNCLEAR, f"页面有{len(urls)}个链接，未能认定为列表"


def _blocks(candidates: list[Group]) -> int:
    """Sub-columns that the page's main part leads to: links named like columns, or headed blocks of entries."""
    own = [group for group in candidates if group.region is Region.MAIN]
    named = {row.item.url for g in own for row in g.rows if is_column_name(row.item.title)}
    headed = {g.heading for g in own if g.heading and g.article_like}
    return len(named - {None}) + len(headed)


def _blank(doc: Doc, names: frozenset[str], candidates: list[Group]) -> tuple[ListState, str]:
    """Nothing to read: empty where a list without rows stands, or where the page is whole and says nothing.

    A page that says anything but its own name and its buttons is not called empty.
    """
    if any(_says_something(block, names) for block in doc.blocks) or any(_leads(x, names) for x in doc.links):
        return ListState.UNCLEAR, "未能识别页面内容"
    if _is_misplaced(doc, candidates):
        return ListState.UNCLEAR, "导航、页脚或侧栏中有条目，未能认定是否为列表"
    if _has_form(doc):
        return ListState.UNCLEAR, "页面是一张表单"
    if _hides_text(doc):
        return ListState.UNCLEAR, "页脚或侧栏中有大段文字，未能认定页面内容"
    if _empty_box(doc):
        return ListState.EMPTY, "列表中没有任何条目"
    pictured = any(src and region is Region.MAIN for src, region in doc.images)
    if _is_framed(doc, names) and len(doc.links) >= 5 and not pictured:
        return ListState.EMPTY, "除导航和页脚外没有任何内容"
    return ListState.UNCLEAR, "未能识别页面内容"


_ENTRY_CHARS = 9  # links of a menu are shorter
_NAV_CHARS = 10


def _is_framed(doc: Doc, names: frozenset[str]) -> bool:
    """Whether the page says where it stands, by breadcrumb or by its own name, and shows nothing from there on that
    only a class name calls navigation: a wrapper may be called so, and the list stand in it."""
    at = [
        n
        for n, b in enumerate(doc.blocks)
        if b.region is Region.CRUMB or (b.region is Region.MAIN and b.text.strip(" :：>»·|") in names)
    ]
    if not at:
        return False
    after = [
        b for b in doc.blocks[max(at) + 1 :] if b.region is Region.NAV and not _BUTTONS.fullmatch(b.text)
    ]
    if sum(max(0, len(b.text) - b.link_chars) for b in after) > _NAV_CHARS:
        return False
    return not any(len(b.text) >= _ENTRY_CHARS for b in after)


_FIELDS = frozenset(("", "text", "tel", "email", "number", "date"))


def _has_form(doc: Doc) -> bool:
    """Whether the page is for filling in: a large field, or several small ones outside navigation (a search is one)."""
    if any(doc.find_region(e) is not Region.NAV for e in doc.body.iter("textarea")):
        return True
    fields = (e for e in doc.body.iter("input") if (e.get("type") or "").lower() in _FIELDS)
    return sum(1 for e in fields if doc.find_region(e) is not Region.NAV) >= 2


_FOOT_HEADINGS = 4
_FRAME_CHARS = {Region.NAV: 250, Region.SIDEBAR: 120, Region.FOOTER: 600}


def _hides_text(doc: Doc) -> bool:
    """Whether what only a class name calls navigation, sidebar or foot holds more text than such a part does, or a
    heading of first rank: the page's content may stand there."""
    plain = dict.fromkeys(_FRAME_CHARS, 0)
    headings = 0
    for block in doc.blocks:
        if block.region in plain:
            plain[block.region] += max(0, len(block.text) - block.link_chars)
            headings += (
                block.region is Region.FOOTER
                and block.element.tag in ("h2", "h3", "h4")
                and not block.link_chars
            )
            if block.element.tag == "h1" and block.region is not Region.NAV:
                return True
    return headings > _FOOT_HEADINGS or any(chars > _FRAME_CHARS[region] for region, chars in plain.items())


_DAY = re.compile(r"(?:19[89]|20\d)\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}")
_DAY_CHARS = 14
_HEADLINE_CHARS = 12


_LINKS_BOX = re.compile(r"(?:友情|文字|图片)\W*链接")  # a page of links may be just that


def _is_misplaced(doc: Doc, candidates: list[Group]) -> bool:
    """Whether entries stand where only a class name says navigation, foot or sidebar: names are only names.

    A box that its heading tells (最新, 排行) is known to be none of the column's.
    """
    beside = [g for g in candidates if g.region is Region.SIDEBAR]
    if any(
        _LINKS_BOX.search(g.heading) or g.dated or _articles(row.link for row in g.rows) >= 2
        for g in beside
        if _LINKS_BOX.search(g.heading) or not is_box(g.heading)
    ):
        return True
    frame = (Region.NAV, Region.FOOTER, Region.CRUMB)
    blocks = [b for b in doc.blocks if b.region in frame and _DAY.search(b.text)]
    dated = sum(1 for b in blocks if len(b.text) <= _DAY_CHARS)
    if dated >= 2 or any(b.link_chars * 2 >= len(b.text) for b in blocks):
        return True
    return _articles(x for x in doc.links if x.region in frame) >= 2


def _articles(links: Iterable[LinkNode]) -> int:
    """How many links lead to articles, by their address and by words as long as a headline."""
    return sum(1 for x in links if len(x.text) >= _HEADLINE_CHARS and x.url and is_article_url(x.url))


def _leads(link: LinkNode, names: frozenset[str]) -> bool:
    """Whether a link of the main part is an entry after all, if a short one: a leader's name."""
    if link.region is not Region.MAIN or len(link.text) < 2 or link.text in names:
        return False
    return not _BUTTONS.fullmatch(link.text)


def _says_something(block: Block, names: frozenset[str]) -> bool:
    text = block.text.strip(" :：>»·|")
    if block.region is not Region.MAIN or text in names or block.link_chars * 2 > len(block.text):
        return False
    return not _BUTTONS.fullmatch(text)


def _empty_box(doc: Doc) -> bool:
    for element in doc.body.iter("ul", "ol", "table", "tbody", "div", "dl"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_NAME_CHARS]
        if element.tag not in ("ul", "ol") and not _LIST_BOX.search(names):
            continue
        if (
            doc.find_region(element) is Region.MAIN
            and not text_of(element)
            and element.find(".//img") is None
        ):
            return True
    return False


def may_load(doc: Doc) -> bool:
    """Whether some script of the page asks a server for data or holds it, or the page has unfilled templates."""
    if _has_marks(doc):
        return True
    if any(_DATA_KIND.search(kind) and text.strip() for kind, _, text in doc.scripts):
        return True
    return any((_APPS.search(src) if src else _LOADERS.search(text)) for _, src, text in doc.scripts)


def draws_list(doc: Doc) -> bool:
    """Whether a script draws where the list belongs: it stands there, or fills an empty element that does."""
    inline = [
        (text, place)
        for (_, src, text), place in zip(doc.scripts, doc.script_places, strict=True)
        if not src and text
    ]
    for text, place in inline:
        if _DATA.search(text) and _in_main(doc, place):
            return True
    names = [name for name in _empty_ids(doc) if len(name) >= 3]
    return any(
        f'"{mark}{name}"' in text or f"'{mark}{name}'" in text
        for text, _ in inline
        for name in names
        for mark in ("#", "", ".")
    )


def _in_main(doc: Doc, place: Element | None) -> bool:
    """Whether a script stood inside some element of the main region, not merely at the end of the page."""
    if place is None or place is doc.body or doc.find_region(place) is not Region.MAIN:
        return False
    return any(ancestor is doc.body for ancestor in place.iterancestors())


_DATA = re.compile(
    r"[\"'][^\"'\s<>]*(?:/[\w\-./]+|\.(?:do|json|jsp|ashx|action)|api)[^\"'<>]*[\"']\s*[,;)}]|[\"']#[\w\-]+[\"']"
)


def _empty_ids(doc: Doc) -> list[str]:
    """Ids of elements of the main region that hold nothing."""
    return [
        element.get("id")
        for element in doc.body.iter("div", "ul", "ol", "tbody", "table", "dl", "section")
        if element.get("id") and not text_of(element) and doc.find_region(element) is Region.MAIN
    ]

"""Columns as a page names them: main navigation, side navigation, breadcrumb; and what kind a name tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from crawler.extract.links import fold, is_page_like
from crawler.extract.tree import Doc, Element, LinkNode, raw_text
from evidence.domains import netloc_of
from evidence.records import ColumnKind, Region

_KINDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    (
        ColumnKind.NEWS,
        re.compile(r"^(?!.*(?:办理|答复|受理|征集|政策|解读)).*(?:动态|要闻|新闻|快讯|简讯|领导活动)$"),
    ),
    (ColumnKind.ARCHIVE, re.compile(r"归档|历史专题|往期专题|已归档")),
    (ColumnKind.INTERPRETATION, re.compile(r"解读|图解")),
    (
        ColumnKind.CONSULTATION,
        re.compile(r"征集|意见征求|征求意见|民意调查|网上调查|在线调查|问卷|决策预公开"),
    ),
    (ColumnKind.INTERVIEW, re.compile(r"访谈|直播")),
    (
        ColumnKind.MESSAGES,
        re.compile(r"留言|信箱|咨询|来信|民声|问政|投诉|互动交流|政民互动|公众参与|诉求|建言|写信"),
    ),
    (ColumnKind.STATISTICS, re.compile(r"统计|数据发布|数据公开|经济数据")),
    (ColumnKind.FINANCE, re.compile(r"预算|决算|财政|财务|资金|三公|收费|采购")),
    (ColumnKind.PERSONNEL, re.compile(r"人事|任免|招考|招聘|招录|公务员|人才招|干部任")),
    (ColumnKind.PLANS, re.compile(r"规划|计划|总结|工作要点")),
    (
        ColumnKind.DISCLOSURE,
        re.compile(
            r"信息公开指南|公开指南|公开制度|公开年报|年度报告|公开目录|依申请|法定主动|信息公开$|政府信息公开|政务公开$"
        ),
    ),
    (
        ColumnKind.OVERVIEW,
        re.compile(
            r"概况|简介|介绍|领导|机构|职能|职责|组织|联系|历史沿革|班子|分工|区划|风貌|走进|关于我们|师资|科室|专家|医院文化|校长|院长|校园风光"
        ),
    ),
    (
        ColumnKind.SERVICES,
        re.compile(r"办事|服务|下载|办理|指南|查询|便民|审批|许可|事项|权责|权力清单|责任清单|表格"),
    ),
    (ColumnKind.POLICY, re.compile(r"政策|规范性文件|文件|法规|规章|公文|法律|通告公报|政府公报|政令|条例")),
    (ColumnKind.NOTICES, re.compile(r"公告|公示|通知|通告|公报|告示")),
    (
        ColumnKind.NEWS,
        re.compile(
            r"动态|要闻|新闻|资讯|快讯|信息动态|工作信息|时政|头条|简讯|讯息|活动报道|媒体聚焦|媒体报道|部门信息|街道信息|校园快报"
        ),
    ),
    (ColumnKind.TOPIC, re.compile(r"专题|专栏|专项|学习贯彻|主题教育|创建|聚焦")),
)
_NAV_WORDS = re.compile(
    r"首页|公开|新闻|要闻|动态|通知|公告|公示|政策|解读|服务|互动|交流|概况|机构|领导|信息|专题|专栏|法规|文件|下载|数据|办事"
    r"|学校|学院|医院|校园|教学|教育|招生|就业|党建|科研|师资|科室|简介|联系|关于|业务|园地|之窗|文化|管理|工作|指南|统计|监督|组织"
)
_BODY = re.compile(
    r"(?:学院|书院|研究院|研究所|实验室|[局处科])$"
)  # bodies in a menu that unfolds, no columns
HOME = re.compile(
    r"^\W*(?:网站|返回|本站|学校|学院|医院|本院|门户|官网)?(?:首\s*页|主\s*页|HOME)\W*$", re.IGNORECASE
)
_SKIP = re.compile(
    r"^(?:返回首页|返回|设为首页|加入收藏|收藏本站|English|EN|中文版?|繁体(?:版|中文)?|简体(?:版|中文)?|无障碍.*|长者.*|关怀.*|老年.*|适老化.*|登录|登陆|注册|退出|个人中心|搜索|RSS.*|手机版|移动版|微信|微博|客户端"
    r"|邮箱|公务邮箱|网站地图|站点地图|联系我们|联系方式|关于我们|(?:网站|版权|法律|免责|隐私)声明|隐私.*|使用帮助|打印|关闭|更多.*|more.*|\d+|>>|旧版.*|智能.*|进入.{0,6}专[题区]|网站支持IPv6.*|.*APP)$",
    re.IGNORECASE,
)
_MORE = re.compile(r"^\W*(?:更多|more|查看更多|\+)\W*$", re.IGNORECASE)
_ARTICLE_URL = re.compile(
    r"/t20\d{6}_\d+|/art_\d|/art/20\d\d/|/content/(?:mpost|post)_|/info/\d+/\d+|/content_\d+|/c\d+/20\d\d|/20\d{6}/|/20\d\d[/-]\d{1,2}[/-]\d{1,2}/"
    r"|/doc_[0-9a-f]{8}|/(?:show|view|detail|article|newsinfo|shownews|readnews|news_view|content)\.(?:asp|aspx|php|jsp)|/\d{6}/t?[0-9a-f]{6,}"
    r"|/20\d\d/\d{4}/|/item/\d+|/page/\d{5,}|[?&](?:articleid|newsid|aid|infoid|docid)=",
    re.IGNORECASE,
)
_LEADING = frozenset((Region.SIDEBAR, Region.NAV))  # menus that unfold stand in the navigation
_LIST_TAGS = frozenset(("ul", "ol", "nav", "table", "tr", "dl"))
_COLUMN_CHARS = 14


@lru_cache(maxsize=8192)
def kind_of(name: str) -> ColumnKind | None:
    """The kind of column that a name tells; None where it tells nothing."""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return None


@lru_cache(maxsize=8192)
def is_article_url(url: str) -> bool:
    """Whether an address has the shape of an article's in one of the known dialects."""
    return bool(_ARTICLE_URL.search(url))


@lru_cache(maxsize=8192)
def is_column_name(text: str) -> bool:
    """Whether a link text can name a column: short, Chinese, no command."""
    name = text.strip()
    return (
        2 <= len(name) <= _COLUMN_CHARS
        and bool(re.search(r"[\u4e00-\u9fff]", name))
        and not _SKIP.match(name)
    )


def _group_element(anchor: Element) -> Element:
    """The element whose links belong together: the nearest list or table row, else the grandparent."""
    element = anchor.getparent()
    for _ in range(4):
        if element is None or element.tag in _LIST_TAGS:
            break
        element = element.getparent()
    if element is not None and element.tag == "dl" and _is_menu_of_many(element):
        return element.getparent()
    if element is not None and element.tag == "tr" and len(list(element)) < 3:
        element = element.getparent() if element.getparent() is not None else element
    if element is not None and element.tag in _LIST_TAGS:
        return element
    parent = anchor.getparent()
    if parent is None or parent.getparent() is None:
        return parent
    return parent if next(islice(parent.iterchildren("a"), 1, None), None) is not None else parent.getparent()


def _is_menu_of_many(dl: Element) -> bool:
    """Whether a dl is one entry of a menu: its dt the column, its dd what unfolds, others like it beside."""
    parent = dl.getparent()
    if parent is None or len(dl.findall("dt")) != 1:
        return False
    return next(islice(parent.iterchildren("dl"), 2, None), None) is not None


def main_navigation(doc: Doc) -> tuple[tuple[str, str], ...]:
    """The entries of the main navigation, 首页 included, in page order; its element is marked as navigation."""
    best: list[LinkNode] = []
    best_score = 0.0
    groups: dict[Element, list[LinkNode]] = {}
    for link in doc.links:
        if link.region not in (Region.FOOTER, Region.CRUMB):
            groups.setdefault(_group_element(link.element), []).append(link)
    for n, group in enumerate(groups.values()):
        score = _nav_score(group, n)
        if score > best_score:
            best, best_score = group, score
    if best and _is_site_navigation(doc, best):
        doc.mark(_group_element(best[0].element), Region.NAV)
    return _named(_heads(best))


def _heads(group: list[LinkNode]) -> list[LinkNode]:
    """The first link of each entry, where entries hold menus that unfold."""
    element = _group_element(group[0].element) if group else None
    entries: dict[Element, list[LinkNode]] = {}
    for link in group:
        child = link.element
        while child is not None and child.getparent() is not element:
            child = child.getparent()
        entries.setdefault(child, []).append(link)
    unfolding = sum(1 for links in entries.values() if len(links) > 1)
    if len(entries) < 3 or not unfolding or None in entries:
        return group
    return [links[0] for links in entries.values()]


def trail_of(doc: Doc) -> set[str]:
    """Identities of the page itself and of every step of its breadcrumb."""
    return {fold(doc.url), *(fold(x.url) for x in doc.links if x.url and x.region is Region.CRUMB)}


def _is_site_navigation(doc: Doc, group: list[LinkNode]) -> bool:
    """Whether a group leads through the site and is not the sub-columns of one column: 首页 or the page itself is in it."""
    here = trail_of(doc) if doc.url else set()
    return any(HOME.match(_name(x)) or (x.url and fold(x.url) in here) for x in group)


def _nav_score(group: list[LinkNode], position: int) -> float:
    if len(group) < 3:
        return 0.0
    short = [link for link in group if 2 <= len(_name(link)) <= 10]
    if len(short) < 3 or len(short) * 5 < len(group) * 4:
        return 0.0
    words = sum(1 for link in short if _NAV_WORDS.search(_name(link)) and not _BODY.search(_name(link)))
    if words < 2 or sum(1 for link in short if link.url and is_article_url(link.url)) * 2 > len(short):
        return 0.0
    in_nav = sum(1 for link in group if link.region is Region.NAV) * 2 > len(group)
    home = any(HOME.match(_name(link)) for link in group[:2])
    foot = sum(1 for link in group if _SKIP.match(_name(link)))  # 网站地图, 版权声明: what stands at the foot
    marked = (
        (14 if home else 0)
        + (6 if in_nav else 0)
        - (8 if group[0].region is Region.SIDEBAR else 0)
        - 4 * foot
    )
    return min(words, 12) * 2 + min(len(short), 12) + marked - min(position, 30) * 0.5


def _name(link: LinkNode) -> str:
    return (link.text or link.title).strip().strip("·|>»")


def _named(links: Iterable[LinkNode]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for link in links:
        name = _name(link)
        if name and len(name) <= 20:
            found.setdefault(name, link.url or link.href)
    return tuple(found.items())


def crumbs(doc: Doc) -> tuple[tuple[str, str | None], ...]:
    """The breadcrumb from the home page down: (name, address)."""
    trail: list[tuple[str, str | None]] = []
    for link in doc.links:
        if link.region is Region.CRUMB:
            name = _name(link)
            if name and len(name) <= 30 and (name, link.url) not in trail:
                trail.append((name, link.url))
    tail = _crumb_tail(doc, [name for name, _ in trail])
    if tail:
        trail.append((tail, None))
    return tuple(trail)


def _crumb_tail(doc: Doc, linked: list[str]) -> str | None:
    """The last step of a breadcrumb, which is mostly no link."""
    text = doc.text_in(Region.CRUMB)
    last = re.split(r"[>»›＞→/\-—·•|]+|\s{2,}|\n", text)[-1].strip(" :：·") if text else ""
    if 2 <= len(last) <= 20 and last not in linked and not re.search(r"位置|正文|内容", last):
        return last
    return None


def column_name(
    doc: Doc, trail: tuple[tuple[str, str | None], ...], is_article: bool, heading: str = ""
) -> str | None:
    """The column that a page is or belongs to: meta tag, breadcrumb; of a list page also the marked entry of its side
    menu, the title tag, and ``heading``, the words above its list."""
    meta = doc.meta.get("columnname")
    if meta and not re.fullmatch(r"栏目名称|[#{}$].*", meta):
        return meta
    steps = [n for n, _ in trail if not HOME.match(n) and not _NO_COLUMN.search(n)]
    title_like = steps and is_article and len(steps[-1]) > _COLUMN_CHARS
    if title_like:
        steps = steps[:-1]
    if steps:
        return steps[-1]
    if is_article:
        return None
    return _marked_entry(doc) or _in_title_tag(doc) or (heading if _is_telling(heading) else None)


_NO_COLUMN = re.compile(r"正文|详情|内容页|^(?:栏目名称|(?:文章|信息|栏目|新闻)?列表页?|列表)$")


def _is_telling(name: str) -> bool:
    return is_column_name(name) and kind_of(name) is not None and "|" not in name


_MARKED = re.compile(
    r"(?:^|[\s_\-])(?:current|active|on|cur|hover|selected|now|this)(?:$|[\s_\-])", re.IGNORECASE
)


def _marked_entry(doc: Doc) -> str | None:
    """The entry of a side menu that is marked as the page itself; None where several are."""
    own = fold(doc.url)
    found = {
        _name(link)
        for link in doc.links
        if link.region in (Region.SIDEBAR, Region.MAIN)
        and is_column_name(_name(link))
        and (not link.url or fold(link.url) == own)
        and _is_marked(link.element)
    }
    return found.pop() if len(found) == 1 else None


def _is_marked(element: Element | None) -> bool:
    for _ in range(4):
        if element is None:
            return False
        if _MARKED.search(element.get("class") or ""):
            return True
        element = element.getparent()
    return False


def _in_title_tag(doc: Doc) -> str | None:
    """The part of the title tag that names a column: not the site."""
    site = doc.meta.get("sitename")
    for part in re.split(r"\s*[-_|–—－﹣丨]+\s*", doc.title_tag)[:2]:
        name = part.strip()
        if is_column_name(name) and name != site and (kind_of(name) or not _SITE.search(name)):
            return name
    return None


_SITE = re.compile(r"(?:[网厅局委府]|网站|系统|平台|门户|学校|小学|中学|大学|学院|医院|中心|公司|官网)$")


def subcolumns(doc: Doc, nav: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Columns that unfolding menus, side navigation and headed blocks (with 更多) lead to, beside ``nav``."""
    known = {url for _, url in nav}
    found: dict[str, str] = {}
    host = netloc_of(doc.url)
    for link in doc.links:
        url = link.url
        if not url or url in known or len(link.text) > (20 if link.region in _LEADING else 8):
            continue
        if not is_page_like(url) or (host and netloc_of(url) != host):
            continue
        name = _name(link)
        if link.region in _LEADING and is_column_name(name) and not is_article_url(url):
            found.setdefault(url, name)
        elif len(link.text) <= 8 and _MORE.match(link.text or link.title) and not is_article_url(url):
            headed = _heading_before(link.element)
            if headed:
                found.setdefault(url, headed)
    return tuple((name, url) for url, name in found.items())


def _heading_before(anchor: Element) -> str | None:
    """The words that head the block in which 更多 stands."""
    element = anchor
    for _ in range(3):
        element = element.getparent()
        if element is None:
            return None
        text = raw_text(element)
        text = re.sub(r"更多|more|查看|[\s+>»\[\]:：/|]+", "", text, flags=re.IGNORECASE)
        if text:
            return text if is_column_name(text) else None
    return None

"""The words by which a page that answers 200 says that what was asked for is not there."""

from __future__ import annotations

import re

from crawler.extract.tree import Doc
from evidence.records import Region

_THING = (
    "(?:您|你)?(?:所?要?(?:访问|查找|浏览|请求|查看|打开)的)?(?:该|此|这个|当前)?"
    "(?:页面|网页|文件|信息|内容|文章|稿件|资源|栏目|地址|链接|网址|记录|数据)"
)
_SAYS = re.compile(
    rf"{_THING}(?:可能)?(?:已经?|已被|被|现已)?(?:不存在|未找到|没有找到|找不到|无法找到|(?:被|已)?(?:删除|移除|撤销|下线|撤回|屏蔽))"
    rf"|(?:找不到|未找到|没有找到|无法找到|不存在){_THING}|页面(?:走丢|丢失|不见)了|(?:文章|信息|内容)(?:审核|发布)中.{{0,6}}(?:暂|无法|不能)"
    r"|(?:HTTP\s*)?(?:错误|error)?\s*404\b(?!\s*[号室房元万人个件条])|(?:page|file)\s+(?:(?:was|is)\s+)?not\s+found"
    r"|(?:抱歉|对不起)[，,！!]?\s*(?:没有|未能|无法).{0,8}(?:页面|信息|内容)",
    re.IGNORECASE,
)
_WHOLE_CHARS = 160  # of the main text: a page with more to say has another message
_TITLE = re.compile(
    r"404|页面(?:不存在|未找到|没有找到|找不到)|not\s+found|出错|错误页|错误提示|提示信息|^\s*(?:错误|提示)",
    re.I,
)
_WORDS_CHARS = 60


def says_missing(doc: Doc) -> str:
    """The words, as shown; empty where the page says something else, or says it of another thing.

    The words count only where they are the page's whole message: its main part holds next to nothing else but links.
    """
    text = "\n".join(b.text for b in doc.blocks if b.region is Region.MAIN and not b.link_chars)
    main = "".join(text.split())
    title = doc.title_tag
    if len(main) > _WHOLE_CHARS * (2 if _TITLE.search(title) else 1):
        return ""
    found = _SAYS.search(text)
    if found is None and len(main) < _WHOLE_CHARS / 2:
        found = _SAYS.search(title) or _in_pictures(doc)
    if found is None or _is_listed(doc, found.group()):
        return ""
    return " ".join(found.group().split())[:_WORDS_CHARS]


def _in_pictures(doc: Doc) -> re.Match[str] | None:
    pictures = (i for i in doc.body.iter("img") if i.get("alt"))
    return next((found for i in pictures if (found := _SAYS.search(i.get("alt")))), None)


def _is_listed(doc: Doc, words: str) -> bool:
    """Whether the words are a link's: the title of an article about it."""
    anchors = (link.text for link in doc.links if link.region is Region.MAIN)
    return any(words in text and len(text) > len(words) + 4 for text in anchors)

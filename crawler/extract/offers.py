"""What a page offers its reader that no plain link tells: forms to write into, buttons, areas and pictures as links.

And what stands beside the text of a page, where more of it may be: pictures, frames, files, the platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.fields import bare
from crawler.extract.guide import element_of
from crawler.extract.links import is_document
from crawler.extract.masking import trimmed
from crawler.extract.tree import Doc, Element, text_of
from evidence.offers import CHANNEL, SERVICE, channel_in, service_in
from evidence.records import Quote, Region

QUOTE_CHARS = 40
_MOST = 40
_BUTTONS = ("button", "area", "input", "img")
_SAYS = ("value", "alt", "title")
_FORM_WORDS = re.compile(r"留言|内容|咨询|建议|意见|主题|标题|姓名|电话|来信|提交|验证码")
_ERROR_REPORT = re.compile(r"错别|纠错|找错|出错")
# 依申请公开: what the application's form asks for; it takes no question and is no service
_REQUEST = re.compile(
    r"所需(?:的)?(?:政府)?信息|信息公开申请|申请公开|(?:获取|提供)(?:政府)?信息的?(?:方式|途径|载体)"
)
_ASKING = re.compile(r"咨询|留言|建议|来信|信箱")
_ICON = re.compile(
    r"icon|ico[_\d./]|logo|qr|ewm|wx|weixin|weibo|share|print|dzjg|jiucuo|arrow|btn|blank|space|red\.png|(?:^|/)dot",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    r"(?:在线|网上|立即|我要|马上|点击)(?:办理|办|申请|申报)|政务服务网|一网通办|办事入口|网办"
)
_PLATFORM_HOST = re.compile(r"zwfw|zwdt|ywtb|yct|tysl", re.IGNORECASE)
_SMALL = 120  # pixels: a smaller picture shows no text


def read_offers(doc: Doc) -> tuple[Quote, ...]:
    """Forms to write into (``form``), and names of channels and services that no usable link bears.

    ``picture``: a link that consists of a picture and says nothing.
    """
    found: dict[tuple[str, str], Quote] = {}
    for quote in (*_forms(doc), *_scripted(doc), *_buttons(doc), *_silent_pictures(doc)):
        found.setdefault((quote.id, quote.text), quote)
    return tuple(found.values())[:_MOST]


def _forms(doc: Doc) -> Iterator[Quote]:
    """Whatever holds a field for a longer text, with the words around it."""
    for field in doc.body.iter("textarea"):
        holder = next(field.iterancestors("form"), field.getparent())
        words = text_of(holder)
        if _is_request(words) or _ERROR_REPORT.search(words):
            continue
        if _FORM_WORDS.search(words + (field.get("placeholder") or "")):
            yield Quote("form", trimmed(words, QUOTE_CHARS), doc.url or None)


def _is_request(words: str) -> bool:
    """Whether a form is the one to apply for government information with, and takes no questions as well."""
    return bool(_REQUEST.search(words)) and not _ASKING.search(words)


def _named(text: str) -> str:
    return CHANNEL if channel_in(text) else SERVICE if service_in(text) else ""


def _scripted(doc: Doc) -> Iterator[Quote]:
    for link in doc.links:
        name = link.text or link.title
        if link.url is None and name and _named(name):
            yield Quote(_named(name), trimmed(name, QUOTE_CHARS))


def _buttons(doc: Doc) -> Iterator[Quote]:
    for element in doc.body.iter(*_BUTTONS):
        form = next(element.iterancestors("form"), None)
        if form is not None and _is_request(text_of(form)):
            continue
        said = [element.get(name) or "" for name in _SAYS]
        for text in (*said, text_of(element) if element.tag == "button" else ""):
            if text and _named(text):
                yield Quote(_named(text), trimmed(text, QUOTE_CHARS))


def _silent_pictures(doc: Doc) -> Iterator[Quote]:
    told = {link.url for link in doc.links if link.text or link.title}
    for link in doc.links:
        picture = next(link.element.iter("img"), None)
        if link.url and link.url not in told and picture is not None and not _is_icon(picture):
            yield Quote("picture", trimmed(picture.get("src") or "", QUOTE_CHARS), link.url)


def _is_icon(picture: Element) -> bool:
    return bool(_ICON.search(picture.get("src") or "")) or any(
        (picture.get(side) or "").strip("px ").isdigit()
        and int((picture.get(side) or "").strip("px ")) < limit
        for side, limit in (("width", _SMALL // 2), ("height", _SMALL // 4))
    )


def beside_text(doc: Doc) -> tuple[Quote, ...]:
    """Where a page may give more than its text: one picture, frame, file, way to the platform and page named as an
    element of a guide (申请条件) each. ``whole``: no script or frame runs on it, so that its text is all there is.
    """
    found: dict[str, Quote] = {}
    for quote in (*_pictures(doc), *_frames(doc), *_ways(doc), *_whole(doc)):
        found.setdefault(quote.id, quote)
    return tuple(found.values())


def _pictures(doc: Doc) -> Iterator[Quote]:
    for picture in doc.body.iter("img"):
        source = picture.get("src") or ""
        if doc.find_region(picture) is Region.MAIN and source and not _is_icon(picture):
            yield Quote("picture", trimmed(source, QUOTE_CHARS))


def _frames(doc: Doc) -> Iterator[Quote]:
    for frame in doc.frames:
        yield Quote("frame", trimmed(frame, QUOTE_CHARS), frame or None)


def _ways(doc: Doc) -> Iterator[Quote]:
    for link in doc.links:
        name = link.text or link.title
        if link.region is not Region.MAIN:
            continue
        if link.url and is_document(link.url):
            yield Quote("file", trimmed(name, QUOTE_CHARS), link.url)
        elif _PLATFORM.search(name) or (link.url and _PLATFORM_HOST.search(link.url)):
            yield Quote("platform", trimmed(name, QUOTE_CHARS), link.url)
        elif link.url and link.url != doc.url and element_of(bare(name)):
            yield Quote("link", trimmed(name, QUOTE_CHARS), link.url)


def _whole(doc: Doc) -> Iterator[Quote]:
    if not doc.runs_scripts:
        yield Quote("whole", "")

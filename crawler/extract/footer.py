"""What stands at the foot of a page: site code, ICP and police records, badge, sponsor, contact, 找错, site map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.masking import trimmed
from crawler.extract.tree import Doc
from evidence.records import Footer, Region

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ICP = re.compile(
    rf"[(（]?[{_PROVINCES}][)）]?\s*ICP\s*[备证]\s*[：:]?\s*\d{{5,8}}\s*号?(?:\s*[-—－]\s*\d{{1,3}}(?:\s*号)?)?",
    re.IGNORECASE,
)
_POLICE = re.compile(rf"[{_PROVINCES}]?公网安备\s*[：:]?\s*(\d{{11,14}})\s*号?")
_SITE_ID = re.compile(r"标\s*识\s*码\s*[：:]?\s*([Bb][Mm]\d{8}|\d{10})(?!\d)")
_BADGE = "conac"  # bszs.conac.cn, dcs.conac.cn: who issues the badge
_BADGE_PLACE = (
    "_ideconac"  # where the issuer's script draws it; a script that another host relays proves nothing
)
_BADGE_PICTURE = re.compile(r"(?i)党政机关|事业单位标[识志]|dzjg|jiguan|/(?:red|blue)\.(?:png|gif|jpg)")
_SPONSOR = re.compile(
    r"主\s*办(?:\s*单\s*位)?\s*[：:∶]?\s*[\u4e00-\u9fff]\S{1,30}|(?:主管|管理|承办)\s*单?\s*位?\s*[：:∶]\s*[\u4e00-\u9fff]\S{1,30}"
    r"|(?:版\s*权\s*所\s*有|著作权人|©|Copyright)[^\u4e00-\u9fff\n]{0,40}[\u4e00-\u9fff]{3,30}",
    re.IGNORECASE,
)
_SPONSORED = re.compile(r"\s*(?:主\s*办|版\s*权\s*所\s*有)")
_BODY_NAME = re.compile(r"[\u4e00-\u9fff]{3,}$")
_CONTACT = re.compile(
    r"(?:电\s*话|热\s*线|联系方式|联系我们|电子邮件|邮\s*箱|邮\s*编|邮政编码|地\s*址|传\s*真|E-?mail|Tel)\s*[：:∶]?\s*\S{0,40}",
    re.IGNORECASE,
)
_FIND_ERROR = re.compile(r"找\s*错|网站纠错|政府网站.{0,4}纠错")
_FIND_ERROR_PLACE = re.compile(r"(?i)zfwzzc|pucha\.kaipuyun|jiucuo|zhaocuo|/zc\.gov\.cn")
_SITE_MAP = re.compile(
    r"(?i)(?:网站|站点|站内|本站)\s*(?:地图|导航|导览)|^地图$|site\s*_?-?map|^(?:导航|网站导航图)$"
)
_FOOT_NAME = re.compile(
    r"(?i)(?:^|[\s_\-/.])(?:foot|footer|bottom|copyright|dibu|footbox|foot\w*)(?:$|[\s_\-.\d/?])"
)
_DRAWN = re.compile(
    r"(?i)\$\(\s*[\"'][#.][\w\-]*(?:foot|bottom|copyright|dibu)[\w\-]*[\"']\s*\)\s*\.\s*(?:load|html|append)"
)
_RECORD_OFFICES = (
    ("icp", "beian.miit.gov"),
    ("icp", "miitbeian.gov"),
    ("police", "//www.beian.gov"),
    ("police", "beian.mps.gov"),
)
_LAST_BLOCKS = 60
_WORDS_CHARS = 60
_SCRIPT_CHARS = 20_000


def read_footer(doc: Doc) -> Footer:
    """What the page shows at its foot; comments do not count."""
    last = [block.text for block in doc.blocks[-_LAST_BLOCKS:]]
    text = "\n".join(last)
    whole = (
        text
        if "备" in text
        else "\n".join(b.text for b in doc.blocks if "备" in b.text or "标识码" in b.text or "ICP" in b.text)
    )
    icp, police = _ICP.search(whole), _POLICE.search(whole)
    site_id = _SITE_ID.search(whole)
    badge = _has_badge(doc)
    foot = "\n".join([*(b.text for b in doc.blocks[:-_LAST_BLOCKS] if b.region is Region.FOOTER), *last])
    plain = "\n".join(
        b.text for b in doc.blocks[-_LAST_BLOCKS:] if b.region is Region.FOOTER or not b.link_chars
    )
    pictured = "\n".join(_picture_words(doc))
    return Footer(
        site_id=site_id.group(1) if site_id else None,
        icp=re.sub(r"\s+", "", icp.group()) if icp else None,
        police=police.group(1) if police else None,
        badge=badge,
        sponsor=_words(_SPONSOR, plain) or _before_sponsored(plain) or _words(_SPONSOR, pictured),
        contact=_words(_CONTACT, foot) or _words(_CONTACT, pictured),
        find_error=_find_error(doc, foot, pictured),
        site_map=_site_map(doc),
        unsure=tuple(dict.fromkeys(_unsure(doc, foot, pictured))),
    )


def _has_badge(doc: Doc) -> bool:
    if any(_BADGE in f"{src} {text}".lower().replace(_BADGE_PLACE, "") for _, src, text in doc.scripts):
        return True
    if any(link.url and _BADGE in link.url.lower() for link in doc.links):
        return True
    return any(_BADGE in src.lower() for src, _ in doc.images)


def _words(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return trimmed(found.group(), _WORDS_CHARS) if found else None


def _before_sponsored(text: str) -> str | None:
    """济南市某局 主办: the name stands first."""
    for said in _SPONSORED.finditer(text):
        name = _BODY_NAME.search(text[max(0, said.start() - 30) : said.start()])
        if name:
            return name.group() + said.group()
    return None


def _picture_words(doc: Doc) -> Iterator[str]:
    """What pictures say of themselves."""
    for picture in doc.body.iter("img"):
        for name in ("alt", "title"):
            words = picture.get(name)
            if words and not words.isspace():
                yield words.strip()


def _find_error(doc: Doc, foot: str, pictured: str) -> str | None:
    """The words of the entrance, else the address of its link, picture or script."""
    leads = _FIND_ERROR_PLACE.search("\n".join([link.href for link in doc.links]))
    for link in doc.links:
        words = link.text or link.title
        if ("错" in words and _FIND_ERROR.search(words)) or (leads and _FIND_ERROR_PLACE.search(link.href)):
            return trimmed(words, _WORDS_CHARS) or link.href[:_WORDS_CHARS]
    for _, src, text in doc.scripts:
        if found := _FIND_ERROR_PLACE.search(src) or _FIND_ERROR_PLACE.search(text[:_SCRIPT_CHARS]):
            return (src or found.group())[:_WORDS_CHARS]
    source = next((src for src, _ in doc.images if _FIND_ERROR_PLACE.search(src)), None)
    said = _words(_FIND_ERROR, foot) or _words(_FIND_ERROR, pictured)
    return source[:_WORDS_CHARS] if source else said


def _site_map(doc: Doc) -> str | None:
    for link in doc.links:
        words = link.text or link.title
        if len(words) <= 12 and _SITE_MAP.search(words):
            return words
        if "wzdt" in link.href or "sitemap" in link.href.lower():
            return words or link.href[:_WORDS_CHARS]
    return None


def _unsure(doc: Doc, foot: str, pictured: str) -> Iterator[str]:
    """Elements that may stand at the foot though they could not be read there."""
    if _is_drawn(doc):
        yield "all"
    pictures = (pictured, *(src for src, _ in doc.images))
    if any(map(_BADGE_PICTURE.search, pictures)) or any(_BADGE_PLACE in t.lower() for _, _, t in doc.scripts):
        yield "badge"
    hrefs = " ".join(link.href for link in doc.links[-_LAST_BLOCKS:]).lower()
    yield from (element for element, office in _RECORD_OFFICES if office in hrefs)
    for element, words in (
        ("icp", "备案"),
        ("icp", "ICP"),
        ("police", "公安备案"),
        ("police", "网安备"),
        ("site-id", "标识码"),
    ):
        if words in foot or words in pictured:
            yield element


def _is_drawn(doc: Doc) -> bool:
    """Whether a script or a frame draws the foot: an empty place for it, a file named for it, or a frame."""
    for _, src, text in doc.scripts:
        if src and _FOOT_NAME.search(src.rpartition("/")[2]):
            return True
        if not src and len(text) < _SCRIPT_CHARS and _DRAWN.search(text):
            return True
    for frame in doc.root.iter("iframe", "frame"):
        if _FOOT_NAME.search((frame.get("src") or "").rpartition("/")[2]):
            return True
    for element in doc.body.iter("div", "footer", "td", "section"):
        if len(element) or (element.text and not element.text.isspace()):
            continue
        if element.tag == "footer" or _FOOT_NAME.search(
            f"{element.get('id') or ''} {element.get('class') or ''}"
        ):
            return True
    return False

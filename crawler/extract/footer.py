"""Identifiers at the foot of a page: site code, ICP and police records, the CONAC badge."""

from __future__ import annotations

import re

from crawler.extract.tree import Doc
from evidence.records import Footer

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ICP = re.compile(
    rf"[(（]?[{_PROVINCES}][)）]?\s*ICP\s*[备证]\s*[：:]?\s*\d{{5,8}}\s*号?(?:\s*[-—－]\s*\d{{1,3}}(?:\s*号)?)?",
    re.IGNORECASE,
)
_POLICE = re.compile(rf"[{_PROVINCES}]?公网安备\s*[：:]?\s*(\d{{11,14}})\s*号?")
_SITE_ID = re.compile(r"标\s*识\s*码\s*[：:]?\s*([Bb][Mm]\d{8}|\d{10})(?!\d)")
_BADGE = "conac"  # bszs.conac.cn, dcs.conac.cn: who issues the badge


def read_footer(doc: Doc) -> Footer:
    """What the page shows of the identifiers; comments do not count."""
    text = "\n".join(block.text for block in doc.blocks[-60:])
    whole = (
        text
        if "备" in text
        else "\n".join(b.text for b in doc.blocks if "备" in b.text or "标识码" in b.text or "ICP" in b.text)
    )
    icp, police = _ICP.search(whole), _POLICE.search(whole)
    site_id = _SITE_ID.search(whole)
    return Footer(
        site_id=site_id.group(1) if site_id else None,
        icp=re.sub(r"\s+", "", icp.group()) if icp else None,
        police=police.group(1) if police else None,
        badge=_has_badge(doc),
    )


def _has_badge(doc: Doc) -> bool:
    if any(_BADGE in src.lower() or _BADGE in text for _, src, text in doc.scripts):
        return True
    if any(link.url and _BADGE in link.url.lower() for link in doc.links):
        return True
    return any(_BADGE in src.lower() for src, _ in doc.images)

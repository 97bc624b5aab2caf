"""Marks by which a firewall's page is known, so that it is never taken for the site's. It is never got around.

Two doors: ``blocked_by`` for an answer as it comes in, ``mark_of`` for the bytes of a page alone. A mark counts
only on a page that shows next to nothing else: an article about 安全验证 is an article, and a message form may
load the very script that a slider page (滑块验证) consists of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HEAD_BYTES = 16_384  # of an incoming answer; larger pages are looked at when they are read
MAX_BYTES = 262_144  # no challenge page seen comes near
SHELL_CHARS = 120  # visible text of a page that only runs a script
NOTICE_CHARS = 500  # visible text of a page that tells its reader why it is blocked
NOTICE_LINKS = 5

_BY_STATUS = {412: "412 瑞数", 521: "521 加速乐", 429: "429 请求过多", 403: "403 拒绝访问"}
_ALIYUN_405 = (b"errors.aliyun.com", b"data-spm", b"acw_sc__v", b"traceid", b"aliyun_waf", b"waf.console")

# Scripts that make up a challenge. Some firewalls leave their script on the pages they let through, so these
# prove nothing on a page with text of its own.
_SCRIPTS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (rb"\$_ts\b|<(?:script|meta)\b[^>]*\sr=['\"]?m['\"]?[\s>/]", "瑞数（$_ts）"),
        (rb"__jsl_clearance|__jsluid_[sh]", "加速乐（__jsl_clearance）"),
        (rb"acw_sc__v[23]", "阿里云（acw_sc__v2）"),
        (rb"_____tmd_____|x5secdata", "阿里云滑块（punish）"),
        (rb"/\.safeline/|safelinechallenge|[\"']slg-[\w-]+[\"']", "长亭雷池（SafeLine）"),
        (rb"wzws-waf-cgi|wzwschallenge|wzws_sessionid|360wzws", "网站卫士（wzws）"),
        (rb"_cf_chl_opt|\bcf-chl-|challenge-platform/[^\"'<>]*orchestrate", "Cloudflare（cf-chl）"),
        (rb"__tst_status|eo_bot_ssid", "腾讯云（EO_Bot）"),
        (rb"waf_?captcha|/waf/captcha|__waf_captcha", "腾讯云（waf_captcha）"),
        (rb"nocaptcha|\bnc_1_wrapper|aliyuncaptcha|tencentcaptcha|geetest|\bawsc\b", "滑块验证（captcha）"),
        (rb"yundun[\w-]*(?:captcha|verify|challenge)|yd_captcha", "云盾（yundun）"),
        (
            rb"document\.cookie\s*=[\s\S]{0,4000}?\blocation(?:\.href)?\s*(?:=\s*(?![\"'][^\"']{2,})"
            rb"|\.(?:reload|replace|assign)\s*\((?!\s*[\"'][^\"']{2,}))",
            "document.cookie + location",  # and not to an address that it names: a stub that leads on
        ),
        (rb"location[\s\S]{0,40}?(?:__|\b)(?:challenge|captcha|verify)", "location to a challenge"),
    )
)
# What acquits a page: a field to fill in; what an article says of itself.
_FIELD = re.compile(
    rb"<textarea\b|<select\b|<input\b(?![^>]*type=['\"]?(?:hidden|button|submit|image|reset)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    b"|".join(
        (
            b"articletitle|pubdate",
            *(word.encode(charset) for word in ("发布时间", "发布日期") for charset in ("utf-8", "gb18030")),
        )
    ),
    re.IGNORECASE,
)
# Where a script draws the whole page (单页应用), it leaves a place for it.
_MOUNT = re.compile(rb"\bid=['\"]?(?:app|root|__nuxt|__next)\b|\bng-app\b|<app-root\b", re.IGNORECASE)

# Titles of test pages: too short to count on a page with more text than a test has.
_TEST_WORDS = (
    "安全验证|访问验证|人机验证|滑动验证|滑块验证|请完成验证|浏览器安全检查|正在进行安全检测|just a moment"
)
_NOSCRIPT_WORDS = "请(?:开启|启用|打开)javascript并刷新(?:该|本|此)?页"
# What the pages that block say of themselves.
_NOTICE_WORDS = (
    "(?:您|你|当前)的?(?:访问)?请求(?:可能|疑似|存在)[^。]{0,12}(?:威胁|攻击|风险|安全隐患)"
    "|当前访问疑似(?:黑客)?攻击|(?:您|你)的(?:访问|请求|操作)[^。]{0,16}(?:已被|被)[^。]{0,12}(?:拦截|阻断|阻止)"
    "|访问(?:已)?被(?:拦截|阻断|阻止)|请求(?:已)?被[^。]{0,14}(?:拦截|阻断)"
    "|attention required! \\| cloudflare|sorry, you have been blocked"
)
_PRODUCTS = (
    "创宇盾|知道创宇|加速乐|玄武盾|安恒|绿盟|天融信|网站卫士|360网站|奇安信|百度云加速|云加速|yunjiasu|d盾|网防g01|云盾|"
    "yundun|云锁|安全狗|safeline|雷池|长亭|网站防火墙|web应用防火墙|(?<![a-z])waf(?![a-z])"
)
_REFUSES = "拦截|阻断|禁止访问|疑似攻击|非法请求|不合法"
_TEST = re.compile(_TEST_WORDS)
_NOSCRIPT = re.compile(_NOSCRIPT_WORDS)
_NOTICE = re.compile(_NOTICE_WORDS)
_PRODUCT = re.compile(_PRODUCTS)
_REFUSAL = re.compile(_REFUSES)

_UNSEEN = re.compile(rb"(?is)<(script|style|noscript|title)\b.*?(?:</\1>|\Z)|<!--.*?-->|<[^>]*>|&nbsp;|\s+")
_TITLE = re.compile(rb"(?is)<title\b[^>]*>(.*?)</title>")
_ANCHOR = re.compile(rb"(?i)<a\s")


def blocked_by(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """The mark by which a firewall's answer is known, None for an answer of the site.

    ``headers`` by lower-case name. A status that only firewalls give needs no mark in the body.
    """
    if status in _BY_STATUS:
        return _script_of(body[:HEAD_BYTES]) or _BY_STATUS[status]
    if status == 405:
        return "405 阿里云WAF" if any(mark in body for mark in _ALIYUN_405) else None
    if status not in (200, 202, 503) or len(body) >= HEAD_BYTES:
        return None
    if headers.get("x-tengine-error") == "denied by http_custom":
        return "阿里云WAF"
    return mark_of(body)


def mark_of(body: bytes) -> str | None:
    """The mark of a firewall's page in its bytes; None for a page of the site."""
    if len(body) > MAX_BYTES or len(_ANCHOR.findall(body)) > NOTICE_LINKS:
        return None
    if _MOUNT.search(body) or _ARTICLE.search(body):
        return None
    seen = _UNSEEN.sub(b"", body)
    if len(seen) > NOTICE_CHARS * 3:  # three bytes a character
        return None
    bare = len(seen) <= SHELL_CHARS * 3 and not _FIELD.search(body)
    return (_script_of(body) if bare else None) or _words_of(body, seen, bare)


def _script_of(body: bytes) -> str | None:
    return next((name for pattern, name in _SCRIPTS if pattern.search(body)), None)


def _words_of(body: bytes, seen: bytes, bare: bool) -> str | None:
    """What the page says: its title with its text. ``seen`` has lost its spaces."""
    title = _TITLE.search(body)
    text = _decoded(re.sub(rb"\s+", b" ", title.group(1)) if title else b"") + " " + _decoded(seen)
    found = _NOTICE.search(text)
    if found is None and bare:
        found = _TEST.search(text) or _NOSCRIPT.search(_decoded(re.sub(rb"\s+", b"", body)))
    if found is None and _REFUSAL.search(text):
        found = _PRODUCT.search(text)
    return f"“{found.group()[:30]}”" if found else None


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8").lower()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace").lower()

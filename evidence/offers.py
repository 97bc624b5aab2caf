"""Names of what a site offers the public: channels for questions and advice (咨询建言渠道), services (办事服务).

A name is sure (the thing is meant), or maybe (it may lead there: never proof, but enough to accuse nobody).
Long texts are titles of articles and name nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

CHANNEL, SERVICE = "channel", "service"
SURE, MAYBE = "sure", "maybe"
NAME_CHARS = 16  # signs of a longer text are an article's title
_SHORT_CHARS = 8  # a looser word counts only in a shorter name

_OUTSIDE = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
# 附件1“互动回应差”: 网上信访、纪检举报等专门渠道除外
_SPECIAL = re.compile(r"信访|举报|纪检|监察|监委|廉政|廉洁|巡察|巡视|扫黑")
_ADVICE = re.compile(r"咨询|建言|建议|留言")
_NO_CHANNEL = re.compile(
    r"(?:工程|造价|心理|信息|管理|投资|用药)咨询|咨询(?:公司|机构|委员|专家|评估|有限|单位|项目|报告|业|师|会|费|活动|岗)"
    r"|(?:关于|召开|举办|开展|公示|名单|通知|公告|招聘|采购|中标|处罚)|建议(?:提案|办理|答复)|(?:人大|代表|政协|委员).{0,4}建议"
    r"|民意(?:调查|征集|测评)|来信来访"
)
_SURE_CHANNEL = re.compile(
    r"咨询|留言|信箱|来信|写信|去信|建言|献策|问政|诉求|提问|心声|民声|民意|12345|市民热线|意见箱|我要(?:问|说|提|建议)|互动交流|交流互动|政民互动|官民互动"
    r"|公众互动|互动平台|互动栏目|在线互动|网上互动|互动回应|互动中心|投诉建议|意见建议|建议意见|在线客服"
)
_MAYBE_CHANNEL = re.compile(r"互动|投诉|反馈|公众参与|客服|智能|机器人|助手|热线|问答|论坛|提建议|我要")

_NO_SERVICE = re.compile(
    r"(?:关于|召开|举办|开展|公示|公告|通知|招聘|采购|中标|处罚|结果|动态|公开指南|公开规定|志愿|承诺|宣传|活动)|信息公开|申请公开|政务公开(?!.{0,6}服务)|为人民服务|(?:局|委员会|办公室|委办)$"
)
_SURE_SERVICE = re.compile(
    r"政务服务|政务大厅|办事(?!处)|一网通办|一网办|网上办|在线办|行政审批|审批服务|服务(?:事项|大厅|指南|平台|专栏|导航)|便民服务|公共服务|网上服务|在线服务|办理指南|办理流程|我要办"
    r"|行政许可|许可事项|审批事项|网厅|申报系统|预约办"
)
_MAYBE_SERVICE = re.compile(
    r"服务|办理|指南|下载|查询|许可|审批|表格|申报|申请|预约|便民|权责|权力|政务|业务"
)


def is_special(name: str) -> bool:
    """Whether a page's name says that what is written there is no question or advice: 网上信访, 举报, 依申请公开."""
    return bool(_SPECIAL.search(name) or "申请公开" in name) and not _ADVICE.search(name)


def name_of(text: str) -> str:
    """A text as a name: without signs, arrows and 更多; empty where it is too long to be one."""
    name = re.sub(r"更多$|more$", "", _OUTSIDE.sub("", text), flags=re.IGNORECASE)
    return name if len(name) <= NAME_CHARS else ""


@lru_cache(maxsize=16384)
def channel_in(text: str) -> str:
    """Whether a name is that of a channel for questions and advice: sure, maybe, or empty."""
    name = name_of(text)
    if not name or (_SPECIAL.search(name) and not _ADVICE.search(name)) or _NO_CHANNEL.search(name):
        return ""
    if _SURE_CHANNEL.search(name):
        return SURE
    return MAYBE if len(name) <= _SHORT_CHARS and _MAYBE_CHANNEL.search(name) else ""


@lru_cache(maxsize=16384)
def service_in(text: str) -> str:
    """Whether a name is that of a service or the way to services: sure, maybe, or empty."""
    name = name_of(text)
    if not name or _NO_SERVICE.search(name):
        return ""
    if _SURE_SERVICE.search(name):
        return SURE
    return MAYBE if len(name) <= _SHORT_CHARS and _MAYBE_SERVICE.search(name) else ""

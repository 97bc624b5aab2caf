"""Service guides (办事指南): which of the eight elements (八要素) a page gives, and in which words.

An element is given where its label stands as a heading, a table cell, a field or a tab and something follows it: text,
a picture (流程图), a file. 无 is a statement; 暂无, a dash or nothing is not. A label in running text is no label.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.fields import Field, bare, fields_of
from crawler.extract.masking import trimmed
from crawler.extract.tree import Doc
from evidence.records import Quote, Region

QUOTE_CHARS = 120
_GATE = ("材料", "条件", "依据", "流程", "程序", "资料", "要件", "证件")
_ORDER = ("name", "basis", "conditions", "materials", "place", "hours", "phone", "process")
_CORE = frozenset(("basis", "conditions", "materials", "process"))  # what only a guide has under such labels
_DOING = r"(?:办理|申请|申报|受理|办事|审批|许可|申办|申领|领取|提交|服务|现场办理|网上办理|窗口|业务)"
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "name",
        re.compile(
            r"(?:事项|服务事项|办理事项|办事事项|审批事项|许可事项|实施事项|办事项目|办理项目|服务项目|审批项目|许可项目|业务|服务|主项|子项)(?:名称)?|(?:办理|办事)?事项(?:全称|名)"
        ),
    ),
    (
        "basis",
        re.compile(
            rf"(?:设定|实施|法定|法律|法规|政策|事项|文件|{_DOING})+(?:的)?(?:法律|政策|法规|文件)?依据(?:及.{{0,8}}|文件)?|(?:法律法规|政策法规|政策文件)依据|依据(?:文件|法规)|依据"
        ),
    ),
    (
        "conditions",
        re.compile(
            rf"(?:{_DOING}|准予|予以批准|批准|享受|资格|准入|申请人|办件|准予批准)+(?:的|应具备的)?(?:条件|资格|要求)|(?:应|应当|需|须)?(?:具备|符合)的?条件|(?:申请|受理)(?:范围)?(?:和|及|与)条件"
        ),
    ),
    (
        "materials",
        re.compile(
            rf"(?:{_DOING}|所需|需要|需|应|应当|需要提供|需提供|应提供|需提交|应提交|应当提交|必备|准备|报送|所需提交|需携带|应交|需准备)+(?:的)?(?:申请|办理|申报)?(?:材料|资料|要件|证件|文件)(?:清单|目录|名称|要求|明细|及要求)?|材料(?:清单|目录|明细|要求)|(?:提交|申请|申报)材料(?:目录|清单)?"
        ),
    ),
    (
        "place",
        re.compile(
            rf"(?:{_DOING}|办公|接待|咨询|联系|办证|现场|受理机构|服务窗口|办理机构|办理窗口|接件)*(?:地点|地址|场所|网点)|(?:{_DOING}|办事)(?:窗口|大厅)(?:地址|地点)?|{_DOING}位置|窗口(?:地址|位置)"
        ),
    ),
    (
        "hours",
        re.compile(
            rf"(?:{_DOING}|办公|工作|接待|对外办公|对外服务|办证|上班|咨询|窗口办公|窗口工作|窗口服务|开放)+(?:时间|日期)|(?:{_DOING}|法定|承诺|办结|法定办结|承诺办结|办理)+(?:的)?(?:时限|期限)(?:说明)?"
        ),
    ),
    (
        "phone",
        re.compile(
            rf"(?:{_DOING}|联系|咨询|办公|窗口|服务|联络|咨询服务|咨询联系|联系咨询|咨询(?:和|及|、|与)?(?:投诉|监督|监督投诉|投诉监督|投诉举报))*(?:电话|热线)(?:号码)?|联系方式|咨询(?:方式|渠道|途径)|联系人(?:及|和|、|与)?(?:联系)?(?:电话|方式)"
        ),
    ),
    (
        "process",
        re.compile(
            rf"(?:{_DOING}|工作|办件|操作|审查|审核|运行|事项|网上|网办|窗口)*(?:流程|程序|步骤|环节)(?:图|说明|及.{{0,6}}|示意图)?|{_DOING}过程|(?:{_DOING})?流程图"
        ),
    ),
)
_LOOSE: tuple[
    tuple[str, re.Pattern[str]], ...
] = (  # by their last words: no wording of an element goes unseen
    ("basis", re.compile(r".{0,8}依据(?:文件|条款|及.{0,4})?")),
    ("conditions", re.compile(r".{0,8}(?:条件|资格)(?:要求)?")),
    (
        "materials",
        re.compile(r".{0,10}(?:材料|资料|要件|证件)(?:清单|目录|名称|要求|明细|列表|及.{0,6})?"),
    ),
    ("place", re.compile(r".{0,8}(?:地址|地点|场所|网点)|(?:办理|受理|服务|办事|收件|经办)(?:窗口|大厅)")),
    ("hours", re.compile(r".{2,8}(?:时间|时限|期限)(?:安排|说明)?")),
    ("phone", re.compile(r".{0,8}(?:电话|热线)(?:号码|咨询)?|.{0,6}联系方式")),
    ("process", re.compile(r".{0,8}(?:流程|程序|步骤|环节|过程)(?:图|说明|示意图|及.{0,6})?")),
    ("name", re.compile(r".{0,8}(?:事项|项目|职权|权力|业务|许可|主项|子项|办件|服务)名称|行政许可事项")),
)
_NO_ELEMENT = re.compile(
    r"收费|下载|样本|样表|网址|网站|邮箱|邮件|发布|更新|公布|公开|成文|生成|有效|复议|诉讼|处罚|小程序|传真|浏览|宣传|参考|相关|结果|[，。！？]"
)
_OTHER = re.compile(  # labels of a guide beside the eight: what stands behind them answers no other label
    r"(?:收费|是否收费|办理|办件|服务|受理|实施|责任|决定|监督|投诉|举报|结果|常见|注意|表格|附件|样表|救济|行使|权力|审批|联办|中介|通办|预约|网上|网办|适用|事项)"
    r"(?:标准|依据|情况|对象|类型|机关|机构|主体|部门|单位|范围|结果|名称|样本|问题|问题解答|解答|事项|下载|电话|渠道|方式|途径|途径和方式|层级|编码|性质|数量|深度|形式|投诉电话|投诉渠道|投诉方式|办理|入口|编号|类别)"
    r"|备注|说明|其他|附件|是否收费|收费|有效期限?|交通指引|法律救济|权利与义务|乘车路线"
)
_PARTS: dict[str, str] = {
    "材料": "materials", "资料": "materials", "条件": "conditions", "地点": "place", "地址": "place", "时间": "hours",
    "时限": "hours", "电话": "phone", "流程": "process", "程序": "process", "依据": "basis",
}  # fmt: skip
_JOINTS = re.compile(r"[、和及与/／，,]|以及")
_ASIDE = re.compile(r"[（(\[【][^）)\]】]{0,20}[）)\]】]|[图表]?\d+$")
_NO_LABEL = re.compile(r"监督|投诉|举报|收费|评价|信访|救济")
_NO_VALUE = re.compile(r"^(?:[\W_]|暂无|暂缺|待(?:补充|完善|定)|暂未(?:提供|公布))*$")
_DAY = re.compile(r"\W*(?:19|20)\d\d\s*[-./年]")
_CHROME = re.compile(
    r"^[\s【\[(]*(?:分享|打印|关闭|上一|下一|相关(?:信息|文章|阅读|链接|附件)?$|返回|责任编辑|扫一扫|编辑[：:]|收藏)"
)

_PLACE = re.compile(
    r"办事(?:指南|指引|服务|大厅|流程|须知|事项|百问|项目|程序)|(?:服务|办理|审批|许可|申办|申请|业务|登记)指南|服务事项|办理事项|政务服务|公共服务|便民服务"
    r"|行政(?:许可|审批|确认|给付|奖励|裁决)|审批服务|[在网]上?线?办[事理]|办理流程|许可事项|审批事项|一次性告知|个人办事|法人办事|企业办事|群众办事"
)
_ITEM = re.compile(
    r"(?:办理|申请|登记|许可|审批|备案|核准|认定|核发|申领|领取|补办|换发|换证|注销|变更|核定|给付|年检|年审|审核|审查|参保|转移|报销|补贴|补助|救助|查询|[执证]照|许可证|证)"
    r"(?:的)?(?:办事|办理|服务|申请|申办)?(?:指南|指引|须知|流程|程序|事项|说明|一次性告知书?)?$|(?:办事|服务|办理|申办)(?:指南|指引|须知)"
)
_ENTITLED = re.compile(r"^(.{3,40}?)(?:的)?(?:办事|服务|办理|申办)指南[）)》]?$")
_CATEGORY = re.compile(
    r".{0,4}(?:个人|法人|企业|部门|单位|公共|便民|政务|网上|在线|行政|审批|群众|市民|[局街镇乡县区市])"
)
_HEADER = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}")  # 发布时间、来源 in one line
_PROSE_CHARS = 12  # shorter text tells no condition
_NO_ITEM = re.compile(
    r"通知|公告|公示|通告|意见|报告|规定|细则|解读|招聘|采购|招标|中标|会议|召开|简章|总结|信息公开|依申请|政务公开|新闻|答复|回复|汇编|目录|清单|决定书|处罚|问答|征集|名单|结果|办法(?!》)|方案"
)


def read_guide(
    doc: Doc, title: str | None, context: tuple[str, ...], text: str, is_article: bool = False
) -> tuple[Quote, ...]:
    """The elements that a service guide gives, in the standard's order; empty where the page is no guide.

    ``context``: the column and the steps of the breadcrumb. The item's name counts as given by the page's title. An
    article of a service column that calls itself the guide of an item is one, whatever it gives: perhaps its name only.
    Numbers of persons are masked in the words.
    """
    entitled = is_article and _calls_itself_guide(title or "", context)
    if not _may_be_guide(title or "", context) or not (entitled or any(word in text for word in _GATE)):
        return ()
    fields = fields_of(doc, _is_label)
    stated = {
        element
        for field in fields
        if _strict(_ASIDE.sub("", field.label))
        for element in element_of(field.label)
    }
    placed = any(_PLACE.search(step) for step in context)
    if not entitled and (len(stated) < (2 if placed else 3) or not stated & _CORE):
        return ()
    given = _given(fields)
    if "name" not in given and title:
        given["name"] = title
    return tuple(Quote(key, trimmed(given[key], QUOTE_CHARS)) for key in _ORDER if key in given)


def _may_be_guide(title: str, context: tuple[str, ...]) -> bool:
    """Whether title, column or breadcrumb name a service item, and the title nothing else."""
    if _NO_ITEM.search(title) and not re.search(r"(?:办事|服务|办理|申办)指南[）)》]?$", title):
        return False
    return bool(_ITEM.search(title)) or any(_PLACE.search(step) for step in context)


def _calls_itself_guide(title: str, context: tuple[str, ...]) -> bool:
    """Whether a title is an item's name and 办事指南, and the place, not the title again, is one of services."""
    named = _ENTITLED.match(title)
    if not named or _NO_ITEM.search(named.group(1)) or _CATEGORY.fullmatch(named.group(1)):
        return False
    return any(_PLACE.search(step) and title not in step for step in context)


def other_text(doc: Doc, title: str | None, guide: tuple[Quote, ...]) -> Quote | None:
    """Running text of a guide that gives none of its core elements: conditions or papers may be told in it.

    Where no label was read at all, the page as a whole is such text.
    """
    if _CORE & {quote.id for quote in guide}:
        return None
    fields = fields_of(doc, _is_label)
    if not fields:
        return Quote("text", trimmed(title or "", QUOTE_CHARS))
    labels, values = tuple(field.label for field in fields), {bare(field.value) for field in fields}
    main = [block for block in doc.blocks if block.region is Region.MAIN]
    headed = next((n for n, block in enumerate(main) if block.text == title), -1)
    for block in main[headed + 1 :]:  # above the title stands the site's own name
        text = bare(block.text)
        if len(text) < _PROSE_CHARS:
            continue
        if not _HEADER.search(text) and not text.startswith(labels) and text not in values:
            return Quote("text", trimmed(block.text, QUOTE_CHARS))
    return None


def _is_label(label: str) -> bool:
    return bool(element_of(label) or _OTHER.fullmatch(label))


@lru_cache(maxsize=8192)
def element_of(label: str) -> tuple[str, ...]:
    """The elements that a label announces: 受理地点及时间 announces two; 监督电话 none."""
    plain = _ASIDE.sub("", label)
    if not 2 <= len(plain) <= 20:
        return ()
    whole = _strict(plain)
    if whole:
        return (whole,)
    parts = [part for part in _JOINTS.split(plain) if part]
    if 2 <= len(parts) <= 4:
        found = [_strict(part) or _PARTS.get(part, "") or _loose(part) for part in parts]
        return tuple(dict.fromkeys(element for element in found if element))
    loose = _loose(plain)
    return (loose,) if loose else ()


def _strict(label: str) -> str:
    """The element of a label that guides use; what a page must have to be taken for a guide."""
    if label in ("业务", "服务") or _is_complaint(label):
        return ""
    return _match(_LABELS, label)


def _loose(label: str) -> str:
    return "" if _is_complaint(label) or _NO_ELEMENT.search(label) else _match(_LOOSE, label)


def _is_complaint(label: str) -> bool:
    """监督电话 is for complaints; 咨询、监督电话 is for questions as well."""
    return bool(_NO_LABEL.search(label)) and "咨询" not in label and "联系" not in label


def _match(patterns: tuple[tuple[str, re.Pattern[str]], ...], label: str) -> str:
    return next((element for element, pattern in patterns if pattern.fullmatch(label)), "")


def _given(fields: list[Field]) -> dict[str, str]:
    """The first words that follow a label of each element. Hours in the narrow sense go before a time limit.

    A tab whose panel is not in the page still offers its element: what it shows cannot be seen here.
    """
    given: dict[str, str] = {}
    headed: set[str] = set()
    for field in sorted(fields, key=_doubt):
        for element in element_of(field.label):
            if element == "hours" and _DAY.match(field.value):
                continue  # the day of publication, not hours
            if _is_value(field.value):
                given.setdefault(element, f"{field.label}：{field.value}")
            elif field.how == "tab" and not field.value and element not in headed:
                given.setdefault(element, field.label)
            headed.add(element)
    return given


def _doubt(field: Field) -> int:
    """Time limits behind hours, tabs without a panel behind everything."""
    return 2 if field.how == "tab" and not field.value else int(field.label.endswith(("限", "限说明")))


def _is_value(value: str) -> bool:
    return not _NO_VALUE.match(value) and not _CHROME.match(value)

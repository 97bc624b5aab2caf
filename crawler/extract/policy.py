"""Which page is a policy document (政策文件), and whether it needs an interpretation (解读).

What needs one follows 鲁政办字〔2021〕115号 as the districts carry it out: kinds of document and of number, and the
excluded kinds (personnel, meetings, commendations, forwarding, bodies, replies). Doubt says no.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TITLES = re.compile(r"《([^《》]{4,120})》")
_WORDS = (
    "办法|规定|细则|意见|方案|规划|措施|通知|决定|条例|计划|标准|规范|制度|通告|公告|预案|纲要|目录|清单|要点|批复|函|令"
    "|规则|指南|命令|章程|政策|机制|指引|规程|解释|(?<![做方说看])法|决议|基准|守则|导则|公约"
)
_KIND_END = re.compile(rf"(?:{_WORDS})(?:全文)?\s*(?:[（(\[【〔].{{1,40}}[）)\]】〕]\s*)*[”\"》…\.]*\s*$")
_KIND_SENT = re.compile(
    r"关于(?:印发|发布|公布|下发|颁布)|关于.{2,120}的(?:若干)?(?:通知|意见|决定|公告|通告|批复|函|规定|办法)"
    r"|(?:条例|办法|规定|细则)[^，。]{0,4}(?:.{2,16}令)$"
)
_NEVER = re.compile(  # whatever their number: what is told, offered, decided in one case, or asked
    r"公示|中标|成交|(?:招标|投标|采购|拍卖|挂牌|出让)(?:公告|通告|结果|意向|需求|文件|信息|项目|邀请)|招录|招考|拟录用|录取"
    r"|(?:公开|校园|人才|教师|人员)招聘|招聘(?:公告|启事|简章|信息|结果|名单|计划|岗位|.{0,12}人员|.{0,8}教师|会|周)"
    r"|聘用人员|面试|笔试|体检(?:公告|通知|名单|结果|安排|人员)|成绩|资格(?:复审|审查)|处罚(?:信息|决定|公开表|案件|结果|情况)|罚决|许可决定|告知书|决定书|通知书|答复|建议的?回复|公开征求|征求.{0,60}意见|征集|征求意见稿|意见征询"
    r"|会议(?:的)?(?:预备)?通知|召开.{0,40}会(?:议)?的|会议纪要|放假|节假日安排|值班|停水|停电|停气|培训班|讲座|夏令营"
    r"|年度报告|工作报告|工作总结|讲话|致辞|预算公开|决算公开|部门[预决]算|单位[预决]算|统计公报|解读|图解|读懂|看懂|问答|答记者问"
    r"|吹风会|发布会|起草说明|编制说明"
)
_NEWS = re.compile(
    r"^(?:我|全)?[省市区县].{0,12}(?:出台|召开|举行|启动|发布|开展(?!.{0,40}的(?:通知|意见|方案)))|[！!？?]$|达到|荣获|助力|赋能|顺利|圆满|——|纪实|侧记|综述"
)
_INTERNAL_NUMBER = re.compile(r"^(?:[院校系团]|党[院校]|.{0,6}(?:院团|校团|学院|大学))")
_SCHOOL_HOST = re.compile(r"^https?://[^/]*\.edu\.cn(?:[:/]|$)")
_OF_INSTITUTION = re.compile(
    r"^[^关]{2,20}?(?:大学|学院|(?<!高等)学校|中学|小学|幼儿园|医院|公司|协会|学会|研究院|研究所)(?!.{0,4}(?:管理|设置|评审)办法)"
)
_OF_HIGH_BODY = re.compile(
    r"^(?:中华人民共和国|国务院|中共中央|.{2,10}(?:省|自治区)人民政府|.{2,8}省委).{0,30}关于"
)
_LEGAL_END = re.compile(r"(?:条例|办法|规定|细则|规则|准则)(?:[（(].{1,12}[）)])?$")
_CASE_NUMBER = re.compile(r"罚|许|处|复决|复议|仲|诉|民终|信访|建议|提案|议案|案[〔\[（(【]")
_POLICY_COLUMN = re.compile(
    r"政策文件|规范性文件|政府文件|部门文件|文件库|法规公文|政策法规|法规文件|法律法规|公文|本级政策|政府规章|行政规范|规章(?!制度)|政策文库"
    r"|街道文件|[市县区镇乡局委府办]文件|发文|其他文件|其它文件|政策性文件|重要文件|制度文件|地方性法规|行政法规|现行有效|^政策$|文件$"
)
_OTHER_COLUMN = re.compile(
    r"解读|图解|问答|动态|新闻|要闻|公示|招聘|采购|招标|征集|征求|预决算|预算|决算|人事|任免|办事|下载|会议|活动|媒体|资讯|视频|图片"
)
_DUE_END = re.compile(
    r"(?:办法|规定|细则|意见|方案|规划|措施|通知|若干政策|政策|计划|条例|纲要)\s*(?:[（(\[【〔].{1,40}[）)\]】〕]\s*)*[”\"》]*\s*$"
)
_SENT_OUT = re.compile(r"印发(.{4,})的通知\s*(?:[（(].{1,40}[）)]\s*)?$")  # what it sends out tells its kind
_RULES = re.compile(
    r"办法|规定|细则|意见|规划|措施|若干政策|条例|纲要|(?:实施|工作|行动|改革|补贴|奖补|扶持)方案"
)
_GOVERNMENT_NUMBER = re.compile(
    r"(?<![民财行])政(?:办)?(?:发|字|规|规字|规发)?(?![\u4e00-\u9fff])|规|府(?:办)?(?:发|字|规)?(?![\u4e00-\u9fff])|令"
)
_SIGNS_DUE = re.compile(r"发|字|规|令|政办?(?=[〔\[（(【])|府办?(?=[〔\[（(【])")
_SIGNS_NOT = re.compile(r"函|任|会|纪|电|批|复|督|议|案|建[〔\[（(【]|通报|党字|人字|干字|组字|罚|许|简")
_EXCLUDED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "人事任免",
        re.compile(
            r"任免|任职|免职|任命|聘任|调整.{0,14}(?:成员|组成人员|领导)|领导.{0,8}分工|职务|挂职|试用期"
        ),
    ),
    ("会议通知", re.compile(r"召开.{0,30}会议|会议的?通知|会议纪要|会议安排|会议精神的通知")),
    (
        "表彰奖励",
        re.compile(
            r"表彰|表扬|授予|嘉奖|通报表|记功|命名.{0,20}(?:单位|个人|称号)|先进(?:集体|单位|个人)|荣誉称号|获奖|优秀.{0,8}名单"
        ),
    ),
    ("转发文件", re.compile(r"^(?:.{0,30}关于)?转发|转发《|转发.{0,40}(?:通知|意见|文件)")),
    (
        "机构成立或调整",
        re.compile(
            r"成立.{0,40}(?:小组|委员会|指挥部|专班|办公室|机构|中心)|设立.{0,30}(?:办公室|机构|中心|小组)|领导小组|指挥部"
            r"|联席会议|议事协调机构|更名|撤销.{0,20}(?:机构|中心|单位)|机构编制"
        ),
    ),
    ("批复", re.compile(r"批复|复函|的函$")),
    ("废止或清理文件", re.compile(r"废止|宣布失效|清理结果|修改部分|(?:延长|延续).{0,30}有效期|继续有效")),
    (
        "财政预决算或统计",
        re.compile(
            r"(?:预算|决算)(?!管理|绩效|监督|评审|执行|公开|编制(?:办法|规定))|统计公报|审计结果|债券|普查(?!.{0,6}(?:方案|办法))"
        ),
    ),
    (
        "放假值班等事务",
        re.compile(
            r"放假|值班|节假日安排|停水|停电|停气|征求意见|征集|公示|招聘|拍卖|中标|答复|建议|提案|通报$|督查|检查情况"
            r"|学习计划|党组|中心组|考勤|立法计划|档案|保密"
        ),
    ),
    (
        "活动、培训或申报评选",
        re.compile(
            r"(?:开展|举办|组织|参加|做好).{0,50}(?:活动|比赛|竞赛|大赛|宣传周|宣传月|宣传日|培训|评选|论坛|讲座|申报|报名|推荐|遴选|征文|评审)"
            r".{0,8}(?:通知|函)|(?:申报|报名|评选|推荐).{0,12}通知|公布.{0,40}名单|名单的(?:通知|公告)|活动(?:工作)?(?:方案|安排)"
        ),
    ),
    (
        "征地拆迁等个案",
        re.compile(r"征地|征收土地|土地征收|房屋征收|征迁|补偿安置方案|地名命名|命名.{0,10}地名"),
    ),
)


def titles_in(text: str) -> tuple[str, ...]:
    """Titles within 《》, in order, once each."""
    if "《" not in text:
        return ()
    return tuple(dict.fromkeys(t.strip() for t in _TITLES.findall(text)))


@lru_cache(maxsize=8192)
def is_policy_column(column: str) -> bool:
    """Whether a column publishes policy documents, by its name (or names, with the kind beside it)."""
    return bool(_POLICY_COLUMN.search(column)) and not _OTHER_COLUMN.search(column)


def is_policy_title(text: str) -> bool:
    """Whether a title is that of a policy document and of nothing that only tells of one."""
    if not text or _NEVER.search(_without_names(text)):
        return False
    return bool(_KIND_END.search(text) or _KIND_SENT.search(text))


def _without_names(text: str) -> str:
    """A title without the documents it names: 《招标投标管理办法》 makes nothing a call for tenders."""
    named = re.search(r"(?:印发|发布|公布|修改|修订)\s*(.{4,})的(?:通知|公告|决定|通告)", text)
    if named and _KIND_END.search(named.group(1)):
        text = text.replace(named.group(1), "")
    bare = re.sub(r"《[^》]{4,}》", "", text)
    return (
        ""
        if re.search(r"(?:管理|实施|暂行|监督|处理|评审)(?:办法|规定|细则|条例)(?:[（(].{1,12}[）)])?$", bare)
        else bare
    )


def is_policy(
    title: str | None, number: str | None, column: str | None, url: str = "", *, provisions: bool = False
) -> bool:
    """Whether a page is a policy document: its own number, or a policy column with a title of that kind, or a title
    of rules with their provisions below.

    ``column``: the names that tell where it stands. ``provisions``: the text is made of articles (第一条). Papers that
    a school numbers or gives itself are none.
    """
    text = (title or "").strip()
    if not is_policy_title(text):
        return False
    if number and (_INTERNAL_NUMBER.match(number) or _CASE_NUMBER.search(number)):
        return False
    if not _OF_INSTITUTION.match(text) and (
        _OF_HIGH_BODY.match(text) or (provisions and _LEGAL_END.search(text))
    ):
        return True
    if _SCHOOL_HOST.match(url):
        return bool(column and is_policy_column(column) and number)
    if number:
        return True
    return bool(column and is_policy_column(column) and not _NEWS.search(text))


def interpretation_due(title: str, number: str | None, column: str | None) -> tuple[bool, str]:
    """Whether a policy document needs an interpretation, and why (Chinese)."""
    for name, pattern in _EXCLUDED:
        if pattern.search(title):
            return False, f"属于{name}类，不在应解读范围"
    if not number:
        return False, "未见发文字号，不能认定为本机关制发的政策性文件"
    if _SIGNS_NOT.search(number) or not _SIGNS_DUE.search(number):
        return False, f"发文字号{number}不属规范性文件或以“发”“字”“规”编号的政策性文件"
    sent = _SENT_OUT.search(title)
    if not _DUE_END.search(sent.group(1) if sent else title):
        return False, "标题不属于办法、规定、意见、方案、规划、措施、通知等应解读文种"
    in_column = bool(column and is_policy_column(column))
    if not in_column and not _GOVERNMENT_NUMBER.search(number) and not _RULES.search(title):
        return False, "不在政策文件栏目发布，标题也不属办法、规定、意见、规划、措施等政策性内容"
    where = f"发布在“{column}”栏目，" if column else ""
    return True, f"{where}发文字号{number}，属应解读的政策性文件"


def column_of(names: tuple[str, ...]) -> str | None:
    """Of the names of where a page stands, the nearest that tells what is published there; else the nearest."""
    telling = (n for n in names if _POLICY_COLUMN.search(n) or _OTHER_COLUMN.search(n))
    return next(telling, names[0] if names else None)

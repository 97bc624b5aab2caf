"""Numbers of persons that a page or a file shows: which of the long numbers in it are, and what says so.

Identity numbers and bank cards prove themselves (region, day of birth, check digits). A mobile number is a
person's only by its surroundings: a name or a head cell 手机号 beside it; 值班, 咨询电话, 联系人 make it an office's.
Nothing unmasked leaves this module. A number is not even kept as a digest: eighteen digits of which most can be
guessed are found again in minutes, so equal numbers are told by their masked form and their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.extract.bank_prefixes import is_listed
from crawler.extract.masking import masked
from crawler.extract.person_numbers import CANDIDATE, Found, find
from crawler.extract.tree import squeeze
from evidence.marks import NumberKind, PersonalNumber

MAX_NUMBERS = 200  # of one page or file
_AROUND = 30  # characters on each side in an excerpt
_BEFORE = 24  # characters before a number in which a label counts
_SIDE = 40  # … and around it in which other words do

_NUMBERED = re.compile(
    r"信用代码|组织机构代码|索引号|流水号|订单|运单|快递|单号|合同(?:编)?号|交易号|缴款|凭证|发票|税务登记|条形?码|"
    r"编码|项目(?:编号|代码)|备案号|受理号|案号|宗地|不动产|坐标|经度|纬度|车架|车辆识别|发动机|设备号|序列号|"
    r"时间戳|商品|标识码|批次|招标编号|采购编号|公告号|电子监管号|文号|ISBN|IMEI|UUID"
)
_BY_LAW = re.compile(r"从业资格证|执法证|执法人员编号|行政执法|驾驶员资格|监督卡号")
_IDENTITY_WORDS = re.compile(r"身\s*份\s*证|证件号|公民身份|身份号码|居民证")
_CARD_WORDS = re.compile(
    r"卡号|银行卡|账\s*号|帐\s*号|账户|帐户|存折|一卡通|一折通|社保卡|开户|银行|信用社|打卡"
)
_UNIT_ACCOUNT = re.compile(
    r"(?:户\s*名|单位|收款人|账户名称|开户名|名称)[：:\s]*[\u4e00-\u9fff（）()]{2,30}?(?:局|委|委员会|办|中心|公司|学校|小学|中学|医院|政府|处|所|"
    r"会|院|站|厂|社|部|专户|财政)"
)

_OFFICE_LABEL = re.compile(
    r"(?:值班|办公室?|咨询|监督|举报|投诉|服务|受理|报名|报修|抢修|救援|客服|总机|对外|公务|信访|查询|预约|应急|报警|投标|招标|"
    r"采购|单位|部门|科室|窗口|项目|经办|公示|反馈|反映|求助|维修|技术支持|代理(?:机构)?|面试|招聘|工作|公开)(?:人员?)?[）)]?(?:的)?"
    r"(?:联系)?(?:电话|手机|热线|号码|方式)|热线|传真|联\s*系\s*人|联络人|联络员|经办人|负责人|责任人|值班|电话咨询|拨打|来电|致电|请联系|"
    r"咨询|监督电话|微信同号|(?:^|[^\u4e00-\u9fff])TEL"
)
_HONORIFIC = re.compile(
    r"[\u4e00-\u9fff](?:科长|主任|局长|所长|处长|站长|队长|院长|校长|书记|经理|老师|工程?师|秘书|同志|警官|法官|医生|主席|镇长|乡长|村长|"
    r"干事|专员|管理员|网格员|先生|女士)"
)
_OFFICE_HEADS = re.compile(
    r"职务|职责|职位|单位|科室|部门|岗位|责任|河长|湖长|林长|路长|值班|负责|辖区|网格|窗口|主管|机构|企业|公司|代理|分管|办公|学校地址|律师|大夫|医师"
)
_OFFICE_PAGE = re.compile(
    r"招标|采购|中标|成交|竞价|磋商|询价|比选|遴选|拍卖|出让|转让|招租|招商|招聘|招录|招生|报名|邀请|会议通知|联系方式|联系我们|"
    r"通讯录|联络|值班|责任人|河长|湖长|林长|路长|网格|热线|咨询|服务指南|办事指南|机构|领导|客运|出租车|监督电话|"
    r"防汛|防火|救援|应急|门诊|医院|培训|律师|公证|调解员|志愿"
)
_PRIVATE = re.compile(
    r"身\s*份\s*证|户主|家长|监护人|学生|考生|准考证|患者|病人|孕|残疾|低保|特困|救助对象|受助|困难家庭|贫困户|脱贫户|农户|养殖户|种植户|"
    r"承租|租户|购房|公租房|廉租|住址|家庭|本人|我的|我家|申请人|当事人|被处罚|被执行|来信人|写信人|留言人|投诉人|信访人|反映人|"
    r"补贴|补助|救助金|银行卡|出生|性别|年龄|户籍|社员|村民|居民|业主|应聘|报考|录取|退役|优抚|亡故|死者|遗属|受益人|领取人|失业"
)
_CARD_OF_OFFICE = re.compile(
    r"电子邮[件箱]|邮\s*箱|e-?mail|职\s*称|职\s*务|研究方向|办公(?:地点|室)|导师|教研|院系|@", re.IGNORECASE
)
_AT_HOME = re.compile(r"身\s*份\s*证|住址|家庭|户主|低保|残疾|患者|补贴|补助|银行卡|家长|监护")
_MOBILE = re.compile(r"手\s*机|移动电话|本人电话|个人电话|家长电话|家庭电话|电话号码")
_ANY_PHONE = re.compile(r"电\s*话|手\s*机|联系方式|号码")
_SENTENCE_END = re.compile(r"[。！？!?\n]")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹"
    "熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂焦柴邢路岳齐"
    "梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛敖冉边卞楚"
)
_NAME = re.compile(rf"[{_SURNAMES}](?:[\u4e00-\u9fff]{{1,2}}|某{{1,2}}|[*＊×xX]{{1,2}})")
_NO_NAME = re.compile(
    r"高新|高级|方式|方法|方案|何时|任何|任务|任职|时间|时限|安全|安装|管理|成果|成立|成绩|文件|文号|项目|单位|单价|路段|石油|金额|马路|"
    r"查询|关于|关注|关系|解读|强化|段落|边界|包括|包装|于是|于此|常见|常务|向上|易地|江苏|江西|河|龙头|黄河|白天|华|万元|万人|程序|"
    r"党员|毕业|余额|武警|司机|游客|申请|申报|安排|强制|温馨|左右|景区|齐全|应急|宁夏|广|(?:局|处|科|办|部|室|站|所|院|队|组|会|司|厂|店|区|县|市|镇|乡|村|路|街|号|楼|长|员|师|任|记|电话|手机|年|月|日|元|名)$"
)
_NAME_BEFORE = re.compile(
    rf"(?:^|[\s，,、；;：:。|（(\d]|姓名|户主|学生|家长|村民|居民|患者)({_NAME.pattern})[\s，,、：:（(|]*"
    r"(?:[男女][，,、\s]*)?(?:(?:的)?(?:联系)?(?:手机|电话|方式)(?:号码?|是|为)*)?[\s：:，,）)|]*$"
)
_NAME_AFTER = re.compile(rf"^[\s，,、（(：:|]*({_NAME.pattern})(?=$|[\s，,。、；;）)|])")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text with what stands beside it: in a table the cells of its row and the heads above."""

    text: str
    before: str = ""  # the end of what stands before it
    row: tuple[str, ...] = ()  # all cells of the row, this one's among them
    head: str = ""  # the head of its own column, or of its row
    heads: str = ""  # all heads of the table

    @property
    def whole(self) -> str:
        """The row as one text, or the text itself."""
        return " ".join(self.row) if self.row else self.text


def read(lines: Iterable[Line], context: str = "") -> tuple[PersonalNumber, ...]:
    """The numbers of persons in these lines, each number once, in order. ``context``: title and column."""
    found: dict[tuple[NumberKind, str, str], PersonalNumber] = {}
    for line in lines:
        for number in find(line.text) if CANDIDATE.search(line.text) else ():
            if number.valid and number.kind and (told := _told(number, line, context)):
                known = found.get((told.kind, number.digits.upper(), ""))
                if known is None or (known.doubt and not told.doubt):
                    found[told.kind, number.digits.upper(), ""] = told
        if len(found) >= MAX_NUMBERS:
            break
    return tuple(found.values())


def may_hold(text: str) -> bool:
    """Whether a text has so many digits in a row that it is worth reading."""
    return bool(CANDIDATE.search(text))


def _told(number: Found, line: Line, context: str) -> PersonalNumber | None:
    if _is_part_of_another(number, line.text):
        return None
    reader = {
        NumberKind.IDENTITY: _identity,
        NumberKind.BANK_CARD: _bank_card,
        NumberKind.PHONE: _phone,
    }[number.kind or NumberKind.PHONE]
    judged = reader(number, line, context)
    if judged is None or number.kind is None:
        return None
    proof, doubt = judged
    return PersonalNumber(
        number.kind, number.masked, _excerpt(number, line), "", proof, doubt, len(number.digits)
    )


_GLUED_BEFORE = re.compile(r"[A-Za-z0-9_/=&?#%@]$|\d[.\-–—]$|[.]\d*$")
_GLUED_AFTER = re.compile(r"^(?:[A-Za-z0-9_/=&%@]|[.\-–—]\d|\.[a-z])")


def _is_part_of_another(number: Found, text: str) -> bool:
    """Whether letters, a decimal point or the signs of an address hold the number and something else together."""
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    listed = number.kind is NumberKind.IDENTITY and re.search(r"(?:^|\D)\d?\.$", text[: number.start][-4:])
    return bool((_GLUED_BEFORE.search(before) and not listed) or _GLUED_AFTER.search(after))


def _excerpt(number: Found, line: Line) -> str:
    """The words around a number, every number in them masked; a cell is shown with its row."""
    text = line.text
    shown = masked(text[max(0, number.start - _AROUND - 22) : number.end + _AROUND + 22])
    at = shown.find(number.masked)
    cut = shown[max(0, at - _AROUND) : at + len(number.masked) + _AROUND] if at >= 0 else masked(text)[:80]
    if line.row and len(text) <= len(number.digits) + 12:
        cut = masked(line.whole)[: 2 * _AROUND + 40]
    return squeeze(cut)


def _label(number: Found, line: Line) -> str:
    """What stands before a number, back to the end of the sentence before."""
    text = line.text[max(0, number.start - _BEFORE) : number.start]
    text = _SENTENCE_END.split(text)[-1]
    if len(text.strip()) < 4 and not line.row:
        text = line.before[-_BEFORE:] + text
    return f"{line.head}：{text}" if line.head else text


def _near(number: Found, line: Line) -> str:
    around = line.text[max(0, number.start - _SIDE) : number.end + _SIDE]
    return f"{line.before[-_BEFORE:]} {around} {' '.join(line.row)}"


# ---------------------------------------------------------------- each kind


Judged = tuple[tuple[str, ...], tuple[str, ...]]


def _identity(number: Found, line: Line, context: str) -> Judged | None:
    label = _label(number, line)
    called = bool(_IDENTITY_WORDS.search(label) or _IDENTITY_WORDS.search(line.heads))
    if not called and _NUMBERED.search(label):
        return None
    doubt = ("published by law",) if _BY_LAW.search(f"{label} {line.heads}") and not called else ()
    if len(number.digits) == 18:
        return ("checksum", *(("labelled",) if called else ())), doubt
    if not called and not _IDENTITY_WORDS.search(_near(number, line)):
        return None  # fifteen digits prove little without a word
    return ("dated", "labelled"), doubt


def _bank_card(number: Found, line: Line, context: str) -> Judged | None:
    """One number in ten has the check digit: a bank's prefix wants a word or a name, UnionPay's 62 alone a label."""
    label, near = _label(number, line), _near(number, line)
    own = bool(_CARD_WORDS.search(label))
    if _NUMBERED.search(label) and not own:
        return None
    listed, name = is_listed(number.digits), _name_beside(number, line)
    called = own or bool(_CARD_WORDS.search(f"{near} {line.heads}"))
    if not (own or (listed and (called or name))):
        return None
    proof = ["luhn"] + ["prefix"] * listed + ["labelled"] * called + ["named"] * bool(name)
    return tuple(proof), (("unit account",) if _UNIT_ACCOUNT.search(near) and not name else ())


def _phone(number: Found, line: Line, context: str) -> Judged | None:
    label, near = _label(number, line), _near(number, line)
    if _NUMBERED.search(label) and not _ANY_PHONE.search(label):
        return None
    name = _name_beside(number, line)
    private = bool(_PRIVATE.search(f"{near} {line.heads}"))
    proof = [word for word, holds in (
        ("named", bool(name)),
        ("private", private),
        ("table", bool(line.row and _MOBILE.search(line.head))),
        ("labelled", bool(_MOBILE.search(label))),
    ) if holds]  # fmt: skip
    return tuple(proof), (("office",) if _is_office(number, line, label, private, context) else ())


def _is_office(number: Found, line: Line, label: str, private: bool, context: str) -> bool:
    after = line.text[number.end : number.end + 12]
    if (
        _OFFICE_LABEL.search(label)
        or _HONORIFIC.search(label[-12:])
        or _HONORIFIC.match(after.lstrip("（( "))
    ):
        return not (line.row and private and not _OFFICE_LABEL.search(line.head))
    if _OFFICE_HEADS.search(line.heads) and not private:
        return True
    if _CARD_OF_OFFICE.search(_near(number, line)) and not _AT_HOME.search(
        f"{label} {line.whole} {line.heads}"
    ):
        return True
    if private:
        return False
    spoken = _near(number, line)
    weak = not _MOBILE.search(label) and bool(_ANY_PHONE.search(label))
    return bool(_OFFICE_LABEL.search(spoken) or _OFFICE_PAGE.search(context) or (weak and not line.row))


def _name_beside(number: Found, line: Line) -> str:
    """A person's name in a cell of the row, or right before or after the number."""
    for cell in line.row:
        bare = cell.replace(" ", "").replace("\u3000", "")
        if 2 <= len(bare) <= 3 and _is_name(bare):
            return bare
    before = _NAME_BEFORE.search(line.text[max(0, number.start - _BEFORE) : number.start])
    if before and _is_name(before.group(1)):
        return before.group(1)
    after = _NAME_AFTER.search(line.text[number.end : number.end + 8])
    return after.group(1) if after and _is_name(after.group(1)) else ""


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and not _NO_NAME.search(text)


# ---------------------------------------------------------------- lines of a text


_HEAD_WORDS = re.compile(r"姓\s*名|身\s*份\s*证|手\s*机|电\s*话|联系方式|卡号|账\s*号|帐\s*号|序号|证件号")


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a plain text; tabs part the cells of a row, and a row of words above it holds the heads."""
    heads: tuple[str, ...] = ()
    before = ""
    for raw in text.split("\n"):
        cells = tuple(cell.strip() for cell in raw.split("\t"))
        worth = may_hold(raw)
        if not worth and len(_HEAD_WORDS.findall(raw)) >= 2:
            heads = cells
        elif not raw.strip():
            heads = heads if len(heads) <= 1 else ()
        if worth:
            yield from _cells_of(cells, heads, before)
        before = raw[-_BEFORE:]


def _cells_of(cells: tuple[str, ...], heads: tuple[str, ...], before: str) -> Iterator[Line]:
    if len(cells) == 1:
        yield Line(cells[0], before, (), "", " ".join(heads))
        return
    for place, cell in enumerate(cells):
        if may_hold(cell):
            own = heads[place] if place < len(heads) and len(heads) > 1 else ""
            if not own and place and not may_hold(cells[place - 1]):
                own = cells[place - 1] if _HEAD_WORDS.search(cells[place - 1]) else ""
            yield Line(cell, "", cells, own, " ".join(heads))

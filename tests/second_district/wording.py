"""Sentences and titles of which ordinary articles are made, no two alike."""

from __future__ import annotations

from random import Random

PLACES = (
    "石河镇",
    "柳河街道",
    "东岗村",
    "沙井口",
    "西滩社区",
    "马家堡",
    "南苑小区",
    "北桥村",
    "文昌社区",
    "榆树屯",
    "青石坡",
    "团结路",
)
SUBJECTS = (
    "冬季森林防火宣传", "安全生产大走访", "农村人居环境整治", "校园周边食品安全抽查", "防汛物资清点", "消防演练", "文明交通劝导", "老年助餐点建设",
    "道路坑槽修补", "清洁取暖设备巡检", "志愿者结对帮扶", "垃圾分类入户指导", "秋粮收储调研", "招商项目集中签约", "高标准农田验收", "青年干部读书会",
    "公益电影放映", "河道清淤", "桥梁检测", "全民阅读活动", "家庭医生签约服务", "就业招聘专场", "科技特派员下乡", "燃气安全入户检查",
    "小微企业走访", "便民服务大厅提升", "国家安全知识宣讲", "退役军人慰问", "残疾人辅具适配", "法律援助进社区", "冬小麦田间管理", "电动自行车整治",
)  # fmt: skip
VERBS = ("扎实推进", "有序开展", "启动", "顺利完成", "组织开展", "持续做好")
SENTENCES = (
    "工作人员分成{n}个小组，走进{place}的田间地头和居民院落，逐户登记诉求，现场答复{m}件。",
    "活动从上午八点半持续到中午，前来咨询的群众络绎不绝，共发放资料{m}份。",
    "针对排查出的{n}处隐患，现场下达整改意见，并约定了复查时间。",
    "{place}党群服务中心腾出二楼会议室，作为此次活动的临时接待点。",
    "负责同志表示，要把好事办实、实事办好，让群众看得见变化。",
    "据介绍，项目总投资{m}万元，预计明年春天投入使用。",
    "参加人员还观看了警示教育短片，并围绕短片中的案例作了讨论。",
    "一位家住{place}的老人说，以前出门要绕一大圈，现在方便多了。",
    "会议要求，各单位对照清单逐项销号，每周五下班前报送进度。",
    "截至目前，全县已有{m}户家庭从中受益，满意率保持在较高水平。",
    "技术人员现场演示了设备的操作流程，提醒大家注意通风和用电。",
    "为不影响居民休息，施工队把作业时间调整到上午九点以后。",
    "来自{place}的{n}名志愿者主动加入，承担引导、登记和翻译手语等任务。",
    "此次检查采取不发通知、不打招呼的方式，随机抽取{n}家经营户。",
    "大家一致认为，数据要准、台账要全、责任要明，不能走过场。",
    "当天下午，检查组又前往{place}，查看了排水口和应急物资仓库。",
    "农技专家建议适当镇压保墒，遇寒潮天气及时覆盖。",
    "社区网格员将用一个月时间完成{m}户的上门回访。",
    "孩子们围在展板前，争着回答有奖问答，气氛十分热烈。",
    "县里安排专项经费{m}万元，用于更换老化的管线和阀门。",
    "企业负责人反映的用工问题，由相关科室记录在案并在三日内联系对接。",
    "这一做法在{place}试行了{n}个月，投诉量明显下降。",
    "现场还设置了体验区，群众可以亲手操作灭火毯和防毒面具。",
    "交流环节，{n}位基层代表结合自身经历谈了体会。",
    "新建的停车位共{m}个，全部免费向市民开放。",
    "相关部门将继续跟踪进展，适时通报阶段情况。",
    "巡查中发现的破损护栏已连夜更换，夜间照明同步恢复。",
    "{place}还把闲置的小学改造成活动室，添置桌椅{n}套。",
    "经过{n}轮比选，最终确定了造价低、工期短的方案。",
    "培训邀请了市里的老师授课，内容包括政策要点和常见误区。",
)
CHORES = (
    "领取老年优待证", "东环路临时封闭施工", "冬季供暖缴费", "公开招募志愿者", "计划停水检修", "公益讲座报名", "停车场调整收费时段",
    "城区公交线路临时改线", "办公地点搬迁", "节假日值班安排", "图书馆闭馆整修", "人居环境评比结果", "招聘会展位分配", "暂停办理部分业务",
    "拟表彰先进集体公示", "食品抽检结果", "烟花爆竹零售点布设结果", "水质检测结果", "废旧车辆处置结果", "资格初审结果", "体检安排",
)  # fmt: skip


class Writer:
    """Writes articles one after another; the same seed gives the same texts."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)
        self._titles: set[str] = set()

    def news_title(self) -> str:
        """An unused title for a piece of news."""
        return self._unused(
            lambda: (
                f"{self._random.choice(PLACES)}{self._random.choice(VERBS)}{self._random.choice(SUBJECTS)}工作"
            )
        )

    def notice_title(self, whose: str) -> str:
        """An unused title for a notice of ``whose``."""
        return self._unused(
            lambda: f"{whose}关于{self._random.choice(PLACES)}{self._random.choice(CHORES)}的公告"
        )

    def paragraphs(self, count: int = 5) -> list[str]:
        """So many different sentences, their blanks filled."""
        chosen = self._random.sample(SENTENCES, count)
        return [
            one.format(
                n=self._random.randint(3, 19),
                m=self._random.randint(21, 980),
                place=self._random.choice(PLACES),
            )
            for one in chosen
        ]

    def _unused(self, make: object) -> str:
        for _ in range(500):
            title = make()  # type: ignore[operator]
            if title not in self._titles:
                self._titles.add(title)
                return str(title)
        raise RuntimeError("no title is left")


def plain(paragraphs: list[str]) -> str:
    """Paragraphs as HTML."""
    return "".join(f"<p>　　{one}</p>\n" for one in paragraphs)

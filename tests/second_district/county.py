"""The county portal and the units whose pages are part of it."""

from __future__ import annotations

from datetime import timedelta

from tests.second_district import days, files, people, policies
from tests.second_district.book import Answer
from tests.second_district.site import Column, Leaf, Site
from tests.second_district.standard import Plan, fill_news, furnish, guide, message
from tests.second_district.wording import plain

FIVE = policies.ORDER
THREE = ("text", "graphic", "qa")
GONE = "<h1>出错了</h1><p>抱歉，您访问的页面不存在或已被删除。</p><p><a href='/'>返回首页</a></p>"


def portal(site: Site) -> None:
    """县政府: links, messages, tags, an empty column, personal numbers."""
    guides = ("水利工程开工备案", "道路占用审批", "社会救助申请", "不动产登记资料查询")
    furnish(
        site,
        Plan(
            news="政务要闻",
            messages="政民互动",
            news_days=(0, 1, 2, 3, 5, 6, 8, 10, 11, 13, *range(17, 81, 8)),
            guides=guides,
        ),
    )
    site.columns["xwdt"].page_size = 15
    policies.default_policies(site, "澄政发", ("澄川县农村饮水安全管理办法",), FIVE)
    _outside_scope(site)
    _consultations(site)
    _messages(site)
    _columns(site)
    _guides(site)
    _links(site)
    _dates(site)
    _tags(site)
    _numbers(site)
    _files(site)
    soft_article(site, "tzgg")
    site.book.verdicts["xzf"] = {"unqualified"}


def _outside_scope(site: Site) -> None:
    """Documents that nobody has to interpret, and one that is too young to be missed."""
    titles = (
        ("澄川县人民政府关于林知远等同志职务任免的通知", 25),
        ("澄川县人民政府关于同意设立北桥工业园的批复", 48),
        ("澄川县人民政府关于表彰先进集体的通报", 70),
        ("澄川县人民政府关于转发省政府稳经济若干措施的通知", 110),
    )
    for at, (title, ago) in enumerate(titles):
        when = days.on_workday(site.ago(ago))
        leaf = policies.policy(site, title, f"澄政字〔Y〕{40 + at}号", when)
        site.alike("policy-uninterpreted", leaf.url, why="不属于应解读范围")
    young = policies.policy(
        site,
        "澄川县人民政府关于印发《澄川县消防水源管理办法》的通知",
        "澄政发〔Y〕31号",
        days.workdays_after(site.book.as_of, -2),
    )
    site.alike("policy-uninterpreted", young.url, why="发布不到3个工作日")
    old = policies.policy(
        site,
        "澄川县人民政府关于印发《澄川县旧车交易管理办法》的通知",
        "澄政发〔Y〕8号",
        days.on_workday(site.ago(790)),
    )
    site.alike("policy-uninterpreted", old.url, why="早于回溯期")


def _consultations(site: Site) -> None:
    site.column("dczj", "调查征集", "调查征集")
    exact = policies.consultation(
        site, "澄川县养犬管理办法", site.ago(120), site.ago(90), feedback="公示期内未收到意见建议。"
    )
    site.alike("consultation-short", exact.url, why="正好30日")
    site.alike("consultation-no-feedback", exact.url, why="已公布未收到意见")
    short = policies.consultation(
        site,
        "澄川县防汛应急预案",
        site.ago(100),
        site.ago(90),
        feedback=policies.adopted(7, 4),
        reason="因汛期临近、情况紧急，征求意见期限缩短为10日。",
    )
    site.alike("consultation-short", short.url, why="说明了缩短期限的理由")
    running = policies.consultation(
        site, "澄川县公园管理办法", site.ago(10), site.book.as_of + timedelta(days=25)
    )
    site.alike("consultation-no-feedback", running.url, why="仍在征集")


def _messages(site: Site) -> None:
    column = site.columns["hdjl"]
    home = site.at(column)
    for title, ago in (("咨询小区暖气不热找谁", 120), ("建议延长图书馆开放时间", 205)):
        site.plant("message-unanswered", home, message(site, column, title, ago, None).url)
    for title, ago, why in (
        ("咨询宅基地确权进度", 80, "未满3个月"),
        ("咨询户口迁移材料", 400, "早于1年"),
        ("咨询电动车上牌", 92, "正好3个月"),
    ):
        site.alike("message-unanswered", home, message(site, column, title, ago, None).url, why)
    late = message(site, column, "咨询残疾人停车优惠", 150, 110)
    site.alike("message-unanswered", home, late.url, "已回复，只是很晚")
    petition = site.column("wsxf", "网上信访", "网上信访", parent=column, in_nav=False)
    column.links.append((petition.name, petition.path))
    leaf = message(site, petition, "反映邻里通行纠纷", 160, None)
    site.alike("message-unanswered", site.at(petition), leaf.url, "网上信访除外")
    message(site, petition, "反映噪声扰民", 21)


def sub(site: Site, key: str, name: str, parent: str = "xxgk", kind: str = "", **more: object) -> Column:
    """Open a column below another, linked from it."""
    above = site.columns[parent]
    made = site.column(key, name, kind, parent=above, in_nav=False, **more)
    above.links.append((name, made.path))
    return made


def _columns(site: Site) -> None:
    empty = sub(site, "hygq", "回应关切", "hdjl", inner='<div class="build">栏目建设中，敬请期待……</div>')
    site.plant("column-empty", site.at(empty))
    stale = sub(site, "gsgg", "公示公告", kind="通知公告")
    for ago in (185, 230, 300):
        site.leaf(stale, site.pen.notice_title("澄川县人民政府"), site.ago(ago))
    site.plant("column-stale", site.at(stale))
    archive = sub(site, "ztjy", "优化营商环境年专题（已归档）", kind="专题")
    fill_news(site, archive, (900, 930, 955))
    site.alike("column-stale", site.at(archive), why="已归档专题")
    holder = sub(site, "zdly", "重点领域信息公开", inner="")
    site.alike("column-empty", site.at(holder), why="下设子栏目")
    for key, name in (("jyly", "义务教育"), ("ylly", "医疗卫生")):
        field = sub(site, key, name, "zdly")
        fill_news(site, field, (18, 90))
    scripted = sub(
        site,
        "sjfb",
        "数据发布",
        inner='<div id="dataList"></div><script>var param={"channelId":"8871","pageNo":1};$.ajax({url:"/els-service/data/query",data:param,success:function(r){render("#dataList",r)}});</script>',
    )
    site.unsure("column-empty", site.at(scripted), why="列表由脚本生成")
    site.alike("column-empty", site.at(scripted), why="列表由脚本生成")
    away = sub(
        site,
        "zfcg",
        "政府采购",
        inner=f'<script>location.href="{site.book.url("friend", "/ccgp/")}"</script><p>正在跳转到<a href="{site.book.url("friend", "/ccgp/")}">政府采购网</a></p>',
    )
    site.alike("column-empty", site.at(away), why="跳转到其他网站")
    site.columns["tzgg"].side = '<aside class="side"><h3>视频公告</h3><p>暂无视频</p></aside>'
    site.alike("column-empty", site.at("tzgg"), why="只是侧栏为空")


def _guides(site: Site) -> None:
    column = site.columns["bsfw"]
    bad = guide(site, column, "小型餐饮登记", lacking=(1, 2, 4, 7))
    site.plant("service-guide-incomplete", bad.url)
    near = guide(site, column, "户外广告设置", lacking=(1, 4, 7))
    site.alike("service-guide-incomplete", near.url, why="只缺3类")


def _links(site: Site) -> None:
    book, news = site.book, site.columns["xwdt"]
    gone, broken = (
        book.url("county", "/zwgk/2019/old/t20190305_88.html"),
        book.put("county", "/interview/live.jsp?id=7", Answer("系统错误".encode(), 500)),
    )
    outside, silent = book.put("friend", "/gone.html", Answer(b"", 404)), book.url("dead", "/index.html")
    texts = plain(site.pen.paragraphs(4))
    leaf = site.leaf(
        news,
        "县域商业体系建设工作回顾",
        site.ago(9),
        f'{texts}<p><a href="/zwgk/2019/old/t20190305_88.html">往期回顾</a>　<a href="{silent}">合作单位网站</a></p>',
    )
    site.plant("link-dead", leaf.url, gone)
    site.plant("link-dead", leaf.url, silent)
    other = site.leaf(
        news,
        "县长走进直播间实录",
        site.ago(12),
        f'{plain(site.pen.paragraphs(4))}<p><a href="/interview/live.jsp?id=7">点击观看直播回放</a></p>',
    )
    site.plant("link-dead", other.url, broken)
    site.friends = [("邻县政府网", outside), ("公共资源交易中心", book.url("friend", "/trade/"))]
    site.plant("link-dead", site.home, outside)
    _fine_links(site, news)


def _fine_links(site: Site, news: Column) -> None:
    book = site.book
    answers = {f"/guard{code}.html": Answer(b"denied", code) for code in (403, 412, 429, 521)}
    answers["/flaky.html"] = Answer(
        "<html><head><title>便民查询</title></head><body>查询入口</body></html>".encode(), first=503
    )
    answers["/moved.html"] = Answer(b"", 302, location="/trade/")
    answers["/getonly.html"] = Answer(
        "<html><head><title>公开数据</title></head><body>数据目录</body></html>".encode(), get_only=True
    )
    addresses = [book.put("friend", path, answer) for path, answer in answers.items()]
    links = "".join(f'<p><a href="{one}">相关网站{n}</a></p>' for n, one in enumerate(addresses, 1))
    dead = book.url("friend", "/commented.html")
    links += f'<!-- <a href="{dead}">旧链接</a> --><a href="javascript:void(0)">展开</a><a href="#">顶部</a><a href="mailto:xzf@chengchuan.invalid">写邮件</a>'
    leaf = site.leaf(news, "便民网站集中推介", site.ago(8), plain(site.pen.paragraphs(4)) + links)
    for one in (*addresses, dead):
        site.alike("link-dead", leaf.url, one, "不是死链")


def _dates(site: Site) -> None:
    news = site.columns["xwdt"]
    for dated, title in (("numerals", "冬季供暖保障有力"), ("bottom", "菜篮子工程惠及千家")):
        site.alike(
            "publish-date-missing",
            site.leaf(news, title, site.ago(7), dated=dated).url,
            why="日期写法或位置不同",
        )
    coming = site.book.as_of + timedelta(days=40)
    texts = plain([f"年货大集将于{coming:%Y年%m月%d日}开市。", *site.pen.paragraphs(4)])
    leaf = site.leaf(news, f"{coming:%m月%d日}年货大集开市", site.ago(4), texts)
    site.alike("publish-date-suspect", leaf.url, why="将来的日期是活动时间")
    quoted = plain(
        ["巡查发现，个别单位网站打开后提示“您访问的页面不存在”，已责令当日修复。", *site.pen.paragraphs(4)]
    )
    site.alike(
        "soft-404", site.leaf(news, "网站运维情况通报", site.ago(6), quoted).url, why="只是引用了提示语"
    )
    anti = plain(
        ["公安机关提醒：所谓澳门线上娱乐城、百家乐平台都是网络赌博陷阱，切勿参与。", *site.pen.paragraphs(4)]
    )
    site.alike(
        "link-suspicious", site.leaf(news, "打击治理跨境赌博宣传", site.ago(5), anti).url, why="反赌宣传"
    )


def _tags(site: Site) -> None:
    news = site.columns["xwdt"]
    for title, tag, value in (
        ("早春茶园管理正当时", "ArticleTitle", "关于召开全县教育工作会议的报道"),
        ("老旧管网改造进入收尾阶段", "PubDate", f"{site.ago(55)} 10:00"),
        ("夜间公交线路开通", "ContentSource", "邻县融媒体中心"),
    ):
        leaf = site.leaf(news, title, site.ago(11), metas={tag: value})
        site.plant("meta-tag-wrong", leaf.url, tag)
    longer = site.leaf(
        news,
        "古城墙保护修缮工程通过验收",
        site.ago(12),
        metas={"ArticleTitle": "古城墙保护修缮工程通过验收 "},
    )
    site.alike("meta-tag-wrong", longer.url, "ArticleTitle", "多一个空格")
    seconds = site.leaf(news, "乡村大舞台开演", site.ago(13))
    seconds.metas = {"PubDate": f"{seconds.stamp}:00"}
    site.alike("meta-tag-wrong", seconds.url, "PubDate", "多了秒")
    same = site.leaf(news, "社区食堂开张", site.ago(10), metas={"Keywords": "食堂,社区", "Author": "方知行"})
    site.alike("meta-tag-wrong", same.url, why="可选标签")


def _numbers(site: Site) -> None:
    notices = site.columns["tzgg"]
    good = [people.id_number("19690412", 217), people.id_number("19830926", 504)]
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>{number}</td></tr>"
        for n, (name, number) in enumerate(zip(people.NAMES, good, strict=False), 1)
    )
    leaf = site.leaf(
        notices,
        "临时救助发放对象公示",
        site.ago(19),
        f"{plain(site.pen.paragraphs(2))}<table><tr><th>序号</th><th>姓名</th><th>身份证号</th></tr>{rows}</table>",
    )
    site.plant("privacy-id-number", leaf.url)
    sheet = site.file(
        "czh2026.xlsx",
        files.xlsx(
            [("姓名", "身份证号", "金额"), (people.NAMES[2], people.id_number("19550708", 336), "600")]
        ),
    )
    page = site.leaf(
        notices,
        "残疾人两项补贴发放名单公示",
        site.ago(27),
        plain(site.pen.paragraphs(3)),
        files=[("发放名单.xlsx", sheet)],
    )
    site.plant("privacy-id-number", page.url, also=frozenset({site.book.url("county", sheet)}))
    masked = f"{good[0][:6]}********{good[0][-4:]}"
    texts = plain(
        [
            f"中标单位统一社会信用代码：91370783MA3C4D5E6X；受理编号：{people.wrong_id('19750101', 118)}；订单号：88{people.id_number('19750101', 118)}01。",
            f"申请人{people.NAMES[5]}，身份证号{masked}。",
            *site.pen.paragraphs(2),
        ]
    )
    plainly = site.leaf(notices, "公租房抽签结果公示", site.ago(33), texts)
    budget = site.leaf(
        notices,
        "专户缴款说明",
        site.ago(38),
        plain(
            [
                f"缴款账户：澄川县财政局，开户行：澄川农商银行，账号：{people.wrong_card('9070106000242050001')}；非税缴款码：3707 0026 0000 1234 5678。",
                *site.pen.paragraphs(3),
            ]
        ),
    )
    site.alike("privacy-bank-card", budget.url, why="单位账户和缴款码")
    site.alike("privacy-id-number", budget.url, why="缴款码")
    site.alike("privacy-id-number", plainly.url, why="信用代码、编号、订单号和已掩码的号码")


def _files(site: Site) -> None:
    """Attachments as they should be, some in odd shapes."""
    host = "county"
    odd = {
        "guihua.pdf": b"\n\n" + files.pdf(["水资源保护规划（简本）", "第一章 总则"]), "biao.docx": files.docx(["申请表", "填表说明"]), "old.doc": files.OLE,
        "zip.rar": files.RAR, "photo.png": files.png(), "slow.pdf": files.pdf(["采购目录"]),
    }  # fmt: skip
    paths = [site.file(name, body, delay_s=3.6 if name == "slow.pdf" else 0.0) for name, body in odd.items()]
    paths.append("/servlet/download?fid=4471")
    site.book.put(host, paths[-1], Answer(files.pdf(["下载件"]), kind="application/octet-stream"))
    guard = "/secure/list.pdf"
    site.book.put(host, guard, Answer(b"forbidden", 403))
    paths.append(guard)
    leaf = site.leaf(
        site.columns["tzgg"],
        "水资源保护规划及附表公布",
        site.ago(14),
        plain(site.pen.paragraphs(3)),
        files=[(f"附件{n}", path) for n, path in enumerate(paths, 1)],
    )
    for path in paths:
        site.alike("attachment-dead", leaf.url, site.book.url(host, path), "附件完好或被防护拦截")


def soft_article(site: Site, column: str) -> Leaf:
    """A listed entry whose page says that it does not exist."""
    leaf = site.leaf(site.columns[column], site.pen.notice_title(site.unit.full), site.ago(13))
    leaf.whole = site.skin.document(site, "出错了", [], [], GONE)
    site.plant("soft-404", leaf.url)
    for check in ("meta-tag-missing", "publish-date-missing"):
        site.tolerate(check, leaf.url, why="页面本身已不存在")
    return leaf

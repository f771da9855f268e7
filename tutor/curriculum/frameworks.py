"""The three frameworks that skills are set beside, and what of each a curriculum covers.

Headings only, in short words of ours: UK Essential Digital Skills (2018, revised 2022), DigComp 2.2
(CC BY 4.0), and the topics of the Ministry of Internal Affairs' courses (総務省, 2021 and later).
"""

from collections import defaultdict
from dataclasses import dataclass

from tutor.curriculum.content import Curriculum, Skill

NONE = "none"
"""Written in curriculum.toml where a framework has nothing that fits."""


@dataclass(frozen=True)
class Item:
    """`key` is what curriculum.toml says."""

    key: str
    ja: str
    en: str


@dataclass(frozen=True)
class Framework:
    key: str
    ja: str
    en: str
    items: tuple[Item, ...]

    def item(self, key: str) -> Item | None:
        return next((one for one in self.items if one.key == key), None)


def _eds(key: str, ja: str) -> Item:
    return Item(key, ja, key)


def _soumu(key: str, en: str) -> Item:
    return Item(key, key, en)


EDS = Framework(
    "eds",
    "英国 EDS（くらしのデジタル）",
    "UK Essential Digital Skills",
    (
        _eds("Foundation: switch on and sign in", "基礎: 電源を入れて、入る"),
        _eds("Foundation: use the controls", "基礎: さわって動かす"),
        _eds("Foundation: accessibility settings", "基礎: 見やすさ・聞きやすさの設定"),
        _eds("Foundation: home screen and icons", "基礎: はじめの画面と絵のしるし"),
        _eds("Foundation: know what internet and Wi-Fi give", "基礎: インターネットとWi-Fiを知る"),
        _eds("Foundation: join a safe Wi-Fi", "基礎: 安全なWi-Fiにつなぐ"),
        _eds("Foundation: open a browser and reach a site", "基礎: ホームページを開く"),
        _eds("Foundation: keep passwords and personal data safe", "基礎: 大切な言葉と個人の情報を守る"),
        _eds("Foundation: change a password when asked", "基礎: 求められたらパスワードを変える"),
        _eds("Communicating", "連絡する"),
        _eds("Handling information and content", "情報をあつかう"),
        _eds("Transacting", "手続きと支払い"),
        _eds("Problem solving", "困りごとを解く"),
        _eds("Being safe and legal online", "安全に、決まりを守る"),
    ),
)
DIGCOMP = Framework(
    "digcomp",
    "DigComp 2.2",
    "DigComp 2.2",
    (
        Item("1.1", "1.1 さがす・しぼる", "1.1 Browsing, searching, filtering"),
        Item("1.2", "1.2 たしかめる", "1.2 Evaluating"),
        Item("1.3", "1.3 とっておく・ととのえる", "1.3 Managing"),
        Item("2.1", "2.1 やりとりする", "2.1 Interacting"),
        Item("2.2", "2.2 分けあう", "2.2 Sharing"),
        Item("2.3", "2.3 社会に参加する", "2.3 Engaging in citizenship"),
        Item("2.4", "2.4 いっしょに作業する", "2.4 Collaborating"),
        Item("2.5", "2.5 礼儀", "2.5 Netiquette"),
        Item("2.6", "2.6 自分の見え方を守る", "2.6 Managing digital identity"),
        Item("3.1", "3.1 つくる", "3.1 Developing content"),
        Item("3.2", "3.2 手を加える", "3.2 Integrating, re-elaborating"),
        Item("3.3", "3.3 作った人の権利", "3.3 Copyright and licences"),
        Item("3.4", "3.4 手順を組む", "3.4 Programming"),
        Item("4.1", "4.1 機器を守る", "4.1 Protecting devices"),
        Item("4.2", "4.2 個人の情報を守る", "4.2 Protecting personal data"),
        Item("4.3", "4.3 体と心を守る", "4.3 Protecting health and well-being"),
        Item("4.4", "4.4 環境を守る", "4.4 Protecting the environment"),
        Item("5.1", "5.1 機器の困りごと", "5.1 Solving technical problems"),
        Item("5.2", "5.2 合う道具をえらぶ", "5.2 Needs and responses"),
        Item("5.3", "5.3 工夫して使う", "5.3 Creatively using technology"),
        Item("5.4", "5.4 足りない力に気づく", "5.4 Identifying gaps"),
    ),
)
SOUMU = Framework(
    "soumu",
    "総務省の講座",
    "The Ministry's courses",
    (
        _soumu("基本1: 電源の入れ方・ボタン操作", "Basic 1: power and buttons"),
        _soumu("基本2: 電話・カメラ", "Basic 2: calls and camera"),
        _soumu("基本3: インターネット", "Basic 3: internet"),
        _soumu("基本: メール", "Basic: mail"),
        _soumu("基本: 地図", "Basic: maps"),
        _soumu("基本: LINEなどのSNS", "Basic: LINE and other networks"),
        _soumu("応用: マイナンバーカードの申請", "Applied: applying for the My Number card"),
        _soumu("応用: マイナポータル・健康保険証", "Applied: My Number portal, health insurance"),
        _soumu("応用: e-Tax", "Applied: e-Tax"),
        _soumu("応用: オンライン診療", "Applied: online medical care"),
        _soumu("応用: 防災・ハザードマップ", "Applied: disasters, hazard map"),
        _soumu("応用: 救急・あんしんのアプリ", "Applied: emergency apps"),
    ),
)
FRAMEWORKS = (EDS, DIGCOMP, SOUMU)


def covered(content: Curriculum, framework: Framework) -> list[tuple[Item, list[Skill]]]:
    """Each item with the skills set beside it; none is a gap."""
    by_item = defaultdict(list)
    for skill in content.skills:
        by_item[dict(skill.crosswalk).get(framework.key, NONE)].append(skill)
    return [(item, by_item[item.key]) for item in framework.items]

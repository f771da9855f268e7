"""What somebody means by a few words or one digit. What is not certain is for a person to read.

Whoever is misunderstood would be left before a closed door, or would hear nothing any more. So yes and stop
count only when the whole text says nothing else, and a question, a "perhaps", a "but" go to staff.
"""

import re
import unicodedata

from tutor.messaging.models import Meaning

M = Meaning
LONGEST = 80
"""Who writes more says more than yes or stop; and no text may keep a pattern busy."""
DIGITS = {"1": M.NOTED, "2": M.CANNOT_COME, "9": M.AGAIN}
POLITE = (
    r"(です|ですね|番|番です|でお願いします|をお願いします|お願いします|お願いいたします|おねがいします)?"
)

YES = (
    r"(は[ー~]?い|ええ|うん|ok(です)?|オッケー(です)?|オーケー(です)?|yes|1番?(です)?(?![0-9])|"
    r"(よく)?(わか|分か|解)(りました|った(よ)?)|了解(です|しました|いたしました|致しました)?|"
    r"確認しました|かしこまりました|"
    r"承知(です|しました|いたしました|致しました)?|(それで)?(大丈夫|だいじょうぶ)です|"
    r"お世話に(なります|なっています|なっております)|"
    r"(必ず)?(行[きけ]|い[きけ]|伺[いえ]|うかが[いえ]|参り|まいり|参加し|出席し)ます|お?待ちして(い?ます|おります)|"
    r"楽しみに(して(い)?ます|しております)?|(どうぞ)?(よろしく|宜しく)|"
    r"(お願い|おねがい)(します|いたします|致します|申し上げます)|"
    r"(いつも)?((ご連絡|連絡|お知らせ)を?)?(どうも)?(ありがとう|有難う|有り難う)(ございます|ございました|御座います)?)"
)
NOT = (
    r"(ません(です)?|ない(です|んです|と思います)?$|なくなりました|なくなって|なくなった|"
    r"そうに?も?(ありません|ないです|ない$))"
)
LETTING = r"(させて(いただき|頂き|もらい)?|いたし|し)?(ます|たい|ください|下さい)"
CANNOT = (
    r"(行け|行かれ|いけ|いかれ|行くことができ|伺え|うかがえ|来られ|来れ|こられ|出られ|出れ|出かけられ|参れ|まいれ|"
    r"(参加|出席|お邪魔|受講)が?(でき|出来)|受けられ|間に合い|間に合わ)"
    + NOT
    + r"|(参加|出席)(が|は)?(難|むずか)しいです|"
    r"(欠席|お?休み|おやすみ)[をに]?(" + LETTING + r"|です$|で?お願い|$)|"
    r"お?休ませて|(都合|つごう)[がの]?(悪|わる|つかな|つきま|合いま|合わな)|(無理|むり)(です|になりました|そうです|$)|"
    r"(キャンセル|取り?消し|とりけし|取りやめ|とりやめ)[をにで]?"
    r"(" + LETTING + r"|して(ください|下さい)|て(ください|下さい)|お?願|おねがい|$)|"
    r"cannot come|can't come|can not come|cancel my lesson"
)
UNSURE = (
    r"\?|か$|かも|かな([ぁあー]|$)|けど|けれど|ですが|ますが|ませんが|ないが|でも|しかし|もし|場合|"
    r"なくは|ないわけ|休みません|(キャンセル|欠席|休み)し(ない|ません)|"
    r"以外|じゃな|ではな|でしょう|maybe|but |if "
)
SORRY = r"(すみません|すいません|済みません|申し訳(ありません|ございません)|もうしわけありません)(が|けど)?"
ABOUT_MESSAGES = (
    r"((この|もう|今後の?)?(お知らせ|おしらせ|メッセージ|メール|ショートメール|sms|配信|連絡)"
    r"(は|を|の配信を|の)?)?"
)
STOP = (
    r"(もう)?(やめる|止める|停止|配信停止|停止(して|を)?(ください|下さい|お願いします|希望(です|します)?)?|"
    r"(やめて|止めて|とめて)(ください|下さい|ほしい(です)?)?|(送ら|おくら)ないで(ください|下さい)?|"
    r"(いりません|要りません|いらない(です)?|不要(です)?)|stop|stopall|unsubscribe|optout)(です|お願いします)?"
)
CALL_ME = (
    r"(電話|でんわ|連絡|tel)(を|で|が|して|お?かけて)*"
    r"(ください|下さい|ほしい|欲しい|お?待ち|もらえ|お願い(します|いたします)|おねがいします|頂け|いただけ)|"
    r"call me"
)
AGAIN = r"(もう(一度|いちど|1度|一回|1回)|again)(送って|聞かせて|きかせて)?(ください|下さい)?" + POLITE


TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def meaning_of(text: str) -> Meaning:
    said = folded(text)
    if digit := is_all("([129])" + POLITE, said):
        return DIGITS[digit[1]]
    if is_all(AGAIN, said):
        return M.AGAIN
    if has(CALL_ME, said):
        return M.CALL_ME
    if is_all(ABOUT_MESSAGES + STOP, said):
        return M.STOP
    if has(UNSURE, said):
        return M.UNCLEAR
    if has(CANNOT, said):
        return M.CANNOT_COME
    return M.NOTED if is_all(f"{YES}+", said) else M.UNCLEAR


def is_all(pattern: str, said: str) -> re.Match[str] | None:
    return None if len(said) > LONGEST else re.fullmatch(pattern.translate(TO_HIRAGANA), said)


def has(pattern: str, said: str) -> bool:
    return re.search(pattern.translate(TO_HIRAGANA), said) is not None


def folded(text: str) -> str:
    """One width, one kana, no case, no pictures, no signs between the words but the question mark."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(TO_HIRAGANA)
    # English needs the spaces between its words.
    kept = "?ー~' " if plain.isascii() else "?ー~"
    letters = "".join(one for one in plain if one in kept or unicodedata.category(one)[0] in "LN")
    return re.sub(SORRY, "", letters).strip()

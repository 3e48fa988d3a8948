"""What kind of event a word stands for, in tables that follow no codebook.

The source's own word is kept beside the type. A word that is not here is no type: nothing is
guessed from the rest of the row.
"""

import re
from typing import Final

from geodata.readers.acled import EVENT_TYPES as ACLED
from geodata.text import fold
from geodata.vocabulary import EVENT_TYPES, NOT_STATED

_WORDS: Final = (
    # A weapon that was found did no harm; ACLED counts its loss among strategic developments.
    ("Strategic developments", "found cleared|defus|disarm|cache|seiz|ضبط|تفكيك|ابطال مفعول"),
    # What goes off or comes from afar: the other side has no chance to fight back.
    (
        "Explosions/Remote violence",
        "ied|vbied|svbied|svest|bomb|explo|detonat|mortar|rocket|missile|shell|artiller|grenade|"
        "landmine|mine|uxo|air ?strike|air ?raid|drone|uav|indirect fire|suicide attack|"
        "عبوه|عبوات|انفجار|تفجير|قصف|هاون|صاروخ|صواريخ|مفخخه|غاره|انتحاري|لغم|الغام|قنبله|مسيره",
    ),
    # Somebody in the power of another, or picked out; ACLED's word for it where civilians suffer.
    (
        "Violence against civilians",
        "kidnap|abduct|hostage|assassinat|murder|execut|massacre|tortur|sexual|rape|"
        "اختطاف|خطف|اغتيال|اعدام|مجزره",
    ),
    # Two armed parties, or an attack with arms that may be answered.
    (
        "Battles",
        "clash|battle|firefight|small arms|saf|direct fire|armed attack|armed assault|ambush|"
        "sniper|skirmish|attack on (?:police|army|checkpoint)|اشتباك|اشتباكات|كمين|هجوم مسلح|"
        "اطلاق نار|قنص|معركه|معارك",
    ),
    ("Riots", "riot|mob|شغب"),
    ("Protests", "protest|demonstrat|sit in|تظاهره|تظاهرات|مظاهره|مظاهرات|احتجاج|اعتصام"),
    # What forces do without a fight.
    ("Strategic developments", "raid|arrest|detain|detention|search operation|loot|اعتقال|مداهمه"),
)
"""Types by beginnings of words, folded; the first that occurs is taken."""

_WHOLE: Final = frozenset({"ied", "mine", "saf", "uav", "mob", "rape", "raid", "shell", "uxo"})
"""Words that begin others of another meaning, and count only whole, or in the plural."""


def _pattern(words: str) -> re.Pattern[str]:
    ended = (f"{word}(?:s|ing)?\\b" if word in _WHOLE else word for word in words.split("|"))
    return re.compile(rf"\b(?:ال)?(?:{'|'.join(fold(word) for word in ended)})")


_PATTERNS: Final = tuple((kind, _pattern(words)) for kind, words in _WORDS)
# ACLED's old "Riots/Protests" was parted by its actors' codes, which a table need not have.
_KNOWN: Final = {
    fold(word): kind if kind in EVENT_TYPES else NOT_STATED for word, kind in ACLED.items()
}


def type_of(word: str) -> str:
    """Give the event type that a source's word stands for."""
    folded = fold(word).strip()
    if folded in _KNOWN:
        return _KNOWN[folded]
    spaced = re.sub(r"[\W_]+", " ", folded)
    found = (kind for kind, pattern in _PATTERNS if pattern.search(spaced))
    return next(found, NOT_STATED)

"""Where letters stand in a text, a bit for each byte of it: 64 are looked at in one step.

The method is that of Langdale and Lemire, "Parsing gigabytes of JSON per second", The VLDB
Journal 28 (2019). All arrays are uint64 (w,), the lowest bit of each for the first of its bytes.
"""

from typing import Final

import numpy as np

_WORD: Final = 64
_TOP: Final = np.uint64(_WORD - 1)
_ONE: Final = np.uint64(1)
_PART: Final = 1 << 17  # bytes looked at together: they stay in the processor's cache


def where(codes: np.ndarray, letter: str) -> np.ndarray:
    """Say which bytes of a text, uint8 (n,), are a letter of ASCII."""
    parts = (codes[start : start + _PART] for start in range(0, len(codes), _PART))
    packed = [np.packbits(part == ord(letter), bitorder="little") for part in parts]
    fill = np.zeros((-len(codes) // 8) % 8, np.uint8)  # to whole words
    return np.concatenate([*packed, fill]).view("<u8")


def after(bits: np.ndarray) -> np.ndarray:
    """Move each bit to the byte after it; none comes to the first."""
    moved = bits << _ONE
    moved[1:] |= bits[:-1] >> _TOP
    return moved


def before(bits: np.ndarray) -> np.ndarray:
    """Move each bit to the byte before it; none comes to the last."""
    moved = bits >> _ONE
    moved[:-1] |= bits[1:] << _TOP
    return moved


def from_odd_to_even(bits: np.ndarray) -> np.ndarray:
    """Set all from the first bit to before the second, from the third to before the fourth."""
    spread = bits.copy()
    for step in (1, 2, 4, 8, 16, 32):
        spread ^= spread << np.uint64(step)
    odd = np.bitwise_xor.accumulate(spread >> _TOP)  # of the bits up to the end of each word
    spread[1:] ^= -odd[:-1]
    return spread


def last(bits: np.ndarray) -> int:
    """Give the last byte whose bit is set; -1 if there is none."""
    words = np.flatnonzero(bits)
    return int(words[-1]) * _WORD + int(bits[words[-1]]).bit_length() - 1 if len(words) else -1


def apart(bits: np.ndarray) -> int:
    """Give the most bytes from one whose bit is set to the next, or up to 63 more."""
    words = np.flatnonzero(bits)
    return (int(np.diff(words, prepend=0).max(initial=0)) + 1) * _WORD

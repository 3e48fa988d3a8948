"""JSON: a table of objects, one a line or in a list, and the Features of GeoJSON."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, TextIO

import numpy as np
import shapely

from geodata.readers.encoding import read_encoding
from geodata.readers.source import BLOCK, Block, File, Rows, Spoiled
from geodata.readers.texts import text, written

_CHUNK: Final = 1 << 16
_OBJECT: Final = 1 << 24  # characters beyond which an object is taken for a broken one
_BETWEEN: Final = re.compile(r"[\s,\x1e]*")
_NEXT: Final = re.compile(r"\n(?=\{)|\}\s*,\s*(?=\{)")  # a new line, or a new item of a list
_LIST: Final = re.compile(r"\s*\[")
_FEATURES: Final = re.compile(r'"features"\s*:\s*\[')
_DEGREES: Final = "OGC:CRS84"
_REST: Final = '{"":0'
_CRS: Final = re.compile(r'"crs"\s*:\s*\{[^}]*\{[^}]*"name"\s*:\s*"([^"]+)"')


class Objects:
    """A JSON table; see `Source`. Columns are all keys of all objects; nested values stay JSON.

    Attributes
    ----------
    geometry
        "geometry" where the objects are Features; else "".
    crs
        The geometry's coordinate system: WGS 84 unless the file names another.

    Raises
    ------
    DataError
        If there is no object in it.
    """

    def __init__(self, file: File) -> None:
        self.name, self.digest, self._file = file.name, file.digest, file
        self._text = read_encoding(file.path)
        self.notes = self._text.notes
        self.kind, self.geometry, self.crs, self._start = "JSON lines", "", _DEGREES, 0
        self._begin()
        keys: dict[str, None] = {}
        with self._text.open() as opened:
            for value, _ in self._items(opened):
                if isinstance(value, dict):
                    keys |= dict.fromkeys(self._properties(value))
        if not keys:
            raise file.unusable("it is JSON, but there is no object with values in it")
        self._keys = list(keys)
        self.columns = file.header([text(key) for key in keys])

    def blocks(self, most: int = BLOCK) -> Iterator[Block]:
        """Give all rows in order; the first object is row 2, as if under a header."""
        size = self._file.path.stat().st_size
        with self._text.open() as opened:
            values = enumerate(self._items(opened), start=2)
            while some := list(islice(values, most)):
                rows = Rows(self.columns)
                spoiled: list[Spoiled] = []
                kept: list[object] = []
                shapes = self._shapes([value for _, (value, _) in some])
                for (number, (value, broken)), shape in zip(some, shapes, strict=True):
                    if trouble := broken or self._trouble(value, shape):
                        spoiled.append(Spoiled(number, trouble, (text(value),)))
                    else:
                        properties = self._properties(value)
                        rows.add(number, [text(properties.get(key)) for key in self._keys])
                        kept.append(shape)
                geometry = np.array(kept, dtype=object) if self.geometry else None
                done = opened.buffer.tell() / size
                yield Block(rows.frame(), tuple(spoiled), done, geometry)

    def _begin(self) -> None:
        """Find out what the objects are and where the first of them is."""
        with self._text.open() as opened:
            head = opened.read(_CHUNK)
        with self._text.open() as opened:
            first, _ = next(_values(opened, 0), (None, ""))
        features = _FEATURES.search(head)
        if start := _LIST.match(head):
            self.kind, self._start = "JSON list", start.end()
        elif features and '"Feature' in head:
            self.kind, self.geometry, self._start = "GeoJSON", "geometry", features.end()
            self.crs = _system(head[: features.start()])
        elif isinstance(first, dict) and first.get("type") == "Feature":
            self.kind, self.geometry = "GeoJSON", "geometry"

    def _items(self, opened: TextIO) -> Iterator[tuple[Any, str]]:
        """Give the objects; those of a further collection too, if it is in the same system."""
        for value, broken in _values(opened, self._start, collection=bool(self.geometry)):
            features = value.get("features") if isinstance(value, dict) else None
            if not self.geometry or not isinstance(features, list):
                yield value, broken
            elif _system(written({**value, "features": []})) == self.crs:
                yield from ((feature, "") for feature in features)
            else:
                yield value, "it is a collection in another coordinate system: give it by itself"

    def _properties(self, value: dict[str, Any]) -> dict[str, Any]:
        if not self.geometry:
            return value
        own = {"id": value["id"]} if "id" in value else {}
        properties = value.get("properties")
        return own | properties if isinstance(properties, dict) else own

    def _shapes(self, values: list[Any]) -> np.ndarray:
        """Geometry of Features, None where it is null or can not be read."""
        there = [value.get("geometry") if isinstance(value, dict) else None for value in values]
        again = [written(one) if self.geometry and one else None for one in there]
        shapes: np.ndarray = shapely.from_geojson(again, on_invalid="ignore")
        return shapes

    def _trouble(self, value: Any, shape: object) -> str:
        if not isinstance(value, dict):
            return "it is no JSON object"
        if self.geometry and value.get("type") != "Feature":
            return "it is no GeoJSON Feature"
        if self.geometry and value.get("geometry") and shape is None:
            return "its geometry can not be read"
        return ""


def _system(text: str) -> str:
    """Name the coordinate system in the text of a collection."""
    found = _CRS.search(text)
    return found[1] if found else _DEGREES


def _values(opened: TextIO, start: int, *, collection: bool = False) -> Iterator[tuple[Any, str]]:
    """Values from character `start` on, one after the other, whatever stands between them.

    Where one is broken its text is given, with what is wrong, and reading goes on at what looks
    like the next. A list, which is begun before `start`, ends at its bracket, and the object in
    which a `collection` has it soon after; what follows, as where files were put together, is
    read too.
    """
    decode = json.JSONDecoder().raw_decode
    opened.read(start)
    buffer, at, inside, rest = "", 0, start > 0, False
    while True:
        at += len(_BETWEEN.match(buffer, at)[0])  # type: ignore[index]
        if inside and buffer.startswith("]", at):
            inside, rest = False, collection
            # What is left of the object is made one again, to find its end.
            buffer, at = (_REST if collection else "") + buffer[at + 1 :], 0
            continue
        if start and not inside and not collection and buffer.startswith("[", at):
            inside, at = True, at + 1
            continue
        try:
            value, end = decode(buffer, at)
        except (ValueError, RecursionError):
            value, end = None, 0
        if end in (0, len(buffer)):  # cut off by the end of the buffer, perhaps
            left = len(buffer) - at
            if left < _OBJECT and (piece := opened.read(max(_CHUNK, left))):
                buffer, at = buffer[at:] + piece, 0
                continue
            if not left:
                return
        if end and rest:
            rest = False
        elif end:
            yield value, ""
        elif rest and buffer[at:].strip() == _REST:
            return
        else:
            following = _NEXT.search(buffer, at + 1)
            end = following.end() if following else len(buffer)
            trouble = (
                "it is broken JSON" if following else "the file ends in the middle of this row"
            )
            yield buffer[at:end].removeprefix(_REST).strip(), trouble
            rest = False
        at = end

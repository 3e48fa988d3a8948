"""Names of governorates and districts in every spelling that the sources use."""

import pandas as pd
import pytest

from geodata.dataset import SHIPPED
from geodata.names import Names, read
from geodata.provinces import read_governorates

UCDP = {
    "Nīnawá province": "Nineveh",
    "Baghdād province": "Baghdad",
    "Al Anbār province": "Anbar",
    "Şalāḩ ad Dīn province": "Salahaddin",
    "Diyālá province": "Diyala",
    "Kirkūk province": "Kirkuk",
    "At-Ta'mim province": "Kirkuk",
    "Arbīl province": "Erbil",
    "Al Başrah  province": "Basra",
    "Bābil province": "Babil",
    "Dahūk province": "Dohuk",
    "As Sulaymānīyah province": "Sulaymaniyah",
    "An Najaf province": "Najaf",
    "Karbalā’ province": "Karbala",
    "Maysān  province": "Maysan",
    "Wāsiţ province": "Wasit",
    "Dhī Qār province": "Dhi Qar",
    "Al Qādisīyah province": "Qadisiyah",
    "Al Muthanná province": "Muthanna",
}
ACLED = {
    "Ninewa": "Nineveh",
    "Ninevah": "Nineveh",
    "Salah Al Din": "Salahaddin",
    "Sala al-Din": "Salahaddin",
    "Salah al-Din": "Salahaddin",
    "Kirkuk": "Kirkuk",
    "Diyala": "Diyala",
    "Al Anbar": "Anbar",
    "Al Basrah": "Basra",
    "Al Muthanna": "Muthanna",
    "Al Qadissiya": "Qadisiyah",
    "An Najaf": "Najaf",
    "Babil": "Babil",
    "Dahuk": "Dohuk",
    "Duhok": "Dohuk",
    "Dhi Qar": "Dhi Qar",
    "Thi-Qar": "Dhi Qar",
    "Erbil": "Erbil",
    "Karbala": "Karbala",
    "Kerbala": "Karbala",
    "Maysan": "Maysan",
    "Missan": "Maysan",
    "Sulaymaniyah": "Sulaymaniyah",
    "Sulaymaniya": "Sulaymaniyah",
    "Wassit": "Wasit",
    "Baghdad": "Baghdad",
}
GTD = {
    "Saladin": "Salahaddin",
    "Nineveh": "Nineveh",
    "NIneveh": "Nineveh",
    "Al Qadisiyah": "Qadisiyah",
    "Al-Qadisiyyah": "Qadisiyah",
    "Arbil": "Erbil",
    "Babylon": "Babil",
    "Basra": "Basra",
    "Dihok": "Dohuk",
    "Muthanna": "Muthanna",
    "Najaf": "Najaf",
    "Sulaymaniyah": "Sulaymaniyah",
}
OTHERS = {
    "محافظة نينوى": "Nineveh",
    "نينوي": "Nineveh",
    "صلاح الدين": "Salahaddin",
    "محافظة صلاح الدّين": "Salahaddin",
    "التأميم": "Kirkuk",
    "الانبار": "Anbar",
    "أربيل": "Erbil",
    "کەرکووک": "Kirkuk",
    "پارێزگای هەولێر": "Erbil",
    "Salahaddin Governorate": "Salahaddin",
    "Governorate of Diyala": "Diyala",
    "Muhafazat Ninawa": "Nineveh",
    "TAMEEM": "Kirkuk",
    "At Taʾmīm": "Kirkuk",
    "IQ-NI": "Nineveh",
    "Nineveh, Iraq": "Nineveh",
    "Kirkuk / Iraq": "Kirkuk",
    "كركوك - العراق": "Kirkuk",
    "Ninewah": "Nineveh",
    "Ninava": "Nineveh",
    "Ninua": "Nineveh",
    "Salahiddin": "Salahaddin",
    "Salah Aldin": "Salahaddin",
    "Salah Al-Deen": "Salahaddin",
}
NOBODY = (
    "Unknown",
    "",
    "Iraq",
    "العراق",
    "Halabja",
    "Governorate",
    "Al",
    "محافظة",
    "Al-Hasakeh",
    "Mosul",
)


@pytest.fixture(scope="module")
def names() -> Names:
    return read(SHIPPED)


@pytest.mark.parametrize("spellings", [UCDP, ACLED, GTD, OTHERS], ids=["UCDP", "ACLED", "GTD", "*"])
def test_a_governorate_is_known_in_every_spelling(names: Names, spellings: dict[str, str]) -> None:
    found = names.province(pd.Series(list(spellings)))
    assert dict(zip(spellings, found, strict=True)) == spellings


def test_every_governorate_is_known_in_all_its_own_names(names: Names) -> None:
    outlines = read_governorates(SHIPPED / "provinces.geojson").reset_index()
    for column in ("name", "name_ar", "name_ckb", "natural_earth"):
        given = outlines[outlines[column].notna()]
        assert names.province(given[column]).tolist() == given["name"].tolist()
    assert set(UCDP.values()) == set(outlines["name"])


def test_what_is_no_governorate_is_none(names: Names) -> None:
    assert (names.province(pd.Series(NOBODY)) == "").all()


@pytest.mark.parametrize(
    ("district", "province", "found"),
    [
        ("Qaḑā’ Sāmarrā’", "Salahaddin", "Samarra"),
        ("Qaḑā’ al Mawşil", "Nineveh", "Mosul"),
        ("Qaḑā’ al Ḩawījah", "Kirkuk", "Hawija"),
        ("Al-Hawiga", "Kirkuk", "Hawija"),
        ("Qaḑā’ Tall ‘Afar", "Nineveh", "Tal Afar"),
        ("Tooz district", "Salahaddin", "Tuz Khurmatu"),
        ("Al-Shirqat district", "Salahaddin", "Shirqat"),
        ("Kirkuk", "Kirkuk", "Kirkuk"),
        ("قضاء سامراء", "Salahaddin", "Samarra"),
        ("الحويجة", "", "Hawija"),
        ("Qaḑā’ Makhmūr", "Erbil", "Makhmour"),
        ("Qaḑā’ al Fallūjah", "Anbar", ""),
        ("Unknown", "Kirkuk", ""),
        ("", "Kirkuk", ""),
        ("district", "Kirkuk", ""),
    ],
)
def test_a_district_is_known_in_whatever_province_a_report_puts_it(
    names: Names, district: str, province: str, found: str
) -> None:
    assert names.district(pd.Series([district]), pd.Series([province])).tolist() == [found]


def test_a_name_of_two_districts_is_decided_by_the_province() -> None:
    columns = ["level", "parent", "name_en", "aliases", "name_ar", "name_ckb"]
    rows = [
        ["district", "Diyala", "Old Balad", "Balad", "", ""],
        ["district", "Salahaddin", "Balad", "", "", ""],
    ]
    columns_above = ["name", "natural_earth", "iso", "name_ar", "name_ckb", "aliases"]
    two = Names(pd.DataFrame(rows, columns=columns), pd.DataFrame([], columns=columns_above))
    provinces = pd.Series(["Salahaddin", "Diyala", "Erbil", ""])
    found = two.district(pd.Series(["Balad district"] * 4), provinces)
    assert found.tolist() == ["Balad", "Old Balad", "", ""]


def test_the_index_is_kept_and_no_rows_are_no_trouble(names: Names) -> None:
    rows = pd.Series(["Diyala", "Diyala"], index=[7, 3])
    assert names.province(rows).to_dict() == {7: "Diyala", 3: "Diyala"}
    assert names.province(rows[:0]).empty
    assert names.district(rows[:0], rows[:0]).empty

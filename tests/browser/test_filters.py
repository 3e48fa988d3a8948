"""Asking for less, and getting back."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_opening import ALL

PERIOD = "24 January 2018 – 29 November 2024"


def test_a_province_filters_everything_on_the_page(screen: Screen) -> None:
    screen.chip("Diyala").click()
    screen.shows(f"175 incidents in Diyala, {PERIOD}")
    expect(screen.figure("Incidents")).to_have_text("175")
    assert set(screen.cells("province", 8)) == {"Diyala"}
    assert "province=Diyala" in screen.page.url
    expect(screen.chip("Kirkuk")).to_contain_text("160")  # what it would add stays in sight


def test_one_change_settles_once_and_then_the_page_is_quiet(screen: Screen) -> None:
    screen.asked.clear()
    screen.chip("Diyala").click()
    screen.shows(f"175 incidents in Diyala, {PERIOD}")
    screen.page.wait_for_load_state("networkidle")
    assert sum("go.data" in body for body in screen.asked) == 1
    assert len(screen.asked) <= 10


def test_dates_can_be_typed(screen: Screen) -> None:
    screen.page.locator("#start").fill("1 June 2020")
    screen.page.locator("#start").press("Tab")
    screen.page.locator("#end").fill("31 August 2020")
    screen.page.locator("#end").press("Tab")
    screen.shows("63 incidents in the four provinces, 1 June – 31 August 2020")
    expect(screen.figure("Against period before")).to_have_text("= 0 %")


@pytest.mark.parametrize(
    ("preset", "sentence"),
    [
        ("2020", "206 incidents in the four provinces, 1 January – 31 December 2020"),
        ("Last 30 days of data", "the four provinces, 31 October – 29 November 2024"),
        ("Since the July 2020 agreement", "the four provinces, 1 July 2020 – 29 November 2024"),
    ],
)
def test_a_preset_sets_both_dates(screen: Screen, preset: str, sentence: str) -> None:
    screen.page.locator("#preset").click()
    screen.page.get_by_role("option", name=preset, exact=True).click()
    expect(screen.sentence).to_contain_text(sentence)


def test_the_lists_count_what_choosing_would_leave(screen: Screen) -> None:
    screen.page.locator("#sub_event_types").click()
    screen.page.get_by_role("option", name="kidnapping (27)").click()
    screen.shows(f"27 incidents in the four provinces, {PERIOD}, kidnapping only")


def test_a_list_is_worked_by_keyboard(screen: Screen) -> None:
    screen.page.locator("#actors").focus()
    screen.page.keyboard.type("Coali")
    expect(screen.page.get_by_role("option", name="Coalition (14)")).to_be_visible()
    screen.page.keyboard.press("ArrowDown")
    screen.page.keyboard.press("Enter")
    expect(screen.sentence).to_contain_text("by ")


def test_only_what_is_placed_to_a_town(screen: Screen) -> None:
    screen.page.locator("#place").click()
    screen.page.get_by_role("option", name="town").click()
    screen.shows(f"105 incidents in the four provinces, {PERIOD}, placed to a town or better")


def test_words_are_found_in_arabic_script(screen: Screen) -> None:
    screen.page.locator("#text").fill("ديالى")
    expect(screen.sentence).to_contain_text("with the words “ديالى”")
    expect(screen.sentence).to_contain_text("175 incidents")


def test_an_empty_result_says_which_filter_to_widen(screen: Screen) -> None:
    screen.chip("Kirkuk").click()
    screen.shows(f"160 incidents in Kirkuk, {PERIOD}")
    screen.page.locator("#text").fill("no such words")
    empty = screen.page.locator("#empty")
    expect(empty).to_contain_text("No incident matches")
    expect(screen.page.locator("#table")).to_contain_text("No incident in this selection")
    empty.get_by_role("button", name="no such words").click()
    screen.shows(f"160 incidents in Kirkuk, {PERIOD}")
    expect(empty).to_be_empty()
    expect(screen.page.locator("#text")).to_have_value("")


def test_reset_takes_every_filter_off(screen: Screen) -> None:
    screen.open("?province=Kirkuk&type=Battles&from=2020-01-01&q=ambush&place=town")
    screen.page.get_by_role("button", name="Reset").click()
    screen.shows(ALL)
    expect(screen.page.locator("#text")).to_have_value("")
    assert "?" not in screen.page.url


def test_an_end_before_the_start_is_said_and_changes_nothing(screen: Screen) -> None:
    screen.open("?from=2020-06-01&to=2020-08-31")
    screen.page.locator("#end").fill("1 May 2020")
    screen.page.locator("#end").press("Tab")
    expect(screen.notices).to_contain_text("1 May 2020, is before the start date, 1 June 2020")
    screen.shows("63 incidents in the four provinces, 1 June – 31 August 2020")

"""Two periods beside one another, as an analyst asks for them and hands them on."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen

YEAR_BEFORE = "?from=2020-06-01&to=2020-08-31&panel=comparison&against=year"
GREY, RED = -2.5, 2


def test_before_and_after_a_room_opened_is_two_choices_and_a_sentence_to_paste(
    new_screen: OpenScreen,
) -> None:
    screen = new_screen().open()
    page = screen.page
    assert not any("compared" in body for body in screen.asked)  # the panel is not open
    page.get_by_role("tab", name="Compare").click()
    expect(page.locator("#quote")).to_contain_text("The page shows all dates")
    expect(page.locator("#quote-copy")).to_be_hidden()
    page.locator("#event").fill("khanaqin room")
    page.get_by_role("option", name="19 May 2021: Khanaqin room opens").click()
    screen.shows("26 incidents in the four provinces, 19 May – 16 August 2021")
    expect(page.locator("#quote")).to_contain_text("against 25 in 18 February – 18 May 2021")
    expect(page.locator("#window")).to_have_value("90")
    page.locator("#window").click()
    page.get_by_role("option", name="180", exact=True).click()
    expect(screen.sentence).to_contain_text("19 May – 14 November 2021")
    quote = page.locator("#quote")
    expect(quote).to_contain_text("in 20 November 2020 – 18 May 2021")
    page.locator("#quote-copy").click()
    expect(page.locator("#quote-copy")).to_have_text("Copied ✓")
    assert page.evaluate("navigator.clipboard.readText()") == quote.text_content()
    link, table = page.url, page.locator("table.compared").inner_text()
    again = new_screen().open(link.split("/", 3)[3])
    expect(again.page.locator("table.compared")).to_be_visible()
    assert again.page.locator("table.compared").inner_text() == table
    expect(again.page.locator("#event")).to_have_value(
        "19 May 2021: Khanaqin room opens; First joint room opens in Khanaqin"
    )


def test_typed_periods_that_overlap_are_named_and_compare_nothing(new_screen: OpenScreen) -> None:
    page = new_screen().open(YEAR_BEFORE).page
    expect(page.locator("table.compared tbody tr").first).to_contain_text("All6321+42")
    page.locator("#against").click()
    page.get_by_role("option", name="typed dates").click()
    expect(page.locator("#then-start")).to_have_value("1 Jun 2019")
    page.locator("#then-end").fill("15 June 2020")
    page.locator("#then-end").press("Tab")
    expect(page.locator("#quote")).to_contain_text(
        "1 June – 31 August 2020 and 1 June 2019 – 15 June 2020 share 15 days"
    )
    expect(page.locator("table.compared")).to_have_count(0)
    assert "against=2019-06-01/2020-06-15" in page.url.replace("%2F", "/")
    page.locator("#then-end").fill("31 May 2020")
    page.locator("#then-end").press("Tab")
    expect(page.locator("#quote")).to_contain_text("The periods are of 92 and 366 days")
    page.go_back()
    expect(page.locator("#then-end")).to_have_value("15 Jun 2020")


def test_the_map_of_change_follows_the_period_compared_with(new_screen: OpenScreen) -> None:
    screen = new_screen().open(YEAR_BEFORE)
    page = screen.page
    page.locator("#measure").get_by_text("Change", exact=True).click()
    legend = page.locator("#legend")
    expect(legend).to_contain_text("1 June – 31 August 2020 against 1 June – 31 August 2019")
    page.wait_for_function(
        "() => document.querySelector('#map .js-plotly-plot').data[0].zmin === -2.5"
    )
    a_year_before = screen.rest().trace(0)["z"]
    assert all(0 < place <= RED for place in a_year_before)
    page.locator("#against").click()
    page.get_by_role("option", name="the period before").click()
    expect(legend).to_contain_text("against 1 March – 31 May 2020")
    page.wait_for_function(
        "(old) => String(document.querySelector('#map .js-plotly-plot').data[0].z) !== old",
        arg=",".join(map(str, a_year_before)),
    )
    assert "measure=change" in page.url
    assert GREY not in screen.rest().trace(0)["z"]
    screen.chip("Diyala").click()
    screen.shows("32 incidents in Diyala, 1 June – 31 August 2020")
    expect(page.locator("table.compared")).not_to_contain_text("Kirkuk")

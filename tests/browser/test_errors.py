"""When something fails the page stays, and says so for as long as it is not right again."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import OpenScreen, serving
from tests.browser.screen import Screen
from tests.browser.test_opening import ALL

NONSENSE = "dash_clientside.set_props('gesture', {data: {act: 'no such act', value: ''}})"
BATTLES = ALL.replace("575", "214", 1) + ", Battles only"


def connection(screen: Screen) -> Locator:
    return screen.page.locator("#connection")


def legend(screen: Screen, name: str) -> Locator:
    return screen.page.locator("#legend").get_by_role("button", name=name)


def first(answer: Callable[[Route], None], of: str) -> Callable[[Route], None]:
    """Answer the first callback that writes `of` otherwise, all others as they are."""
    left = [True]

    def handle(route: Route) -> None:
        if left and f"{of}." in str((route.request.post_data_json or {}).get("output")):
            left.clear()
            answer(route)
        else:
            route.continue_()

    return handle


def test_an_error_in_a_callback_is_a_message_and_what_follows_is_done(screen: Screen) -> None:
    screen.page.evaluate(NONSENSE)
    expect(screen.notices).to_contain_text("Something went wrong (KeyError)")
    screen.shows(ALL)
    legend(screen, "Battles").click()
    screen.shows(BATTLES)


def test_a_server_that_is_gone_is_said_and_the_last_view_stays(new_screen: OpenScreen) -> None:
    with serving() as address:
        screen = new_screen(at=address).open()
    screen.expected = "ERR_CONNECTION_REFUSED|Failed to fetch|the server did not respond"
    screen.chip("Diyala").click()
    expect(connection(screen)).to_contain_text("Hamrin does not answer")
    expect(screen.sentence).to_have_text(ALL)
    connection(screen).get_by_role("button").click()  # and not to an empty page
    expect(connection(screen)).to_contain_text("Hamrin does not answer")


def test_a_part_that_failed_is_said_until_the_page_is_loaded_again(screen: Screen) -> None:
    screen.expected = "500|Callback error"
    failing = first(lambda route: route.fulfill(status=500, body="<h1>500</h1>"), "sentence")
    screen.page.route("**/_dash-update-component*", failing)
    legend(screen, "Battles").click()
    expect(screen.page).to_have_url(re.compile("type=Battles"))
    screen.page.get_by_role("tab", name="Breakdown").click()  # which is answered
    expect(screen.page.locator("#breakdown")).to_be_visible()
    screen.rest()
    expect(connection(screen)).to_contain_text("a part of the page shows the view before")
    connection(screen).get_by_role("button", name="Load the page again").click()
    screen.shows(BATTLES)
    expect(connection(screen)).to_be_hidden()


def test_two_acts_at_once_are_both_done(screen: Screen) -> None:
    held: list[Route] = []
    screen.page.route("**/_dash-update-component*", first(held.append, "go"))
    legend(screen, "Battles").click()
    screen.chip("Diyala").click()
    expect(screen.sentence).to_contain_text("in Diyala")
    held[0].continue_()
    expect(screen.sentence).to_contain_text("Battles only")
    expect(screen.page.locator("#active button")).to_have_count(2)
    screen.page.locator("#active button").first.click()
    screen.shows(BATTLES)


def test_rows_that_could_not_be_had_are_asked_for_again_with_the_next_question(
    screen: Screen,
) -> None:
    screen.expected = "Failed to load resource|ERR_FAILED"
    screen.page.route("**/rows?*", lambda route: route.abort())
    for name in ("Battles", "Strategic developments", "Explosions/Remote violence"):
        legend(screen, name).click()
        expect(screen.page.locator("#active")).to_contain_text(name)
        expect(connection(screen)).to_contain_text("Hamrin does not answer")
        screen.rest()
    screen.page.unroute("**/rows?*")
    screen.page.get_by_role("button", name="Reset").first.click()
    screen.shows(ALL)
    assert screen.cells("event_date", 3)[0].startswith("2024-11-29")
    expect(connection(screen)).to_be_hidden()

"""When something fails the page stays, and says so."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen, serving
from tests.browser.screen import Screen
from tests.browser.test_opening import ALL

NONSENSE = "dash_clientside.set_props('gesture', {data: {act: 'no such act', value: ''}})"


def test_an_error_in_a_callback_is_a_message(screen: Screen) -> None:
    screen.page.evaluate(NONSENSE)
    expect(screen.notices).to_contain_text("Something went wrong (KeyError)")
    screen.shows(ALL)


def test_a_server_that_is_gone_is_said_and_the_last_view_stays(new_screen: OpenScreen) -> None:
    with serving() as address:
        screen = new_screen(at=address).open()
    screen.expected = "ERR_CONNECTION_REFUSED|Failed to fetch|the server did not respond"
    screen.chip("Diyala").click()
    expect(screen.page.locator("#connection")).to_contain_text("Hamrin does not answer")
    expect(screen.sentence).to_have_text(ALL)

/* What the server did not answer: said until the same is answered, so that a screen that is not up to
   date never looks as if it were. */
(() => {
  "use strict";
  const PANEL = "/_dash-update-component";
  const OURS = [PANEL, "/map", "/reach", "/rows", "/site"];
  const GONE = "Hamrin does not answer. Is it still running? The page shows the last view.";
  const FAILED = "Something went wrong on the server: a part of the page shows the view before.";
  const UNREACHED = "The online map can not be reached. Everything else works without it.";
  const ask = window.fetch;

  const lacking = new Map();
  let turns = 0;
  /* Says what went wrong with a part of the page, or, with nothing to say, that it is right again:
     but not by an answer that was asked for before the one that went wrong. */
  const tell = (message, part = "", turn = turns) => {
    if (message) lacking.set(part, { message, turn });
    else if (turn >= lacking.get(part)?.turn) lacking.delete(part);
    const place = document.getElementById("connection");
    if (!place) return;
    const said = [...new Set([...lacking.values()].map((one) => one.message))].join(" ");
    if (place.firstChild.textContent !== said) place.firstChild.textContent = said;
    place.hidden = !said;
  };

  /* Acts that were not answered are not done with the next. */
  const giveUp = ({ inputs = [] }) => {
    const acts = inputs.find(({ id }) => id === "acts");
    if (acts?.value?.length) window.dash_clientside.set_props("acts", { data: [] });
  };

  window.fetch = async (...request) => {
    const { host, pathname, protocol } = new URL(request[0]?.url ?? request[0], window.location.href);
    const panel = pathname === PANEL ? JSON.parse(request[1].body) : {};
    const ours = host === window.location.host && OURS.includes(pathname);
    const part = panel.output ?? pathname;
    const turn = (turns += 1);
    const told = (message) => {
      if (ours) tell(message, part, turn);
      if (ours && message) giveUp(panel);
    };
    try {
      const answer = await ask(...request);
      told(answer.status < 500 ? "" : FAILED);
      return answer;
    } catch (error) {
      told(GONE);
      const tile = protocol.startsWith("http") && host !== window.location.host;
      if (tile && error.name !== "AbortError") tell(UNREACHED, "tiles");
      throw error;
    }
  };

  /* The link is the view, so nothing is lost by loading it again; without a server, all would be. */
  const again = async () => {
    const answer = await ask(window.location.href, { method: "HEAD" }).catch(() => null);
    if (answer?.ok) window.location.reload();
  };
  document.addEventListener("click", ({ target }) => target.id === "load-again" && again());
  window.hamrin = { tell };
})();

/* Help: the tour, offered once to a browser, and the About panel. The tour takes nothing over: it
   points at a part of the page and goes on or away at a key. */
(() => {
  "use strict";
  const KEY = "hamrin-visited";
  const GAP = 12; // pixels between a card and the edge of what it points at
  const element = (id) => document.getElementById(id);
  const cards = () => [...element("tour-card").querySelectorAll("[data-at]")];
  let at = -1;
  let from = null;

  const point = () => {
    document.querySelector(".toured")?.classList.remove("toured");
    const steps = cards();
    steps.forEach((card, turn) => (card.hidden = turn !== at));
    const part = document.querySelector(steps[at].dataset.at);
    part.classList.add("toured");
    part.scrollIntoView({ block: "nearest" });
    element("tour-next").textContent = at === steps.length - 1 ? "Done" : "Next";
    const card = element("tour-card");
    card.hidden = false;
    const { left, top, bottom } = part.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const fit = (place, size, room) => Math.max(GAP, Math.min(place, room - size - GAP));
    const below = bottom - top < 2 * height ? bottom + GAP : top + 5 * GAP;
    card.style.left = `${fit(left + 2 * GAP, width, window.innerWidth)}px`;
    card.style.top = `${fit(below, height, window.innerHeight)}px`;
    element("tour-next").focus();
  };
  const end = () => {
    at = -1;
    document.querySelector(".toured")?.classList.remove("toured");
    element("tour-card").hidden = true;
    from?.focus();
  };
  const start = (button) => {
    element("tour-offer").hidden = true;
    element("about").close();
    [at, from] = [0, button];
    point();
  };
  const next = () => {
    at += 1;
    if (at < cards().length) point();
    else end();
  };

  const watch = () => {
    element("tour-offer").hidden = Boolean(window.localStorage.getItem(KEY));
    window.localStorage.setItem(KEY, "yes");
    element("tour-start").addEventListener("click", () => start(element("about-open")));
    element("tour-again").addEventListener("click", () => start(element("about-open")));
    element("tour-never").addEventListener("click", () => (element("tour-offer").hidden = true));
    element("tour-next").addEventListener("click", next);
    element("tour-end").addEventListener("click", end);
    element("tour-card").addEventListener("keydown", ({ key }) => key === "Escape" && end());
    window.addEventListener("resize", () => at >= 0 && point());
    element("about-open").addEventListener("click", () => element("about").showModal());
    element("about-close").addEventListener("click", () => element("about").close());
  };
  window.hamrin.watches.push(watch);
})();

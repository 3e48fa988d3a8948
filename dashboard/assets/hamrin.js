/* What the browser does alone; dashboard/browser.py ties each function to the page. The map and
   the timeline have files of their own. */
(() => {
  "use strict";
  const same = () => window.dash_clientside.no_update;
  const plot = (id) => document.querySelector(`#${id} .js-plotly-plot`);
  const act = (name, value) => ({ act: name, value });
  const asked = (link, key, otherwise) => new URLSearchParams(link || "").get(key) ?? otherwise;

  /* A switch whose value the View already has was set by the View, not by the analyst. */
  const choose = (name, key, otherwise) => (value, link) =>
    asked(link, key, otherwise) === value ? same() : act(name, value);

  const opened = () => {
    const { width, height } = document.getElementById("map").getBoundingClientRect();
    return { search: window.location.search, width, height };
  };

  /* The lists of the filter bar are filled when they are unfolded, not at every change. */
  const unfold = (input) => {
    const name = input?.closest(".list-filter") && input.id;
    if (name) window.dash_clientside.set_props("unfolded", { data: { name, time: Date.now() } });
  };

  /* A panel of the shelf that the analyst opens comes into view as it fills, until the next act. */
  const reveal = () => {
    const shelf = document.querySelector(".shelf");
    const grown = new ResizeObserver(() => shelf.scrollIntoView({ block: "nearest" }));
    const ended = new AbortController();
    const end = () => [grown.disconnect(), ended.abort()];
    grown.observe(shelf);
    for (const act of ["pointerdown", "wheel", "keydown"]) {
      document.addEventListener(act, end, { signal: ended.signal, capture: true });
    }
  };

  const hamrin = {
    open() {
      window.addEventListener("popstate", () => {
        window.dash_clientside.set_props("opened", { data: opened() });
      });
      document.addEventListener("keydown", ({ key, target }) => {
        const open = document.getElementById("detail").hasChildNodes();
        if (key !== "Escape" || !open || target.closest("input, [role=dialog]")) return;
        window.dash_clientside.set_props("gesture", { data: act("close", "") });
      });
      document.addEventListener("focusin", ({ target }) => unfold(target));
      for (const watch of window.hamrin.watches) watch();
      return opened();
    },

    goTo({ search, replace }) {
      if (search === window.location.search) return;
      window.hamrin.showAddress(search, replace ? "replaceState" : "pushState");
    },

    chooseScheme(clicks, scheme) {
      const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
      const now = scheme || (dark ? "dark" : "light");
      if (!clicks) return now;
      return now === "dark" ? "light" : "dark";
    },

    applyScheme: (scheme) => scheme,

    choosePeriod(value, link) {
      const now = `${asked(link, "from", "")}/${asked(link, "to", "")}`;
      return !value || value === now ? same() : act("dates", value.split("/"));
    },

    choose_measure: choose("measure", "measure", "incidents"),
    choose_areas: choose("areas", "areas", "provinces"),
    choose_interval: choose("interval", "bars", ""),
    choose_basemap: choose("basemap", "map", "offline"),
    choose_shelf(value, link) {
      const gesture = choose("shelf", "panel", "incidents")(value, link);
      if (gesture !== same()) reveal();
      return gesture;
    },
    choose_against: choose("against", "against", "previous"),
    choose_by: choose("by", "by", "type"),
    choose_counted: choose("counted", "count", "incidents"),
    choose_coarse: choose("coarse", "coarse", "given"),
    choose_days: choose("days", "days", "90"),
    choose_since: choose("since", "since", "opening"),
    choose_reach: (value, link) =>
      !value || Number(asked(link, "reach", 25)) === value ? same() : act("reach", value),

    /* An act is done to the View, and so are those before it that the View does not have yet. */
    queue(gesture, acts, went) {
      if (!gesture) return same();
      const done = went?.acts ?? 0;
      const open = (acts ?? []).filter(({ id }) => id > done);
      return [...open, { ...gesture, id: (open.at(-1)?.id ?? done) + 1 }];
    },

    press() {
      const [pressed] = window.dash_clientside.callback_context.triggered;
      if (!pressed?.value) return same();
      const id = window.dash_clientside.callback_context.triggered_id;
      return { ...act(id.act, id.value), time: Date.now() };
    },

    async share(clicks) {
      if (!clicks) return same();
      try {
        await navigator.clipboard.writeText(window.location.href);
        return "Link copied ✓";
      } catch {
        window.prompt("Copy this link:", window.location.href);
        return "Share view";
      }
    },
  };
  Object.assign(window.hamrin, { act, asked, opened, plot, same, unfold, watches: [] });
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin });
})();

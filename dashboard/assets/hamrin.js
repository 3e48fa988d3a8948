/* What the browser does alone; dashboard/browser.py ties each function to the page. */
(() => {
  "use strict";
  const same = () => window.dash_clientside.no_update;
  const plot = (id) => document.querySelector(`#${id} .js-plotly-plot`);
  const act = (name, value) => ({ act: name, value });
  const asked = (link, key, otherwise) => new URLSearchParams(link || "").get(key) ?? otherwise;

  /* A switch whose value the View already has was set by the View, not by the analyst. */
  const choose = (name, key, otherwise) => (value, link) =>
    asked(link, key, otherwise) === value ? same() : act(name, value);

  /* The page's own copy of the figure may be of any moment: where the map looks is the map's. Only
     a flight, which counts `uirevision` up, moves it. */
  const keepView = () => {
    const { react } = window.Plotly;
    if (react.keepsView) return;
    window.Plotly.react = (gd, ...figure) => {
      const now = gd._fullLayout?.map;
      const layout = figure[0]?.layout ?? figure[1];
      if (now?._subplot && layout?.map?.uirevision === now.uirevision) {
        const { center, zoom } = now;
        layout.map = { ...layout.map, center: { ...center }, zoom };
      }
      return react(gd, ...figure);
    };
    window.Plotly.react.keepsView = true;
  };

  /* Moves the map as a hand would: what Plotly itself is told to move, the next answer of the
     server puts back. */
  const moveTo = (view) => {
    plot("map")._fullLayout.map._subplot.map.jumpTo(view, { originalEvent: {} });
  };
  const zoomNow = () => plot("map")._fullLayout.map.zoom;
  const zoomBy = (step) => () => moveTo({ zoom: zoomNow() + step });
  const lookCloser = (place) => {
    const [lat, lng] = place.split(",").map(Number);
    moveTo({ center: [lng, lat], zoom: zoomNow() + 1.5 });
  };

  const opened = () => {
    const { width, height } = document.getElementById("map").getBoundingClientRect();
    return { search: window.location.search, width, height };
  };
  const showAddress = (search, how) =>
    window.history[how](null, "", window.location.pathname + search);

  /* Pans stay in the address without a step in the history for each. */
  const keepCamera = (camera) => {
    const parts = window.location.search.slice(1).split("&");
    const rest = parts.filter((part) => part && !part.startsWith("at="));
    showAddress(`?${[...rest, `at=${camera}`].join("&")}`, "replaceState");
  };

  /* The part of the world that is drawn, as dashboard/window.py writes it. */
  const GRID = 256;
  const windowAt = ({ lat, lon }, zoom) => {
    const half = Math.round(zoom * 2) / 2;
    const cells = (512 * 2 ** half) / GRID;
    const { width, height } = opened();
    const reach = (size) => Math.ceil(((size / 2) * 2 ** 0.25 + GRID / 2 + 32) / 128) * 128;
    const down = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
    const [column, row] = [lon / 360 + 0.5, down].map((part) => Math.round(part * cells));
    return [half, column, row, reach(width), reach(height)].join("/");
  };

  /* The lists of the filter bar are filled when they are unfolded, not at every change. */
  const unfold = (input) => {
    const name = input?.closest(".list-filter") && input.id;
    if (name) window.dash_clientside.set_props("unfolded", { data: { name, time: Date.now() } });
  };

  const table = () => window.dash_ag_grid.getApiAsync("table");

  /* A server that is gone must not look like data that are gone, nor lost tiles like a bare map. */
  const ask = window.fetch;
  const tell = (message) => {
    const place = document.getElementById("connection");
    if (place && place.textContent !== message) place.textContent = message;
  };
  window.fetch = async (...request) => {
    const address = new URL(request[0]?.url ?? request[0], window.location.href);
    const tile = address.protocol.startsWith("http") && address.host !== window.location.host;
    const callback = address.pathname.endsWith("_dash-update-component");
    try {
      const answer = await ask(...request);
      if (callback) tell(answer.status < 500 ? "" : "Something went wrong on the server.");
      return answer;
    } catch (error) {
      if (callback) tell("Hamrin does not answer. Is it still running? The page shows the last view.");
      if (tile && error.name !== "AbortError") {
        tell("The online map can not be reached. Everything else works without it.");
      }
      throw error;
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
      // A larger map shows more of the world.
      let { width, height } = opened();
      new ResizeObserver(() => {
        const now = opened();
        if (now.width === width && now.height === height) return;
        ({ width, height } = now);
        const { center, zoom } = plot("map")?._fullLayout?.map ?? {};
        if (center) window.dash_clientside.set_props("step", { data: windowAt(center, zoom) });
      }).observe(document.getElementById("map"));
      document.addEventListener("focusin", ({ target }) => unfold(target));
      return opened();
    },

    goTo({ search, replace }) {
      if (search === window.location.search) return;
      showAddress(search, replace ? "replaceState" : "pushState");
    },

    chooseScheme(clicks, scheme) {
      const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
      const now = scheme || (dark ? "dark" : "light");
      if (!clicks) return now;
      return now === "dark" ? "light" : "dark";
    },

    applyScheme: (scheme) => scheme,

    clickMap(click) {
      const [name, value] = click?.points?.[0]?.customdata ?? [];
      if (name === "closer") lookCloser(value);
      const known = ["province", "incident", "place"].includes(name);
      // Taken off again, so that a second click on the same thing is a click too.
      return [known ? act(name, value) : same(), null];
    },

    moveMap(moved, step) {
      const layout = plot("map")?._fullLayout?.map;
      if (!layout || !moved || !("map.zoom" in moved || "map.center" in moved)) {
        return [same(), same()];
      }
      const { center, zoom } = layout;
      const camera = `${center.lat.toFixed(4)},${center.lon.toFixed(4)},${zoom.toFixed(2)}`;
      keepCamera(camera);
      const now = windowAt(center, zoom);
      return [camera, now === step ? same() : now];
    },

    drawScale(figure) {
      keepView();
      const panel = document.querySelector(".map-panel");
      const map = plot("map")?._fullLayout?.map?._subplot?.map;
      if (!panel.classList.contains("drawn")) map?.once("idle", () => panel.classList.add("drawn"));
      const { center, zoom } = figure?.layout?.map ?? {};
      if (!center) return same();
      const metres = (40075016.7 * Math.cos((center.lat * Math.PI) / 180)) / (512 * 2 ** zoom);
      const most = (metres * 110) / 1000;
      const unit = 10 ** Math.floor(Math.log10(most));
      const km = [5, 2, 1].map((n) => n * unit).find((n) => n <= most);
      document.getElementById("scale").style.width = `${(km * 1000) / metres}px`;
      return `${km >= 1 ? km : km.toFixed(1)} km`;
    },

    zoomIn: zoomBy(1),
    zoomOut: zoomBy(-1),

    dragTimeline(moved) {
      const from = moved?.["xaxis.range[0]"] ?? moved?.["xaxis.range"]?.[0];
      const to = moved?.["xaxis.range[1]"] ?? moved?.["xaxis.range"]?.[1];
      if (from && to) {
        // The end of a drag is a moment; the last day is the one that it lies in.
        const last = new Date(new Date(`${to.slice(0, 10)}T00:00:00Z`).getTime());
        if (to.length <= 10 || /^\d{4}-\d\d-\d\d 00:00(:00(\.0+)?)?$/.test(to)) {
          last.setUTCDate(last.getUTCDate() - 1);
        }
        return [act("dates", [from.slice(0, 10), last.toISOString().slice(0, 10)]), null];
      }
      return moved?.["xaxis.autorange"] ? [act("dates", [null, null]), null] : [same(), same()];
    },

    choosePeriod(value, link) {
      const now = `${asked(link, "from", "")}/${asked(link, "to", "")}`;
      return !value || value === now ? same() : act("dates", value.split("/"));
    },

    choose_measure: choose("measure", "measure", "incidents"),
    choose_interval: choose("interval", "bars", ""),
    choose_basemap: choose("basemap", "map", "offline"),

    press() {
      const [pressed] = window.dash_clientside.callback_context.triggered;
      if (!pressed?.value) return same();
      const id = window.dash_clientside.callback_context.triggered_id;
      return { ...act(id.act, id.value), time: Date.now() };
    },

    selectRow(rows, link) {
      const key = rows?.[0]?.key;
      return !key || key === asked(link, "incident", "") ? same() : act("incident", key);
    },

    renew() {
      unfold(document.activeElement);
      table().then((api) => {
        if (api.getDisplayedRowCount()) api.ensureIndexVisible(0, "top");
        api.purgeInfiniteCache();
      });
      return same();
    },

    showRow(link) {
      const key = asked(link, "incident", "");
      table().then((api) => {
        api.forEachNode((row) => {
          if (row.data) row.setSelected(row.id === key, false, "api");
        });
      });
      return same();
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
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin });
})();

/* Cells of the table. React escapes every text; only web addresses become links. */
(() => {
  "use strict";
  /* Asks for incidents of this value only. It listens on its own node: the grid, which would open
     the row's detail, hears of a click before React does. */
  const only = (filter, value) => {
    const words = `Only ${value}`;
    const press = (event) => {
      event.stopPropagation();
      const gesture = { ...window.hamrin.act("only", { filter, value }), time: Date.now() };
      window.dash_clientside.set_props("gesture", { data: gesture });
    };
    const ref = (node) => node && (node.onclick = press);
    const props = { ref, className: "only", title: `${words} (Enter)`, "aria-label": words, tabIndex: -1 };
    return React.createElement("button", props, "⊙");
  };

  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target.matches?.(".hamrin-grid .ag-cell")) target.querySelector(".only")?.click();
  });

  /* A text as it stands, with what the search found in it marked: every second piece of it. */
  const told = (data, column) => {
    const pieces = data.marked?.[column];
    if (!pieces) return data[column];
    const marked = pieces.map((text, place) => (place % 2 ? React.createElement("mark", {}, text) : text));
    return React.createElement(React.Fragment, {}, ...marked);
  };

  const cells = {
    HamrinText: ({ data, colDef }) => (data ? told(data, colDef.field) : ""),

    HamrinOnly({ data, value, filter, colDef }) {
      if (!value) return "";
      const asked = filter === "province" ? data.area : value;
      return React.createElement("span", {}, told(data, colDef.field), only(filter, asked));
    },

    HamrinDate({ data, value }) {
      const precision = data?.time_precision;
      if (!precision || precision === "day") return value ?? "";
      const title = `known to the ${precision} only`;
      const note = React.createElement("span", { className: "vague", title }, { week: "± wk", month: "± mo", year: "± yr" }[precision]);
      return React.createElement("span", {}, `${value} `, note);
    },

    HamrinPlace({ data }) {
      if (!data) return "";
      const level = data.geo_precision;
      const sign = { district: "≈ ", province: "≈≈ ", country: "? " }[level];
      const title = level === "country" ? "province not known"
        : sign ? `known to the ${level} only` : `in the ${level} named`;
      const note = sign && React.createElement("span", { className: "vague" }, sign);
      const named = ["location", "district", "province"].find((column) => data[column]);
      return React.createElement("span", { title }, note, named ? told(data, named) : "–");
    },

    HamrinSource({ data, value }) {
      const href = data?.source_url ?? "";
      if (!value && !href) return "";
      const props = { href, target: "_blank", rel: "noopener noreferrer", title: href };
      const name = told(data, "source");
      const link = /^https?:\/\//.test(href) ? React.createElement("a", props, name, " ↗") : name;
      return React.createElement("span", {}, link, value && only("source", value));
    },
  };
  window.dashAgGridComponentFunctions = Object.assign(window.dashAgGridComponentFunctions || {}, cells);
})();

/* The search box: what its list shows, and what a choice does. The server finds the names. */
(() => {
  "use strict";
  const { act, same } = window.hamrin;
  const plain = (text) => (text || "").split(/\s+/).filter(Boolean).join(" ");

  window.dashMantineFunctions = Object.assign(window.dashMantineFunctions || {}, {
    /* Names that were found for other words than those in the box are not shown. */
    offered: ({ options, search }) => options.filter(({ words }) => words === plain(search)),

    suggestion: ({ option: { label, key, kind, count } }) => React.createElement(
      "span",
      { className: "suggestion", "data-filter": key, "data-value": label },
      React.createElement("bdi", {}, label),
      React.createElement("small", {}, ` ${kind}, ${count}`),
    ),
  });

  /* Asked for only while the analyst types: a link with words in it is not. */
  const seek = (value) => {
    const words = plain(value);
    return words && document.activeElement?.id === "text" ? words : same();
  };

  /* The list closes as it does by its own key. */
  const close = () => {
    const escape = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
    document.getElementById("text").dispatchEvent(escape);
  };

  /* A name chosen is asked for in its filter; the box, which would write it down, hears nothing. */
  const choose = (event) => {
    const chosen = event.target.closest?.("[role=option]")?.querySelector(".suggestion");
    if (!chosen) return;
    event.stopPropagation();
    close();
    const { filter, value } = chosen.dataset;
    const gesture = { ...act("seek", { filter, value }), time: Date.now() };
    window.dash_clientside.set_props("gesture", { data: gesture });
  };

  window.hamrin.watches.push(() => {
    document.addEventListener("click", choose, true);
    document.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && target.id === "text") close();
    });
  });
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_seek: { seek } });
})();

/* Undo and redo: every change of a View is an entry of the browser's history, numbered. How far
   back and forward it reaches is kept by the tab, so that a reload forgets none of it. */
(() => {
  "use strict";
  const KEPT = "hamrin-steps";
  const now = () => window.history.state?.step ?? 0;
  const last = () => Number(window.sessionStorage.getItem(KEPT) ?? 0);
  const tell = () => {
    const { set_props } = window.dash_clientside;
    set_props("undo", { disabled: now() <= 0 });
    set_props("redo", { disabled: now() >= last() });
  };

  /* Shows an address: a new one is a step, one that only says more of the same is not. */
  const showAddress = (search, how) => {
    const fresh = how === "pushState";
    const step = now() + (fresh ? 1 : 0);
    if (fresh) window.sessionStorage.setItem(KEPT, step);
    window.history[how]({ step }, "", window.location.pathname + search);
    tell();
  };

  const undo = () => now() > 0 && window.history.back();
  const redo = () => now() < last() && window.history.forward();

  const watch = () => {
    // Another address was typed: what was undone before can not be redone from here.
    if (!window.history.state) {
      window.sessionStorage.setItem(KEPT, 0);
      window.history.replaceState({ step: 0 }, "");
    }
    tell();
    window.addEventListener("popstate", tell);
    document.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      if (!(ctrlKey || metaKey) || altKey || key.toLowerCase() !== "z") return;
      if (target.closest("input, textarea, select, [role=dialog]")) return;
      event.preventDefault();
      if (shiftKey) redo();
      else undo();
    });
  };
  window.hamrin.watches.push(watch);
  window.hamrin.showAddress = showAddress;
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_steps: { undo, redo } });
})();

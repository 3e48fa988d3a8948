/* The detail: arrows turn to the incident before and after, the focus stays, a link is copied. */
(() => {
  "use strict";
  const PATIENCE = 2000; // milliseconds that "copied" stays

  const copy = async (button) => {
    const address = window.location.origin + window.location.pathname + button.dataset.alone;
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = "Link copied ✓";
      setTimeout(() => (button.textContent = said), PATIENCE);
    } catch {
      window.prompt("Copy this link:", address);
    }
  };

  const watch = () => {
    const detail = document.getElementById("detail");
    let turned = null;
    const button = (turn) => detail.querySelector(`[data-turn=${turn}]:not(:disabled)`);
    detail.addEventListener("click", ({ target }) => {
      const pressed = target.closest("button");
      turned = pressed?.dataset.turn ?? null;
      if (pressed?.dataset.alone) copy(pressed);
    });
    detail.addEventListener("keydown", (event) => {
      const turn = { ArrowLeft: "earlier", ArrowRight: "later" }[event.key];
      if (!turn || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      button(turn)?.click();
    });
    // What was pressed has gone with the incident before.
    new MutationObserver(() => {
      if (turned && !detail.contains(document.activeElement)) (button(turned) ?? detail).focus();
      turned = null;
    }).observe(detail, { childList: true });
  };
  window.hamrin.watches.push(watch);
})();

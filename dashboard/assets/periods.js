/* The comparison's controls: a change of them becomes a gesture, unless the View has it already. */
(() => {
  "use strict";
  const { act, asked, same } = window.hamrin;
  const against = (link) => asked(link, "against", "previous");

  /* The value is both periods as links write them, parted by a space. */
  const chooseWindows = (value, link) => {
    const now = `${asked(link, "from", "")}/${asked(link, "to", "")} ${against(link)}`;
    return !value || value === now ? same() : act("windows", value);
  };

  const hamrin_periods = {
    chooseWindows,
    chooseLength: (value, link) => chooseWindows(value, link),

    typeDates(start, end, link) {
      const typed = `${start}/${end}`;
      return !start || !end || typed === against(link) ? same() : act("against", typed);
    },

    async quote(clicks) {
      if (!clicks) return same();
      const words = document.getElementById("quote").textContent;
      try {
        await navigator.clipboard.writeText(words);
        return "Copied ✓";
      } catch {
        window.prompt("Copy these words:", words);
        return "Copy";
      }
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_periods });
})();

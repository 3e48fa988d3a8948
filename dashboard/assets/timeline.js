/* The brush on the timeline: a drag sets the dates, a click on a bar sets its own, a double click
   takes them off. It is not Plotly's, which draws the chart anew before it says what was dragged. */
(() => {
  "use strict";
  const { act, foresee, plot } = window.hamrin;
  const LEAST = 4; // pixels that make a drag
  const TWICE = 300; // milliseconds between two clicks that are one
  const DAY = 86_400_000;
  const PATIENCE = 400; // milliseconds that the map goes first

  const set = async (from, to) => {
    const patience = new Promise((done) => setTimeout(done, PATIENCE));
    await Promise.race([foresee({ from, to }), patience]);
    window.dash_clientside.set_props("gesture", { data: act("dates", [from, to]) });
  };

  /* First and last day of the bar that a day lies in, as far as they are shown. */
  const barOf = (day) => {
    const gd = plot("timeline");
    const shown = gd._fullLayout.xaxis.range.map((side) => side.slice(0, 10));
    for (const { type, x, width } of gd.data) {
      for (const [at, start] of type === "bar" ? x.entries() : []) {
        const after = Date.parse(start) + Math.round(width[at] / 0.92); // less the gap between bars
        const last = new Date(after - DAY).toISOString().slice(0, 10);
        if (day < start || last < day) continue;
        return [start > shown[0] ? start : shown[0], last < shown[1] ? last : shown[1]];
      }
    }
    return null;
  };

  const watch = () => {
    const area = document.querySelector(".timeline-graph");
    const brush = document.getElementById("brush");
    const bars = () => area.querySelector(".nsewdrag").getBoundingClientRect();
    const day = (x) => plot("timeline")._fullLayout.xaxis.p2d(x - bars().left).slice(0, 10);
    let clicked = 0;
    let waiting = null;
    let first = null;
    let sides = null;
    const pick = (on) => {
      const bar = barOf(on);
      if (bar) set(...bar);
    };
    const stop = () => {
      [first, sides, brush.hidden] = [null, null, true];
      area.classList.remove("brushed");
    };
    area.addEventListener("pointerdown", ({ button, clientX, clientY }) => {
      if (button || !area.querySelector(".nsewdrag")) return;
      const { left, right, top, bottom } = bars();
      const on = left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
      if (!on) return;
      stop(); // a brush that still waits for the map
      first = clientX;
    });
    // On the window, clicks counted: Plotly lays a cover over the page while a button is down.
    window.addEventListener("pointermove", ({ clientX }) => {
      if (first === null || (!sides && Math.abs(clientX - first) < LEAST)) return;
      const { left, right, top, height } = bars();
      sides = [first, Math.min(Math.max(clientX, left), right)].sort((a, b) => a - b);
      const edge = area.getBoundingClientRect();
      const box = { left: sides[0] - edge.left, width: sides[1] - sides[0], top: top - edge.top, height };
      for (const [name, size] of Object.entries(box)) brush.style[name] = `${size}px`;
      brush.hidden = false;
    });
    window.addEventListener("pointerup", ({ clientX, timeStamp }) => {
      if (first === null) return;
      first = null;
      if (!sides) {
        clearTimeout(waiting); // a click is one alone only when no other has followed
        if (timeStamp - clicked < TWICE) set(null, null);
        else waiting = setTimeout(() => pick(day(clientX)), TWICE);
        clicked = timeStamp;
        return;
      }
      // Until the map is drawn nothing else is: no hover on the bars, and the brush stays.
      area.classList.add("brushed");
      const mine = sides;
      set(...mine.map(day)).finally(() => sides === mine && stop()); // the next may have begun
    });
    window.addEventListener("pointercancel", stop);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && stop());
  };
  window.hamrin.watches.push(watch);
})();

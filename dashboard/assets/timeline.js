/* The brush on the timeline: a drag sets the dates, a double click takes them off. It is not
   Plotly's, which draws the chart anew before it says what was dragged. */
(() => {
  "use strict";
  const { act, foresee, plot } = window.hamrin;
  const LEAST = 4; // pixels that make a drag
  const TWICE = 400; // milliseconds between two clicks that are one
  const PATIENCE = 400; // milliseconds that the map goes first

  const set = async (from, to) => {
    const patience = new Promise((done) => setTimeout(done, PATIENCE));
    await Promise.race([foresee({ from, to }), patience]);
    window.dash_clientside.set_props("gesture", { data: act("dates", [from, to]) });
  };

  const watch = () => {
    const area = document.querySelector(".timeline-graph");
    const brush = document.getElementById("brush");
    const bars = () => area.querySelector(".nsewdrag").getBoundingClientRect();
    const day = (x) => plot("timeline")._fullLayout.xaxis.p2d(x - bars().left).slice(0, 10);
    let clicked = 0;
    let first = null;
    let sides = null;
    const stop = () => {
      [first, sides, brush.hidden] = [null, null, true];
      area.classList.remove("brushed");
    };
    area.addEventListener("pointerdown", ({ button, clientX, clientY }) => {
      if (button || !area.querySelector(".nsewdrag")) return;
      const { left, right, top, bottom } = bars();
      const on = left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
      first = on ? clientX : null;
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
    window.addEventListener("pointerup", ({ timeStamp }) => {
      const click = first !== null && !sides;
      first = null;
      if (click && timeStamp - clicked < TWICE) set(null, null);
      if (click) clicked = timeStamp;
      if (!sides) return;
      // Until the map is drawn nothing else is: no hover on the bars, and the brush stays.
      area.classList.add("brushed");
      set(...sides.map(day)).then(stop);
    });
    window.addEventListener("pointercancel", stop);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && stop());
  };
  window.hamrin.watches.push(watch);
})();

/* Drawing on the map: a box or a lasso becomes the area that is asked for. A sheet lies over the map
   meanwhile, so that a drag draws and does not move it; the map itself knows nothing of it. */
(() => {
  "use strict";
  const { act, plot } = window.hamrin;
  const LEAST = 30; // square pixels that make an area
  const KEYS = "Enter takes all that the map shows, Escape leaves.";
  const HELP = { box: `Drag a box. ${KEYS}`, lasso: `Draw around what to keep. ${KEYS}` };
  const SVG = "http://www.w3.org/2000/svg";

  const boxOf = ([left, top], [right, bottom]) =>
    [[left, top], [right, top], [right, bottom], [left, bottom]];
  const size = (corners) =>
    Math.abs(corners.reduce((sum, [x, y], at) => {
      const [right, down] = corners[(at + 1) % corners.length];
      return sum + (x * down - right * y) / 2;
    }, 0));

  const watch = () => {
    const sheet = document.getElementById("drawing");
    const button = (shape) => document.getElementById(`draw-${shape}`);
    const line = sheet.appendChild(document.createElementNS(SVG, "svg"))
      .appendChild(document.createElementNS(SVG, "polygon"));
    let shape = null; // what is drawn; nothing while the map is moved
    let passed = []; // by the pointer, in pixels
    const show = (corners) => line.setAttribute("points", corners.join(" "));
    const corners = () => (shape === "box" ? boxOf(passed[0], passed.at(-1)) : passed);

    const turn = (to) => {
      [shape, passed] = [to, []];
      sheet.hidden = !to;
      sheet.classList.remove("sent");
      for (const name in HELP) button(name).setAttribute("aria-pressed", name === to);
      if (!to) return;
      show([]);
      document.getElementById("draw-help").textContent = HELP[to];
      sheet.focus();
    };
    /* What was drawn stays until the map draws it. */
    const send = (area) => {
      const { map } = plot("map")._fullLayout.map._subplot;
      const places = area.map((corner) => map.unproject(corner)).map(({ lat, lng }) => [lat, lng]);
      button(shape).focus();
      turn(null);
      sheet.hidden = false;
      sheet.classList.add("sent");
      window.dash_clientside.set_props("gesture", { data: act("within", places) });
    };

    const spot = ({ clientX, clientY }) => {
      const { left, top, width, height } = sheet.getBoundingClientRect();
      return [Math.min(Math.max(clientX - left, 0), width), Math.min(Math.max(clientY - top, 0), height)];
    };
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button || !event.isPrimary) return;
      sheet.setPointerCapture(event.pointerId);
      passed = [spot(event)];
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!passed.length || !event.isPrimary) return;
      passed.push(spot(event));
      show(corners());
    });
    sheet.addEventListener("pointerup", ({ isPrimary }) => {
      if (!passed.length || !isPrimary) return;
      const area = corners();
      if (size(area) >= LEAST) return send(area);
      passed = [];
      show([]);
    });
    sheet.addEventListener("pointercancel", () => shape && turn(shape));
    // First of all: Escape closes what is open beside the map, too.
    window.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (!shape || !(key === "Escape" || (key === "Enter" && target === sheet))) return;
      event.stopPropagation();
      event.preventDefault();
      if (key === "Enter") return send(boxOf([0, 0], [sheet.clientWidth, sheet.clientHeight]));
      button(shape).focus();
      turn(null);
    }, true);
    for (const name in HELP) {
      button(name).addEventListener("click", () => turn(shape === name ? null : name));
    }
    new MutationObserver(() => {
      if (!shape && !sheet.parentElement.hasAttribute("aria-busy")) sheet.hidden = true;
    }).observe(sheet.parentElement, { attributeFilter: ["aria-busy"] });
  };
  window.hamrin.watches.push(watch);
})();

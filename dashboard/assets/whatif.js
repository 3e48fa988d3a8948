/* The room that is tried: a mark over the map that can be dragged, and the ring of its reach.
   While it moves it asks for its figures, one answer at a time and always for where it is last
   (dashboard/panels/rooms_whatif.py answers); put down, it becomes a part of the View. */
(() => {
  "use strict";
  const { act, answerTo, asked, plot, question, same } = window.hamrin;
  const frame = () => new Promise(requestAnimationFrame);
  const map = () => plot("map")?._fullLayout?.map?._subplot?.map;
  const layer = () => document.getElementById("site-layer");
  const write = ({ lat, lng }) => `${lat.toFixed(5)},${lng.toFixed(5)}`;
  const read = (text) => {
    const [lat, lng] = text.split(",").map(Number);
    return { lat, lng };
  };

  /* While it is held, an answer to an earlier step must not pull it back. */
  const now = { link: "", site: null, held: null, ring: [], ringed: null };

  /* The ring of the last answer goes along with the mark until the next one is there. */
  const place = () => {
    const shown = Boolean(now.site && map());
    layer().classList.toggle("shown", shown);
    if (!shown) return;
    const spot = map().project(now.site);
    mark.style.transform = `translate(${spot.x}px, ${spot.y}px)`;
    const from = now.ringed ? map().project(now.ringed) : spot;
    const corners = now.ring.map((corner) => map().project(corner));
    const path = corners.map(({ x, y }) => `${x + spot.x - from.x},${y + spot.y - from.y}`);
    ring.setAttribute("d", path.length ? `M${path.join("L")}Z` : "");
  };

  const address = () => {
    const parts = question(now.link, ["reach", "coarse"]);
    if (now.site) parts.set("site", write(now.site));
    return `/site?${parts}`;
  };
  let wanted = null;
  let answered = null;
  let asking = false;
  const ask = async () => {
    wanted = address();
    if (asking) return;
    asking = true;
    layer().setAttribute("aria-busy", "true");
    try {
      while (wanted !== answered) {
        const [sent, site] = [wanted, now.site];
        const answer = await answerTo(sent, "The room could not be tried");
        if (!answer && wanted === sent) return;
        if (!answer) continue; // it stands elsewhere by now
        const { children, ring: corners } = answer;
        Object.assign(now, { ring: corners, ringed: site });
        answered = sent;
        window.dash_clientside.set_props("tried", { children });
        place();
      }
    } finally {
      asking = false;
      layer().removeAttribute("aria-busy");
    }
  };

  const put = (site) => {
    now.site = read(write(site.wrap())); // as a link has it
    place();
    ask();
  };
  const settle = () => {
    now.held = null;
    if (write(now.site) === asked(now.link, "site", "")) return;
    window.dash_clientside.set_props("gesture", { data: act("site", write(now.site)) });
  };

  const grab = (event) => {
    if (event.button) return;
    event.preventDefault();
    mark.focus();
    mark.setPointerCapture(event.pointerId);
    clearTimeout(now.held);
    now.held = true;
    const spot = map().project(now.site);
    const [right, down] = [spot.x - event.clientX, spot.y - event.clientY];
    const move = ({ clientX, clientY }) => put(map().unproject([clientX + right, clientY + down]));
    const drop = () => {
      mark.removeEventListener("pointermove", move);
      settle();
    };
    mark.addEventListener("pointermove", move);
    mark.addEventListener("lostpointercapture", drop, { once: true });
  };

  const REST = 400; // milliseconds without a key after which it is put down
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const nudge = (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { x, y } = map().project(now.site);
    const far = event.shiftKey ? 1 : 10; // pixels
    put(map().unproject([x + far * step[0], y + far * step[1]]));
    clearTimeout(now.held);
    now.held = setTimeout(settle, REST);
  };

  /* While a place is to be chosen, the layer takes the click that the map would have. */
  const choosing = (on) => {
    layer().classList.toggle("choosing", on);
    document.getElementById("site-try").setAttribute("aria-pressed", String(on));
  };
  const choose = ({ target, clientX, clientY }) => {
    if (target !== layer() || !layer().classList.contains("choosing")) return;
    const { left, top } = layer().getBoundingClientRect();
    choosing(false);
    put(map().unproject([clientX - left, clientY - top]));
    settle();
    mark.focus();
  };

  let mark;
  let ring;
  const watch = async () => {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    ring = picture.appendChild(document.createElementNS(picture.namespaceURI, "path"));
    mark = document.createElement("button");
    mark.className = "site-mark";
    mark.title = "The room that is tried: drag it, or move it with the arrow keys";
    mark.setAttribute("aria-label", mark.title);
    layer().append(picture, mark);
    mark.addEventListener("pointerdown", grab);
    mark.addEventListener("keydown", nudge);
    layer().addEventListener("click", choose);
    document.addEventListener("click", ({ target }) => {
      if (!target.closest("#site-try")) return;
      choosing(!layer().classList.contains("choosing"));
      layer().scrollIntoView({ block: "nearest" });
    });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && choosing(false));
    while (!map()?.loaded()) await frame();
    map().on("move", place);
    map().on("resize", place);
    place();
  };

  const hamrin_site = {
    /* A site that the list does not have shows nothing in it. */
    choose: (value, link) =>
      !value || value === asked(link, "site", "") ? same() : act("site", value),

    follow(link, seats) {
      if (typeof link !== "string") return;
      const here = asked(link, "panel", "") === "rooms";
      const site = here ? asked(link, "site", "") : "";
      now.link = link;
      if (!now.held) now.site = site ? read(site) : null;
      if (!now.site) Object.assign(now, { ring: [], ringed: null });
      place();
      if (!here) return choosing(false);
      window.dash_clientside.set_props("seat", {
        value: seats?.some(({ value }) => value === site) ? site : null,
      });
      document.querySelector(".site-away").hidden = !site;
      if (now.site || answered) ask();
    },
  };
  window.hamrin.watches.push(watch);
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_site });
})();

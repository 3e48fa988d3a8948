/* The map: it asks for what it draws by itself (dashboard/panels/map.py answers), before all other
   panels, and draws only what differs, in one frame. */
(() => {
  "use strict";
  const { act, answerTo, opened, plot, question, same } = window.hamrin;
  const frame = () => new Promise(requestAnimationFrame);
  const panel = () => document.querySelector(".map-panel");

  /* MapLibre draws a frame for each tile that comes in. Held back, all traces change in the one
     after the last: the eye sees one map and then the other, and the processor draws once. */
  const inOneFrame = (map, sources) =>
    new Promise((done) => {
      const late = setTimeout(() => release(), 500);
      const look = () => sources.every((id) => map.isSourceLoaded(id)) && queueMicrotask(release);
      const release = () => {
        clearTimeout(late);
        map.off("sourcedata", look);
        delete map.triggerRepaint;
        map.redraw();
        done();
      };
      map.triggerRepaint = () => {};
      map.on("sourcedata", look);
    });

  const merge = (into, values) => {
    for (const [name, value] of Object.entries(values)) {
      if (value?.constructor === Object) merge(into[name], value);
      else into[name] = value;
    }
  };

  /* To Plotly a trace that has nothing in it is no more than its name; one place nowhere is. */
  const filled = (trace) => (trace.lon?.length === 0 ? { ...trace, lon: [null], lat: [null] } : trace);

  /* Plotly lays its figure out and puts every layer on the map anew at each change, which takes ten
     times as long. Here those traces that have changed are worked out and updated alone. */
  const update = (gd, traces, changed) => {
    const { map, traceHash } = gd._fullLayout.map._subplot;
    const drawers = changed.map((at) => traceHash[gd._fullData[at].uid]);
    const drawn = inOneFrame(
      map,
      drawers.flatMap((one) => one.sourceId ?? Object.values(one.sourceIds)),
    );
    changed.forEach((at, turn) => {
      const full = gd._fullData[at];
      merge(full, traces[at]);
      full._length = (full.locations ?? full.lon).length;
      const points = full._module.calc(gd, full);
      Object.assign(points[0], { trace: full, t: points[0].t ?? {} });
      gd.calcdata[at] = points;
      drawers[turn].update(points);
    });
    return drawn;
  };

  /* Lines aslant, in the colour that ends the name of the pattern. */
  const SIDE = 16;
  const hatch = (name) => {
    const pen = new OffscreenCanvas(SIDE, SIDE).getContext("2d");
    pen.strokeStyle = name.split(" ").at(-1);
    pen.lineWidth = 1.6;
    for (const from of [-SIDE, 0, SIDE]) {
      pen.moveTo(from - 2, SIDE + 2);
      pen.lineTo(from + SIDE + 2, -2);
    }
    pen.stroke();
    return pen.getImageData(0, 0, SIDE, SIDE);
  };

  /* What the rooms reach lies in the style: each that loads brings a source that is empty, and
     names a pattern that is not there. */
  const NOTHING = { type: "FeatureCollection", features: [] };
  const reach = { address: "", shapes: NOTHING };
  const fill = (map) => {
    const source = map.getSource("reach");
    const shapes = source?.serialize().data ?? NOTHING;
    if (shapes === reach.shapes || shapes.features.length + reach.shapes.features.length === 0) return;
    const pattern = map.getPaintProperty("seam", "fill-pattern");
    if (!map.hasImage(pattern)) map.addImage(pattern, hatch(pattern), { pixelRatio: 2 });
    source.setData(reach.shapes);
  };
  const reachTo = async (map, address) => {
    if (address !== reach.address) {
      const failure = "What the rooms reach could not be drawn";
      const shapes = address ? await answerTo(address, failure) : NOTHING;
      if (!shapes) return;
      Object.assign(reach, { address, shapes });
    }
    fill(map);
  };

  let before = [];
  const draw = async (gd, answer, flight) => {
    const { layers, style } = answer;
    const traces = answer.traces.map(filled);
    const texts = traces.map((trace) => JSON.stringify(trace));
    const changed = [...traces.keys()].filter((at) => texts[at] !== before[at]);
    before = texts;
    for (const at of changed) Object.assign(gd.data[at], traces[at]);
    const { map } = gd.layout;
    const whole =
      flight ||
      style !== map.style ||
      JSON.stringify(layers) !== JSON.stringify(map.layers ?? []);
    Object.assign(map, { style, layers, ...flight });
    if (whole) await window.Plotly.redraw(gd);
    else if (changed.length) await update(gd, traces, changed);
    await reachTo(gd._fullLayout.map._subplot.map, answer.reach);
    // The legend comes with the other panels, later or, where dates are only foreseen, never.
    const legend = document.getElementById("legend-most");
    if (legend) legend.textContent = answer.most;
  };

  /* The first figure is the page's own: axes, and traces without anything in them. Plotly draws
     it once MapLibre has loaded, over whatever was drawn before; then it knows its first view. */
  const ready = async () => {
    while (!plot("map")?._fullLayout?.map?._subplot?.viewInitial) await frame();
    plot("map")._fullLayout.map._subplot.map._fadeDuration = 0; // half a dozen frames of each label
    return plot("map");
  };

  /* Takes the first picture away (opening.css), once the map stands there in its place. */
  const uncover = (map) => {
    map.on("styledata", () => fill(map));
    map.once("idle", () => panel().classList.add("drawn"));
    map.triggerRepaint();
  };

  /* One after another: Plotly draws nothing on a map whose style is still on its way. */
  let line = Promise.resolve();
  const inTurn = (job) => (line = line.then(job, job));

  const now = { link: "", step: "", scheme: "", flights: 0, ahead: {} };
  const asked = { address: null, flight: null };
  let drawn = null;
  let painting = null;
  /* Says whether what is asked for is drawn. */
  const paint = async () => {
    const gd = await ready();
    while (asked.address !== drawn || asked.flight) {
      const { address, flight } = asked;
      const answer = await answerTo(address, "The map could not be drawn");
      if (!answer && asked.address === address) return false;
      if (!answer) continue; // something else is wanted by now
      await draw(gd, answer, flight);
      if (!drawn) {
        uncover(gd._fullLayout.map._subplot.map);
        look();
      }
      if (asked.flight === flight) asked.flight = null; // not before: what fails is flown next time
      drawn = address;
    }
    scale();
    return true;
  };
  /* The parts of a link that the map draws, beside the incidents. */
  const mine = (asked) => [
    ...["measure", "areas", "incident", "point", "map"],
    ...(asked.get("measure") === "change" ? ["against"] : []),
    ...(asked.get("panel") === "rooms" ? ["panel", "reach"] : []),
  ];
  const show = (flight) => {
    const wanted = question(now.link, mine(new URLSearchParams(now.link)));
    for (const [key, value] of Object.entries(now.ahead)) {
      if (value) wanted.set(key, value);
      else wanted.delete(key);
    }
    wanted.set("step", now.step);
    if (now.scheme) wanted.set("scheme", now.scheme);
    wanted.sort();
    asked.address = `/map?${wanted}`;
    asked.flight = flight ?? asked.flight;
    panel().setAttribute("aria-busy", "true");
    painting ??= inTurn(paint).finally(() => {
      painting = null;
      panel().removeAttribute("aria-busy");
    });
    return painting;
  };

  /* Shows dates that the page will come to, while it still works out what they change. They stay
     when the map is moved or something else is filtered. Says whether they were drawn. */
  const foresee = (dates) => {
    now.ahead = dates;
    return show();
  };
  const dated = (link) => ["from", "to"].map((key) => new URLSearchParams(link).get(key)).join();

  const scale = () => {
    const { center, zoom } = plot("map")._fullLayout.map;
    const metres = (40075016.7 * Math.cos((center.lat * Math.PI) / 180)) / (512 * 2 ** zoom);
    const most = (metres * 110) / 1000;
    const unit = 10 ** Math.floor(Math.log10(most));
    const km = [5, 2, 1].map((n) => n * unit).find((n) => n <= most);
    document.getElementById("scale").style.width = `${(km * 1000) / metres}px`;
    document.getElementById("scale-text").textContent = `${km >= 1 ? km : km.toFixed(1)} km`;
  };

  /* Moves the map as a hand would: the camera is then the analyst's, and Plotly keeps it. */
  const moveTo = (view) => {
    plot("map")._fullLayout.map._subplot.map.jumpTo(view, { originalEvent: {} });
  };
  const zoomNow = () => plot("map")._fullLayout.map.zoom;
  const zoomBy = (step) => () => moveTo({ zoom: zoomNow() + step });
  const lookCloser = (place) => {
    const [lat, lng] = place.split(",").map(Number);
    moveTo({ center: [lng, lat], zoom: zoomNow() + 1.5 });
  };

  /* Pans stay in the address without a step in the history for each. */
  const keepCamera = (camera) => {
    const parts = window.location.search.slice(1).split("&");
    const rest = parts.filter((part) => part && !part.startsWith("at="));
    window.hamrin.showAddress(`?${[...rest, `at=${camera}`].join("&")}`, "replaceState");
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

  /* A larger map shows more of the world. */
  const look = () => {
    const { center, zoom } = plot("map")._fullLayout.map;
    const step = windowAt(center, zoom);
    if (step !== now.step) window.dash_clientside.set_props("step", { data: step });
  };

  /* Dash fits a map to its place at once and more than once; Plotly can not while a style is on its
     way, and takes as long for a size it has. */
  const watch = async () => {
    while (!window.Plotly) await frame();
    const { Plots } = window.Plotly;
    const { resize } = Plots;
    const fit = async () => {
      const gd = await ready();
      const { width, height } = opened();
      const fits = (size, drawn) => Math.abs(size - drawn) <= 1;
      if (fits(width, gd._fullLayout.width) && fits(height, gd._fullLayout.height)) return;
      await resize(gd);
      if (drawn) look();
    };
    Plots.resize = (gd) => (gd === plot("map") ? inTurn(fit) : resize(gd));
  };

  const hamrin_map = {
    draw(link, step, scheme, fly) {
      if (typeof link !== "string" || !step) return;
      const flies = (fly?.count ?? 0) !== now.flights;
      if (dated(link) !== dated(now.link)) now.ahead = {};
      Object.assign(now, { link, step, scheme, flights: fly?.count ?? 0 });
      const [lat, lon, zoom] = flies ? fly.camera.split(",").map(Number) : [];
      show(flies ? { center: { lat, lon }, zoom } : null);
    },

    click(click) {
      const [name, value] = click?.points?.[0]?.customdata ?? [];
      if (name === "closer") lookCloser(value);
      const known = ["province", "toggle", "incident", "place"].includes(name);
      // Taken off again, so that a second click on the same thing is a click too.
      return [known ? act(name, value) : same(), null];
    },

    moved(change, step) {
      const layout = plot("map")?._fullLayout?.map;
      if (!layout || !change || !("map.zoom" in change || "map.center" in change)) {
        return [same(), same()];
      }
      const { center, zoom } = layout;
      const camera = `${center.lat.toFixed(4)},${center.lon.toFixed(4)},${zoom.toFixed(2)}`;
      keepCamera(camera);
      scale();
      const next = windowAt(center, zoom);
      return [camera, next === step ? same() : next];
    },

    zoomIn: zoomBy(1),
    zoomOut: zoomBy(-1),
  };
  window.hamrin.watches.push(watch);
  window.hamrin.foresee = foresee;
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_map });
})();

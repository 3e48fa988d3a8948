/* Taking away: addresses of files that follow the link, and pictures of the charts.

   A picture is one SVG: title, sentence and source around the chart. A PNG is that SVG drawn. */
(() => {
  "use strict";
  const { plot, tell } = window.hamrin;
  const WIDTH = 1100; // of the picture of a chart
  const HEIGHT = 420;
  const EDGE = 20;
  const SHARP = 2; // pixels of an image for one of the page
  const LINE = 1.35;
  const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Roboto, Arial, sans-serif";

  const watch = () => {
    const menu = document.getElementById("take");
    const close = () => {
      menu.open = false;
      menu.querySelector("summary").focus();
    };
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation(); // it closes this and no more
      close();
    });
    document.addEventListener("click", ({ target }) => {
      if (!menu.contains(target)) menu.open = false;
      else if (target.closest("a, button")) {
        tell("", "take");
        close();
      }
    });
    // A file is saved and leaves the frame empty; what is refused is read out of it.
    const frame = document.getElementById("taking");
    frame.addEventListener("load", () => {
      const page = frame.contentDocument; // none of a page of the browser's own
      if (page?.URL === "about:blank") return;
      tell(page?.body.innerText ?? "Hamrin does not answer. Is it still running?", "take");
    });
  };

  const words = (selector) =>
    [...document.querySelectorAll(selector)].map((node) => node.textContent.trim()).join(" ");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);

  const escaped = (text) =>
    text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const pen = document.createElement("canvas").getContext("2d");
  const wrapped = (text, size, weight, width) => {
    pen.font = `${weight} ${size}px ${FONT}`;
    const lines = [""];
    for (const word of text.split(/(?<=[\s&?])/)) { // a link may be longer than a line
      const longer = lines.at(-1) + word;
      if (pen.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  };

  /* Writes texts one below the other; gives their SVG, and where the next thing goes. */
  const written = (texts, from, width) => {
    let y = from;
    const parts = texts.map(([text, size, weight, fill]) =>
      wrapped(text, size, weight, width).map((line) => {
        y += size * LINE;
        const look = `font-size="${size}" font-weight="${weight}" fill="${fill}"`;
        return `<text x="${EDGE}" y="${(y - size * 0.3).toFixed(1)}" ${look}>${escaped(line)}</text>`;
      }),
    );
    return [parts.flat().join(""), y];
  };

  const source = () => [
    `Source: ${words("#identity .dataset")}. ${words("#trend").replace(/^SAMPLE/, "")}`,
    `Made with Hamrin on ${new Date().toISOString().slice(0, 10)}: ${window.location.href}`,
  ];

  /* Puts the title and the sentence above a chart, its notes and its source below. */
  const framed = ({ title, notes, width, height, inside }) => {
    const across = width - 2 * EDGE;
    const [ink, quiet, paper] = ["ink", "quiet", "paper"].map(colour);
    const said = [...notes.filter(Boolean), ...source()].map((note) => [note, 11, 400, quiet]);
    const head = [[title, 20, 600, ink], [words("#sentence"), 14, 400, ink]];
    const [above, from] = written(head, EDGE / 2, across);
    const [below, to] = written(said, from + EDGE + height, across);
    const whole = Math.ceil(to + EDGE / 2);
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
      `width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="${FONT}">` +
      `<rect width="100%" height="100%" fill="${paper}"/>${above}` +
      `<g transform="translate(0 ${from + EDGE / 2})">${inside}</g>${below}</svg>`;
    return { svg, width, height: whole };
  };

  const address = (svg) => `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const loaded = async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    return image;
  };

  const blank = (width, height) => {
    const size = { width: SHARP * width, height: SHARP * height };
    const canvas = Object.assign(document.createElement("canvas"), size);
    const sheet = canvas.getContext("2d");
    sheet.scale(SHARP, SHARP);
    return [canvas, sheet];
  };

  /* A copy of a chart with a legend: the page has one around it, a picture has not. */
  const ofChart = async (id) => {
    const { data, layout } = plot(id);
    const named = new Set();
    const traces = data.map((trace) => {
      const first = Boolean(trace.name && trace.x?.length && !named.has(trace.name));
      if (first) named.add(trace.name);
      return { ...trace, showlegend: first };
    });
    const size = { width: WIDTH, height: HEIGHT };
    const wide = {
      ...layout, ...size, autosize: false, showlegend: true, font: { ...layout.font, size: 12 },
      legend: { orientation: "h", x: 0, y: -0.1, yanchor: "top", traceorder: "normal" },
      margin: { l: 50, r: EDGE, t: 8, b: 64 },
    };
    const drawn = await window.Plotly.toImage({ data: traces, layout: wide }, { format: "svg", ...size });
    const loose = data.some((trace) => trace.marker?.pattern && trace.x?.length);
    return {
      title: words(`#${id}-title`),
      notes: [
        loose && "Hatched: the date is known only roughly, or is of several days, and may reach beyond its bar.",
      ],
      ...size,
      inside: decodeURIComponent(drawn.slice(drawn.indexOf(",") + 1)),
    };
  };

  /* What floats over the map is of the page: a copy of it, with its looks, is drawn as an image. */
  const ofPage = (node) => {
    const copy = node.cloneNode(true);
    const all = (one) => [one, ...one.querySelectorAll("*")];
    const copies = all(copy);
    all(node).forEach((one, at) => {
      const look = getComputedStyle(one);
      copies[at].style.cssText = [...look].map((name) => `${name}:${look.getPropertyValue(name)}`).join(";");
    });
    Object.assign(copy.style, { position: "static", margin: 0 });
    const { width, height } = node.getBoundingClientRect();
    const text = new XMLSerializer().serializeToString(copy);
    const [across, down] = [width, height].map((size) => Math.ceil(size) + 2 * EDGE);
    return address(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}">` +
        `<foreignObject x="${EDGE}" y="${EDGE}" width="${width}" height="${height}" ` +
        `style="overflow:visible">${text}</foreignObject></svg>`,
    );
  };

  /* MapLibre draws points that no SVG could hold: the map is an image in the picture. */
  const ofMap = async (id) => {
    const graph = plot(id);
    const { _subplot: subplot, layers } = graph._fullLayout.map;
    const { width, height, left, top } = graph.getBoundingClientRect();
    const details = document.querySelector("#legend details");
    const folded = !details.open; // where it would hide the map; it goes below
    details.open = true;
    const over = ["legend", "scale"].map((name) => {
      const node = document.getElementById(name);
      const box = node.getBoundingClientRect();
      const y = folded && name === "legend" ? height : box.top - top - EDGE;
      return { image: ofPage(node), x: box.left - left - EDGE, y, end: y + box.height + 2 * EDGE };
    });
    details.open = !folded;
    const whole = Math.max(height, folded && over[0].end);
    const from = subplot.map.getCanvas();
    const [canvas, sheet] = blank(width, whole);
    subplot.map.redraw(); // what it has drawn is gone after the frame
    sheet.drawImage(from, 0, 0, width, height);
    for (const { image, x, y } of over) sheet.drawImage(await loaded(image), x, y);
    const attributions = layers.map((layer) => layer.sourceattribution);
    return {
      title: `Map: ${words("#legend .legend-title:first-of-type")}`,
      notes: [["Outlines: Natural Earth", ...attributions].filter(Boolean).join(". ")],
      width,
      height: whole,
      inside: `<image width="${width}" height="${whole}" href="${canvas.toDataURL()}"/>`,
    };
  };

  const asPng = async ({ svg, width, height }) => {
    const [canvas, sheet] = blank(width, height);
    sheet.drawImage(await loaded(address(svg)), 0, 0, width, height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const save = (blob, name) => {
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  };

  const hamrin_take = {
    addresses(link) {
      const { outputs_list: items } = window.dash_clientside.callback_context;
      return items.map(({ id }) => `/${id.replace("-", "/")}${link ?? ""}`);
    },

    async picture() {
      const { triggered, triggered_id } = window.dash_clientside.callback_context;
      if (!triggered[0]?.value) return;
      const [, id, kind] = triggered_id.split("-");
      const picture = framed(await (id === "map" ? ofMap : ofChart)(id));
      const blob = kind === "png" ? await asPng(picture) : new Blob([picture.svg], { type: "image/svg+xml" });
      save(blob, `hamrin-${id}.${kind}`);
    },
  };
  window.hamrin.watches.push(watch);
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_take });
})();

/* Playing: a window of dates goes over the data, step by step. The map shows each step (map.js) and
   a frame on the timeline says where it is; the page settles once, on the window it stops at. */
(() => {
  "use strict";
  const { act, foresee, plot } = window.hamrin;
  const DAY = 86_400_000;
  const HALT = 1000; // milliseconds
  const PATIENCE = 2000; // milliseconds that the chart of all dates is waited for
  const PAUSE = 700; // milliseconds after the last step by hand until the page settles on it
  const frame = () => new Promise(requestAnimationFrame);
  const say = (id, props) => window.dash_clientside.set_props(id, props);
  const element = (id) => document.getElementById(id);
  const link = () => new URLSearchParams(window.location.search);
  const chart = () => plot("timeline").layout.meta;

  const read = (text) => Date.parse(`${text}T00:00Z`);
  const written = (time) => new Date(time).toISOString().slice(0, 10);
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

  /* First day of the month that is some months on, and how many days it has. */
  const month = (time, by) => {
    const day = new Date(time);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + by);
  };
  /* First day of the unit that holds a day, some units on; weeks begin on Monday. */
  const unitAt = {
    day: (time, by) => time + by * DAY,
    week: (time, by) => time + (by * 7 - ((new Date(time).getUTCDay() + 6) % 7)) * DAY,
    month,
  };
  const whole = (unit, time) => ({ from: unitAt[unit](time, 0), to: unitAt[unit](time, 1) - DAY });
  const same = (one, other) => one.from === other.from && one.to === other.to;

  /* Counted from where the window was at first, so that 31 January comes back from February. */
  const shifted = ({ from, to }, unit, by) => {
    const length = to - from;
    if (unit !== "month") {
      const start = from + by * (unit === "week" ? 7 : 1) * DAY;
      return { from: start, to: start + length };
    }
    const [first, after] = [month(from, 0), to + DAY];
    if (from === first && after === month(after, 0)) {
      return { from: month(from, by), to: month(after, by) - DAY };
    }
    const least = Math.min(from - first, month(from, by + 1) - month(from, by) - DAY);
    return { from: month(from, by) + least, to: month(from, by) + least + length };
  };

  /* What will be played: from the window that is set, else from where the data begin or end. */
  const plan = (by) => {
    const { interval, span } = chart();
    const asked = link();
    const [first, last] = span.map(read);
    const [from, to] = ["from", "to"].map((key) => asked.get(key));
    const bounds = { first: from ? read(from) : first, last: to ? read(to) : last };
    const set = from && to && (bounds.first > first || bounds.last < last);
    const now = { from: bounds.first, to: bounds.last };
    const exact = Object.keys(unitAt).find((unit) => same(now, whole(unit, now.from)));
    const unit = asked.get("bars") || (set && exact) || interval;
    const dated = Boolean(from || to);
    if (!set) {
      const start = whole(unit, by > 0 ? bounds.first : bounds.last);
      return { ...bounds, unit, dated, start, at: -by };
    }
    const plan = { first, last, unit, dated, start: now, at: 0 };
    if (within(plan, by)) return plan;
    // At the end already: once more, from the other one.
    const length = now.to - now.from;
    const edge = by > 0 ? { from: first, to: first + length } : { from: last - length, to: last };
    return { ...plan, start: exact ? whole(exact, by > 0 ? first : last) : edge, at: -by };
  };
  const windowOf = ({ start, unit, at }, by = 0) => shifted(start, unit, at + by);
  const within = (plan, by) => {
    const { from, to } = windowOf(plan, by);
    return from <= plan.last && to >= plan.first;
  };

  let played = null; // what is being played, also between two steps by hand
  let running = null; // the run that steps by itself
  let painting = false;
  let patience = 0;

  const dates = () => `${link().get("from")}/${link().get("to")}`;

  const mark = () => {
    const { from, to } = windowOf(played);
    const bars = document.querySelector("#timeline .nsewdrag").getBoundingClientRect();
    const edge = document.querySelector(".timeline-graph").getBoundingClientRect();
    const pixel = (time) => plot("timeline")._fullLayout.xaxis.d2p(written(time));
    const [left, right] = [from, to + DAY].map((time) => Math.min(Math.max(pixel(time), 0), bars.width));
    const box = { left: left + bars.left - edge.left, width: right - left, top: bars.top - edge.top };
    const head = element("playhead");
    for (const [name, size] of Object.entries({ ...box, height: bars.height })) {
      head.style[name] = `${size}px`;
    }
    head.hidden = right <= left;
    element("play-dates").textContent = words.formatRange(from, to);
  };

  const look = (plays) => {
    say("play", { children: plays ? "■" : "▶", title: plays ? "Stop (space)" : "Play (space)" });
    say("play", { "aria-label": plays ? "Stop" : "Play" });
  };

  /* Ends the playing; what the page does next is for the caller. */
  const end = () => {
    clearTimeout(patience);
    [played, running] = [null, null];
    element("playhead").hidden = true;
    element("play-dates").textContent = "";
    look(false);
  };

  const giveUp = () => {
    const { dated } = played;
    end();
    foresee({});
    if (dated) say("overview", { data: false });
  };

  /* One act, whatever was played before it; none before the first step is seen. */
  const settle = () => {
    if (!played) return;
    const { from, to } = windowOf(played);
    const value = [from, to].map(written);
    if (!played.seen || value.join("/") === dates()) return giveUp();
    end();
    say("gesture", { data: act("dates", value) });
  };

  /* Says whether the window moved; one that is asked for before the last is drawn is left out. */
  const step = async (by) => {
    if (painting) return true;
    if (played.before !== dates()) return end(); // set elsewhere: they are the analyst's last word
    if (!within(played, by)) return false;
    played.at += by;
    mark();
    painting = true;
    const mine = played;
    const [from, to] = Object.values(windowOf(mine)).map(written);
    const drawn = await foresee({ from, to }).finally(() => (painting = false));
    if (drawn) mine.seen = true;
    else mine.at -= by; // what was not seen is not settled on
    return drawn;
  };

  const begin = (by) => {
    played ??= { ...plan(by), before: dates() };
    clearTimeout(patience);
  };

  const stepByHand = async (by) => {
    begin(by);
    running = null;
    look(false);
    const mine = played;
    await step(by);
    clearTimeout(patience);
    if (played === mine) patience = setTimeout(settle, PAUSE);
  };

  const run = async () => {
    begin(1);
    const mine = (running = {});
    look(true);
    if (played.dated) {
      say("overview", { data: true });
      const late = performance.now() + PATIENCE;
      while (running === mine && !chart().whole && performance.now() < late) await frame();
    }
    let due = performance.now();
    while (running === mine) {
      if (document.hidden) {
        await frame(); // none comes before the page is looked at again
        continue;
      }
      const pace = 1000 / Number(element("play-speed").querySelector(":checked").value);
      // A step that is late is made up for by those after it; a long halt is not.
      due = Math.max(due, performance.now() - HALT) + pace;
      const moved = await step(1);
      if (running === mine && !moved) settle();
      await new Promise((done) => setTimeout(done, due - performance.now()));
    }
  };

  const toggle = () => {
    if (running) return settle();
    return run();
  };

  const pressed = (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    const panel = target.closest(".timeline");
    if (!panel || altKey || ctrlKey || metaKey) return;
    if (target.closest("input, select, textarea, summary, a")) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const plays = key === " " && !target.closest("button"); // a button does what it says
    if (!by && !plays) return;
    event.preventDefault();
    if (plays) toggle();
    else stepByHand(by);
  };

  const escaped = (event) => {
    if (event.key !== "Escape" || !played) return;
    event.stopPropagation(); // what else is open stays open
    giveUp();
  };

  const watch = () => {
    element("play").addEventListener("click", toggle);
    element("step-back").addEventListener("click", () => stepByHand(-1));
    element("step-on").addEventListener("click", () => stepByHand(1));
    document.querySelector(".timeline-graph").addEventListener("pointerdown", () => played && giveUp());
    document.addEventListener("keydown", pressed);
    window.addEventListener("keydown", escaped, true);
  };
  window.hamrin.watches.push(watch);
})();

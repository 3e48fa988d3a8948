/* Saved views: names and links in this browser's own storage, taken out and in as a file. What a
   link means, and what is wrong with it, dashboard/view.py says when it is opened. */
(() => {
  "use strict";
  const KEY = "hamrin-views";
  const SPOILT = "hamrin-views-spoilt"; // what could not be read is put aside, not thrown away
  const LARGEST = 1_000_000; // bytes of a file
  const { opened, showAddress } = window.hamrin;
  const element = (id) => document.getElementById(id);
  const tell = (text) => (element("views-said").textContent = text);
  const many = (count) => (count === 1 ? "1 view" : `${count} views`);

  /* The views in a text that `written` made; throws where it is another. */
  const read = (text) => {
    const { hamrin, views } = JSON.parse(text);
    const good = ({ name, link }) =>
      typeof name === "string" && name.trim() && typeof link === "string" && /^(\?.*)?$/.test(link);
    if (hamrin !== "views" || !Array.isArray(views) || !views.every(good)) throw new Error();
    return views.map(({ name, link }) => ({ name: name.trim(), link }));
  };
  const written = (views) => JSON.stringify({ hamrin: "views", views }, null, 1);

  const kept = () => {
    const text = window.localStorage.getItem(KEY);
    try {
      return text ? read(text) : [];
    } catch {
      window.localStorage.setItem(SPOILT, text);
      window.localStorage.removeItem(KEY);
      tell("The views kept in this browser could not be read and were put aside.");
      return [];
    }
  };
  const keep = (views, said) => {
    try {
      window.localStorage.setItem(KEY, written(views));
      tell(said);
    } catch {
      tell("This browser has no room for more: nothing was changed.");
    }
    list();
  };

  const open = (link) => {
    element("views").close();
    showAddress(link, "pushState");
    window.dash_clientside.set_props("opened", { data: opened() });
  };

  const made = (tag, props, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const taken = (views, name) => views.some((view) => view.name === name);

  const rename = (row, name) => {
    const input = made("input", { value: name, ariaLabel: `New name of ${name}`, maxLength: 100 });
    const done = () => {
      const [views, next] = [kept(), input.value.trim()];
      if (!next || next === name) return list();
      if (taken(views, next)) return tell(`There is a view called “${next}”: choose another name.`);
      const changed = views.map((view) => (view.name === name ? { ...view, name: next } : view));
      return keep(changed, `“${name}” is now “${next}”.`);
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") done();
      if (event.key !== "Escape") return;
      event.preventDefault(); // the list stays open
      list();
    });
    row.replaceChildren(input, made("button", { textContent: "Rename", onclick: done }));
    input.select();
  };
  const remove = (name) => {
    if (!window.confirm(`Delete the view “${name}”?`)) return;
    keep(kept().filter((view) => view.name !== name), `“${name}” was deleted.`);
  };

  const row = ({ name, link }) => {
    const one = made("li", {});
    const button = (label, run) =>
      made("button", { textContent: label, ariaLabel: `${label} ${name}`, onclick: run });
    one.append(
      made("button", { textContent: name, onclick: () => open(link) }),
      button("Rename", () => rename(one, name)),
      button("Delete", () => remove(name)),
    );
    return one;
  };
  const list = () => {
    const views = kept();
    const none = made("li", { textContent: "None yet." });
    element("views-own").replaceChildren(...(views.length ? views.map(row) : [none]));
  };

  const save = (event) => {
    event.preventDefault();
    const input = element("view-name");
    const name = input.value.trim();
    const views = kept();
    if (!name) return tell("Give the view a name.");
    if (taken(views, name)) return tell(`There is a view called “${name}”: choose another name.`);
    input.value = "";
    return keep([...views, { name, link: window.location.search }], `“${name}” was saved.`);
  };

  const take = () => {
    const href = URL.createObjectURL(new Blob([written(kept())], { type: "application/json" }));
    made("a", { href, download: "hamrin-views.json" }).click();
    URL.revokeObjectURL(href);
  };

  /* A view that is here already is not added twice; another of its name gets a number. */
  const add = (views, more) => {
    const added = [...views];
    for (const { name, link } of more) {
      if (added.some((view) => view.link === link && view.name === name)) continue;
      let next = name;
      for (let number = 2; taken(added, next); number += 1) next = `${name} (${number})`;
      added.push({ name: next, link });
    }
    return added;
  };
  const bring = async (file) => {
    const refuse = (why) => tell(`${file.name} ${why} Your views are as before.`);
    if (file.size > LARGEST) return refuse("is too large for a file of views.");
    const text = await file.text();
    if (!text.trim()) return refuse("is empty.");
    let more;
    try {
      more = read(text);
    } catch {
      return refuse("is not a file of views that Hamrin has exported, or it is damaged.");
    }
    const [before, here] = [kept(), add(kept(), more)];
    const count = here.length - before.length;
    const rest = more.length - count;
    return keep(here, `${many(count)} added${rest ? `, ${rest} here already` : ""}.`);
  };

  const watch = () => {
    const files = made("input", { type: "file", accept: ".json,application/json", hidden: true });
    files.id = "views-file";
    files.addEventListener("change", () => {
      if (files.files.length) bring(files.files[0]);
      files.value = "";
    });
    element("views").append(files);
    // Not Dash's: what is typed is nobody's but this list's.
    element("view-name-place").append(made("input", { id: "view-name", maxLength: 100 }));
    element("views-open").addEventListener("click", () => {
      tell("");
      list();
      element("views").showModal();
    });
    element("views-close").addEventListener("click", () => element("views").close());
    element("view-form").addEventListener("submit", save);
    element("views-export").addEventListener("click", take);
    element("views-import").addEventListener("click", () => files.click());
    element("views-shipped").addEventListener("click", ({ target }) => {
      const link = target.closest("[data-link]")?.dataset.link;
      if (link !== undefined) open(link);
    });
  };
  window.hamrin.watches.push(watch);
})();

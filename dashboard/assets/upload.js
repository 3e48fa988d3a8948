/* Files from the analyst's hand to the server: dropped anywhere on the page or chosen, sent one
   after another as they are; dashboard/panels/data.py ties it to the page. */
(() => {
  "use strict";
  const same = () => window.dash_clientside.no_update;
  const say = (id, props) => window.dash_clientside.set_props(id, props);
  const act = (name, value) => ({ act: name, value, time: Date.now() });
  const header = { "X-Hamrin": "import" };
  const waiting = [];
  let received = [];
  let busy = false;
  let count = 0;
  const nextId = () => `page-${(count += 1)}`;

  const holdsFiles = (event) => event.dataTransfer?.types?.includes("Files");

  /* The drawer looks for something to focus before it is to be seen, and may then find nothing. */
  const focusDrawer = (tries = 120) => {
    const drawer = document.getElementById("drop-zone")?.closest("[role=dialog]");
    if (!drawer || !tries || drawer.contains(document.activeElement)) return;
    drawer.querySelector("button").focus();
    requestAnimationFrame(() => focusDrawer(tries - 1));
  };
  const pressed = () => {
    const [button] = window.dash_clientside.callback_context.triggered;
    return button?.value ? window.dash_clientside.callback_context.triggered_id : null;
  };

  /* Shown as cards, newest first; only this file writes the list. */
  const receive = (entry) => {
    received = [entry, ...received];
    say("uploads", { data: received });
  };

  const progress = (name, share) => {
    const more = waiting.length ? `, ${waiting.length} more to come` : "";
    const percent = Math.floor(share * 100);
    const doing = share < 1 ? `Receiving ${name}: ${percent}%` : `Looking at ${name}`;
    say("upload-status", { children: name ? `${doing}${more}` : "" });
    // A bar without a value says that it goes on, and not how far it is.
    say("upload-bar", { value: share < 1 ? String(percent) : undefined, hidden: !name });
  };

  const send = (file) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const lose = (why) => resolve({ lost: `${file.name}: ${why} Nothing was kept.` });
      request.open("POST", `/import?name=${encodeURIComponent(file.name)}`);
      for (const [name, value] of Object.entries(header)) request.setRequestHeader(name, value);
      request.responseType = "json";
      request.upload.onprogress = ({ loaded, total }) => progress(file.name, loaded / total);
      request.upload.onload = () => progress(file.name, 1);
      request.onload = () =>
        request.response?.id || request.response?.error
          ? resolve(request.response)
          : lose(`the server did not take it (${request.status}).`);
      request.onerror = () =>
        lose("it could not be sent. Is Hamrin still running, and the file still there?");
      request.send(file);
    });

  const sendAll = async () => {
    if (busy) return;
    busy = true;
    const lost = [];
    const limit = Number(document.getElementById("drop-zone").dataset.limit);
    while (waiting.length) {
      const file = waiting.shift();
      progress(file.name, 0);
      const tooLarge = `${file.name}: it is larger than the page takes. Import it with --data.`;
      const answer = file.size > limit ? { error: tooLarge } : await send(file);
      // A card is drawn by the server; without one the line above has to say it.
      if (answer.lost) lost.push(answer.lost);
      else receive({ id: nextId(), name: file.name, ...answer });
    }
    progress("", 0);
    if (lost.length) say("upload-status", { children: lost.join(" ") });
    busy = false;
  };

  /* A server that is gone has forgotten the file already. */
  const forget = (id) => fetch(`/import/${id}`, { method: "DELETE", headers: header }).catch(() => {});

  const take = (files) => {
    waiting.push(...files);
    sendAll();
  };

  const takeDropped = (event) => {
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    for (const item of items) {
      const file = item.getAsFile();
      if (item.webkitGetAsEntry?.()?.isDirectory) {
        const error = `${file.name}: it is a folder. Drop its files, or one zip of them.`;
        receive({ id: nextId(), name: file.name, error });
      } else if (file) {
        waiting.push(file);
      }
    }
    sendAll();
  };

  /* Captured on the window, so that neither map nor table takes a file for its own. */
  let inside = 0;
  const dragging = (step) => {
    inside = step ? Math.max(inside + step, 0) : 0;
    document.body.classList.toggle("dropping", inside > 0);
  };
  const onFiles = (name, run) =>
    window.addEventListener(
      name,
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        run(event);
      },
      true,
    );
  onFiles("dragenter", () => dragging(1));
  onFiles("dragleave", () => dragging(-1));
  onFiles("dragover", (event) => {
    event.dataTransfer.dropEffect = "copy";
  });
  onFiles("drop", (event) => {
    event.stopPropagation();
    dragging(0);
    say("data-drawer", { opened: true });
    addInput();
    focusDrawer();
    takeDropped(event);
  });

  /* Dash has no file input that keeps files off its own messages, so the zone gets a plain one. */
  const addInput = () => {
    const place = document.getElementById("drop-zone");
    if (!place || place.querySelector("input")) return;
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true, id: "file-input" });
    input.addEventListener("change", () => {
      take([...input.files]);
      input.value = "";
    });
    place.append(input);
  };

  const data = {
    openDrawer(clicks) {
      if (!clicks) return same();
      addInput();
      focusDrawer();
      return true;
    },

    showChecked(names, link) {
      const now = new URLSearchParams(link || "").getAll("data");
      const before = now.length ? now : ["ledger"];
      const equal = names?.length === before.length && names.every((n) => before.includes(n));
      return !names?.length || equal ? same() : act("data", names);
    },

    showOnly() {
      const button = pressed();
      return button ? act("data", [button.name]) : same();
    },

    showFlagged() {
      const button = pressed();
      if (!button) return [same(), same()];
      return [act("flag", { data: button.name, flag: button.flag }), false];
    },

    showImported() {
      const button = pressed();
      return button ? [act("data", [button.name]), false] : [same(), same()];
    },

    closeCard() {
      const button = pressed();
      if (!button) return same();
      const closed = received.find(({ id }) => id === button.job);
      if (closed && !closed.error) forget(closed.id);
      received = received.filter((entry) => entry !== closed);
      return received;
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_data: data });
})();

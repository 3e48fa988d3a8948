/* The table: its rows are asked for page by page (dashboard/panels/table.py answers) at an address of
   their own: a grid that is not told of a page that could not be had soon asks for none. */
(() => {
  "use strict";
  const { act, answerTo, asked, same, unfold } = window.hamrin;
  const table = () => window.dash_ag_grid.getApiAsync("table");
  const panel = () => document.querySelector(".table-panel");

  let listed = null;
  let taken = false;
  let open = 0;
  const busy = (more) => {
    open += more;
    if (open) panel().setAttribute("aria-busy", "true");
    else panel().removeAttribute("aria-busy");
  };

  const rows = {
    async getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
      const question = new URLSearchParams(listed);
      question.set("rows", `${startRow}-${endRow}`);
      for (const { colId, sort } of sortModel) question.append("sort", `${colId}-${sort}`);
      busy(1);
      const answer = await answerTo(`/rows?${question}`, "These incidents could not be listed");
      if (answer) successCallback(answer.rows, answer.count);
      else failCallback();
      busy(-1);
    },
  };

  const renew = async () => {
    const api = await table();
    if (api.getGridOption("datasource") !== rows) return api.setGridOption("datasource", rows);
    if (api.getDisplayedRowCount()) api.ensureIndexVisible(0, "top");
    api.purgeInfiniteCache();
  };

  const hamrin_table = {
    /* The grid comes with a source of rows of its own. It asks once and has none; only then can it
       be exchanged. */
    take(request) {
      if (!request || taken) return same();
      taken = true;
      request.failCallback();
      if (listed !== null) renew();
      return same();
    },

    selectRow(chosen, link) {
      const key = chosen?.[0]?.key;
      return !key || key === asked(link, "incident", "") ? same() : act("incident", key);
    },

    /* Behind another panel the table asks for nothing. */
    renew(link, shelf) {
      unfold(document.activeElement);
      if (link === listed || shelf !== "incidents") return same();
      listed = link;
      if (taken) renew();
      return same();
    },

    showRow(link) {
      const key = asked(link, "incident", "");
      table().then((api) => {
        api.forEachNode((row) => {
          if (row.data) row.setSelected(row.id === key, false, "api");
        });
      });
      return same();
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { hamrin_table });
})();

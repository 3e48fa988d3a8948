/* Cells of the table. React escapes every text; only web addresses become links. */
window.dashAgGridComponentFunctions = Object.assign(window.dashAgGridComponentFunctions || {}, {
  HamrinDate({ data, value }) {
    const precision = data?.date_precision;
    if (!precision || precision === "day") return value ?? "";
    const title = `known to the ${precision} only`;
    const note = React.createElement("span", { className: "vague", title }, precision === "week" ? "± wk" : "± mo");
    return React.createElement("span", {}, `${value} `, note);
  },

  HamrinPlace({ data, value }) {
    if (!data) return "";
    const level = data.geo_precision;
    const sign = { district: "≈ ", province: "≈≈ " }[level];
    const title = sign ? `known to the ${level} only` : `in the ${level} named`;
    const note = sign && React.createElement("span", { className: "vague" }, sign);
    return React.createElement("span", { title }, note, value || data.district || "–");
  },

  HamrinSource({ data, value }) {
    const href = data?.source_url ?? "";
    if (!/^https?:\/\//.test(href)) return value ?? "";
    const props = { href, target: "_blank", rel: "noopener noreferrer", title: href };
    return React.createElement("a", props, `${value} ↗`);
  },
});

/* Cells of the table. React escapes every text; only web addresses become links. */
window.dashAgGridComponentFunctions = Object.assign(window.dashAgGridComponentFunctions || {}, {
  HamrinDate({ data, value }) {
    const precision = data?.time_precision;
    if (!precision || precision === "day") return value ?? "";
    const title = `known to the ${precision} only`;
    const note = React.createElement("span", { className: "vague", title }, { week: "± wk", month: "± mo", year: "± yr" }[precision]);
    return React.createElement("span", {}, `${value} `, note);
  },

  HamrinPlace({ data, value }) {
    if (!data) return "";
    const level = data.geo_precision;
    const sign = { district: "≈ ", province: "≈≈ ", country: "? " }[level];
    const title = level === "country" ? "province not known"
      : sign ? `known to the ${level} only` : `in the ${level} named`;
    const note = sign && React.createElement("span", { className: "vague" }, sign);
    return React.createElement("span", { title }, note, value || data.district || data.province || "–");
  },

  HamrinSource({ data, value }) {
    const href = data?.source_url ?? "";
    if (!/^https?:\/\//.test(href)) return value ?? "";
    const props = { href, target: "_blank", rel: "noopener noreferrer", title: href };
    return React.createElement("a", props, `${value} ↗`);
  },
});

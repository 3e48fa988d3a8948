/* What the map, the table and the room that is tried ask the server by addresses of their own. */
(() => {
  "use strict";
  const { tell } = window.hamrin;

  /* The parts of a link that are not about which incidents (dashboard/view.py: _FIELDS). */
  const DRAWN =
    "measure areas bars incident point map panel against by count reach coarse days since site at";

  /* What a link asks for, less what is only drawn, but for the parts that the asker draws. */
  const question = (link, mine) => {
    const asked = new URLSearchParams(link);
    for (const key of DRAWN.split(" ")) if (!mine.includes(key)) asked.delete(key);
    return asked;
  };

  /* The answer; null where there is none that can be used, which is told, beginning with what
     could not be done. A page of HTML is not for the analyst. */
  const answerTo = async (address, failure) => {
    const answer = await window.fetch(address).catch(() => null);
    if (!answer) return null; // told where it is fetched
    const said = await (answer.ok ? answer.json() : answer.text()).catch(() => null);
    if (answer.ok && said) return said;
    const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
    const why = answer.ok ? "its answer broke off" : `the server answered ${answer.status}`;
    const [part] = address.split("?");
    tell((plain && said) || `${failure}: ${why}. The last that came is still shown.`, part);
    return null;
  };

  Object.assign(window.hamrin, { answerTo, question });
})();

// The first picture is painted before any script has the page, or the processor: they all wait
// here for it, and between one and the next the browser may paint again.
(() => {
  let begun = false;
  const run = async () => {
    if (begun) return;
    begun = true;
    for (const link of document.querySelectorAll('link[rel="waiting"]')) link.rel = "preload";
    for (const waiting of document.querySelectorAll('script[type="text/waiting"]')) {
      const script = document.createElement("script");
      script.id = waiting.id;
      script.textContent = waiting.textContent;
      const ended = new Promise((end) => { script.onload = script.onerror = end; });
      if (waiting.src) script.src = waiting.src;
      waiting.replaceWith(script);
      if (script.src) await ended;
    }
  };
  new PerformanceObserver(run).observe({ type: "paint", buffered: true });
  // Nothing is painted in a tab that is not looked at, and no picture is worth a longer wait.
  setTimeout(run, document.hidden ? 0 : 2000);
})();

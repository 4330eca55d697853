// The one script of every page. Everything works without it; it adds what nhsuk-frontend enhances, a live
// progress page, and a warning before typed words are lost. It loads from our own address, so that the content
// security policy needs no inline script.

const hydrated = document.documentElement.hasAttribute("data-hydrate");

async function enhance() {
  document.body.classList.add("js-enabled");
  if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("nhsuk-frontend-supported");
  const address = document.querySelector("link[data-enhance]")?.getAttribute("href");
  if (address) {
    const { initAll } = await import(/* @vite-ignore */ new URL(address, location.href).href);
    initAll();
  }
  warnBeforeLeaving();
  refreshWhileWaiting();
  moveFocusToNews();
}

// A form marked data-keep asks before a person leaves with typed words unsent.
function warnBeforeLeaving() {
  let changed = false;
  for (const form of document.querySelectorAll("form[data-keep]")) {
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (changed = false));
  }
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

// A page of long work names its seconds on <html>; its parts marked data-live are replaced in place, so that
// reading position and focus stay. When the work is done the page comes anew once.
function refreshWhileWaiting() {
  const seconds = Number(document.documentElement.dataset.refreshSeconds);
  if (!seconds) return;
  setTimeout(async () => {
    try {
      const response = await fetch(location.href, { headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!response.ok || !fresh.documentElement.dataset.refreshSeconds) return location.reload();
      for (const part of document.querySelectorAll("[data-live][id]")) {
        const news = fresh.getElementById(part.id);
        if (news) part.replaceChildren(...news.childNodes);
      }
    } catch {
      // The network is away for a moment; the next round asks again.
    }
    refreshWhileWaiting();
  }, seconds * 1000);
}

// nhsuk-frontend focuses error summaries; this does the same for a page that answers with a plain alert.
function moveFocusToNews() {
  if (location.hash || document.querySelector(".nhsuk-error-summary")) return;
  document.querySelector("[data-focus-on-load]")?.focus();
}

// React must find the page as it was sent, so a hydrated page is enhanced after it woke up.
if (hydrated) addEventListener("dovetail:hydrated", () => void enhance(), { once: true });
else void enhance();

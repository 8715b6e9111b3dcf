// <entente-explorer src="…/index.html" view="map?country=country:rs" theme="auto" name="entente" height="32rem">: an explorer inside
// another page (README, "Embed"). The build strips comments and indentation; what is left is under 3 kB. No module: those need
// a server that allows other origins.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");

  // Light or dark, as the host says by `color-scheme`, or else as it paints what lies below the element.
  function shade(element) {
    const schemes = getComputedStyle(element).colorScheme.match(/light|dark/g) ?? [];
    if (schemes.length == 1) return schemes[0];
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g).map(Number);
      if (a > 0.5) return r + 2 * g + b < 512 ? "dark" : "light";
    }
    return schemes[1] && system.matches ? "dark" : "light";
  }

  class Explorer extends HTMLElement {
    static observedAttributes = ["view", "theme"];
    root = this.attachShadow({ mode: "open" });

    connectedCallback() {
      const frame = document.createElement("iframe");
      const told = (name) => this.getAttribute(name);
      const url = new URL(told("src"), document.baseURI);
      const { origin } = url;
      if (!/^http/.test(origin)) return;
      frame.title = this.title || "Entente";
      frame.allow = "clipboard-write";
      frame.sandbox = "allow-scripts allow-same-origin allow-downloads allow-popups";
      frame.style.cssText = "display:block;width:100%;border:0";
      frame.style.height = told("height") ?? "36rem";

      // This explorer's part of the host's fragment: `#…&entente=…`.
      const key = (told("name") ?? "entente") + "=";
      const parts = (own) => location.hash.slice(1).split("&").filter((p) => p && p.startsWith(key) == own);
      const place = () => {
        try {
          return decodeURIComponent(parts(true)[0].slice(key.length));
        } catch {}
      };
      const say = (message) => frame.contentWindow?.postMessage({ entente: 1, ...message }, origin);
      const tell = () => {
        const theme = told("theme");
        say({ theme: /^(light|dark)$/.test(theme) ? theme : shade(this) });
      };
      this.changed = (name) => (name == "theme" ? tell() : say({ view: told("view") ?? "" }));
      const hear = ({ source, origin: from, data }) => {
        if (source != frame.contentWindow || from != origin || data?.entente != 1) return;
        const { height, view, cards } = data;
        if (data.ready) tell();
        if (height > 0 && !told("height"))
          frame.style.height = Math.max(320, Math.min(height, 0.9 * innerHeight)) + "px";
        if (typeof view != "string" || !Array.isArray(cards)) return;
        history.replaceState(history.state, "", "#" + [...parts(false), key + encodeURIComponent(view)].join("&"));
        this.dispatchEvent(new CustomEvent("entente-select", { detail: { view, cards }, bubbles: true }));
      };

      this.gone = new AbortController();
      const until = this.gone;
      addEventListener("message", hear, until);
      addEventListener("hashchange", () => place() && say({ view: place() }), until);
      system.addEventListener("change", tell, until);
      const seen = new MutationObserver(tell);
      for (const part of [document.documentElement, document.body]) seen.observe(part, { attributes: true });
      until.signal.onabort = () => seen.disconnect();

      const view = place() ?? told("view");
      if (view) url.hash = "/" + view.replace(/^#?\/?/, "");
      frame.src = url;
      this.root.replaceChildren(frame);
    }

    disconnectedCallback() {
      this.gone?.abort();
    }

    attributeChangedCallback(name) {
      this.changed?.(name);
    }
  }
  customElements.define("entente-explorer", Explorer);
})();

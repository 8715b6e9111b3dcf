// Starts the program and gives it its parts by name: files beside the page, or blocks inside it where the page is one
// file (`entente bundle`). In a release page this and the program's glue are its one hashed module (`entente finish`).
const texts = {/*texts*/};
const tag = new URLSearchParams(location.hash.split("?")[1]).get("lang");
// What the page says before its words are there: data/words/boot.tsv.
const say = (key, part) => ((texts[tag] ?? texts.en ?? {})[key] ?? key).replace("{0}", () => part);
const root = document.documentElement;
const find = (css) => document.querySelector(css);
const { js, wasm, extractor = "./extractor" } = find("script[data-wasm]").dataset;
const files = { "page.wasm": wasm, "extractor.js": `${extractor}.js`, "extractor.wasm": `${extractor}.wasm` };
const block = (name) => find(`script[data-part="${name}"]`);
const single = Boolean(block("page.wasm"));
// The page as it was read, before the program changes it: what "save this page" writes.
const whole = single && `<!doctype html>\n${root.outerHTML.replace(/^<html[^>]*>/, '<html lang="en">')}`;

// A block is deflated, then written with 85 signs: "(" is 0, "|" is 84, and "}" stands for "<".
function bytes(text) {
  const out = new Uint8Array(Math.ceil(text.length / 5) * 4);
  const view = new DataView(out.buffer);
  for (let at = 0; at < text.length; at += 5) {
    let sum = 0;
    for (let i = at; i < at + 5; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 124;
      sum = sum * 85 + (code === 125 ? 20 : code - 40);
    }
    view.setUint32((at / 5) * 4, sum);
  }
  return out.subarray(0, Math.floor((text.length * 4) / 5));
}

// A part as an answer that tells its length, from inside or from beside.
async function source(name, asked) {
  const inside = block(name);
  if (!inside) return fetch(files[name] ?? name, asked);
  const stream = new Blob([bytes(inside.textContent)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream, { headers: { "content-length": inside.dataset.size } });
}

// The same, moving the bar from one mark to the other. Of a compressed answer the length is told as sent, not as read:
// then the bar waits at its mark.
function counted(response, from, to) {
  const total = response.headers.get("content-encoding") ? 0 : Number(response.headers.get("content-length"));
  const move = (part) => {
    const bar = find("#progress");
    if (bar && from < to) bar.value = from + (to - from) * Math.min(1, part);
  };
  let seen = 0;
  const count = new TransformStream({
    transform(chunk, out) {
      seen += chunk.length;
      if (total) move(seen / total);
      out.enqueue(chunk);
    },
    flush: () => move(1),
  });
  return new Response(response.body.pipeThrough(count), { headers: { "content-type": "application/wasm" } });
}

// Clicks what comes near what is seen.
const nearing = new IntersectionObserver(
  (all) => all.forEach(({ isIntersecting, target }) => isIntersecting && (nearing.unobserve(target), target.click())),
  { rootMargin: "300px", scrollMargin: "300px" },
);

// What the program asks of the page.
globalThis.entente = {
  // Bytes of a part, or why not: 0 no answer, -1 broken off, else the server's status.
  async part(name, from, to) {
    let response;
    try {
      response = await source(name);
    } catch {
      return 0;
    }
    if (!response.ok) return response.status;
    try {
      return new Uint8Array(await counted(response, from, to).arrayBuffer());
    } catch {
      return -1;
    }
  },
  // Bytes of a part from one place to another, where they begin, and how many there are of it, or all of them where nobody gives
  // less; else why not, as above.
  async range(name, start, end, from, to) {
    const get = (asked) => source(name, asked).catch(() => undefined);
    let response = await get({ headers: { range: `bytes=${start}-${end - 1}` } });
    const [, at, of] = /^bytes (\d+)-\d+\/(\d+)/.exec(response?.headers.get("content-range")) ?? [];
    const some = response?.status === 206 && Number(at) === start && !response.headers.get("content-encoding");
    // Such an answer is of no use, nor the refusal of a range.
    if (!some && [206, 416].includes(response?.status)) response = await get();
    if (!response?.ok) return response?.status ?? 0;
    try {
      const bytes = new Uint8Array(await counted(response, from, to).arrayBuffer());
      return some ? { at: start, of: Number(of), bytes } : { at: 0, of: bytes.length, bytes };
    } catch {
      return -1;
    }
  },
  // The program shows the corpus, or why it cannot; then the floor stays.
  shown(well) {
    if (well) find("#floor").remove();
    else root.dataset.script = "failed";
  },
  near(button) {
    nearing.unobserve(button);
    nearing.observe(button);
  },
  offline: (act) => offline(act).catch(() => "failed"),
  // What a reader drops or pastes: `tell` hears "over" and "out" while files hang over the page, "brought" with them, or "text"
  // with a text that was pasted where nobody types.
  watch(tell) {
    const holds = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
    let deep = 0;
    const on = (name, act) => addEventListener(name, (event) => holds(event) && act(event));
    on("dragenter", () => deep++ || tell("over"));
    on("dragleave", () => --deep || tell("out"));
    on("dragover", (event) => event.preventDefault());
    on("drop", async (event) => {
      event.preventDefault();
      deep = 0;
      tell("out");
      tell("brought", await found(event.dataTransfer));
    });
    addEventListener("paste", async (event) => {
      if (event.target.closest?.("input, textarea, select")) return;
      const data = event.clipboardData;
      if (data.files.length) return tell("brought", await found(data));
      const text = data.getData("text/plain");
      if (text.trim().length > 80) tell("text", text);
    });
  },
  // Has articles read in a worker, which starts with the first: an array of files; or says whether the page's own reports are
  // read beside them. `tell` hears what the worker tells (`extractor-worker.js`).
  read: (things, beside, tell) => read(things, beside, tell).catch((error) => tell({ failed: error.message })),
  // Forgets what was read, and the worker.
  forget() {
    worker?.terminate();
    worker = undefined;
    [brought, skip, made] = [[], [], false];
  },
  // Offers this page as one file, with what was brought to it; whether that was possible.
  async keep() {
    try {
      let file = whole || (await given(await fetch("explorer.html")).text());
      if (made) file = await new Promise((open, shut) => {
        hear = ({ page, failed }) => (page ? open(page) : failed && shut(failed));
        worker.postMessage({ page: file });
      });
      const url = URL.createObjectURL(new Blob([file], { type: "text/html" }));
      Object.assign(document.createElement("a"), { href: url, download: "explorer.html" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      return true;
    } catch {
      return false;
    }
  },
};

// All files of what was dropped, those in folders too, each with its path.
async function found(data) {
  const entries = [...data.items].filter((item) => item.kind === "file").map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  const out = [];
  const ask = (what, method) => new Promise((open, shut) => what[method](open, shut));
  const walk = async (entry) => {
    if (entry.isFile) return out.push({ name: entry.fullPath, file: await ask(entry, "file") });
    const reader = entry.createReader();
    // It gives a hundred at a time.
    for (let some = await ask(reader, "readEntries"); some.length; some = await ask(reader, "readEntries"))
      for (const inside of some) if (!inside.name.startsWith(".")) await walk(inside);
  };
  for (const [entry, file] of entries) {
    if (entry?.isDirectory) await walk(entry);
    else if (file) out.push({ name: file.name, file });
  }
  return out;
}

// The worker that reads what a reader brings, and who hears it; what it was given, so that another can go on where one broke
// off, without the files that broke it; and whether there is a corpus of it.
let worker, hear, brought = [], skip = [], made = false;

async function read(things, beside, tell) {
  brought.push(...things);
  hear = tell;
  if (!worker) {
    const parts = await Promise.all(["extractor.js", "extractor.wasm", "corpus.bin"].map(async (name) => given(await source(name)).arrayBuffer()));
    // A file beside the page would do as well, but not inside the one file.
    worker = new Worker(URL.createObjectURL(new Blob([parts[0]], { type: "text/javascript" })));
    let doing = "";
    worker.onmessage = ({ data }) => {
      doing = data.doing ?? doing;
      made = data.made ? Boolean(data.made.corpus) : made;
      if (!data.broken || skip.includes(doing)) return hear(data);
      worker = undefined;
      skip.push(doing);
      globalThis.entente.read(brought.splice(0), beside, hear);
    };
    worker.onerror = (event) => hear({ failed: event.message || say("worker") });
    for (const part of [{ start: parts[1] }, { skip }, { beside: parts[2] }]) worker.postMessage(part);
  }
  worker.postMessage({ bring: things });
  worker.postMessage({ make: beside });
}

// Keeping the page for offline, by a service worker, only when its reader asks: "keep", "drop", "renew" (take the newer version that
// waits), "watch" (answers once there is one). Tells how it stands: "no" where the browser cannot, "off", "kept", or "new".
async function offline(act) {
  const workers = !single && isSecureContext && navigator.serviceWorker;
  if (!workers) return "no";
  let kept = await workers.getRegistration();
  if (act === "keep") {
    kept = await workers.register("offline.js");
    const worker = kept.installing;
    await new Promise((open, shut) => {
      const look = () => worker.state === "activated" ? open() : worker.state === "redundant" && shut(worker.state);
      if (!worker) return open();
      worker.onstatechange = look;
      look();
    });
  }
  if (act === "drop" && kept) {
    await kept.unregister();
    for (const key of await caches.keys()) if (key.startsWith("entente-")) await caches.delete(key);
    kept = undefined;
  }
  if (act === "renew" && kept?.waiting) {
    workers.oncontrollerchange = () => location.reload();
    kept.waiting.postMessage("renew");
  }
  if (act === "watch" && kept && !kept.waiting) {
    await new Promise((open) => {
      const look = () => kept.waiting && open();
      kept.onupdatefound = () => (kept.installing.onstatechange = look);
      kept.update().catch(() => {});
    });
  }
  return kept ? (kept.waiting ? "new" : "kept") : "off";
}

// An answer that holds what was asked for.
function given(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response;
}

// Shows the floor, what a reader sees without the program, with a line above it that says why and perhaps a way on.
function floor(role, line, on = "") {
  const note = find("#floor-note");
  note.replaceChildren(line, " ", on);
  note.setAttribute("role", role);
  note.hidden = false;
  root.dataset.script = "off";
}

function way(look, words, act) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: look, textContent: words, onclick: act });
  return button;
}

// On a slow line one may read the floor; the program then waits until it is asked for.
let reading;
const slow = setTimeout(() => {
  const read = () => {
    reading = new Promise((open) => {
      const back = () => open((root.dataset.script = "on"));
      floor("status", say("reading"), way("solid", say("open"), back));
    });
  };
  find(".waiting .sea")?.append(way("link", say("meanwhile"), read));
}, 4000);

// A link to a line of the floor opens the same in the program.
function follow() {
  try {
    const view = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.dataset.view;
    if (view) history.replaceState(null, "", view);
  } catch {
    // An address that was cut off.
  }
}

async function start() {
  find("#progress-text").textContent = say("loading");
  follow();
  if (location.protocol === "file:" && !single) {
    const file = Object.assign(document.createElement("a"), { href: "explorer.html", textContent: "explorer.html" });
    return floor("alert", say("disk"), file);
  }
  const program = await WebAssembly.compileStreaming(counted(given(await source("page.wasm")), 0, 0.5));
  const init = typeof glue === "function" ? glue : (await import(new URL(js, document.baseURI))).default;
  await reading;
  clearTimeout(slow);
  find(".waiting .sea button")?.remove();
  await init({ module_or_path: program });
}

// A menu closes when the reader goes elsewhere, or with Escape, which gives the focus back to what opened it.
const menu = () => find("details.save[open],details.worldview[open]");
const elsewhere = ({ type, target }) => {
  const open = menu();
  // A click on plain words inside gives the focus to what holds the menu.
  if (open && !open.contains(target) && (type === "pointerdown" || !target.contains(open))) open.open = false;
};
for (const kind of ["pointerdown", "focusin"]) addEventListener(kind, elsewhere, true);
const leave = (event) => {
  const open = event.key === "Escape" && menu();
  if (!open) return;
  event.stopImmediatePropagation();
  open.open = false;
  open.querySelector("summary").focus();
};
addEventListener("keydown", leave, true);

start().catch((error) => {
  clearTimeout(slow);
  const refused = typeof WebAssembly === "undefined" || error instanceof WebAssembly.CompileError;
  floor("alert", refused ? say("refused") : say("program", error.message));
  console.error(error);
});

// Only for the development server (a release page ends before this line): where `trunk serve` answers, it says so; then the
// page listens and reloads when it was built anew.
const served = performance.getEntriesByType("navigation")[0]?.serverTiming ?? [];
if (served.some((entry) => entry.name === "trunk")) {
  const url = new URL(".well-known/trunk/ws", document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const listen = (again) => {
    const socket = new WebSocket(url);
    if (again) socket.onopen = () => location.reload();
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === "reload") location.reload();
      else console.error("The build failed:", message.data?.reason);
    };
    socket.onclose = () => setTimeout(listen, 5000, true);
  };
  listen(false);
}

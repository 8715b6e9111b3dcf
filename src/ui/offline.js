// The service worker of a page that its reader keeps for offline: it is registered only when asked for, answers with the files that the
// page was built of, and leaves for a newer version only when the reader says so. `entente finish` fills in both lists.
const files = [/*files*/];
const name = "entente-/*version*/";
const page = new URL("./", location.href);
const own = (key) => key.startsWith("entente-");

addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(name);
    // Past the browser's own cache: a file of an older build would stay for good.
    await cache.addAll(["./", ...files].map((file) => new Request(new URL(file, page), { cache: "reload" })));
  };
  event.waitUntil(fill());
});

addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((key) => own(key) && key !== name);
    await Promise.all(old.map((key) => caches.delete(key)));
    await clients.claim();
  };
  event.waitUntil(tidy());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(page.href)) return;
  const answer = async () => {
    const cache = await caches.open(name);
    const asked = request.mode === "navigate" && request.url.split(/[?#]/)[0].endsWith("/index.html") ? page : request;
    return (await cache.match(asked, { ignoreSearch: true })) ?? fetch(request);
  };
  event.respondWith(answer());
});

addEventListener("message", ({ data }) => {
  if (data === "renew") skipWaiting();
});

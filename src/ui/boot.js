// Starts the program: streams the wasm module while it tells the progress bar how far it is, and
// reloads the page when `trunk serve` has built it anew. Trunk fills in the two names (Trunk.toml).
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const bar = document.querySelector("#progress");
const say = (text) => {
  const line = document.querySelector("#progress-text");
  if (line) line.textContent = text;
};

// Half of the bar is the program; the other half, the reports, is moved by the program itself.
async function program() {
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`${wasm}: ${response.status}`);
  const total = Number(response.headers.get("content-length"));
  let seen = 0;
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, out) {
        seen += chunk.length;
        if (bar && total) bar.value = Math.min(0.5, (seen / total) * 0.5);
        out.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { headers: { "content-type": "application/wasm" } });
}

try {
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: program() });
} catch (error) {
  say(`The program could not be loaded (${error.message}). Reload the page; if that does not help, the folder it was built into is incomplete, so build it again.`);
  bar?.remove();
  console.error(error);
}

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

// The engine of this repository, as WebAssembly.
import init, { Engine } from "../entente.js";

export const programs = ["entente.js", "entente_bg.wasm"];
export const reads = { facets: "corpus.bin", search: "corpus.bin", network: "corpus.bin" };

let memory;
let engine;

export async function ready() {
  memory = (await init()).memory;
}

export function build(part, bytes) {
  engine = new Engine(bytes);
  if (part === "search") engine.prepare();
  if (part === "network") engine.tie(2000);
}

export function step({ facet, values, from, to }) {
  if (facet) engine.choose(facet, values);
  else engine.brush(from, to);
  return Array.from(engine.answer());
}

export const find = (_kind, text) => engine.find(text, 10);
export const tick = () => engine.tick();
/** Bytes of WebAssembly's memory, which are not on the heap. */
export const held = () => memory.buffer.byteLength;

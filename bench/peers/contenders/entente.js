// The engine of this repository, as WebAssembly.
import init, { Engine } from "../entente.js";

export const programs = ["entente.js", "entente_bg.wasm"];
export const reads = { facets: "early.bin", search: "early.bin", network: "early.bin" };

let memory;
let engine;
let weights;

export async function ready() {
  memory = (await init()).memory;
  weights = await (await fetch("weights.json")).json();
}

export async function build(part, bytes) {
  engine = new Engine(bytes);
  // What the first search reads is read.
  if (part === "search") await find("word", "a");
  if (part === "network") engine.tie(2000);
}

export function step({ facet, values, from, to }) {
  if (facet) engine.choose(facet, values);
  else engine.brush(from, to);
  return Array.from(engine.answer());
}

/** Fetches what the engine has asked for, by its range. */
async function bring(wanted) {
  for (let at = 0; at < wanted.length; at += 2) {
    const headers = { range: `bytes=${wanted[at]}-${wanted[at + 1] - 1}` };
    engine.bring(wanted[at], new Uint8Array(await (await fetch("corpus.bin", { headers })).arrayBuffer()));
  }
}

/** What is found; where blocks of words or texts are not there yet, once they are. */
export function find(kind, text) {
  const found = engine.find(text, 10);
  const wanted = engine.wanted();
  return wanted.length === 0 ? found : bring(wanted).then(() => find(kind, text));
}

export const tick = () => engine.tick();
/** Bytes of WebAssembly's memory, which are not on the heap. */
export const held = () => memory.buffer.byteLength;
/** Bytes of the words in the corpus, as stored. */
export const index = () => weights.index;

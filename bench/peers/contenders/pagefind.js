// Pagefind: its index and texts lie in many small files, compressed by itself, that it fetches as they are asked for. An answer
// is there once the first ten reports are fetched: before, it gives numbers of files only.
const folder = new URL("../pagefind/", import.meta.url);

export const programs = ["pagefind/pagefind.js", "pagefind/wasm.en.pagefind"];
export const reads = { search: "pagefind/weights.json" };

let search;
let weights;

export async function build(_part, bytes) {
  weights = JSON.parse(new TextDecoder().decode(bytes));
  search = await import(new URL("pagefind.js", folder));
  // In this thread: the contender has one of its own already.
  await search.options({ noWorker: true });
  await search.init("en");
}

export async function find(_kind, text) {
  const { results } = await search.search(text);
  const first = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return first.map(({ url }) => Number(url.match(/\d+$/)));
}

/** Bytes as stored: what is fetched before the first question, and the index without the texts. */
export const data = () => weights.data;
export const index = () => weights.index;

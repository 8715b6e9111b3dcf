// The worker in which articles are read that somebody brings to the page. Before this stands the glue of `extractor.wasm`
// (`entente finish`); `boot.js` makes both a worker when the first article comes.
//
// Told: {start: bytes of the program}, {skip: names on which it failed before}, {beside: bytes of the page's corpus}, {bring: [File or {name, text}]},
// {make: with the page's own reports or without}, {page: the one file's text}. Tells: {doing: name} before each article,
// with how many are done of all; {made: {corpus, borders, names, problems}}, where corpus is null if nothing could be read;
// {page: text}; {failed: why, broken: whether the program is lost and another worker must go on}.
let extractor;

// After a trap, or a stack that was too small, the program's memory cannot be trusted.
const lost = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

async function bring(things) {
  for (const thing of things) {
    const name = thing.webkitRelativePath || thing.name;
    postMessage({ doing: name, done: 0, of: 0 });
    try {
      extractor.bring(name, new Uint8Array(await (thing.file ?? thing).arrayBuffer()));
    } catch (error) {
      if (lost(error)) throw error;
      // A folder, or a file that went away.
      extractor.bring(name, new Uint8Array());
    }
  }
}

function make(beside) {
  const of = extractor.left();
  for (let left = of; left; left = extractor.left()) {
    postMessage({ doing: extractor.next(), done: of - left, of });
    extractor.step();
  }
  const made = extractor.make(beside);
  const [corpus, borders] = made ? [extractor.corpus(), extractor.borders()] : [null, null];
  postMessage({ made: { corpus, borders, names: extractor.names(), problems: extractor.problems() } });
}

const acts = {
  async start(bytes) {
    await wasm_bindgen({ module_or_path: bytes });
    extractor = new wasm_bindgen.Extractor();
  },
  skip: (names) => names.forEach((name) => extractor.skip(name)),
  beside: (bytes) => extractor.beside(new Uint8Array(bytes)),
  bring,
  make,
  page: (html) => postMessage({ page: extractor.page(html) }),
};

// One after the other, in the order in which they were asked for; nothing any more once the program is lost.
let last = Promise.resolve();
let gone = false;
onmessage = ({ data }) => {
  const [act, value] = Object.entries(data)[0];
  last = last.then(() => gone || acts[act](value)).catch((error) => {
    gone = lost(error);
    postMessage({ failed: String(error.message ?? error), broken: gone });
  });
};

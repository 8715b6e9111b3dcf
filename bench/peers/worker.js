// One contender, in a thread with a heap of its own, so that nobody tidies up behind another.
import { gzipped, open, timed } from "./contender.js";

let contender;

const calls = {
  async open(part, name) {
    contender = await open(part, name);
    const { module, ...told } = contender;
    return told;
  },
  call: (method, args, least) => timed(() => contender.module[method](...args), least),
  /** Bytes of the index as its maker writes it down, after gzip. */
  async index() {
    const index = contender.module.index?.();
    return typeof index === "string" ? gzipped(new TextEncoder().encode(index)) : index;
  },
};

self.onmessage = async ({ data: [call, ...args] }) => {
  try {
    self.postMessage({ told: await calls[call](...args) });
  } catch (error) {
    self.postMessage({ error: `${call} ${args[0]} ${args[1]}: ${error.stack ?? error}` });
  }
};

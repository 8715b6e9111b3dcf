// Opening and timing a contender, in a worker or in the page.

/** Bytes after gzip. */
export async function gzipped(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return length;
    length += value.length;
  }
}

const bytesOf = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());

/** A contender that has read what it is asked about; how long that took, and how much its data and program weigh. */
export async function open(part, name) {
  const module = await import(`./contenders/${name}.js`);
  await module.ready?.();
  const bytes = await bytesOf(module.reads[part]);
  const begin = performance.now();
  await module.build(part, bytes);
  const build = performance.now() - begin;
  let program = 0;
  for (const file of module.programs) program += await gzipped(await bytesOf(file));
  return { module, build, data: module.data?.() ?? (await gzipped(bytes)), program };
}

/** What a call gives, and its milliseconds: the mean of as many calls as fill `least` milliseconds, since browsers' clocks are
 * coarse; 0 for one call, where a second would not ask the same. */
export async function timed(call, least) {
  let times = 0;
  let told;
  let ms;
  const begin = performance.now();
  do {
    told = call();
    if (told instanceof Promise) told = await told;
    times += 1;
    ms = performance.now() - begin;
  } while (ms < least);
  return { told: Array.from(told ?? []), ms: ms / times };
}

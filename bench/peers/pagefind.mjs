// node pagefind.mjs PACKAGE REPORTS FOLDER: has Pagefind index the reports, and tells how much its files weigh.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [home, from, folder] = process.argv.slice(2);
const { close, createIndex } = await import(pathToFileURL(join(home, "lib/index.js")));
const { titles, texts } = JSON.parse(readFileSync(from, "utf8"));
const begin = performance.now();
const { index } = await createIndex({});
for (const [id, title] of titles.entries()) {
  await index.addCustomRecord({ url: `/${id}`, content: texts[id], language: "en", meta: { title } });
}
await index.writeFiles({ outputPath: folder });
await close();
const seconds = (performance.now() - begin) / 1000;

const weigh = (names) => names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
const inside = (name) => readdirSync(join(folder, name)).map((file) => join(name, file));
const first = readdirSync(folder).filter((name) => /^pagefind-entry|_meta$/.test(name));
const weights = { data: weigh(first), index: weigh(first) + weigh(inside("index")), texts: weigh(inside("fragment")) };
writeFileSync(join(folder, "weights.json"), JSON.stringify({ seconds, ...weights }));
console.error(`Pagefind indexed ${titles.length} reports in ${seconds.toFixed(0)} s.`);

// MiniSearch, told by each question what it needs: letters that begin a word, or slips of the hand.
import MiniSearch from "../libraries/minisearch.js";
import { parse } from "./events.js";

export const programs = ["libraries/minisearch.js"];
export const reads = { search: "reports.json" };

const BY = {
  word: {},
  two: { combineWith: "AND" },
  prefix: { prefix: true },
  typo: { fuzzy: 0.2 },
  twotypo: { fuzzy: 0.2, combineWith: "AND" },
};
let search;

export function build(_part, bytes) {
  const { titles, texts } = parse(bytes);
  search = new MiniSearch({ fields: ["title", "text"], searchOptions: { boost: { title: 3 } } });
  search.addAll(titles.map((title, id) => ({ id, title, text: texts[id] })));
}

export const find = (kind, text) => search.search(text, BY[kind]).slice(0, 10).map((hit) => hit.id);
export const index = () => JSON.stringify(search);

// FlexSearch; that a word may be begun only is a matter of its index. It has no search for slips of the hand.
import { Index } from "../libraries/flexsearch.js";
import { parse } from "./events.js";

export const programs = ["libraries/flexsearch.js"];
export const reads = { search: "reports.json" };

let search;

export function build(_part, bytes) {
  const { titles, texts } = parse(bytes);
  search = new Index({ tokenize: "forward" });
  titles.forEach((title, id) => search.add(id, `${title} ${texts[id]}`));
}

export const find = (_kind, text) => search.search(text, { limit: 10 });

export function index() {
  const parts = [];
  search.export((_name, part) => void parts.push(part));
  return parts.join("\n");
}

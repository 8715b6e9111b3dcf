// crossfilter2: a dimension and a group for each facet; those with several values for an event are its array dimensions.
import "../libraries/crossfilter.js";
import { days, EVENTS, parse, VALUES } from "./events.js";

export const programs = ["libraries/crossfilter.js"];
export const reads = { facets: "events.json" };

let facets;
let all;
let first;
let last;
let newest;

export function build(_part, bytes) {
  const data = parse(bytes);
  const { from, to } = days(data);
  const records = Array.from(from, (_, id) => ({ id, from: from[id], to: to[id], rank: data.rank[id] }));
  const single = [];
  for (const { name, values, many, items } of data.facets) {
    const alone = many.every((n) => n === 1);
    single.push(alone);
    let at = 0;
    records.forEach((record, id) => {
      record[name] = alone ? values[items[at]] : items.slice(at, at + many[id]).map((item) => values[item]);
      at += many[id];
    });
  }
  const cross = self.crossfilter(records);
  all = cross.groupAll();
  facets = data.facets.map(({ name }, at) => {
    const dimension = cross.dimension((record) => record[name], !single[at]);
    return { name, dimension, group: dimension.group() };
  });
  first = cross.dimension((record) => record.from);
  last = cross.dimension((record) => record.to);
  newest = cross.dimension((record) => record.rank);
}

export function step({ facet, values, from, to }) {
  if (facet) {
    const { dimension } = facets.find(({ name }) => name === facet);
    const chosen = new Set(values);
    if (chosen.size === 0) dimension.filterAll();
    else if (chosen.size === 1) dimension.filterExact(values[0]);
    else dimension.filterFunction((value) => chosen.has(value));
  } else if (from > to) {
    first.filterAll();
    last.filterAll();
  } else {
    // Whether an event may lie in the range.
    first.filterRange([-Infinity, to + 1]);
    last.filterRange([from, Infinity]);
  }
  const told = [all.value()];
  for (const { name, group } of facets) {
    const counts = name === "year" ? group.all() : group.top(VALUES);
    const some = counts.map((count) => count.value).filter((count) => count > 0);
    told.push(some.length, ...some);
  }
  return told.concat(newest.bottom(EVENTS).map((event) => event.id));
}

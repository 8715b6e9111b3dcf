// A plain reading of typed arrays, written for this comparison: every event is looked at once for each step. An event that
// one facet alone drops counts in that facet, one that none drops counts in all.
import { days, EVENTS, parse, VALUES } from "./events.js";

export const programs = ["contenders/scan.js", "contenders/events.js"];
export const reads = { facets: "events.json" };

const NONE = 255;
const SEVERAL = 254;
let facets;
let dates;
let newest;
let range = null;
/** By event: the facet that alone drops it. */
let dropped;

export function build(_part, bytes) {
  const data = parse(bytes);
  dates = days(data);
  newest = new Uint32Array(data.rank.length);
  data.rank.forEach((place, id) => (newest[place] = id));
  dropped = new Uint8Array(newest.length);
  facets = data.facets.map(({ name, values, many, items }) => {
    const ends = new Uint32Array(many.length);
    let end = 0;
    many.forEach((n, id) => (ends[id] = end += n));
    const places = new Map(values.map((value, place) => [value, place]));
    const counts = new Uint32Array(values.length);
    return { name, places, ends, items: Uint32Array.from(items), counts, chosen: null };
  });
}

/** The largest numbers, largest first. */
function largest(counts) {
  const top = [];
  for (const count of counts) {
    if (count === 0 || (top.length === VALUES && count <= top[VALUES - 1])) continue;
    let at = top.length;
    while (at > 0 && top[at - 1] < count) at--;
    top.splice(at, 0, count);
    if (top.length > VALUES) top.pop();
  }
  return top;
}

export function step({ facet, values, from, to }) {
  if (facet) {
    const changed = facets.find(({ name }) => name === facet);
    changed.chosen = null;
    if (values.length > 0) {
      changed.chosen = new Uint8Array(changed.counts.length);
      for (const value of values) changed.chosen[changed.places.get(value)] = 1;
    }
  } else {
    range = from > to ? null : [from, to];
  }
  dropped.fill(NONE);
  if (range) {
    const [begin, end] = range;
    for (let id = 0; id < dropped.length; id++) {
      if (dates.from[id] > end || dates.to[id] < begin) dropped[id] = SEVERAL;
    }
  }
  facets.forEach(({ ends, items, chosen }, which) => {
    if (!chosen) return;
    let at = 0;
    for (let id = 0; id < dropped.length; id++) {
      const end = ends[id];
      let has = 0;
      for (; at < end; at++) has |= chosen[items[at]];
      if (!has) dropped[id] = dropped[id] === NONE ? which : SEVERAL;
    }
  });
  let left = 0;
  for (let id = 0; id < dropped.length; id++) left += dropped[id] === NONE;
  const told = [left];
  facets.forEach(({ name, ends, items, counts }, which) => {
    counts.fill(0);
    let at = 0;
    for (let id = 0; id < dropped.length; id++) {
      const end = ends[id];
      if (dropped[id] === NONE || dropped[id] === which) for (; at < end; at++) counts[items[at]]++;
      at = end;
    }
    const some = name === "year" ? Array.from(counts).filter((count) => count > 0) : largest(counts);
    told.push(some.length, ...some);
  });
  const events = [];
  for (let place = 0; place < newest.length && events.length < EVENTS; place++) {
    if (dropped[newest[place]] === NONE) events.push(newest[place]);
  }
  return told.concat(events);
}

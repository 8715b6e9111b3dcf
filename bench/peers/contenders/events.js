// What the contenders in JavaScript have in common that answer questions about facets.

/** Values of a facet that are told, and events: what one sees at once. Years are told all. */
export const VALUES = 10;
export const EVENTS = 20;

export const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** First and last day of each event; what has no date lies in no range. */
export function days({ first, last }) {
  const from = Int32Array.from(first, (day, at) => day ?? (last[at] === null ? 2147483647 : -2147483648));
  const to = Int32Array.from(last, (day, at) => day ?? (first[at] === null ? -2147483648 : 2147483647));
  return { from, to };
}

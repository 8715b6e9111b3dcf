// d3-force: pushes, ties, and a pull to the middle, as the network's picture has them.
import "../libraries/d3-dispatch.js";
import "../libraries/d3-quadtree.js";
import "../libraries/d3-timer.js";
import "../libraries/d3-force.js";
import { parse } from "./events.js";

export const programs = ["dispatch", "quadtree", "timer", "force"].map((name) => `libraries/d3-${name}.js`);
export const reads = { network: "network.json" };

let simulation;

export function build(_part, bytes) {
  const { nodes, ties } = parse(bytes);
  const d3 = self.d3;
  simulation = d3
    .forceSimulation(Array.from({ length: nodes }, () => ({})))
    .force("push", d3.forceManyBody())
    .force("tie", d3.forceLink(ties.map(([source, target]) => ({ source, target }))))
    .force("x", d3.forceX())
    .force("y", d3.forceY())
    .stop();
}

export const tick = () => void simulation.tick();

//! Where nodes stand: the same at each load, and whatever is filtered, as it is made of the whole
//! corpus and begins at places that only the nodes' keys decide.
//!
//! Forces after Fruchterman and Reingold (1991): ties pull, nodes push, and a step may move a node by
//! less and less. Pushes of far nodes are taken together (Barnes and Hut 1986), so that a step takes
//! O(n log n). At last nodes that touch are moved apart.

use super::Graph;
use crate::corpus::Corpus;
use std::collections::BTreeMap;

/// Length of a tie at rest, in units; a unit is about a pixel on a wide screen.
const LENGTH: f32 = 74.0;
/// Pull to the middle, in the two directions: pictures are wider than high.
const GRAVITY: (f32, f32) = (0.45, 0.8);
/// A cell this many times smaller than its distance is taken as one.
const THETA: f32 = 1.0;
/// Steps of a small network; large ones take fewer.
const STEPS: u32 = 320;
/// How deep cells are halved: nodes on one place would halve for ever.
const DEEPEST: u32 = 24;
/// Units that stay free between nodes.
const APART: f32 = 9.0;

/// The places of nodes, on their way to rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// By node of the graph that it was made of, in units.
    pub at: Vec<(f32, f32)>,
    /// Radii of nodes, in units.
    radius: Vec<f32>,
    mass: Vec<f32>,
    ties: Vec<(u32, u32, f32)>,
    step: u32,
    steps: u32,
}

/// Radius in units of a node with so many events.
pub(super) fn radius(events: usize) -> f32 {
    (4.2 + 1.7 * (events as f32).sqrt()).min(17.0)
}

impl Layout {
    /// The beginning: each node at a place that its key decides.
    pub fn new(corpus: &Corpus, graph: &Graph) -> Layout {
        let count = graph.nodes.len();
        let wide = LENGTH * (count as f32).sqrt().max(1.0);
        let at = graph.nodes.iter().map(|node| {
            let hash = xxhash_rust::xxh3::xxh3_64(corpus.entity(node.entity).key.as_bytes());
            let part = |bits: u64| (bits & 0xFFFF) as f32 / 65_536.0 - 0.5;
            (part(hash) * wide * 1.3, part(hash >> 16) * wide * 0.8)
        });
        let pull = |events: usize| 0.5 + 0.35 * (1.0 + events as f32).ln();
        Layout {
            at: at.collect(),
            radius: graph.nodes.iter().map(|n| radius(n.events)).collect(),
            mass: graph.nodes.iter().map(|n| 1.0 + 0.22 * (n.ties.len() as f32).sqrt()).collect(),
            ties: graph.ties.iter().map(|t| (t.a, t.b, pull(t.events.len()))).collect(),
            step: 0,
            steps: if count > 600 { STEPS / 2 } else { STEPS },
        }
    }

    /// Whether nothing moves any more.
    pub fn at_rest(&self) -> bool {
        self.step >= self.steps
    }

    /// One step; the last moves apart what touches. `true` when it was the last.
    pub fn step(&mut self) -> bool {
        if self.at_rest() {
            return true;
        }
        let mut force = vec![(0.0f32, 0.0f32); self.at.len()];
        let tree = Tree::new(&self.at, &self.mass);
        for (i, force) in force.iter_mut().enumerate() {
            *force = tree.push(self.at[i], i as u32, self.mass[i]);
            let (x, y) = self.at[i];
            force.0 -= x * GRAVITY.0 * self.mass[i];
            force.1 -= y * GRAVITY.1 * self.mass[i];
        }
        for &(a, b, pull) in &self.ties {
            let (a, b) = (a as usize, b as usize);
            let (dx, dy) = (self.at[b].0 - self.at[a].0, self.at[b].1 - self.at[a].1);
            // Past the length at rest a tie pulls with the square of its length, as in the paper.
            let strong = pull * dx.hypot(dy) / LENGTH;
            force[a].0 += dx * strong / self.mass[a];
            force[a].1 += dy * strong / self.mass[a];
            force[b].0 -= dx * strong / self.mass[b];
            force[b].1 -= dy * strong / self.mass[b];
        }
        let left = 1.0 - self.step as f32 / self.steps as f32;
        let most = (LENGTH * 1.6 * left * left).max(0.3);
        for (at, (fx, fy)) in self.at.iter_mut().zip(force) {
            let size = fx.hypot(fy);
            if size > 0.0 && size.is_finite() {
                let by = size.min(most) / size;
                at.0 += fx * by;
                at.1 += fy * by;
            }
        }
        self.step += 1;
        if self.at_rest() {
            for _ in 0..24 {
                if !self.part() {
                    break;
                }
            }
        }
        self.at_rest()
    }

    /// All steps.
    pub fn settle(&mut self) {
        while !self.step() {}
    }

    /// Moves nodes that touch apart, each by half; whether some did.
    fn part(&mut self) -> bool {
        const CELL: f32 = 2.0 * 17.0 + APART;
        let cell = |(x, y): (f32, f32)| ((x / CELL).floor() as i32, (y / CELL).floor() as i32);
        let mut cells: BTreeMap<(i32, i32), Vec<usize>> = BTreeMap::new();
        for (i, &at) in self.at.iter().enumerate() {
            cells.entry(cell(at)).or_default().push(i);
        }
        let mut moved = false;
        for i in 0..self.at.len() {
            let (cx, cy) = cell(self.at[i]);
            for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                for &j in cells.get(&(cx + dx, cy + dy)).into_iter().flatten().filter(|&&j| j > i) {
                    let (a, b) = (self.at[i], self.at[j]);
                    let far = (b.0 - a.0).hypot(b.1 - a.1);
                    let want = self.radius[i] + self.radius[j] + APART;
                    if far < want {
                        moved = true;
                        let (ux, uy) =
                            if far > 1e-3 { ((b.0 - a.0) / far, (b.1 - a.1) / far) } else { (1.0, 0.0) };
                        let by = (want - far) / 2.0;
                        self.at[i] = (a.0 - ux * by, a.1 - uy * by);
                        self.at[j] = (b.0 + ux * by, b.1 + uy * by);
                    }
                }
            }
        }
        moved
    }
}

/// Cells halved in both directions until each holds one node.
struct Tree {
    cells: Vec<Cell>,
}

#[derive(Clone, Copy)]
struct Cell {
    /// Middle of the square, and half its side.
    x: f32,
    y: f32,
    half: f32,
    /// Mass in it, and its centre times the mass.
    mass: f32,
    sx: f32,
    sy: f32,
    /// First of four cells in it; 0 where it is not halved.
    inside: u32,
    /// The one node in it.
    node: u32,
}

const NOBODY: u32 = u32::MAX;

impl Tree {
    fn new(at: &[(f32, f32)], mass: &[f32]) -> Tree {
        let reach = at.iter().map(|p| p.0.abs().max(p.1.abs())).fold(1.0f32, f32::max);
        let half = if reach.is_finite() { reach * 1.001 } else { 1.0 };
        let cell = |x, y, half| Cell { x, y, half, mass: 0.0, sx: 0.0, sy: 0.0, inside: 0, node: NOBODY };
        let mut cells = vec![cell(0.0, 0.0, half)];
        for (i, (&(x, y), &m)) in at.iter().zip(mass).enumerate() {
            let (mut here, mut carried) = (0usize, (i as u32, x, y, m));
            // The mass counts in each cell on the way down; a node met there goes down with it.
            for depth in 0..=DEEPEST {
                let (node, x, y, m) = carried;
                let c = &mut cells[here];
                if c.inside == 0 && (c.node == NOBODY && c.mass == 0.0 || depth == DEEPEST) {
                    c.node = if c.mass == 0.0 { node } else { NOBODY };
                    (c.mass, c.sx, c.sy) = (c.mass + m, c.sx + x * m, c.sy + y * m);
                    break;
                }
                if c.inside == 0 {
                    let (cx, cy, half, old) = (c.x, c.y, c.half / 2.0, *c);
                    let first = cells.len() as u32;
                    for (dx, dy) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
                        cells.push(cell(cx + dx * half, cy + dy * half, half));
                    }
                    let c = &mut cells[here];
                    (c.inside, c.node) = (first, NOBODY);
                    let (ox, oy) = (old.sx / old.mass, old.sy / old.mass);
                    let into = &mut cells[first as usize + quarter(cx, cy, ox, oy)];
                    (into.node, into.mass, into.sx, into.sy) = (old.node, old.mass, old.sx, old.sy);
                }
                let c = &mut cells[here];
                (c.mass, c.sx, c.sy) = (c.mass + m, c.sx + x * m, c.sy + y * m);
                here = c.inside as usize + quarter(c.x, c.y, x, y);
                carried = (node, x, y, m);
            }
        }
        Tree { cells }
    }

    /// How all others push a node.
    fn push(&self, (x, y): (f32, f32), node: u32, mass: f32) -> (f32, f32) {
        let (mut fx, mut fy) = (0.0, 0.0);
        let mut stack = [0u32; 4 * (DEEPEST as usize + 2)];
        let mut top = 1;
        while top > 0 {
            top -= 1;
            let c = &self.cells[stack[top] as usize];
            if c.mass == 0.0 || c.node == node {
                continue;
            }
            let (dx, dy) = (x - c.sx / c.mass, y - c.sy / c.mass);
            let far = dx * dx + dy * dy;
            if c.inside == 0 || 4.0 * c.half * c.half < THETA * THETA * far {
                // Nodes on one place are pushed apart by their order.
                let (dx, dy, far) =
                    if far < 0.01 { (0.1 + node as f32 * 0.01, 0.1, 0.02) } else { (dx, dy, far) };
                let strong = LENGTH * LENGTH * c.mass * mass / far;
                fx += dx * strong;
                fy += dy * strong;
            } else {
                for i in 0..4 {
                    stack[top] = c.inside + i;
                    top += 1;
                }
            }
        }
        (fx, fy)
    }
}

fn quarter(cx: f32, cy: f32, x: f32, y: f32) -> usize {
    usize::from(x >= cx) + 2 * usize::from(y >= cy)
}

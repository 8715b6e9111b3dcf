//! Countries' shapes, as shared lines, and their bytes.
//!
//! Lines are shared between neighbours, so leaving points out never opens a gap. Each point knows how
//! much it matters ([`simplify`]): a frame drawn from afar takes only those that it can show.
//!
//! `borders.bin`, which the page fetches, is made by `pack` from `data/borders.bin`:
//! full detail where the corpus is, less with the distance from it.

mod format;
mod pack;
mod simplify;

pub use format::{BordersError, decode};
pub use pack::pack;

/// Shapes of countries, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Borders {
    /// Lines that shapes share.
    pub(super) lines: Vec<SharedLine>,
    /// The shapes.
    pub(super) shapes: Vec<CountryShape>,
}

/// A point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// Longitude in radians; runs on over the antimeridian along a line.
    pub longitude: f32,
    /// Latitude in radians.
    pub latitude: f32,
    /// The same as a unit vector: x to 0° N 0° E, y to 0° N 90° E, z to the pole.
    pub unit: [f32; 3],
    /// In Equal Earth: x to a radian of longitude, and y.
    pub flat: [f32; 2],
    /// Area in square radians that leaving it out would change; infinite at a line's ends.
    pub weight: f32,
}

/// What a line divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Divide {
    /// Land and sea.
    Coast,
    /// Two countries.
    Border,
    /// Two countries that do not agree on it.
    Disputed,
}

/// A part of the sphere's surface: everything within an angle of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cap {
    /// Its middle, as a unit vector.
    pub middle: [f32; 3],
    /// Its angular radius in radians.
    pub radius: f32,
}

/// A line between two meeting points, or around an island.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SharedLine {
    /// Its points.
    pub spots: Vec<Spot>,
    /// What it divides.
    pub divide: Divide,
    /// The shapes on both sides, by number; of a coast both are the same.
    pub sides: (u32, u32),
    /// Where it lies.
    pub cap: Cap,
}

/// How a shape stands to its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Standing {
    /// A country, or land of one.
    #[default]
    Plain,
    /// Its land borders are disputed.
    Disputed,
    /// Two countries claim it: hatched.
    Contested,
}

/// How the page draws Kosovo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kosovo {
    /// Apart, with a dashed border.
    #[default]
    Apart,
    /// With Serbia.
    Serbia,
}

/// How the page draws Crimea.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Crimea {
    /// Hatched.
    #[default]
    Contested,
    /// With Ukraine.
    Ukraine,
    /// With Russia.
    Russia,
}

/// Whose view of disputed land is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Worldview {
    /// Kosovo.
    pub kosovo: Kosovo,
    /// Crimea.
    pub crimea: Crimea,
}

impl Worldview {
    /// The code of the country that a shape is drawn with: its own, or that of the country that it
    /// is joined to; empty where two countries claim it.
    pub fn code(self, shape: &CountryShape) -> &str {
        match (shape.iso.as_str(), shape.standing) {
            ("XK", _) if self.kosovo == Kosovo::Serbia => "RS",
            ("", Standing::Contested) => match self.crimea {
                Crimea::Contested => "",
                Crimea::Ukraine => "UA",
                Crimea::Russia => "RU",
            },
            (iso, _) => iso,
        }
    }
}

/// A shape of a country.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryShape {
    /// ISO 3166-1 alpha-2 (`XK` Kosovo); empty where no state is agreed on.
    pub iso: String,
    /// Name in Natural Earth.
    pub name: String,
    /// How it stands to its neighbours.
    pub standing: Standing,
    /// Name, longitude and latitude in degrees of its capital.
    pub capital: Option<(String, f64, f64)>,
    /// Rings of lines: `!i` is line `i` backwards.
    pub(super) rings: Vec<Ring>,
}

/// A ring of lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ring {
    /// Lines in order; `!i` is line `i` backwards.
    pub lines: Vec<i32>,
    /// Where it lies.
    pub cap: Cap,
}

impl Borders {
    /// The shapes, in the order of their codes.
    pub fn shapes(&self) -> &[CountryShape] {
        &self.shapes
    }

    /// The main shape of a country by its code, in either case.
    pub fn country(&self, iso: &str) -> Option<&CountryShape> {
        let of = |s: &&CountryShape| !s.iso.is_empty() && s.iso.eq_ignore_ascii_case(iso);
        self.shapes.iter().filter(of).max_by_key(|s| s.capital.is_some())
    }

    /// Points of a shape's outline within so many kilometres of a place, all in degrees.
    pub(super) fn outline_near<'a>(
        &'a self,
        shape: &'a CountryShape,
        (longitude, latitude): (f64, f64),
        km: f64,
    ) -> impl Iterator<Item = (f64, f64)> + 'a {
        let middle = unit(longitude.to_radians(), latitude.to_radians()).map(|v| v as f32);
        let least = (km / 6_371.0).cos() as f32;
        shape
            .rings
            .iter()
            .flat_map(|ring| self.spots(ring))
            .filter(move |s| dot(s.unit, middle) >= least)
            .map(|s| (f64::from(s.longitude).to_degrees(), f64::from(s.latitude).to_degrees()))
    }

    /// What a line divides in somebody's view. A border inside of what is joined stays dashed, as it
    /// is disputed by others; the outer borders of what is joined are those of the country.
    pub(super) fn divide(&self, line: &SharedLine, view: Worldview) -> Divide {
        let (Some(a), Some(b)) =
            (self.shapes.get(line.sides.0 as usize), self.shapes.get(line.sides.1 as usize))
        else {
            return line.divide;
        };
        let joined = |s: &CountryShape| s.standing != Standing::Plain && view.code(s) != s.iso;
        let same = view.code(a) == view.code(b);
        match line.divide {
            Divide::Disputed
                if (joined(a) || joined(b)) && !same && !a.iso.is_empty() && !b.iso.is_empty() =>
            {
                Divide::Border
            }
            divide => divide,
        }
    }

    /// Number of points kept.
    pub fn points(&self) -> usize {
        self.lines.iter().map(|l| l.spots.len()).sum()
    }

    /// The points of a ring in order, with each meeting point once.
    pub(super) fn spots<'a>(&'a self, ring: &'a Ring) -> impl Iterator<Item = &'a Spot> + 'a {
        ring.lines.iter().flat_map(|&index| {
            let backwards = index < 0;
            let line = &self.lines[(if backwards { !index } else { index }) as usize];
            let count = line.spots.len();
            (0..count.saturating_sub(1))
                .map(move |i| if backwards { &line.spots[count - 1 - i] } else { &line.spots[i] })
        })
    }
}

impl Spot {
    /// A point from degrees, with infinite weight.
    pub fn new(longitude: f64, latitude: f64) -> Spot {
        Spot::from_radians(longitude.to_radians(), latitude.to_radians())
    }

    /// A point from radians, with infinite weight.
    pub fn from_radians(longitude: f64, latitude: f64) -> Spot {
        let flat = super::projection::equal_earth(1.0, latitude);
        Spot {
            longitude: longitude as f32,
            latitude: latitude as f32,
            unit: unit(longitude, latitude).map(|v| v as f32),
            flat: [flat.0 as f32, flat.1 as f32],
            weight: f32::INFINITY,
        }
    }
}

impl Cap {
    /// The cap around some points: not the smallest, but near to it.
    pub fn around<'a>(spots: impl Iterator<Item = &'a Spot> + Clone) -> Cap {
        let mut sum = [0.0f32; 3];
        for spot in spots.clone() {
            for (s, u) in sum.iter_mut().zip(spot.unit) {
                *s += u;
            }
        }
        let length = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
        let middle = if length > 1e-6 { sum.map(|v| v / length) } else { [0.0, 0.0, 1.0] };
        let least = spots.map(|s| dot(s.unit, middle)).fold(1.0f32, f32::min);
        // The arc cosine is coarse near 1 in single precision: a little is added.
        Cap { middle, radius: least.clamp(-1.0, 1.0).acos() + 5e-4 }
    }

    /// Whether both may share a point.
    pub fn meets(&self, other: &Cap) -> bool {
        let between = dot(self.middle, other.middle).clamp(-1.0, 1.0).acos();
        between <= self.radius + other.radius + 1e-3
    }
}

/// The unit vector of a place given in radians.
pub(super) fn unit(longitude: f64, latitude: f64) -> [f64; 3] {
    let (sl, cl) = longitude.sin_cos();
    let (sp, cp) = latitude.sin_cos();
    [cp * cl, cp * sl, sp]
}

pub(super) fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg(test)]
mod tests;

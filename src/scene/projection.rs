//! From places to pixels and back.
//!
//! Far off, the whole world in Equal Earth (Šavrič, Patterson and Jenny 2018), with the camera's
//! meridian in the middle. Near by, Lambert's azimuthal equal-area projection about the camera's
//! centre (Snyder 1987, ch. 24), which keeps shapes there. Between them both are blended point by
//! point, after Jenny's adaptive composite projections (2012). Both keep areas, so a country's shade
//! weighs as much as its land at every zoom.

use super::Camera;
use super::borders::{Cap, Spot, dot, unit};
use std::f64::consts::PI;

/// Coefficients of Equal Earth.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
/// Width and height of the world on a sphere of radius 1, with a little room around it.
const WORLD: (f64, f64) = (5.52, 2.70);
/// Half diagonal of the picture in radii: above the first only Equal Earth, below the second none.
const BLEND: (f64, f64) = (2.0, 1.5);

/// One camera's way from degrees to pixels.
#[derive(Clone, Debug)]
pub struct Projection {
    /// Pixels to a radius of the Earth.
    pub scale: f64,
    /// 0: Equal Earth; 1: azimuthal.
    pub near: f64,
    middle: (f64, f64),
    centre: (f64, f64),
    centre_y: f64,
    east: [f32; 3],
    north: [f32; 3],
    out: [f32; 3],
    reach: f64,
}

impl Projection {
    /// The projection of a camera over a picture of so many pixels.
    pub fn new(camera: Camera, width: f32, height: f32) -> Projection {
        let (width, height) = (f64::from(width).max(1.0), f64::from(height).max(1.0));
        let scale = camera.zoom * (width / WORLD.0).min(height / WORLD.1);
        let half = width.hypot(height) / 2.0 / scale;
        let share = ((BLEND.0 - half) / (BLEND.0 - BLEND.1)).clamp(0.0, 1.0);
        let centre = (camera.longitude.to_radians(), camera.latitude.to_radians());
        let (sl, cl) = centre.0.sin_cos();
        let (sp, cp) = centre.1.sin_cos();
        Projection {
            scale,
            near: share * share * (3.0 - 2.0 * share),
            middle: (width / 2.0, height / 2.0),
            centre,
            centre_y: equal_earth(0.0, centre.1).1,
            east: [-sl, cl, 0.0].map(|v| v as f32),
            north: [-sp * cl, -sp * sl, cp].map(|v| v as f32),
            out: unit(centre.0, centre.1).map(|v| v as f32),
            reach: half,
        }
    }

    /// What can be seen, and a little more; only where the projection is all azimuthal.
    pub(super) fn seen(&self) -> Cap {
        let radius = 2.0 * (self.reach * 1.1 / 2.0).min(1.0).asin();
        Cap { middle: self.out, radius: radius as f32 }
    }

    /// The pixel of a place in degrees.
    pub fn project(&self, longitude: f64, latitude: f64) -> (f32, f32) {
        let longitude = wrap(longitude.to_radians() - self.centre.0);
        let (x, y) = self.flat(longitude, latitude.to_radians());
        self.pixel(x, y)
    }

    /// The pixel of a point of a line, azimuthal only.
    pub(super) fn spot(&self, spot: &Spot) -> (f32, f32) {
        let out = dot(spot.unit, self.out);
        let k = (2.0 / (1.0 + out).max(1e-4)).sqrt() * self.scale as f32;
        (
            self.middle.0 as f32 + k * dot(spot.unit, self.east),
            self.middle.1 as f32 - k * dot(spot.unit, self.north),
        )
    }

    /// The pixel of a point of a line that lies so many radians east of the camera's meridian: what is
    /// costly about it was computed with the point.
    pub(super) fn at(&self, spot: &Spot, east: f64) -> (f32, f32) {
        let far = (east * f64::from(spot.flat[0]), f64::from(spot.flat[1]) - self.centre_y);
        if self.near <= 0.0 {
            return self.pixel(far.0, far.1);
        }
        let k = (2.0 / (1.0 + dot(spot.unit, self.out)).max(1e-4)).sqrt();
        let near = (f64::from(k * dot(spot.unit, self.east)), f64::from(k * dot(spot.unit, self.north)));
        self.pixel(far.0 + (near.0 - far.0) * self.near, far.1 + (near.1 - far.1) * self.near)
    }

    /// Radians east of the camera's meridian, from -π to π.
    pub(super) fn east_of_middle(&self, longitude: f64) -> f64 {
        wrap(longitude - self.centre.0)
    }

    /// The pixel of a place given in radians, east of the camera's meridian.
    pub(super) fn relative(&self, longitude: f64, latitude: f64) -> (f32, f32) {
        let (x, y) = self.flat(longitude, latitude);
        self.pixel(x, y)
    }

    /// The place in degrees under a pixel; outside the world, the nearest that Newton's steps find.
    pub fn invert(&self, x: f32, y: f32) -> (f64, f64) {
        let goal = ((f64::from(x) - self.middle.0) / self.scale, (self.middle.1 - f64::from(y)) / self.scale);
        let guess = if self.near >= 1.0 { self.azimuthal_back(goal) } else { self.equal_earth_back(goal) };
        let (mut longitude, mut latitude) = guess;
        if self.near > 0.0 && self.near < 1.0 {
            (longitude, latitude) = self.newton(goal, (longitude, latitude));
        }
        (wrap(longitude + self.centre.0).to_degrees(), latitude.clamp(-PI / 2.0, PI / 2.0).to_degrees())
    }

    /// Latitudes in degrees to which the camera may go, so that the world fills the picture.
    pub fn latitudes(&self, height: f32) -> (f64, f64) {
        if self.near >= 1.0 {
            return (-89.0, 89.0);
        }
        let top = WORLD.1 / 2.0;
        let room = (top - f64::from(height) / 2.0 / self.scale).max(0.0);
        let (_, far) = self.equal_earth_back_from_equator(room);
        let most = far.to_degrees() + self.near * (89.0 - far.to_degrees());
        (-most, most)
    }

    fn pixel(&self, x: f64, y: f64) -> (f32, f32) {
        ((self.middle.0 + x * self.scale) as f32, (self.middle.1 - y * self.scale) as f32)
    }

    /// On the plane, in radii from the camera's centre; the longitude is relative to it.
    fn flat(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let far = |p: &Projection| {
            let (x, y) = equal_earth(longitude, latitude);
            (x, y - p.centre_y)
        };
        if self.near <= 0.0 {
            return far(self);
        }
        let near = azimuthal(longitude, latitude, self.centre.1);
        if self.near >= 1.0 {
            return near;
        }
        let far = far(self);
        (far.0 + (near.0 - far.0) * self.near, far.1 + (near.1 - far.1) * self.near)
    }

    fn azimuthal_back(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let rho = x.hypot(y);
        if rho < 1e-12 {
            return (0.0, self.centre.1);
        }
        let c = 2.0 * (rho / 2.0).min(1.0).asin();
        let (sc, cc) = c.sin_cos();
        let (sp, cp) = self.centre.1.sin_cos();
        let latitude = (cc * sp + y * sc * cp / rho).clamp(-1.0, 1.0).asin();
        ((x * sc).atan2(rho * cp * cc - y * sp * sc), latitude)
    }

    fn equal_earth_back(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (theta, latitude) = self.equal_earth_back_from_equator(y + self.centre_y);
        (x * slope(theta) * 3f64.sqrt() / 2.0 / theta.cos(), latitude)
    }

    /// θ and latitude of a height over the equator.
    fn equal_earth_back_from_equator(&self, y: f64) -> (f64, f64) {
        let mut theta = (y / A[0]).clamp(-PI / 3.0, PI / 3.0);
        for _ in 0..12 {
            let t2 = theta * theta;
            let t6 = t2 * t2 * t2;
            let value = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
            theta = (theta - (value - y) / slope(theta)).clamp(-PI / 3.0, PI / 3.0);
        }
        (theta, (theta.sin() * 2.0 / 3f64.sqrt()).clamp(-1.0, 1.0).asin())
    }

    /// Newton's method with numeric slopes, for the blend, which has no closed way back.
    fn newton(&self, goal: (f64, f64), start: (f64, f64)) -> (f64, f64) {
        let limit = |(l, p): (f64, f64)| (l.clamp(-PI, PI), p.clamp(-1.55, 1.55));
        let mut at = limit(start);
        for _ in 0..30 {
            let here = self.flat(at.0, at.1);
            let miss = (goal.0 - here.0, goal.1 - here.1);
            if miss.0.abs() + miss.1.abs() < 1e-10 {
                break;
            }
            let step = 1e-6;
            let (e, n) = (self.flat(at.0 + step, at.1), self.flat(at.0, at.1 + step));
            let (ax, ay) = ((e.0 - here.0) / step, (e.1 - here.1) / step);
            let (bx, by) = ((n.0 - here.0) / step, (n.1 - here.1) / step);
            let area = ax * by - ay * bx;
            if area.abs() < 1e-9 {
                break;
            }
            let east = (miss.0 * by - miss.1 * bx) / area;
            let north = (miss.1 * ax - miss.0 * ay) / area;
            at = limit((at.0 + east.clamp(-0.5, 0.5), at.1 + north.clamp(-0.5, 0.5)));
        }
        at
    }
}

/// An angle in radians, from -π to π.
pub(super) fn wrap(angle: f64) -> f64 {
    // Browsers round down in one step, to the nearest in many.
    angle - 2.0 * PI * (angle / (2.0 * PI) + 0.5).floor()
}

/// Equal Earth on a sphere of radius 1.
pub(super) fn equal_earth(longitude: f64, latitude: f64) -> (f64, f64) {
    let theta = (3f64.sqrt() / 2.0 * latitude.sin()).asin();
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    let x = 2.0 * longitude * theta.cos() / (3f64.sqrt() * slope(theta));
    (x, theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2)))
}

/// How fast Equal Earth's y grows with θ.
fn slope(theta: f64) -> f64 {
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2)
}

/// Lambert's azimuthal equal-area projection about a latitude, on a sphere of radius 1.
fn azimuthal(longitude: f64, latitude: f64, centre: f64) -> (f64, f64) {
    let (sl, cl) = longitude.sin_cos();
    let (sp, cp) = latitude.sin_cos();
    let (s0, c0) = centre.sin_cos();
    let k = (2.0 / (1.0 + s0 * sp + c0 * cp * cl).max(1e-4)).sqrt();
    (k * cp * sl, k * (c0 * sp - s0 * cp * cl))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn camera() -> impl Strategy<Value = Camera> {
        (-180.0..180.0f64, -80.0..80.0f64, 0.0..6.0f64).prop_map(|(longitude, latitude, power)| Camera {
            longitude,
            latitude,
            zoom: power.exp2(),
        })
    }

    proptest! {
        #[test]
        fn a_pixel_leads_back_to_its_place(camera in camera(), east in -60.0..60.0f64, north in -30.0..30.0f64) {
            // From a place, not from a pixel: beyond the poles a pixel shows no place at all.
            let camera = Camera { latitude: camera.latitude.clamp(-45.0, 70.0), ..camera };
            let projection = Projection::new(camera.held(800.0, 560.0), 800.0, 560.0);
            let latitude = (camera.latitude + north / camera.zoom).clamp(-75.0, 78.0);
            let (x, y) = projection.project(camera.longitude + east / camera.zoom, latitude);
            let (back, height) = projection.invert(x, y);
            let (px, py) = projection.project(back, height);
            prop_assert!((px - x).hypot(py - y) < 0.5, "{px},{py} for {x},{y}");
        }

        #[test]
        fn the_camera_looks_at_its_centre(camera in camera()) {
            let (x, y) = Projection::new(camera, 390.0, 300.0).project(camera.longitude, camera.latitude);
            prop_assert!((x - 195.0).hypot(y - 150.0) < 0.01);
        }

        #[test]
        fn both_ways_to_project_agree(camera in camera(), east in -30.0..30.0f64, latitude in -85.0..85.0f64) {
            let longitude = camera.longitude + east;
            let projection = Projection::new(Camera { zoom: 8.0, ..camera }, 800.0, 560.0);
            prop_assert_eq!(projection.near, 1.0);
            let (ax, ay) = projection.project(longitude, latitude);
            let (bx, by) = projection.spot(&Spot::new(longitude, latitude));
            prop_assert!((ax - bx).hypot(ay - by) < 0.5, "{ax},{ay} {bx},{by}");
            for zoom in [1.0, 2.2, 8.0] {
                let projection = Projection::new(Camera { zoom, ..camera }, 800.0, 560.0);
                let spot = Spot::new(longitude, latitude);
                let (ax, ay) = projection.project(longitude, latitude);
                let (bx, by) = projection.at(&spot, projection.east_of_middle(f64::from(spot.longitude)));
                prop_assert!((ax - bx).hypot(ay - by) < 0.1, "{zoom}: {ax},{ay} {bx},{by}");
            }
        }
    }

    #[test]
    fn equal_earth_meets_its_published_numbers() {
        let (x, y) = equal_earth(PI, 0.0);
        assert!((x - 2.706_629_9).abs() < 1e-6 && y.abs() < 1e-12);
        let (_, top) = equal_earth(0.0, PI / 2.0);
        assert!((top - 1.317_362_8).abs() < 1e-6, "{top}");
    }

    #[test]
    fn the_blend_has_no_jump() {
        let at = |zoom| {
            let camera = Camera { longitude: 30.0, latitude: 50.0, zoom };
            Projection::new(camera, 800.0, 560.0).project(60.0, 40.0)
        };
        for step in 100..400 {
            let (a, b) = (at(f64::from(step) / 100.0), at(f64::from(step + 1) / 100.0));
            assert!((a.0 - b.0).hypot(a.1 - b.1) < 4.0, "{step}: {a:?} {b:?}");
        }
    }
}

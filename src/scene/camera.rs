//! Where the map looks: pan, zoom about a point, fit.

use super::projection::{Projection, wrap};

/// The map's frame: centre in degrees and zoom (1 shows the world).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Longitude of the centre.
    pub longitude: f64,
    /// Latitude of the centre.
    pub latitude: f64,
    /// Magnification over the whole world.
    pub zoom: f64,
}

impl Camera {
    /// The furthest that one can zoom in.
    pub const NEAREST: f64 = 120.0;
    /// The furthest that one can zoom out.
    pub const FURTHEST: f64 = 1.0;
    /// The whole world, with Europe in the middle.
    pub const WORLD: Camera = Camera { longitude: 15.0, latitude: 0.0, zoom: 1.0 };

    /// Whether the numbers can be drawn.
    pub fn is_sane(self) -> bool {
        (-180.0..=180.0).contains(&self.longitude)
            && (-90.0..=90.0).contains(&self.latitude)
            && (Camera::FURTHEST..=Camera::NEAREST).contains(&self.zoom)
    }

    /// The same frame in numbers short enough for an address: about 10 metres, a thousandth of zoom.
    pub fn rounded(self) -> Camera {
        let round = |x: f64, parts: f64| (x * parts).round() / parts;
        Camera {
            longitude: round(self.longitude, 1e4),
            latitude: round(self.latitude, 1e4),
            zoom: round(self.zoom, 1e3),
        }
    }

    /// The ground moves under the pointer by so many pixels.
    pub fn panned(self, dx: f32, dy: f32, width: f32, height: f32) -> Camera {
        self.pinched((width / 2.0, height / 2.0), (width / 2.0 + dx, height / 2.0 + dy), 1.0, width, height)
    }

    /// Zooms by a factor; the place under the pixel stays there.
    pub fn zoomed(self, factor: f64, x: f32, y: f32, width: f32, height: f32) -> Camera {
        self.pinched((x, y), (x, y), factor, width, height)
    }

    /// Two fingers: the place under `from` comes under `to`, the zoom changes by a factor.
    pub fn pinched(self, from: (f32, f32), to: (f32, f32), factor: f64, width: f32, height: f32) -> Camera {
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let ground = Projection::new(self, width, height).invert(from.0, from.1);
        let mut camera =
            Camera { zoom: (self.zoom * factor).clamp(Camera::FURTHEST, Camera::NEAREST), ..self };
        // The centre that brings the ground under the pixel: each step halves the miss at least.
        for _ in 0..8 {
            let projection = Projection::new(camera, width, height);
            let (x, y) = projection.project(ground.0, ground.1);
            let (dx, dy) = (x - to.0, y - to.1);
            if dx.hypot(dy) < 0.01 {
                break;
            }
            let (longitude, latitude) = projection.invert(width / 2.0 + dx, height / 2.0 + dy);
            camera = Camera { longitude, latitude, ..camera }.held(width, height);
        }
        camera.held(width, height)
    }

    /// The same, inside the bounds: the poles stay out of the middle, and zoomed out the world fills
    /// the picture.
    pub fn held(self, width: f32, height: f32) -> Camera {
        let sound = |v: f64, or: f64| if v.is_finite() { v } else { or };
        let zoom = sound(self.zoom, 1.0).clamp(Camera::FURTHEST, Camera::NEAREST);
        let longitude = wrap(sound(self.longitude, 0.0).to_radians()).to_degrees();
        let camera = Camera { longitude, latitude: sound(self.latitude, 0.0).clamp(-90.0, 90.0), zoom };
        let (south, north) = Projection::new(camera, width, height).latitudes(height);
        Camera { latitude: camera.latitude.min(north).max(south), ..camera }
    }

    /// The frame that shows some places, given in degrees, with `margin` pixels around them and
    /// `beside` more pixels free on the right.
    pub fn around(places: &[(f64, f64)], width: f32, height: f32, margin: f32, beside: f32) -> Camera {
        let unit = |&(x, y): &(f64, f64)| super::borders::unit(x.to_radians(), y.to_radians());
        let sum = places.iter().map(unit).fold([0.0; 3], |s, u| [s[0] + u[0], s[1] + u[1], s[2] + u[2]]);
        let length = sum.iter().map(|v| v * v).sum::<f64>().sqrt();
        if places.is_empty() || length < 0.2 * places.len() as f64 {
            return Camera { latitude: 0.0, ..Camera::WORLD };
        }
        let mut camera = Camera {
            longitude: sum[1].atan2(sum[0]).to_degrees(),
            latitude: (sum[2] / length).clamp(-1.0, 1.0).asin().to_degrees(),
            zoom: 6.0,
        };
        let beside = beside.min(width / 4.0);
        let room = ((width - 2.0 * margin - beside).max(40.0), (height - 2.0 * margin).max(40.0));
        for _ in 0..12 {
            let projection = Projection::new(camera, width, height);
            let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
            for &(longitude, latitude) in places {
                let (x, y) = projection.project(longitude, latitude);
                low = (low.0.min(x), low.1.min(y));
                high = (high.0.max(x), high.1.max(y));
            }
            let factor = (room.0 / (high.0 - low.0).max(1.0)).min(room.1 / (high.1 - low.1).max(1.0));
            let zoom = (camera.zoom * f64::from(factor)).clamp(Camera::FURTHEST, 24.0);
            // What is in the middle of the room that is free comes into the middle of the picture at
            // the new zoom.
            let shift = beside / 2.0 * (camera.zoom / zoom) as f32;
            let middle = projection.invert((low.0 + high.0) / 2.0 + shift, (low.1 + high.1) / 2.0);
            let before = camera;
            camera = Camera { longitude: middle.0, latitude: middle.1, zoom }.held(width, height);
            // Finer than what is told in an address nothing is seen.
            let turn =
                (camera.longitude - before.longitude).abs() + (camera.latitude - before.latitude).abs();
            if turn < 1e-5 && (camera.zoom - before.zoom).abs() < 1e-4 {
                break;
            }
        }
        camera.rounded()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn camera() -> impl Strategy<Value = Camera> {
        (-180.0..180.0f64, -60.0..60.0f64, 1.8..5.5f64).prop_map(|(longitude, latitude, power)| Camera {
            longitude,
            latitude,
            zoom: power.exp2(),
        })
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_place_under_the_pointer(
            camera in camera(), x in 200.0..600.0f32, y in 150.0..400.0f32, factor in 1.0..1.5f64,
        ) {
            let ground = Projection::new(camera, 800.0, 560.0).invert(x, y);
            prop_assume!(ground.1.abs() < 70.0);
            let after = camera.zoomed(factor, x, y, 800.0, 560.0);
            let (ax, ay) = Projection::new(after, 800.0, 560.0).project(ground.0, ground.1);
            prop_assert!((ax - x).hypot(ay - y) < 1.0, "{ax},{ay} for {x},{y}; {after:?}");
        }

        #[test]
        fn the_ground_moves_with_the_pointer(camera in camera(), dx in -80.0..80.0f32, dy in -60.0..60.0f32) {
            let after = camera.panned(dx, dy, 800.0, 560.0);
            let (x, y) = Projection::new(after, 800.0, 560.0).project(camera.longitude, camera.latitude);
            prop_assert!((x - 400.0 - dx).hypot(y - 280.0 - dy) < 1.0, "{x},{y}");
        }

        #[test]
        fn no_gesture_leads_out_of_bounds(
            camera in camera(), x in -9e3..9e3f32, y in -9e3..9e3f32, factor in proptest::num::f64::ANY,
        ) {
            prop_assert!(camera.pinched((x, y), (y, x), factor, 390.0, 300.0).is_sane());
            prop_assert!(camera.panned(x, y, 390.0, 300.0).rounded().is_sane());
        }
    }

    #[test]
    fn fitting_shows_every_place() {
        for places in [
            vec![(20.5, 44.8), (27.6, 53.9), (37.6, 55.8), (71.4, 51.2)],
            vec![(-74.0, 40.7), (139.7, 35.7)],
            vec![(178.0, -18.0), (-175.0, -21.0)],
            vec![(20.5, 44.8)],
            vec![(0.0, 0.0), (90.0, 0.0), (180.0, 0.0), (-90.0, 0.0)],
            vec![],
        ] {
            let camera = Camera::around(&places, 800.0, 560.0, 40.0, 60.0);
            assert!(camera.is_sane(), "{places:?}: {camera:?}");
            let projection = Projection::new(camera, 800.0, 560.0);
            for &(longitude, latitude) in &places {
                let (x, y) = projection.project(longitude, latitude);
                assert!((5.0..795.0).contains(&x) && (5.0..555.0).contains(&y), "{places:?}: {x},{y}");
            }
        }
    }
}

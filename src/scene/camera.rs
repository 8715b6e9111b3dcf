//! Where the map looks: pan, zoom about a point, fit.

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
    pub const NEAREST: f64 = 400.0;
    /// The furthest that one can zoom out.
    pub const FURTHEST: f64 = 0.5;

    /// Whether the numbers can be drawn.
    pub fn is_sane(self) -> bool {
        (-180.0..=180.0).contains(&self.longitude)
            && (-90.0..=90.0).contains(&self.latitude)
            && (Camera::FURTHEST..=Camera::NEAREST).contains(&self.zoom)
    }
}

impl Camera {
    /// The same frame in numbers short enough for an address: about 10 metres, a thousandth of zoom.
    pub fn rounded(self) -> Camera {
        let round = |x: f64, parts: f64| (x * parts).round() / parts;
        Camera {
            longitude: round(self.longitude, 1e4),
            latitude: round(self.latitude, 1e4),
            zoom: round(self.zoom, 1e3),
        }
    }
}

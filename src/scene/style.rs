//! What shapes are, and how each is to be painted: roles to tokens, never to colours.
//!
//! The colours behind the tokens live in `styles/tokens.css`, one CSS variable a token
//! ([`Token::name`]); a sink asks for them when it draws, so light and dark are one picture.

use crate::record::Status;

/// A colour by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Token {
    Paper,
    Card,
    Ink,
    Mute,
    Rule,
    Accent,
    Water,
    Land0,
    Land1,
    Land2,
    Land3,
    Occurred,
    Planned,
    Wished,
    Unconfirmed,
    Denied,
    Marker,
    Border,
    BorderDisputed,
    Halo,
    KindPerson,
    KindCountry,
    KindBody,
    KindCompany,
    KindEquipment,
}

impl Token {
    /// Every token.
    pub const ALL: [Token; 25] = [
        Token::Paper,
        Token::Card,
        Token::Ink,
        Token::Mute,
        Token::Rule,
        Token::Accent,
        Token::Water,
        Token::Land0,
        Token::Land1,
        Token::Land2,
        Token::Land3,
        Token::Occurred,
        Token::Planned,
        Token::Wished,
        Token::Unconfirmed,
        Token::Denied,
        Token::Marker,
        Token::Border,
        Token::BorderDisputed,
        Token::Halo,
        Token::KindPerson,
        Token::KindCountry,
        Token::KindBody,
        Token::KindCompany,
        Token::KindEquipment,
    ];

    /// The CSS variable that holds its colour.
    pub fn name(self) -> &'static str {
        match self {
            Token::Paper => "--paper",
            Token::Card => "--card",
            Token::Ink => "--ink",
            Token::Mute => "--mute",
            Token::Rule => "--rule",
            Token::Accent => "--accent",
            Token::Water => "--water",
            Token::Land0 => "--land-0",
            Token::Land1 => "--land-1",
            Token::Land2 => "--land-2",
            Token::Land3 => "--land-3",
            Token::Occurred => "--occurred",
            Token::Planned => "--planned",
            Token::Wished => "--wished",
            Token::Unconfirmed => "--unconfirmed",
            Token::Denied => "--denied",
            Token::Marker => "--marker",
            Token::Border => "--border",
            Token::BorderDisputed => "--border-disputed",
            Token::Halo => "--halo",
            Token::KindPerson => "--kind-person",
            Token::KindCountry => "--kind-country",
            Token::KindBody => "--kind-body",
            Token::KindCompany => "--kind-company",
            Token::KindEquipment => "--kind-equipment",
        }
    }

    /// The colour of a status.
    pub fn of(status: Status) -> Token {
        match status {
            Status::Occurred => Token::Occurred,
            Status::Planned => Token::Planned,
            Status::Wished => Token::Wished,
            Status::Unconfirmed => Token::Unconfirmed,
            Status::Denied => Token::Denied,
        }
    }
}

/// What a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The sea, and the ground of the map.
    Water,
    /// A country, by its share of events: 0 none, 1 few, 2 more, 3 most.
    Land(u8),
    /// A country that is chosen or lit up: its outline.
    Outline,
    /// A border between two countries.
    Border,
    /// Where land meets the sea.
    Coast,
    /// Strokes over land that two countries claim.
    Hatch,
    /// A border that is not agreed on.
    Disputed,
    /// Events from one country to another.
    Arc(Status),
    /// The same, lit up.
    ArcLit(Status),
    /// The ground's colour around an arc, which keeps crossing arcs apart.
    ArcRim,
    /// The head of an arc.
    Head(Status),
    /// The end of an arc where no place is told.
    Seat,
    /// A place.
    Point,
    /// The same, lit up.
    PointLit,
    /// How far a place may lie from its point.
    Halo,
    /// Name of a country.
    CountryName,
    /// Name of a country that takes no part.
    ContextName,
    /// Name of a city or other place.
    PlaceName,
    /// Name of a capital where an arc ends, though no report tells of the city.
    SeatName,
    /// A capital that has no part.
    Town,
    /// A line of the time axis.
    Tick,
    /// A line between the named ones.
    TickFine,
    /// A word on the time axis.
    TickName,
    /// Name of a lane.
    LaneName,
    /// Ground line of a lane.
    Lane,
    /// Words beside an event's mark.
    EventName,
    /// The same, outside the chosen range.
    EventNameDim,
    /// The same, lit up.
    EventNameLit,
    /// A time of which only bounds are known.
    Band(Status),
    /// The same, outside the chosen range.
    BandDim(Status),
    /// The same, lit up.
    BandLit(Status),
    /// The outline of a band of what is not done.
    BandLine(Status),
    /// The same, outside the chosen range.
    BandLineDim(Status),
    /// The ground under a band, so that no tick shows through.
    BandGround,
    /// The chosen range.
    Brush,
    /// An end of the chosen range, to be dragged.
    BrushEdge,
    /// Where that end is held.
    Grip,
    /// A tie of the network.
    Tie,
    /// The same, of what is not chosen.
    TieDim,
    /// The same, chosen or lit up.
    TieLit,
    /// A node of the network, in the colour of its kind.
    Node(Token),
    /// The same, not chosen.
    NodeDim(Token),
    /// Around a node that is chosen or lit up.
    NodeRing,
    /// Name of a node.
    NodeName,
    /// Name of a node with few events.
    NodeNameSmall,
    /// The ground under a caption.
    Plate,
    /// A number that says how many things one mark stands for.
    Number,
}

/// How a role is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// Colour of the inside.
    pub fill: Option<Token>,
    /// Colour of the line.
    pub stroke: Option<Token>,
    /// 0 to 1, over both.
    pub opacity: f32,
    /// Dashes in pixels, as in SVG; empty for a solid line. Ends are round.
    pub dash: &'static [f32],
    /// For text: weight 400 or 600.
    pub weight: u16,
    /// For text: extra space between letters in pixels.
    pub spacing: f32,
    /// For text: rim around letters, so that they can be read over a line.
    pub rim: Option<Token>,
}

const PLAIN: Paint =
    Paint { fill: None, stroke: None, opacity: 1.0, dash: &[], weight: 400, spacing: 0.0, rim: None };

/// Dots for what nobody confirms, as in its mark.
fn dots(status: Status) -> &'static [f32] {
    if status == Status::Unconfirmed { &[0.5, 2.6] } else { &[] }
}

/// How a role is painted.
pub fn paint(role: Role) -> Paint {
    use Token::*;
    match role {
        Role::Water => Paint { fill: Some(Water), ..PLAIN },
        Role::Land(step) => {
            Paint { fill: Some([Land0, Land1, Land2, Land3][usize::from(step.min(3))]), ..PLAIN }
        }
        Role::Outline => Paint { stroke: Some(Accent), ..PLAIN },
        Role::Border => Paint { stroke: Some(Border), ..PLAIN },
        Role::Coast => Paint { stroke: Some(BorderDisputed), opacity: 0.35, ..PLAIN },
        Role::Hatch => Paint { stroke: Some(BorderDisputed), opacity: 0.7, ..PLAIN },
        Role::Disputed => Paint { stroke: Some(BorderDisputed), dash: &[2.5, 3.0], ..PLAIN },
        Role::Arc(status) | Role::ArcLit(status) => Paint {
            stroke: Some(Token::of(status)),
            opacity: if matches!(role, Role::ArcLit(_)) { 1.0 } else { 0.85 },
            dash: match status {
                Status::Occurred => &[],
                Status::Planned => &[9.0, 6.0],
                Status::Wished => &[5.0, 6.0],
                Status::Unconfirmed => &[0.5, 5.0],
                Status::Denied => &[12.0, 4.0, 2.0, 4.0],
            },
            ..PLAIN
        },
        Role::ArcRim => Paint { stroke: Some(Halo), opacity: 0.6, ..PLAIN },
        Role::Head(status) => Paint { fill: Some(Token::of(status)), stroke: Some(Halo), ..PLAIN },
        Role::Seat => Paint { fill: Some(Halo), stroke: Some(Ink), ..PLAIN },
        Role::Point => Paint { fill: Some(Ink), stroke: Some(Halo), ..PLAIN },
        Role::PointLit => Paint { fill: Some(Accent), stroke: Some(Halo), ..PLAIN },
        Role::Halo => Paint { fill: Some(Ink), opacity: 0.08, ..PLAIN },
        Role::CountryName => {
            Paint { fill: Some(Ink), opacity: 0.72, weight: 600, spacing: 1.4, rim: Some(Halo), ..PLAIN }
        }
        Role::ContextName => {
            Paint { fill: Some(Mute), opacity: 0.85, spacing: 0.3, rim: Some(Land0), ..PLAIN }
        }
        Role::PlaceName => Paint { fill: Some(Ink), weight: 600, rim: Some(Halo), ..PLAIN },
        Role::SeatName => Paint { fill: Some(Ink), opacity: 0.85, rim: Some(Halo), ..PLAIN },
        Role::Town => Paint { fill: Some(Mute), opacity: 0.8, ..PLAIN },
        Role::Tick | Role::Lane => Paint { stroke: Some(Rule), ..PLAIN },
        Role::TickFine => Paint { stroke: Some(Rule), opacity: 0.45, ..PLAIN },
        Role::TickName | Role::LaneName => Paint { fill: Some(Mute), ..PLAIN },
        Role::EventName => Paint { fill: Some(Ink), opacity: 0.9, rim: Some(Paper), ..PLAIN },
        Role::EventNameDim => Paint { fill: Some(Mute), opacity: 0.6, rim: Some(Paper), ..PLAIN },
        Role::EventNameLit => Paint { fill: Some(Accent), weight: 600, rim: Some(Paper), ..PLAIN },
        Role::Band(status) => Paint { fill: Some(Token::of(status)), opacity: 0.5, ..PLAIN },
        Role::BandDim(status) => Paint { fill: Some(Token::of(status)), opacity: 0.18, ..PLAIN },
        Role::BandLit(status) => Paint { fill: Some(Token::of(status)), ..PLAIN },
        Role::BandLine(status) => Paint { stroke: Some(Token::of(status)), dash: dots(status), ..PLAIN },
        Role::BandLineDim(status) => {
            Paint { stroke: Some(Token::of(status)), opacity: 0.45, dash: dots(status), ..PLAIN }
        }
        Role::BandGround => Paint { fill: Some(Paper), opacity: 0.75, ..PLAIN },
        Role::Brush => Paint { fill: Some(Accent), opacity: 0.1, ..PLAIN },
        Role::BrushEdge => Paint { stroke: Some(Accent), opacity: 0.6, ..PLAIN },
        Role::Grip => Paint { fill: Some(Accent), ..PLAIN },
        Role::Tie => Paint { stroke: Some(BorderDisputed), opacity: 0.5, ..PLAIN },
        Role::TieDim => Paint { stroke: Some(Rule), opacity: 0.7, ..PLAIN },
        Role::TieLit => Paint { stroke: Some(Accent), ..PLAIN },
        Role::Node(kind) => Paint { fill: Some(kind), stroke: Some(Paper), ..PLAIN },
        Role::NodeDim(kind) => Paint { fill: Some(kind), stroke: Some(Paper), opacity: 0.18, ..PLAIN },
        Role::NodeRing => Paint { fill: Some(Paper), stroke: Some(Accent), ..PLAIN },
        Role::NodeName => Paint { fill: Some(Ink), weight: 600, rim: Some(Paper), ..PLAIN },
        Role::NodeNameSmall => Paint { fill: Some(Ink), opacity: 0.85, rim: Some(Paper), ..PLAIN },
        Role::Plate => Paint { fill: Some(Paper), ..PLAIN },
        Role::Number => Paint { fill: Some(Mute), weight: 600, rim: Some(Paper), ..PLAIN },
    }
}

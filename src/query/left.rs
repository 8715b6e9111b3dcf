//! What is left, listed when somebody asks: a facet's numbers need no list, and of hundreds of thousands of events a reader sees twenty.

use super::Axis;
use super::best::Best;
use super::bits::Bits;
use super::index::Index;
use super::spans::{Days, ascending};
use crate::record::{DocumentId, EventId};
use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;

/// One of so many events is few: they are put in order themselves, instead of being looked for among all in order.
const FEW: usize = 64;

/// Events, those certainly in range first, then those possibly; each newest first.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// All events in order.
    order: Rc<Vec<EventId>>,
    /// What they stand by in it, where that is when they happened.
    days: Option<Rc<Days>>,
    /// Certainly, and possibly.
    parts: [(Bits, usize); 2],
    list: Rc<OnceCell<Vec<EventId>>>,
}

impl Events {
    /// Events certainly and possibly in range, none of which is in both.
    pub(super) fn new(index: &Index, axis: Axis, certain: Bits, possible: Bits) -> Events {
        Events {
            order: index.order(axis).clone(),
            days: (axis == Axis::Happened).then(|| index.happened.days.clone()),
            parts: [certain, possible].map(|bits| {
                let many = bits.count();
                (bits, many)
            }),
            list: Rc::default(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts[0].1 + self.parts[1].1
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many are certainly in range.
    pub(super) fn certain(&self) -> usize {
        self.parts[0].1
    }

    /// The first of them, without listing the others.
    pub fn first(&self, most: usize) -> Vec<EventId> {
        if let Some(list) = self.list.get() {
            return list[..most.min(list.len())].to_vec();
        }
        let mut first = Vec::new();
        for (bits, many) in &self.parts {
            first.append(&mut self.pick(bits, *many, most - first.len()));
        }
        first
    }

    fn pick(&self, bits: &Bits, many: usize, most: usize) -> Vec<EventId> {
        let Some(days) = self.days.as_ref().filter(|_| many * FEW <= self.order.len()) else {
            return bits.pick(&self.order, most);
        };
        let few = bits.list();
        if most * FEW > many {
            let ages: Vec<u32> = few.iter().map(|&event| days.age(event as usize)).collect();
            let places = ascending(&ages).into_iter().take(most);
            return places.map(|at| EventId(few[at as usize])).collect();
        }
        let mut best = Best::new(most);
        for event in few {
            let youth = (!days.age(event as usize)).into();
            if best.takes(youth) {
                best.put(youth, event);
            }
        }
        best.found.into_iter().map(|(_, event)| EventId(event)).collect()
    }
}

impl Deref for Events {
    type Target = [EventId];

    fn deref(&self) -> &[EventId] {
        if self.certain() == self.order.len() {
            return &self.order;
        }
        self.list.get_or_init(|| self.first(self.len()))
    }
}

impl PartialEq for Events {
    fn eq(&self, other: &Events) -> bool {
        self.len() == other.len() && self.certain() == other.certain() && **self == **other
    }
}

/// Reports, newest first, those without a date last.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// All reports in order.
    order: Rc<Vec<DocumentId>>,
    of: Of,
    many: usize,
    list: Rc<OnceCell<Vec<DocumentId>>>,
}

/// How one knows which reports they are.
#[derive(Clone, Debug, Default)]
pub(super) enum Of {
    /// All of them.
    #[default]
    All,
    /// Those of which something is counted: numbers, and the reports by the same places.
    Counted(Rc<Vec<u32>>, Rc<Vec<u32>>),
    /// These.
    These(Bits),
}

impl Told {
    pub(super) fn new(index: &Index, of: Of, many: usize) -> Told {
        Told { order: index.documents.clone(), of, many, list: Rc::default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.many
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.many == 0
    }

    fn read(&self) -> Vec<DocumentId> {
        let mut these = Bits::none(self.order.len());
        match &self.of {
            Of::All => these = Bits::all(self.order.len()),
            Of::These(bits) => these.join(bits),
            Of::Counted(numbers, reports) => {
                for (&report, _) in reports.iter().zip(numbers.iter()).filter(|(_, n)| **n > 0) {
                    these.put(report);
                }
            }
        }
        self.order.iter().copied().filter(|id| these.has(id.0)).collect()
    }
}

impl Deref for Told {
    type Target = [DocumentId];

    fn deref(&self) -> &[DocumentId] {
        self.list.get_or_init(|| self.read())
    }
}

impl PartialEq for Told {
    fn eq(&self, other: &Told) -> bool {
        **self == **other
    }
}

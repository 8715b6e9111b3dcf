//! What pictures read once of the whole corpus and keep: what each event tells them, and where the nodes of the network
//! stand.

use super::shared::{Desk, Shared};
use crate::query::{Answer, Axis};
use crate::rooms::overview::Whole;
use crate::scene::network::{Graph, Layout};
use crate::scene::{map, timeline};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// Made as it is asked for.
#[derive(Default)]
pub struct Kept {
    map: OnceCell<map::Ledger>,
    /// What the map tells of all events.
    all: OnceCell<Rc<map::Matter>>,
    /// What each event tells the timeline.
    pub time: timeline::Ledger,
    /// What the first screen reads of the corpus.
    front: OnceCell<Whole>,
    whole: OnceCell<Rc<Graph>>,
    /// Where the nodes of the whole network stand, on their way to rest.
    pub layout: RefCell<Option<Layout>>,
    /// The network of the last answer: its picture and what stands beside it read the same.
    ties: RefCell<Option<(Shared<Answer>, Rc<Graph>)>>,
}

impl Desk {
    /// What each event tells the map.
    pub fn map_ledger(&self) -> &map::Ledger {
        self.kept.map.get_or_init(|| map::Ledger::new(&self.corpus))
    }

    /// What the map tells of all events.
    pub fn everywhere(&self) -> &Rc<map::Matter> {
        let newest = || self.index.newest(Axis::Happened);
        self.kept.all.get_or_init(|| Rc::new(self.map_ledger().matter(newest())))
    }

    /// What the map tells of what is left.
    pub fn matter(&self, answer: &Answer) -> Rc<map::Matter> {
        if *answer.events == *self.index.newest(Axis::Happened) {
            return self.everywhere().clone();
        }
        Rc::new(self.map_ledger().matter(&answer.events))
    }

    /// What the first screen reads of the corpus.
    pub fn front(&self) -> &Whole {
        self.kept.front.get_or_init(|| self.teller().whole())
    }

    /// The network of the whole corpus, which is laid out.
    pub fn whole(&self) -> &Rc<Graph> {
        let newest = || self.index.newest(Axis::Happened).to_vec();
        self.kept.whole.get_or_init(|| Rc::new(Graph::new(&self.corpus, &newest())))
    }

    /// Who is tied with whom by what is left.
    pub fn graph(&self, answer: &Shared<Answer>) -> Rc<Graph> {
        if *answer.events == *self.index.newest(Axis::Happened) {
            return self.whole().clone();
        }
        let mut kept = self.kept.ties.borrow_mut();
        match kept.as_ref().filter(|(of, _)| of == answer) {
            Some((_, graph)) => graph.clone(),
            None => {
                let graph = Rc::new(Graph::new(&self.corpus, &answer.events));
                *kept = Some((answer.clone(), graph.clone()));
                graph
            }
        }
    }

    /// Reads a little more of what rooms will need, while nobody waits: what each event tells the
    /// pictures, what statements tell, where nodes stand. Whether all is there.
    pub fn foresee(&self, time: impl Fn() -> bool) -> bool {
        let kept = &self.kept;
        loop {
            if kept.front.get().is_none() {
                self.front();
            } else if kept.map.get().is_none() {
                self.map_ledger();
            } else if kept.all.get().is_none() {
                self.everywhere();
            } else if !kept.time.is_read() {
                kept.time.read(&self.corpus);
            } else if self.topics.get().is_none() {
                self.topics();
            } else if kept.whole.get().is_none() {
                self.whole();
            } else {
                return self.lay_out(time);
            }
            if !time() {
                return false;
            }
        }
    }

    /// Lays the network out as long as there is time; whether it is at rest.
    pub fn lay_out(&self, time: impl Fn() -> bool) -> bool {
        let mut kept = self.kept.layout.borrow_mut();
        let layout = kept.get_or_insert_with(|| Layout::new(&self.corpus, self.whole()));
        while !layout.at_rest() && time() {
            layout.step();
        }
        layout.at_rest()
    }
}

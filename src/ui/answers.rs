//! What the selection leaves, and what the last ones left: who takes a filter back asks again what was asked before.

use super::shared::{Desk, Shared};
use crate::query::{self, Answer, Events, Selection};

/// How many answers are remembered.
const REMEMBERED: usize = 6;

/// The answer to a selection.
#[derive(Clone)]
pub struct Left {
    /// What it leaves.
    pub answer: Shared<Answer>,
    /// Events that it would leave without its range: what the timeline draws.
    pub anytime: Shared<Events>,
}

impl Left {
    fn new(desk: &Desk, selection: &Selection) -> Left {
        let answer = query::answer(&desk.corpus, &desk.index, selection);
        let anytime = match selection.range {
            None => answer.events.clone(),
            Some(_) => {
                let anytime = Selection { range: None, ..selection.clone() };
                query::events(&desk.corpus, &desk.index, &anytime)
            }
        };
        Left { answer: Shared::new(answer), anytime: Shared::new(anytime) }
    }
}

/// The answer of now, and the last ones, the newest last.
pub struct Answers {
    /// What is left now; what was left before, while words are on their way.
    pub now: Left,
    /// Whether it is the answer to what was asked last.
    whole: bool,
    last: Vec<(Selection, Left)>,
}

impl Answers {
    /// Answers a selection, and remembers nothing.
    pub fn new(desk: &Desk, selection: &Selection) -> Answers {
        let missed = desk.corpus.misses();
        let now = Left::new(desk, selection);
        Answers { now, whole: desk.corpus.misses() == missed, last: Vec::new() }
    }

    /// Answers anew what could not be answered as words were missing.
    pub fn more(&mut self, desk: &Desk, selection: &Selection) {
        if !self.whole {
            self.answer(desk, selection);
        }
    }

    fn answer(&mut self, desk: &Desk, selection: &Selection) {
        let missed = desk.corpus.misses();
        let left = Left::new(desk, selection);
        self.whole = desk.corpus.misses() == missed;
        if self.whole {
            self.now = left;
        }
    }

    /// Answers a selection after another one.
    pub fn ask(&mut self, desk: &Desk, before: Selection, selection: &Selection) {
        if self.whole {
            self.last.retain(|known| known.0 != before);
            self.last.push((before, self.now.clone()));
        }
        if self.last.len() > REMEMBERED {
            self.last.remove(0);
        }
        match self.last.iter().find(|known| known.0 == *selection) {
            Some(known) => (self.now, self.whole) = (known.1.clone(), true),
            None => self.answer(desk, selection),
        }
    }
}

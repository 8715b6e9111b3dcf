//! The first of many, without putting all in order.

/// The first of many by a number, the largest first; of equal ones those that came first.
pub(super) struct Best {
    most: usize,
    pub found: Vec<(u64, u32)>,
}

impl Best {
    pub fn new(most: usize) -> Best {
        Best { most, found: Vec::new() }
    }

    /// Whether a thing of such a number would be among them.
    pub fn takes(&self, number: u64) -> bool {
        self.found.len() < self.most || self.found.last().is_some_and(|last| last.0 < number)
    }

    /// What a thing's number must be more than to be among them; 0 while there is room.
    pub fn least(&self) -> u64 {
        self.found.last().filter(|_| self.found.len() == self.most).map_or(0, |last| last.0)
    }

    pub fn put(&mut self, number: u64, thing: u32) {
        self.found.truncate(self.most - 1);
        let at = self.found.partition_point(|before| before.0 >= number);
        self.found.insert(at, (number, thing));
    }
}

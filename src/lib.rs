//! Entente reads news reports about dealings between states and shows who agreed what with whom,
//! each fact with the sentence that says it.
//!
//! The tour, in the order of the road that a sentence takes; a module names only modules before it:
//!
//! 1. [`edtf`]: dates as vague as their source.
//! 2. [`record`]: the nouns: [`record::Document`], [`record::Entity`], [`record::Event`] …
//! 3. [`order`]: sorting that is compiled once.
//! 4. [`letters`], [`decimal`]: letters and digits without the tables of the standard library.
//! 5. [`words`]: how things are called in a language: interface texts, dates, kinds, countries.
//! 6. [`article`]: one file in, a document and its problems out; never fails.
//! 7. [`extract`]: text to mentions, dates, statements, events; then linked over all documents.
//! 8. [`corpus`]: linked records, indexed and immutable, and their bytes.
//! 9. [`intake`]: articles taken in one by one, and the corpus of all of them.
//! 10. [`query`]: what is asked of a corpus, and the answer.
//! 11. [`scene`]: map and timeline as shapes, before they are pixels.
//! 12. [`state`]: [`state::View`] and its URL, messages, `update`.
//! 13. [`rooms`]: what rooms and cards tell, before it is drawn.
//! 14. [`export`]: one file a format.
//! 15. `ui` (feature `ui`): the page, and the only place that knows a browser.
//!
//! Everything before `ui` is pure: no I/O, clock, randomness, thread or DOM.

pub mod article;
pub mod corpus;
pub mod decimal;
pub mod edtf;
pub mod export;
pub mod extract;
pub mod intake;
pub mod letters;
pub mod order;
pub mod query;
pub mod record;
pub mod rooms;
pub mod scene;
pub mod state;
#[cfg(feature = "ui")]
pub mod ui;
pub mod words;

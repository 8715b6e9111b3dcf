//! The page: the only place that knows a browser.
//!
//! One file a region; pictures are painted from [`crate::scene`], the screen follows
//! [`crate::state::View`], which lives in the address. Text of documents only ever becomes text
//! nodes, never markup.
//!
//! What browser tests may hold on to:
//!
//! | what | how it is found |
//! |---|---|
//! | the page stands | `main[data-ready=true]` |
//! | a value of a facet | `[data-facet=country] button[data-value="country:by"][data-count]` |
//! | an active filter, all of them | `.chip button`, `.clear-all` |
//! | how many events are left | `[aria-live]` |
//! | search | `#search`, its offers `[role=option][data-key]` |
//! | pictures | `#map`, `#timeline`, `#network`, what lies under the pointer `.tip` |
//! | their tables | `[data-table=map]` switches `table[data-of=map]` |
//! | their buttons | `[data-act=zoom-in]`, `zoom-out`, `zoom-fit` |
//! | an event in a list | `.event[data-key]` with `.open-card`, `.quote mark`, `.open-report` |
//! | a report in a list | `.report[data-key]` with `.source`, `.open-report` |
//! | the room that is open | `.room-register` and the like; parts of it `[data-part=agreements][aria-pressed]` |
//! | a table of a room | `table[data-of=transfers]` with `.entry-row`, `.value-cell`, `.pen`, `.sentence`; `[data-act=csv]` |
//! | the reader's margin and legend | `.notes .note`, `.kind[data-kind=person]`, `.named` |
//! | a card, its facts | `.card[data-key]`, `.fact` with `.open-report` |
//! | the reader | `.reader` with `.source`, `mark.evidence`, `[data-act=next-evidence]` |
//! | the language; a translated tab | `#language`; `.tab[data-room]` |
//! | About, the switch of light and dark | `[data-act=about]` opens `.about`; `[data-act=theme]` |
//! | the export menu, and what stands in it | `[data-act=export]`, `[data-form=geojson]`, `[data-act=export-whole]` |
//! | a quotation to copy | `.copy` opens `.cite [data-as=markdown]`; where the browser forbids, `.by-hand textarea` |
//! | a text that changed | `.reader .changed` |
//! | sharing | `[data-act=share]` opens `.share`; `[data-share=link]`, `[data-share=code]`, `.preview` |
//! | reports that a reader brings | `[data-act=own]` opens `.own` with `#own-files`; `.own-line`, `[data-act=own-explore]`, `own-forget` |
//! | what went wrong | `[role=alert]` |

mod about;
mod answers;
mod app;
mod bar;
mod beside;
mod browser;
mod canvas;
mod cards;
mod chips;
mod claims;
mod draw;
mod element;
mod embedded;
mod events;
mod export;
mod facets;
mod failure;
mod host;
mod icons;
mod keep;
mod kept;
mod late;
mod lit;
mod load;
mod map;
mod network;
mod offline;
mod overview;
mod own;
mod pen;
mod quote;
mod reader;
mod register;
mod reports;
mod save;
mod search;
mod share;
mod shared;
mod surface;
mod table;
mod timeline;

/// Loads the corpus and shows the page, or says why it cannot.
pub fn start() {
    wasm_bindgen_futures::spawn_local(load::run());
}

//! Scenarios in a real Chromium, on the built page, through WebDriver. Each is named as a sentence
//! about what a reader sees. `cargo xtask test` builds the page and runs them; the environment
//! variables ENTENTE_DIST, ENTENTE_CHROMIUM and ENTENTE_CHROMEDRIVER say where things are.

mod access;
mod anywhere;
mod bench;
#[path = "../blocks/mod.rs"]
mod blocks;
mod embed;
mod export;
mod firefox;
mod languages;
mod late;
mod menus;
mod offline;
mod own;
mod pace;
mod page;
mod peers;
mod pictures;
mod questions;
mod rooms;
mod saved;
mod scenarios;
mod screenshots;
mod serve;
mod strict;

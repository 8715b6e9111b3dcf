//! Starts the page.

fn main() {
    entente::ui::start();
}

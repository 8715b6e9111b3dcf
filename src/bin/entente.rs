//! The command line, and the only user of the file system.

fn main() {}

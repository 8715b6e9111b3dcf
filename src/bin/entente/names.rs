//! `entente match`: pairs of names in, a number a line out.

use entente::extract::matching;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

/// Reads `name1<TAB>name2` lines until the end; a line without a tab gives 0 and a problem.
pub fn stream() -> io::Result<ExitCode> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    let mut number = 0u64;
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number += 1;
        let text = String::from_utf8_lossy(&line);
        match text.trim_end_matches(['\n', '\r']).split_once('\t') {
            Some((a, b)) => writeln!(out, "{:.4}", matching::similarity(a.trim(), b.trim()))?,
            None => {
                crate::say(format_args!("-:{number}: no tab between two names; counted as no match"));
                writeln!(out, "0")?;
            }
        }
        // Whoever writes one pair and waits gets the answer.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

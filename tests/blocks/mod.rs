//! The parts inside the page as one file, read back.

/// The other direction of `bundle::signs`, as `boot.js` reads them.
pub fn unsigned(text: &str) -> Vec<u8> {
    let digit = |sign: u8| u64::from(if sign == b'}' { 20 } else { sign - b'(' });
    let groups = text.as_bytes().chunks(5);
    let four = groups.flat_map(|five| {
        let sum = (0..5).fold(0, |sum, i| sum * 85 + five.get(i).map_or(84, |&sign| digit(sign)));
        u32::try_from(sum).expect("four bytes").to_be_bytes().into_iter().take(five.len() - 1)
    });
    four.collect()
}

/// Name and content of each block of a page.
pub fn blocks(html: &str) -> Vec<(String, Vec<u8>)> {
    let block = |rest: &str| {
        let (name, rest) = rest.split_once('"')?;
        let (_, rest) = rest.split_once('>')?;
        let deflated = unsigned(rest.split_once("</script>")?.0);
        Some((name.to_owned(), miniz_oxide::inflate::decompress_to_vec_zlib(&deflated).ok()?))
    };
    html.split(" data-part=\"").skip(1).map(|rest| block(rest).expect("a block")).collect()
}

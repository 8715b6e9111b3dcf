//! What was read, kept beside the program, so that packing a folder again reads only what changed and goes on where it was
//! interrupted.
//!
//! ```text
//! "ENTKEPT\n"   magic, 8 bytes
//! program       u64, little endian, as all numbers: xxh3-64 of the program that wrote it, its tables inside
//! hash          u64 over both
//! entries       key (16: xxh3-128 of name and bytes of a file), length u32, hash u64 over key and bytes, bytes: postcard of parts
//! ```
//!
//! Entries are only ever added at the end, each as soon as it is there. What follows the first entry that is torn or damaged
//! is cut off. A file of another program is begun anew.

use clap::Args;
use entente::intake::kept::Kept;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

const MAGIC: &[u8; 8] = b"ENTKEPT\n";
const HEAD: usize = 24;
const ROW: usize = 28;
/// Most bytes of an entry.
const LARGEST: u32 = 1 << 30;
/// Files of so many folders are kept, those that were used last.
const FOLDERS: usize = 8;

/// Where to keep what was read.
#[derive(Args, Clone, Debug, Default)]
pub struct Keeping {
    /// Keep what was read in this folder, so that packing again reads only what changed [default: the
    /// user's cache folder, and only from 4 MB of articles on].
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Keep nothing, and read everything.
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,
}

impl Keeping {
    /// The cache of a folder of articles; none where it is not wanted, not worth it, or cannot be used: then packing goes on
    /// without.
    pub fn open(&self, articles: &Path, long: bool) -> Option<Cache> {
        let place = match &self.cache {
            Some(place) => place.clone(),
            None if self.no_cache || !long => return None,
            None => usual()?,
        };
        let opened = fs::canonicalize(articles).and_then(|articles| Cache::open(&place, &articles));
        match opened {
            Ok(cache) => Some(cache),
            Err(error) => {
                crate::say(format_args!("{}: no cache is used: {error}", place.display()));
                None
            }
        }
    }
}

/// The user's cache folder.
fn usual() -> Option<PathBuf> {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let base = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("entente"))
}

/// The hash of the program that runs.
fn program() -> io::Result<u64> {
    Ok(xxh3_64(&fs::read(std::env::current_exe()?)?))
}

/// The key of a file: its name counts, as it is the document's id.
pub fn key(name: &str, bytes: &[u8]) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&(name.len() as u64).to_le_bytes());
    hash.update(name.as_bytes());
    hash.update(bytes);
    hash.digest128()
}

/// An open cache, for one run of the program.
pub struct Cache {
    path: PathBuf,
    head: [u8; HEAD],
    /// Entries that were there and are not asked for yet.
    entries: Mutex<HashMap<u128, Box<[u8]>>>,
    file: Mutex<File>,
    used: Mutex<HashSet<u128>>,
}

impl Cache {
    fn open(place: &Path, articles: &Path) -> io::Result<Cache> {
        fs::create_dir_all(place)?;
        let name = format!("{:016x}.kept", xxh3_64(articles.as_os_str().as_encoded_bytes()));
        let path = place.join(name);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
        file.try_lock().map_err(|_| io::Error::other("another run of the program uses it"))?;
        let mut head = [0; HEAD];
        head[..8].copy_from_slice(MAGIC);
        head[8..16].copy_from_slice(&program()?.to_le_bytes());
        let hash = xxh3_64(&head[..16]).to_le_bytes();
        head[16..].copy_from_slice(&hash);
        let (entries, end) = read(&file, &head)?;
        let mut cache = Cache {
            path,
            head,
            entries: Mutex::new(entries),
            file: Mutex::new(file),
            used: Mutex::default(),
        };
        cache.cut(end)?;
        forget(place, &cache.path);
        Ok(cache)
    }

    /// Lets the file end behind its last whole entry, or begin anew.
    fn cut(&mut self, end: u64) -> io::Result<()> {
        let Ok(file) = self.file.get_mut() else { return Ok(()) };
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        if end == 0 {
            file.write_all(&self.head)?;
        }
        Ok(())
    }

    /// What was read of a file, if it is there.
    pub fn take(&self, key: u128) -> Option<Vec<Kept>> {
        let bytes = self.entries.lock().ok()?.remove(&key)?;
        let kept = postcard::from_bytes(&bytes).ok()?;
        self.used.lock().ok()?.insert(key);
        Some(kept)
    }

    /// Adds what was read of a file.
    pub fn put(&self, key: u128, kept: &[Kept]) {
        let Ok(bytes) = postcard::to_stdvec(kept) else { return };
        let Ok(length) = u32::try_from(bytes.len()) else { return };
        if length > LARGEST {
            return;
        }
        let mut entry = Vec::with_capacity(ROW + bytes.len());
        entry.extend(key.to_le_bytes());
        entry.extend(length.to_le_bytes());
        entry.extend(hash(key, &bytes).to_le_bytes());
        entry.extend(bytes);
        // At once, so that it is there when the program is ended. What cannot be written is read again the next time.
        if let (Ok(mut file), Ok(mut used)) = (self.file.lock(), self.used.lock())
            && file.write_all(&entry).is_ok()
        {
            used.insert(key);
        }
    }

    /// Ends the run. Where a quarter of the entries or more were of no use, they are dropped.
    pub fn close(self) {
        let (Ok(file), Ok(used), Ok(idle)) =
            (self.file.into_inner(), self.used.into_inner(), self.entries.into_inner())
        else {
            return;
        };
        if idle.len() * 4 >= used.len().max(1) && !idle.is_empty() {
            drop(idle);
            let part = self.path.with_extension("part");
            let kept = rewrite(file, &part, &self.head, &used).and_then(|()| fs::rename(&part, &self.path));
            if kept.is_err() {
                let _ = fs::remove_file(&part);
            }
        }
    }
}

fn hash(key: u128, bytes: &[u8]) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&key.to_le_bytes());
    hash.update(bytes);
    hash.digest()
}

/// The next entry; none at the end, or where the file is torn or damaged.
fn entry(input: &mut impl Read) -> Option<(u128, Vec<u8>)> {
    let mut row = [0; ROW];
    input.read_exact(&mut row).ok()?;
    let key = u128::from_le_bytes(*row.first_chunk()?);
    let length = u32::from_le_bytes(row[16..20].try_into().ok()?);
    let proof = u64::from_le_bytes(row[20..].try_into().ok()?);
    let mut bytes = Vec::new();
    if length > LARGEST || input.take(length.into()).read_to_end(&mut bytes).ok()? < length as usize {
        return None;
    }
    (hash(key, &bytes) == proof).then_some((key, bytes))
}

type Entries = HashMap<u128, Box<[u8]>>;

/// All whole entries, and where they end; 0 where the file is not of this program.
fn read(file: &File, head: &[u8; HEAD]) -> io::Result<(Entries, u64)> {
    let mut input = BufReader::with_capacity(1 << 20, file);
    let mut first = [0; HEAD];
    let mut entries = HashMap::new();
    if input.read_exact(&mut first).is_err() || first != *head {
        return Ok((entries, 0));
    }
    let mut end = HEAD as u64;
    while let Some((key, bytes)) = entry(&mut input) {
        end += (ROW + bytes.len()) as u64;
        entries.insert(key, bytes.into_boxed_slice());
    }
    Ok((entries, end))
}

/// Copies the entries that were of use.
fn rewrite(mut from: File, to: &Path, head: &[u8; HEAD], used: &HashSet<u128>) -> io::Result<()> {
    from.seek(SeekFrom::Start(HEAD as u64))?;
    let mut input = BufReader::with_capacity(1 << 20, from);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(to)?);
    out.write_all(head)?;
    while let Some((key, bytes)) = entry(&mut input) {
        if used.contains(&key) {
            out.write_all(&key.to_le_bytes())?;
            out.write_all(&(bytes.len() as u32).to_le_bytes())?;
            out.write_all(&hash(key, &bytes).to_le_bytes())?;
            out.write_all(&bytes)?;
        }
    }
    out.flush()
}

/// Deletes the files of folders that were not packed for long.
fn forget(place: &Path, ours: &Path) {
    let Ok(files) = fs::read_dir(place) else { return };
    let mut others: Vec<(SystemTime, PathBuf)> = files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|e| e == "kept") && path != ours)
        .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
        .collect();
    others.sort();
    let gone = (others.len() + 1).saturating_sub(FOLDERS);
    for (_, path) in &others[..gone] {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente::extract::Lexicon;

    fn place(name: &str) -> PathBuf {
        let place = std::env::temp_dir().join(format!("entente-cache-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&place);
        place
    }

    fn kept(n: usize) -> Vec<Kept> {
        let text = format!("Oslo, 5 May 2021. Norway delivered {} boats to Chile.", n + 2);
        let name = format!("{n}.txt");
        vec![Kept::new(&entente::intake::read(&name, text.as_bytes(), Lexicon::builtin()))]
    }

    fn filled(place: &Path) -> PathBuf {
        let cache = Cache::open(place, Path::new("/articles")).unwrap();
        (0..3).for_each(|n| cache.put(n as u128, &kept(n)));
        let path = cache.path.clone();
        cache.close();
        path
    }

    fn there(place: &Path) -> Vec<usize> {
        let cache = Cache::open(place, Path::new("/articles")).unwrap();
        (0..3).filter(|&n| cache.take(n as u128).is_some_and(|k| k == kept(n))).collect()
    }

    #[test]
    fn what_was_put_is_there_the_next_time() {
        let place = place("there");
        filled(&place);
        assert_eq!(there(&place), [0, 1, 2]);
        assert!(Cache::open(&place, Path::new("/other")).unwrap().take(0).is_none());
        fs::remove_dir_all(place).unwrap();
    }

    #[test]
    fn a_torn_or_damaged_end_is_cut_off_and_what_is_whole_stays() {
        let place = place("torn");
        let path = filled(&place);
        let bytes = fs::read(&path).unwrap();
        let first = HEAD + ROW + postcard::to_stdvec(&kept(0)).unwrap().len();
        for end in [first, first + 1, first + ROW, bytes.len() - 1] {
            fs::write(&path, &bytes[..end]).unwrap();
            assert_eq!(there(&place), if end == bytes.len() - 1 { vec![0, 1] } else { vec![0] }, "{end}");
            assert!(fs::metadata(&path).unwrap().len() <= end as u64);
        }
        for at in (0..bytes.len()).step_by(13) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            fs::write(&path, &damaged).unwrap();
            let whole = there(&place);
            assert!(whole.len() < 3 && whole == (0..whole.len()).collect::<Vec<_>>(), "{at}: {whole:?}");
        }
        fs::remove_dir_all(place).unwrap();
    }

    #[test]
    fn a_cache_of_another_program_is_begun_anew() {
        let place = place("program");
        let path = filled(&place);
        let mut bytes = fs::read(&path).unwrap();
        bytes[8] ^= 1;
        let proof = xxh3_64(&bytes[..16]).to_le_bytes();
        bytes[16..HEAD].copy_from_slice(&proof);
        fs::write(&path, &bytes).unwrap();
        assert_eq!(there(&place), [0usize; 0]);
        assert_eq!(fs::metadata(&path).unwrap().len(), HEAD as u64);
        fs::remove_dir_all(place).unwrap();
    }

    #[test]
    fn two_runs_do_not_share_a_file_and_it_does_not_grow_for_ever() {
        let place = place("grow");
        let path = filled(&place);
        let size = fs::metadata(&path).unwrap().len();
        let cache = Cache::open(&place, Path::new("/articles")).unwrap();
        assert!(Cache::open(&place, Path::new("/articles")).is_err());
        assert!(cache.take(1).is_some());
        cache.close();
        assert!(fs::metadata(&path).unwrap().len() < size);
        assert_eq!(there(&place), [1]);
        for n in 0..2 * FOLDERS {
            Cache::open(&place, Path::new(&format!("/articles/{n}"))).unwrap().close();
        }
        assert_eq!(fs::read_dir(&place).unwrap().count(), FOLDERS);
        fs::remove_dir_all(place).unwrap();
    }
}

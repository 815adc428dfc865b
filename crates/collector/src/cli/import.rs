//! `banso import`: history, through the same checks and the same store as live messages.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use banso_wire::MAX_MESSAGE_BYTES;
use banso_wire::decode::{Fault, Message};
use clap::Args;
use flate2::bufread::MultiGzDecoder;
use tokio::sync::mpsc;

use super::CliError;
use crate::auth::keys::WriteKey;
use crate::ingest::{Clock, Origin, event};
use crate::store::{NewEvent, Store, StoreError, Stored};

/// Messages in one transaction.
const CHUNK: usize = 10_000;
/// The longest line that is read whole; a longer one is reported and skipped.
const LINE: usize = 2 * MAX_MESSAGE_BYTES;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Import messages, one JSON object a line, plain or gzip. Timestamps are taken as they stand, and
/// messages that are there already change nothing.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The directory of the database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    /// The write key that the messages count for; an environment after it changes nothing.
    #[arg(long, env = "BANSO_WRITE_KEY", hide_env_values = true)]
    write_key: WriteKey,
    /// The file, or `-` for standard input.
    file: PathBuf,
}

/// What became of the lines.
#[derive(Debug, Default)]
struct Tally {
    imported: usize,
    known: usize,
    refused: usize,
}

impl Import {
    pub(super) async fn run(self) -> Result<(), CliError> {
        let store = Store::open(&self.data)?;
        let source = store.source(&self.write_key.key).await?;
        let lines =
            open(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        // One chunk is read while another is written.
        let (chunks, mut full) = mpsc::channel(1);
        let reader = tokio::task::spawn_blocking(move || read(lines, source, &chunks));
        let mut tally = Tally::default();
        while let Some(chunk) = full.recv().await {
            append(&store, chunk, &mut tally).await?;
        }
        tally.refused = reader.await??;
        tokio::task::spawn_blocking(move || store.close()).await?;
        println!(
            "{} imported, {} there already, {} refused",
            tally.imported, tally.known, tally.refused
        );
        Ok(())
    }
}

async fn append(store: &Store, chunk: Vec<NewEvent>, tally: &mut Tally) -> Result<(), StoreError> {
    let stored = store.append(chunk).await?;
    let new = stored.iter().filter(|fate| **fate == Stored::New).count();
    tally.imported += new;
    tally.known += stored.len() - new;
    Ok(())
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    let input: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path)?)
    };
    let mut input = BufReader::with_capacity(1 << 20, input);
    if input.fill_buf()?.starts_with(&GZIP) {
        return Ok(Box::new(BufReader::new(MultiGzDecoder::new(input))));
    }
    Ok(Box::new(input))
}

/// Reads the lines, hands their messages on in chunks, and returns how many were refused.
fn read(
    mut lines: Box<dyn BufRead + Send>,
    source: i64,
    chunks: &mpsc::Sender<Vec<NewEvent>>,
) -> io::Result<usize> {
    let now = jiff::Timestamp::now().as_millisecond();
    let origin = Origin::new(source, now, Clock::Trusted, None);
    let (mut chunk, mut refused, mut line) = (Vec::with_capacity(CHUNK), 0, Vec::new());
    for number in 1.. {
        line.clear();
        if lines
            .by_ref()
            .take(LINE as u64)
            .read_until(b'\n', &mut line)?
            == 0
        {
            break;
        }
        match message(&line, &origin) {
            Ok(Some(event)) => chunk.push(event),
            Ok(None) => {}
            Err(why) => {
                refused += 1;
                eprintln!("line {number}: {why}");
                if !line.ends_with(b"\n") {
                    lines.skip_until(b'\n')?;
                }
            }
        }
        if chunk.len() == CHUNK && chunks.blocking_send(std::mem::take(&mut chunk)).is_err() {
            return Ok(refused);
        }
    }
    // A closed channel means that the store failed, which its side reports.
    let _ = chunks.blocking_send(chunk);
    Ok(refused)
}

/// The message of a line, or none on an empty line.
fn message(line: &[u8], origin: &Origin<'_>) -> Result<Option<NewEvent>, String> {
    if line.len() >= LINE {
        return Err(Fault::Large(line.len()).to_string());
    }
    let json = std::str::from_utf8(line)
        .map_err(|_| "not UTF-8".to_owned())?
        .trim();
    if json.is_empty() {
        return Ok(None);
    }
    let named = |fault: Fault| match Message::id_of(json) {
        id if id.is_empty() => fault.to_string(),
        id => format!("message {id}: {fault}"),
    };
    event(json, None, origin).map(Some).map_err(named)
}

//! The container `*.banso`: the bundle and the parts that are downloaded later, in one file. See
//! [`crate::bundle`] for its form.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::bundle::{Bundle, BundleError};
use crate::help::HelpPack;
use crate::inquiry::Inquiries;

const MAGIC: [u8; 4] = *b"BNSO";
const FORMAT: u8 = 1;
/// The name of the first part; the others are named after their locale.
const BUNDLE: &str = "bundle";
/// The name of the part that only the collector reads, as JSON. It has more letters than a part of a
/// language tag.
const INQUIRIES: &str = "inquiries";

/// What a container holds, every part of it opened once and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// The bundle's bytes, as the browser downloads them.
    pub bundle: Vec<u8>,
    /// The content's version.
    pub version: String,
    /// The bundle's entity tag, quotes included.
    pub etag: String,
    /// The help packs.
    pub parts: Vec<Part>,
    /// The categories of inquiries; none where the content has none.
    pub inquiries: Option<Inquiries>,
}

/// A help pack and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first 16 hexadecimal digits of the SHA-256 of the bytes: `GET /v1/parts/{hash}`.
    pub hash: String,
    /// The locale of its articles.
    pub locale: String,
    /// The bytes, as the browser downloads them.
    pub bytes: Vec<u8>,
}

impl Part {
    /// A part with its address.
    pub fn new(locale: String, bytes: Vec<u8>) -> Self {
        Self {
            hash: address(&bytes),
            locale,
            bytes,
        }
    }
}

/// Why a container was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContainerError {
    /// Not a container.
    Foreign,
    /// Written by another version of the compiler.
    Format,
    /// It ends too early, or its bytes are not those that were written.
    Damaged,
    /// The bundle in it was refused.
    Bundle(BundleError),
    /// The help pack of this locale was refused.
    Pack(String, BundleError),
    /// The categories of inquiries were refused.
    Inquiries(String),
    /// The bundle names a help pack that is not there, or one is there that it does not name.
    Parts,
}

impl fmt::Display for ContainerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("this is not a file that `banso build` wrote"),
            Self::Format => f.write_str("another version of `banso build` wrote this file"),
            Self::Damaged => f.write_str("the file is damaged"),
            Self::Bundle(why) => write!(f, "the bundle in the file was refused: {why:?}"),
            Self::Pack(locale, why) => {
                write!(f, "the help pack of `{locale}` was refused: {why:?}")
            }
            Self::Inquiries(why) => {
                write!(
                    f,
                    "the categories of inquiries in the file were refused: {why}"
                )
            }
            Self::Parts => f.write_str("the help packs are not those that the bundle names"),
        }
    }
}

impl std::error::Error for ContainerError {}

/// The address of a part: the first 16 hexadecimal digits of its SHA-256.
pub fn address(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let first = digest.iter().take(8);
    format!(
        "{:016x}",
        first.fold(0_u64, |all, byte| all << 8 | u64::from(*byte))
    )
}

/// The bytes of a container.
pub fn write(bundle: &[u8], parts: &[Part], inquiries: Option<&Inquiries>) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.push(FORMAT);
    push(BUNDLE, bundle, &mut out);
    for part in parts {
        push(&part.locale, &part.bytes, &mut out);
    }
    // Texts and lists alone: they always become JSON.
    let json = inquiries.and_then(|inquiries| serde_json::to_vec(inquiries).ok());
    if let Some(json) = json {
        push(INQUIRIES, &json, &mut out);
    }
    out
}

/// A part: its name behind a length of one byte, its bytes behind a length of four, little endian.
fn push(name: &str, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(name.len() as u8);
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    out.extend_from_slice(bytes);
}

/// Opens a container and everything in it.
pub fn read(bytes: &[u8]) -> Result<Container, ContainerError> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(ContainerError::Foreign)?;
    let (format, mut rest) = rest.split_first().ok_or(ContainerError::Damaged)?;
    if *format != FORMAT {
        return Err(ContainerError::Format);
    }
    let (name, bundle) = pull(&mut rest)?;
    if name != BUNDLE {
        return Err(ContainerError::Damaged);
    }
    let (mut parts, mut inquiries) = (Vec::new(), None);
    while !rest.is_empty() {
        let (name, bytes) = pull(&mut rest)?;
        if name == INQUIRIES {
            let read = serde_json::from_slice(bytes);
            inquiries = Some(read.map_err(|why| ContainerError::Inquiries(why.to_string()))?);
            continue;
        }
        parts.push(Part::new(name.into(), bytes.into()));
    }
    Ok(Container {
        inquiries,
        ..open(bundle, parts)?
    })
}

fn pull<'a>(rest: &mut &'a [u8]) -> Result<(&'a str, &'a [u8]), ContainerError> {
    let length = take(rest, 1)?[0];
    let name = take(rest, length.into())?;
    let name = std::str::from_utf8(name).map_err(|_| ContainerError::Damaged)?;
    let length = take(rest, 4)?.try_into().map(u32::from_le_bytes);
    let length = length.map_err(|_| ContainerError::Damaged)?;
    Ok((name, take(rest, length as usize)?))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], ContainerError> {
    let (taken, left) = rest
        .split_at_checked(length)
        .ok_or(ContainerError::Damaged)?;
    *rest = left;
    Ok(taken)
}

fn open(bytes: &[u8], parts: Vec<Part>) -> Result<Container, ContainerError> {
    let bundle = Bundle::open(bytes).map_err(ContainerError::Bundle)?;
    for part in &parts {
        HelpPack::open(&part.bytes)
            .map_err(|why| ContainerError::Pack(part.locale.clone(), why))?;
    }
    let packs = bundle.packs();
    let named = packs.iter().map(|named| (&named.locale, &named.hash));
    if !named.eq(parts.iter().map(|part| (&part.locale, &part.hash))) {
        return Err(ContainerError::Parts);
    }
    Ok(Container {
        version: bundle.version,
        etag: format!("\"{}\"", address(bytes)),
        bundle: bytes.into(),
        parts,
        inquiries: None,
    })
}

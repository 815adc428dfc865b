//! The bytes that content, memory and views travel in: each field in its order, nothing named.
//!
//! Whole numbers are LEB128 varints, a float is 8 bytes little endian, a flag and an option one
//! byte, text and lists are their length and their items, an enum is its tag and its fields.
//!
//! Why not serde: reading the same types through postcard made the core module 11 KB larger after
//! brotli, because every field of every type returns a `Result`. Here the reader remembers that it
//! failed, goes on with empty values, and is asked once, at the end.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// Deeper nesting than any content has: damaged bytes cannot exhaust the stack.
const DEEPEST: u8 = 64;

/// The bytes of a value.
pub fn encode(value: &impl Encode) -> Vec<u8> {
    let mut out = Vec::new();
    value.encode(&mut out);
    out
}

/// The value that these bytes begin with, and how many bytes are left; None when they begin with none.
pub fn decode_first<'a, T: Decode<'a>>(bytes: &'a [u8]) -> Option<(T, usize)> {
    let mut reader = Reader::new(bytes);
    let value = T::decode(&mut reader);
    (!reader.failed).then_some((value, reader.rest.len()))
}

/// The value of these bytes; None when they are not exactly one.
pub fn decode<'a, T: Decode<'a>>(bytes: &'a [u8]) -> Option<T> {
    let mut reader = Reader::new(bytes);
    let value = T::decode(&mut reader);
    if !reader.is_done() {
        discard(value);
        return None;
    }
    Some(value)
}

/// Lets go of a value that a page lets go of once, if ever. The browser does not free it: the code
/// that frees every type of the content weighs more than the memory that one page would get back.
pub fn discard<T>(value: T) {
    if cfg!(target_arch = "wasm32") {
        core::mem::forget(value);
    }
}

/// A type that can be written.
pub trait Encode {
    /// Appends the value's bytes.
    fn encode(&self, out: &mut Vec<u8>);
}

/// A type that can be read.
pub trait Decode<'a> {
    /// Reads a value. After a failure this is some value, of no meaning.
    fn decode(reader: &mut Reader<'a>) -> Self;
}

/// Bytes being read, and whether they have turned out to be damaged.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    failed: bool,
    depth: u8,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            failed: false,
            depth: 0,
        }
    }

    /// Whether nothing is left to read, after a failure as well.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether the bytes have turned out to be damaged.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// The bytes are not what was expected; everything read from here on is empty.
    pub fn fail(&mut self) {
        self.failed = true;
        self.rest = &[];
    }

    /// Whether everything was read, and was what was expected.
    pub(crate) fn is_done(&self) -> bool {
        !self.failed && self.rest.is_empty()
    }

    /// One byte, such as a tag.
    pub fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.rest.split_first() else {
            self.fail();
            return 0;
        };
        self.rest = rest;
        *byte
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let Some((taken, rest)) = self.rest.split_at_checked(length) else {
            self.fail();
            return &[];
        };
        self.rest = rest;
        taken
    }

    pub(crate) fn bytes(&mut self) -> &'a [u8] {
        let length = self.number() as usize;
        self.take(length)
    }

    pub(crate) fn text(&mut self) -> &'a str {
        let Ok(text) = core::str::from_utf8(self.bytes()) else {
            self.fail();
            return "";
        };
        text
    }

    /// A level deeper, or a failure.
    fn enter(&mut self) {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.fail();
        }
    }

    /// Begins a list, a level deeper, and says how many items it has.
    fn list(&mut self) -> u64 {
        self.enter();
        self.number()
    }

    /// Whether the list goes on with one of the items that are `left`; otherwise it has ended.
    fn goes_on(&mut self, left: &mut u64) -> bool {
        if *left == 0 || self.failed {
            self.depth -= 1;
            return false;
        }
        *left -= 1;
        true
    }
}

fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            fn encode(&self, out: &mut Vec<u8>) {
                put_number(out, u64::from(*self));
            }
        }
        impl Decode<'_> for $type {
            fn decode(reader: &mut Reader<'_>) -> Self {
                reader.number() as $type
            }
        }
    )*};
}
numbers!(u16, u32, u64);

impl Encode for u8 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }
}

impl Decode<'_> for u8 {
    fn decode(reader: &mut Reader<'_>) -> Self {
        reader.byte()
    }
}

impl Encode for i16 {
    fn encode(&self, out: &mut Vec<u8>) {
        self.cast_unsigned().encode(out);
    }
}

impl Decode<'_> for i16 {
    fn decode(reader: &mut Reader<'_>) -> Self {
        u16::decode(reader).cast_signed()
    }
}

impl Encode for i64 {
    fn encode(&self, out: &mut Vec<u8>) {
        self.cast_unsigned().encode(out);
    }
}

impl Decode<'_> for i64 {
    fn decode(reader: &mut Reader<'_>) -> Self {
        u64::decode(reader).cast_signed()
    }
}

impl Encode for f64 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
}

impl Decode<'_> for f64 {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self::from_le_bytes(reader.take(8).try_into().unwrap_or_default())
    }
}

impl Encode for bool {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
}

impl Decode<'_> for bool {
    fn decode(reader: &mut Reader<'_>) -> Self {
        reader.byte() != 0
    }
}

impl Encode for str {
    fn encode(&self, out: &mut Vec<u8>) {
        put_bytes(out, self.as_bytes());
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Vec<u8>) {
        self.as_str().encode(out);
    }
}

impl Decode<'_> for String {
    fn decode(reader: &mut Reader<'_>) -> Self {
        reader.text().into()
    }
}

impl<'a> Decode<'a> for &'a str {
    fn decode(reader: &mut Reader<'a>) -> Self {
        reader.text()
    }
}

impl<'a> Decode<'a> for &'a [u8] {
    fn decode(reader: &mut Reader<'a>) -> Self {
        reader.bytes()
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, out: &mut Vec<u8>) {
        (**self).encode(out);
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, out: &mut Vec<u8>) {
        put_number(out, self.len() as u64);
        for item in self {
            item.encode(out);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        self.as_slice().encode(out);
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Vec<T> {
    fn decode(reader: &mut Reader<'a>) -> Self {
        let (mut items, mut left) = (Vec::new(), reader.list());
        while reader.goes_on(&mut left) {
            items.push(T::decode(reader));
        }
        items
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        (**self).encode(out);
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Box<T> {
    fn decode(reader: &mut Reader<'a>) -> Self {
        reader.enter();
        let value = Box::new(T::decode(reader));
        reader.depth -= 1;
        value
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        self.is_some().encode(out);
        if let Some(value) = self {
            value.encode(out);
        }
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Option<T> {
    fn decode(reader: &mut Reader<'a>) -> Self {
        bool::decode(reader).then(|| T::decode(reader))
    }
}

impl<A: Encode, B: Encode> Encode for (A, B) {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
        self.1.encode(out);
    }
}

impl<'a, A: Decode<'a>, B: Decode<'a>> Decode<'a> for (A, B) {
    fn decode(reader: &mut Reader<'a>) -> Self {
        (A::decode(reader), B::decode(reader))
    }
}

/// Writes and reads a struct field by field, in the order given. All fields must be named. A
/// struct that borrows from the bytes is written `Name<'a>`.
#[macro_export]
macro_rules! record {
    ($type:ident<$bytes:lifetime> { $($field:ident),* $(,)? }) => {
        impl $crate::codec::Encode for $type<'_> {
            fn encode(&self, out: &mut alloc::vec::Vec<u8>) {
                $($crate::codec::Encode::encode(&self.$field, out);)*
            }
        }
        impl<$bytes> $crate::codec::Decode<$bytes> for $type<$bytes> {
            fn decode(reader: &mut $crate::codec::Reader<$bytes>) -> Self {
                Self { $($field: $crate::codec::Decode::decode(reader)),* }
            }
        }
    };
    ($(#[$kept:meta])* $type:ident $(<$parameter:ident>)? { $($field:ident),* $(,)? }) => {
        impl$(<$parameter: $crate::codec::Encode>)? $crate::codec::Encode for $type$(<$parameter>)? {
            fn encode(&self, out: &mut alloc::vec::Vec<u8>) {
                $($crate::codec::Encode::encode(&self.$field, out);)*
            }
        }
        impl<'a $(, $parameter: $crate::codec::Decode<'a>)?> $crate::codec::Decode<'a>
            for $type$(<$parameter>)?
        {
            $(#[$kept])*
            fn decode(reader: &mut $crate::codec::Reader<'a>) -> Self {
                Self { $($field: $crate::codec::Decode::decode(reader)),* }
            }
        }
    };
}

/// Writes and reads an enum by the tags given. The first variant must be readable from nothing: it
/// stands in after a failure. Fields of tuple variants are named for the macro's own use.
#[macro_export]
macro_rules! choice {
    ($(#[$kept:meta])* $type:ident {
        $first_tag:literal $first:ident $(( $($first_item:ident),* ))? $({ $($first_field:ident),* })?
        $(, $tag:literal $variant:ident $(( $($item:ident),* ))? $({ $($field:ident),* })?)* $(,)?
    }) => {
        impl $crate::codec::Encode for $type {
            fn encode(&self, out: &mut alloc::vec::Vec<u8>) {
                match self {
                    Self::$first $(( $($first_item),* ))? $({ $($first_field),* })? => {
                        out.push($first_tag);
                        $($($crate::codec::Encode::encode($first_item, out);)*)?
                        $($($crate::codec::Encode::encode($first_field, out);)*)?
                    }
                    $(Self::$variant $(( $($item),* ))? $({ $($field),* })? => {
                        out.push($tag);
                        $($($crate::codec::Encode::encode($item, out);)*)?
                        $($($crate::codec::Encode::encode($field, out);)*)?
                    })*
                }
            }
        }
        impl<'a> $crate::codec::Decode<'a> for $type {
            $(#[$kept])*
            fn decode(reader: &mut $crate::codec::Reader<'a>) -> Self {
                match reader.byte() {
                    $($tag => {
                        $($(let $item = $crate::codec::Decode::decode(reader);)*)?
                        $($(let $field = $crate::codec::Decode::decode(reader);)*)?
                        Self::$variant $(( $($item),* ))? $({ $($field),* })?
                    })*
                    tag => {
                        if tag != $first_tag {
                            reader.fail();
                        }
                        $($(let $first_item = $crate::codec::Decode::decode(reader);)*)?
                        $($(let $first_field = $crate::codec::Decode::decode(reader);)*)?
                        Self::$first $(( $($first_item),* ))? $({ $($first_field),* })?
                    }
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Tree {
        Leaf,
        Branch(Box<Tree>),
        Named { name: String, weight: f64 },
    }
    choice!(Tree { 0 Leaf, 1 Branch(tree), 2 Named { name, weight } });

    #[test]
    fn values_survive() {
        let named = Tree::Named {
            name: "葉".into(),
            weight: -0.5,
        };
        let value = (
            vec![Tree::Branch(Box::new(named)), Tree::Leaf],
            (Some(300u16), -2i16),
        );
        let bytes = encode(&value);
        assert_eq!(decode(&bytes), Some(value));
    }

    #[test]
    fn cut_or_extended_bytes_are_refused() {
        let bytes = encode(&("text".to_owned(), 70_000u32));
        for end in 0..bytes.len() {
            assert_eq!(decode::<(String, u32)>(&bytes[..end]), None);
        }
        assert_eq!(decode::<(String, u32)>(&[&bytes[..], &[0]].concat()), None);
    }

    #[test]
    fn deep_and_huge_claims_end() {
        assert_eq!(decode::<Tree>(&vec![1; 100_000]), None);
        assert_eq!(
            decode::<Vec<u64>>(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
            None
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
            let _ = decode::<Vec<(Tree, Option<String>)>>(&bytes);
        }

        #[test]
        fn any_number_survives(number: u64, small: i16) {
            proptest::prop_assert_eq!(decode(&encode(&(number, small))), Some((number, small)));
        }
    }
}

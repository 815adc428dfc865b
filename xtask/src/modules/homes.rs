//! Which file of a split module each piece of its data belongs to.
//!
//! Once a module is optimised, nobody can tell an address from a number. So the linker is asked to keep its
//! relocations: they say which function, and which piece of data, refers to which. What is reached from a file's roots
//! without what an earlier file reaches belongs to it. wasm-bindgen and wasm-opt take references away and leave the
//! addresses as they are, so what the optimised code of a file reads is in that file or in one before it.

use std::{collections::BTreeMap, ops::Range};

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    ConstExpr, Data, DataKind, Element, ElementItems, ElementKind, ExternalKind, KnownCustom,
    Linking, Operator, Parser, Payload, RelocSectionReader, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

use super::{compile::Unit, silence};

/// Where the pieces of a module belong: numbers of its parts.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Homes {
    /// The first address of its data.
    pub(super) base: usize,
    /// The part of each byte from there on; None where nothing refers to it.
    pub(super) data: Vec<Option<usize>>,
    /// The part of each slot of the table; None where nothing refers to the function in it.
    pub(super) slots: BTreeMap<u32, Option<usize>>,
}

impl Homes {
    /// Follows the relocations of a module as the linker wrote it.
    pub(super) fn read(wasm: &[u8], unit: &Unit) -> Result<Self> {
        let linked = Linked::read(wasm).context("cannot read what the linker wrote")?;
        Self::of_linked(&linked, unit)
    }

    fn of_linked(linked: &Linked<'_>, unit: &Unit) -> Result<Self> {
        let reached = linked.reach(unit)?;
        let base = linked.segments.iter().map(|segment| segment.start).min();
        let end = linked.segments.iter().map(|segment| segment.end).max();
        let (base, end) = (base.unwrap_or_default(), end.unwrap_or_default());
        // What has no name goes to the first part, which is always there.
        let mut data = vec![Some(0); end - base];
        let pieces: Vec<(Range<usize>, Option<usize>)> = linked
            .pieces()
            .map(|(symbol, piece)| (piece, reached.get(&Node::Data(symbol)).copied()))
            .collect();
        for (piece, _) in &pieces {
            data[piece.start - base..piece.end - base].fill(None);
        }
        for (piece, part) in pieces {
            for home in &mut data[piece.start - base..piece.end - base] {
                *home = [*home, part].into_iter().flatten().min();
            }
        }
        let slots = linked.slots.iter();
        let slots = slots
            .map(|(slot, function)| (*slot, reached.get(&Node::Function(*function)).copied()))
            .collect();
        Ok(Self { base, data, slots })
    }

    /// The part of a byte.
    pub(super) fn of(&self, address: usize) -> Option<usize> {
        let at = address.checked_sub(self.base);
        at.and_then(|at| self.data.get(at).copied())
            .unwrap_or(Some(0))
    }
}

/// What refers and is referred to: a function by its number, a piece of data by that of its symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Function(u32),
    Data(u32),
}

/// A module with its relocations.
#[derive(Default)]
struct Linked<'a> {
    imported: u32,
    /// Where the code of each function stands in the file.
    bodies: Vec<Range<usize>>,
    names: BTreeMap<u32, &'a str>,
    exports: Vec<(&'a str, u32)>,
    /// The function in each slot of the table.
    slots: BTreeMap<u32, u32>,
    /// The addresses of each segment, and where its bytes stand in the file.
    segments: Vec<Range<usize>>,
    places: Vec<Range<usize>>,
    symbols: Vec<SymbolInfo<'a>>,
    /// Where each section begins, and the relocations in it.
    sections: Vec<usize>,
    relocations: Vec<(usize, RelocationEntry)>,
}

impl<'a> Linked<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                linked.sections.push(range.start);
            }
            linked.take(payload)?;
        }
        ensure!(
            !linked.relocations.is_empty(),
            "the linker left no relocations"
        );
        Ok(linked)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    self.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.exports.push((export.name, export.index));
                    }
                }
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    let (first, functions) = slots(element?)?;
                    self.slots.extend((first..).zip(functions));
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range()),
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment?;
                    let start = address(&segment)?;
                    self.segments.push(start..start + segment.data.len());
                    self.places
                        .push(segment.range.end - segment.data.len()..segment.range.end);
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => {
                    for part in linking {
                        if let Linking::SymbolTable(symbols) = part? {
                            self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                        }
                    }
                }
                KnownCustom::Reloc(relocations) => self.take_relocations(&relocations)?,
                KnownCustom::Name(sections) => {
                    for section in sections {
                        if let wasmparser::Name::Function(names) = section? {
                            for naming in names {
                                let naming = naming?;
                                self.names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn take_relocations(&mut self, relocations: &RelocSectionReader<'_>) -> Result<()> {
        let start = self.sections.get(relocations.section_index() as usize);
        let start = *start.context("relocations of no section")?;
        for relocation in relocations.entries() {
            let relocation = relocation?;
            self.relocations
                .push((start + relocation.offset as usize, relocation));
        }
        Ok(())
    }

    /// The addresses of each piece of data, by the number of its symbol.
    fn pieces(&self) -> impl Iterator<Item = (u32, Range<usize>)> {
        (0..).zip(&self.symbols).filter_map(|(number, symbol)| {
            let SymbolInfo::Data {
                symbol: Some(piece),
                ..
            } = symbol
            else {
                return None;
            };
            let segment = self.segments.get(piece.index as usize)?;
            let start = segment.start + piece.offset as usize;
            // What lies behind the last segment begins as zeros.
            let end = (start + piece.size as usize).min(segment.end);
            (start < end).then_some((number, start..end))
        })
    }

    /// The first part that reaches each function and each piece of data.
    fn reach(&self, unit: &Unit) -> Result<BTreeMap<Node, usize>> {
        let references = self.references()?;
        let seams = self.seams(unit)?;
        let mut reached = BTreeMap::new();
        for part in 0..unit.parts.len() {
            let exported = self.exports.iter();
            // Descriptions are for wasm-bindgen, which takes them away.
            let exported = exported
                .filter(|(name, _)| !name.starts_with("__wbindgen_describe"))
                .filter(|(name, _)| unit.part_of(name) == part)
                .map(|(_, function)| *function);
            let entered = seams.iter().filter(|(_, of)| **of == part);
            let mut open: Vec<Node> = exported
                .chain(entered.map(|(seam, _)| *seam))
                .map(Node::Function)
                .collect();
            while let Some(node) = open.pop() {
                let later = matches!(node, Node::Function(seam) if seams.get(&seam).is_some_and(|of| *of > part));
                if later || reached.contains_key(&node) {
                    continue;
                }
                reached.insert(node, part);
                open.extend(references.get(&node).into_iter().flatten());
            }
        }
        Ok(reached)
    }

    /// What each function and each piece of data refers to.
    fn references(&self) -> Result<BTreeMap<Node, Vec<Node>>> {
        let pieces = self.places_of_pieces();
        let mut references: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
        for (place, relocation) in &self.relocations {
            let Some(to) = self.target(relocation)? else {
                continue;
            };
            let body = self.bodies.partition_point(|body| body.end <= *place);
            if self
                .bodies
                .get(body)
                .is_some_and(|body| body.contains(place))
            {
                let function = self.imported + body as u32;
                if !self
                    .names
                    .get(&function)
                    .is_some_and(|name| silence::is_panic(name))
                {
                    references
                        .entry(Node::Function(function))
                        .or_default()
                        .push(to);
                }
            } else {
                // One symbol may lie in another: whoever refers to either reads this place.
                for (symbol, _) in pieces.iter().filter(|(_, piece)| piece.contains(place)) {
                    references.entry(Node::Data(*symbol)).or_default().push(to);
                }
            }
        }
        Ok(references)
    }

    /// Where the bytes of each piece of data stand in the file.
    fn places_of_pieces(&self) -> Vec<(u32, Range<usize>)> {
        self.pieces()
            .filter_map(|(symbol, piece)| {
                let of = |segment: &Range<usize>| segment.contains(&piece.start);
                let at = self.segments.iter().position(of)?;
                let start = self.places[at].start + piece.start - self.segments[at].start;
                Some((symbol, start..start + piece.len()))
            })
            .collect()
    }

    /// What a relocation refers to, if that is a function or data.
    fn target(&self, relocation: &RelocationEntry) -> Result<Option<Node>> {
        use RelocationType as Kind;
        if matches!(
            relocation.ty,
            Kind::TypeIndexLeb | Kind::SectionOffsetI32 | Kind::FunctionOffsetI32
        ) {
            return Ok(None);
        }
        let symbol = self.symbols.get(relocation.index as usize);
        Ok(match symbol.context("a relocation refers to no symbol")? {
            SymbolInfo::Func { index, .. } => Some(Node::Function(*index)),
            SymbolInfo::Data { .. } => Some(Node::Data(relocation.index)),
            _ => None,
        })
    }

    /// The part that each seam enters.
    fn seams(&self, unit: &Unit) -> Result<BTreeMap<u32, usize>> {
        let named: BTreeMap<String, u32> = self
            .names
            .iter()
            .map(|(function, name)| (format!("{:#}", rustc_demangle::demangle(name)), *function))
            .collect();
        let mut seams = BTreeMap::new();
        for (part, of) in unit.parts.iter().enumerate() {
            for seam in of.seams {
                let function = named.get(*seam);
                let function = function
                    .with_context(|| format!("the linker knows no function called {seam}"))?;
                seams.insert(*function, part);
            }
        }
        Ok(seams)
    }
}

/// Where a segment of data is written to.
pub(super) fn address(segment: &Data<'_>) -> Result<usize> {
    let DataKind::Active { offset_expr, .. } = &segment.kind else {
        bail!("a segment of data has no address");
    };
    Ok(number(offset_expr)? as usize)
}

/// The first slot that an element segment fills, and what it fills them with.
pub(super) fn slots(element: Element<'_>) -> Result<(u32, Vec<u32>)> {
    let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
        (&element.kind, element.items)
    else {
        bail!("a table is filled in a way that cannot be split");
    };
    Ok((
        number(offset_expr)? as u32,
        functions.into_iter().collect::<Result<_, _>>()?,
    ))
}

fn number(expression: &ConstExpr<'_>) -> Result<i32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value),
        other => bail!("{other:?} is no number"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::single_range_in_vec_init)]
    use wasmparser::{DefinedDataSymbol, SymbolFlags};

    use super::super::compile::Part;
    use super::*;

    const UNIT: Unit = Unit {
        name: "sdk",
        package: "banso",
        file: "banso",
        speaks: false,
        parts: &[
            Part {
                name: "core",
                prefix: None,
                seams: &[],
            },
            Part {
                name: "guides",
                prefix: None,
                seams: &["show"],
            },
            Part {
                name: "help",
                prefix: Some("help_"),
                seams: &[],
            },
        ],
    };
    /// Where the bytes of the data stand in the file, behind the code.
    const PLACE: usize = 1000;

    fn function(index: u32) -> SymbolInfo<'static> {
        SymbolInfo::Func {
            flags: SymbolFlags::empty(),
            index,
            name: None,
        }
    }

    fn data(offset: u32, size: u32) -> SymbolInfo<'static> {
        SymbolInfo::Data {
            flags: SymbolFlags::empty(),
            name: "",
            symbol: Some(DefinedDataSymbol {
                index: 0,
                offset,
                size,
            }),
        }
    }

    fn refers(place: usize, index: u32) -> (usize, RelocationEntry) {
        let entry = RelocationEntry {
            ty: RelocationType::MemoryAddrLeb,
            offset: 0,
            index,
            addend: 0,
        };
        (place, entry)
    }

    /// Six functions of ten bytes each, 0 `start`, 1 `show` (a seam), 2 `draw`, 3 `help_open`, 4 a panic
    /// and 5 `lost`, and five pieces of data of four bytes each, whose symbols are 6 to 10.
    fn linked() -> Linked<'static> {
        let names = [
            "start",
            "show",
            "draw",
            "help_open",
            "_RNvNt4core9panicking5panic",
            "lost",
        ];
        Linked {
            bodies: (0..6).map(|at| at * 10..at * 10 + 10).collect(),
            names: (0..).zip(names).collect(),
            exports: vec![("start", 0), ("help_open", 3)],
            slots: [(1, 2), (2, 5)].into(),
            segments: vec![64..88],
            places: vec![PLACE..PLACE + 24],
            symbols: (0..6)
                .map(function)
                .chain((0..5).map(|at| data(at * 4, 4)))
                .collect(),
            relocations: vec![
                refers(1, 6),         // start: the first piece,
                refers(2, 1),         // the seam,
                refers(3, 4),         // and a panic,
                refers(41, 9),        // whose words nobody needs.
                refers(11, 2),        // show: draw
                refers(21, 6),        // draw: the first piece, which the core has,
                refers(22, 7),        // and the second,
                refers(PLACE + 4, 8), // which points to the third.
                refers(31, 7),        // help_open: the second piece, which guides have,
                refers(32, 10),       // and the last.
            ],
            ..Linked::default()
        }
    }

    #[test]
    fn each_piece_belongs_to_the_first_file_that_reaches_it() {
        let homes = Homes::of_linked(&linked(), &UNIT).unwrap();
        let of: Vec<_> = (64..84).step_by(4).map(|at| homes.of(at)).collect();
        assert_eq!(of, [Some(0), Some(1), Some(1), None, Some(2)]);
        // What has no name, and what lies elsewhere, is the first file's.
        assert_eq!([homes.of(84), homes.of(3), homes.of(500)], [Some(0); 3]);
        assert_eq!(homes.slots, [(1, Some(1)), (2, None)].into());
    }

    #[test]
    fn a_seam_that_is_not_there_is_named() {
        let mut without = linked();
        without.names.remove(&1);
        let error = Homes::of_linked(&without, &UNIT).unwrap_err();
        assert!(error.to_string().contains("no function called show"));
    }

    #[test]
    fn what_the_linker_left_without_relocations_is_refused() {
        let empty = [0, b'a', b's', b'm', 1, 0, 0, 0];
        let error = Homes::read(&empty, &UNIT).unwrap_err();
        assert!(format!("{error:#}").contains("no relocations"));
    }
}

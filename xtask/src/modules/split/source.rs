//! A module as it is before it is split.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
};

use anyhow::{Context, Result, bail};
use wasm_encoder::{
    CodeSection, ExportKind,
    reencode::{Error, Reencode},
};
use wasmparser::{
    ConstExpr, ExternalKind, FuncType, FunctionBody, GlobalType, KnownCustom, MemoryType, Name,
    NameMap, Parser, Payload, RefType, TableType, TypeRef,
};

use crate::modules::homes;

/// Something that one file can lend to another, by its number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// There is one.
    Memory,
    Table(u32),
    Global(u32),
    Function(u32),
}

impl Item {
    fn new(kind: ExternalKind, index: u32) -> Result<Self> {
        Ok(match kind {
            ExternalKind::Func => Self::Function(index),
            ExternalKind::Global => Self::Global(index),
            ExternalKind::Table => Self::Table(index),
            ExternalKind::Memory => Self::Memory,
            other => bail!("{other:?} cannot be split"),
        })
    }

    /// Its number, if it is a function.
    pub(super) fn function(self) -> Option<u32> {
        match self {
            Self::Function(index) => Some(index),
            _ => None,
        }
    }

    /// Its number, if it is a global.
    pub(super) fn global(self) -> Option<u32> {
        match self {
            Self::Global(index) => Some(index),
            _ => None,
        }
    }

    /// Its number, if it is a table.
    pub(super) fn table(self) -> Option<u32> {
        match self {
            Self::Table(index) => Some(index),
            _ => None,
        }
    }

    /// What an export says that it is.
    pub(super) fn kind(self) -> ExportKind {
        match self {
            Self::Function(_) => ExportKind::Func,
            Self::Global(_) => ExportKind::Global,
            Self::Table(_) => ExportKind::Table,
            Self::Memory => ExportKind::Memory,
        }
    }
}

/// What a module is made of.
#[derive(Default)]
pub(super) struct Source<'a> {
    pub(super) types: Vec<FuncType>,
    /// The functions that it imports, which come first in the numbering.
    pub(super) imports: Vec<&'a str>,
    /// The type of each function.
    pub(super) functions: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    pub(super) names: Vec<&'a str>,
    pub(super) tables: Vec<TableType>,
    pub(super) memory: Option<MemoryType>,
    pub(super) globals: Vec<(GlobalType, ConstExpr<'a>)>,
    pub(super) exports: Vec<(&'a str, Item)>,
    /// The function in each slot of the table.
    pub(super) slots: BTreeMap<u32, u32>,
    /// Addresses and what is written there.
    pub(super) data: Vec<(usize, &'a [u8])>,
}

impl<'a> Source<'a> {
    pub(super) fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut source = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            source.take(payload?)?;
        }
        Ok(source)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    let TypeRef::Func(kind) = import.ty else {
                        bail!("only functions can be imported by what is split");
                    };
                    self.imports.push(import.name);
                    self.functions.push(kind);
                    self.names.push("");
                }
            }
            Payload::TypeSection(types) => {
                self.types = types
                    .into_iter_err_on_gc_types()
                    .collect::<Result<_, _>>()?;
            }
            Payload::FunctionSection(types) => {
                for kind in types {
                    self.functions.push(kind?);
                    self.names.push("");
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(memories) => {
                self.memory = memories.into_iter().next().transpose()?;
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    let global = global?;
                    self.globals.push((global.ty, global.init_expr));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    self.exports
                        .push((export.name, Item::new(export.kind, export.index)?));
                }
            }
            Payload::StartSection { .. } => bail!("what runs at the start cannot be split"),
            Payload::ElementSection(elements) => {
                for element in elements {
                    let (first, functions) = homes::slots(element?)?;
                    self.slots.extend((first..).zip(functions));
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment?;
                    self.data.push((homes::address(&segment)?, segment.data));
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(sections) = section.as_known() {
                    for section in sections {
                        if let Name::Function(names) = section? {
                            self.take_names(names)?;
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_names(&mut self, names: NameMap<'a>) -> Result<()> {
        for naming in names {
            let naming = naming?;
            if let Some(name) = self.names.get_mut(naming.index as usize) {
                *name = without_hash(naming.name);
            }
        }
        Ok(())
    }

    /// The table of functions.
    pub(super) fn table(&self) -> Result<u32> {
        let is_ours = |table: &TableType| table.element_type == RefType::FUNCREF;
        let at = self.tables.iter().position(is_ours);
        Ok(at.context("there is no table of functions")? as u32)
    }

    /// Whether a function is one of those that are imported.
    pub(super) fn is_import(&self, function: u32) -> bool {
        (function as usize) < self.imports.len()
    }

    /// The code of a function of its own.
    pub(super) fn body(&self, function: u32) -> FunctionBody<'a> {
        self.bodies[function as usize - self.imports.len()].clone()
    }

    /// What a function uses; one that is imported uses nothing.
    pub(super) fn uses(&self, function: u32) -> Result<BTreeSet<Item>> {
        let mut uses = Uses::default();
        if !self.is_import(function) {
            uses.parse_function_body(&mut CodeSection::new(), self.body(function))?;
        }
        Ok(uses.0)
    }

    /// The function of this name.
    pub(super) fn named(&self, name: &str) -> Result<u32> {
        let mut found = (0..)
            .zip(&self.names)
            .filter(|(_, known)| **known == name)
            .map(|(function, _)| function);
        match (found.next(), found.next()) {
            (Some(function), None) => Ok(function),
            (None, _) => bail!("no function is called {name}: keep it with #[inline(never)]"),
            _ => bail!("several functions are called {name}"),
        }
    }
}

/// Notes what the code that it copies uses.
#[derive(Default)]
struct Uses(BTreeSet<Item>);

impl Reencode for Uses {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        self.0.insert(Item::Function(function));
        Ok(function)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        self.0.insert(Item::Global(global));
        Ok(global)
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error> {
        self.0.insert(Item::Table(table));
        Ok(table)
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Error> {
        self.0.insert(Item::Memory);
        Ok(memory)
    }
}

/// `path::name::h0123456789abcdef` without what differs from build to build.
pub(super) fn without_hash(name: &str) -> &str {
    let is_hash =
        |hash: &str| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    match name.rsplit_once("::h") {
        Some((path, hash)) if is_hash(hash) => path,
        _ => name,
    }
}

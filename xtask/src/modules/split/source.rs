//! A module as it is before it is split.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use wasmparser::{
    ElementItems, ElementSectionReader, ExternalKind, FuncType, FunctionBody, GlobalType,
    KnownCustom, MemoryType, Name, NameMap, Operator, Parser, Payload, TableType,
};

/// What a module that imports nothing is made of.
#[derive(Default)]
pub(super) struct Source<'a> {
    pub(super) types: Vec<FuncType>,
    /// The type of each function.
    pub(super) functions: Vec<u32>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    pub(super) names: Vec<String>,
    pub(super) table: Option<TableType>,
    pub(super) memory: Option<MemoryType>,
    pub(super) globals: Vec<GlobalType>,
    pub(super) exports: Vec<(&'a str, ExternalKind, u32)>,
    /// The functions that are in a table.
    pub(super) in_table: Vec<u32>,
    /// The functions from which everything is reached: those in a table, exported, or run at the start.
    pub(super) roots: Vec<u32>,
}

/// What a function uses.
#[derive(Default)]
pub(super) struct Uses {
    /// The functions that it calls, or takes the address of.
    pub(super) functions: BTreeSet<u32>,
    pub(super) globals: BTreeSet<u32>,
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
            Payload::ImportSection(_) => bail!("a module that imports something cannot be split"),
            Payload::TypeSection(types) => {
                self.types = types
                    .into_iter_err_on_gc_types()
                    .collect::<Result<_, _>>()?;
            }
            Payload::FunctionSection(types) => {
                self.functions = types.into_iter().collect::<Result<_, _>>()?;
                self.names = vec![String::new(); self.functions.len()];
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.table = self.table.or(Some(table?.ty));
                }
            }
            Payload::MemorySection(memories) => {
                self.memory = memories.into_iter().next().transpose()?;
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    self.exports.push((export.name, export.kind, export.index));
                    if export.kind == ExternalKind::Func {
                        self.roots.push(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.roots.push(func),
            Payload::ElementSection(elements) => self.take_elements(elements)?,
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
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

    fn take_elements(&mut self, elements: ElementSectionReader<'_>) -> Result<()> {
        for element in elements {
            let ElementItems::Functions(functions) = element?.items else {
                bail!("a table is filled in a way that cannot be split");
            };
            for function in functions {
                self.in_table.push(function?);
            }
        }
        self.roots.extend(&self.in_table);
        Ok(())
    }

    fn take_names(&mut self, names: NameMap<'_>) -> Result<()> {
        for naming in names {
            let naming = naming?;
            if let Some(name) = self.names.get_mut(naming.index as usize) {
                without_hash(naming.name).clone_into(name);
            }
        }
        Ok(())
    }

    /// What a function uses.
    pub(super) fn uses(&self, function: u32) -> Result<Uses> {
        let mut uses = Uses::default();
        for operator in self.bodies[function as usize].get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } | Operator::RefFunc { function_index } => {
                    uses.functions.insert(function_index);
                }
                Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                    uses.globals.insert(global_index);
                }
                Operator::ReturnCall { .. } => bail!("tail calls cannot be split"),
                _ => {}
            }
        }
        Ok(uses)
    }

    /// The function of this name.
    pub(super) fn named(&self, name: &str) -> Result<u32> {
        let mut found = (0..)
            .zip(&self.names)
            .filter(|(_, known)| *known == name)
            .map(|(function, _)| function);
        match (found.next(), found.next()) {
            (Some(function), None) => Ok(function),
            (None, _) => bail!("no function is called {name}: keep it with #[inline(never)]"),
            _ => bail!("several functions are called {name}"),
        }
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

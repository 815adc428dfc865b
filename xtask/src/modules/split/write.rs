//! The two files of a module that is split.

use std::{collections::BTreeMap, convert::Infallible};

use anyhow::{Context, Result};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, ImportSection, Module, TableSection, TypeSection,
    reencode::{Error, Reencode, utils},
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ExportSectionReader, ExternalKind,
    FunctionSectionReader, Parser, TableSectionReader, TableType,
};

use super::{Plan, Source};

/// The module that the second file imports from: the exports of the first.
const FIRST: &str = "_";

/// What the second file uses of the first.
type Lent = (ExternalKind, u32);

/// The first file: a jump in each seam's place, and exports of what the second file uses.
pub(super) fn first(wasm: &[u8], source: &Source<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let mut module = Module::new();
    let numbers = (0..)
        .zip(&plan.first)
        .map(|(place, old)| (*old, place))
        .collect();
    let mut first = First {
        source,
        plan,
        numbers,
    };
    first
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .context("cannot write the first file")?;
    Ok(module.finish())
}

/// The second file.
pub(super) fn second(source: &Source<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let own = plan.lent.iter().chain(&plan.second);
    let mut second = Second {
        numbers: (0..).zip(own).map(|(place, old)| (*old, place)).collect(),
        globals: (0..)
            .zip(&plan.globals)
            .map(|(place, old)| (*old, place))
            .collect(),
        types: Vec::new(),
    };
    let mut imports = ImportSection::new();
    for (lent, name) in lent(source, plan) {
        let kind = second
            .kind(source, lent)
            .context("cannot write the imports of the second file")?;
        imports.import(FIRST, &name, kind);
    }
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for &function in &plan.second {
        functions.function(second.type_number(source.functions[function as usize]));
        second
            .parse_function_body(&mut code, source.bodies[function as usize].clone())
            .context("cannot write the code of the second file")?;
    }
    let mut types = TypeSection::new();
    for old in second.types.clone() {
        let kind = source.types[old as usize].clone();
        types.ty().func_type(
            &second
                .func_type(kind)
                .context("cannot write the types of the second file")?,
        );
    }
    let mut elements = ElementSection::new();
    let slots: Vec<u32> = plan.seams.iter().map(|seam| second.numbers[seam]).collect();
    let offset = ConstExpr::i32_const(first_slot(source)? as i32);
    elements.active(None, &offset, Elements::Functions(slots.into()));
    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&elements)
        .section(&code);
    Ok(module.finish())
}

/// The slot of the first seam: the table's first new one.
fn first_slot(source: &Source<'_>) -> Result<u64> {
    let table = source
        .table
        .context("a module without a table cannot be split")?;
    Ok(table.initial)
}

/// What the second file uses of the first, and the name of each: the export's, if it has one, or else a short one.
fn lent(source: &Source<'_>, plan: &Plan) -> Vec<(Lent, String)> {
    let functions = plan.lent.iter().map(|one| (ExternalKind::Func, *one));
    let globals = plan.globals.iter().map(|one| (ExternalKind::Global, *one));
    let all = [(ExternalKind::Memory, 0), (ExternalKind::Table, 0)]
        .into_iter()
        .chain(globals)
        .chain(functions);
    let mut spare = (0..)
        .map(short)
        .filter(|name| source.exports.iter().all(|export| export.0 != name));
    let mut name = |(kind, index)| {
        let export = source
            .exports
            .iter()
            .find(|export| (export.1, export.2) == (kind, index));
        export.map_or_else(
            || spare.next().unwrap_or_default(),
            |export| export.0.to_owned(),
        )
    };
    all.map(|lent| (lent, name(lent))).collect()
}

/// Names of one visible character while there are any.
fn short(index: u32) -> String {
    const VISIBLE: std::ops::RangeInclusive<u8> = b'!'..=b'~';
    let count = u32::from(VISIBLE.end() - VISIBLE.start()) + 1;
    let last = char::from(VISIBLE.start() + (index % count) as u8);
    match index / count {
        0 => last.to_string(),
        more => short(more - 1) + &last.to_string(),
    }
}

struct First<'a> {
    source: &'a Source<'a>,
    plan: &'a Plan,
    /// The new number of every function of this file.
    numbers: BTreeMap<u32, u32>,
}

impl Reencode for First<'_> {
    type Error = Infallible;

    /// Custom sections say nothing to a browser.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[&function])
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: TableSectionReader<'_>,
    ) -> Result<(), Error> {
        let slots = self.plan.seams.len() as u64;
        for (at, table) in section.into_iter().enumerate() {
            let mut table = table?;
            if at == 0 {
                table.ty.initial += slots;
                table.ty.maximum = table.ty.maximum.map(|maximum| maximum + slots);
            }
            self.parse_table(tables, table)?;
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_export_section(self, exports, section)?;
        for ((kind, index), name) in lent(self.source, self.plan) {
            if self.source.exports.iter().all(|export| export.0 != name) {
                exports.export(
                    &name,
                    ExportKind::from(kind),
                    self.external_index(kind, index)?,
                );
            }
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for &function in &self.plan.first {
            section.function(self.source.functions[function as usize]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for &function in &self.plan.first {
            match self.plan.slot(function) {
                Some(slot) => {
                    code.function(&jump(self.source, function, slot));
                }
                None => {
                    self.parse_function_body(code, self.source.bodies[function as usize].clone())?;
                }
            }
        }
        Ok(())
    }
}

/// A body that does nothing but call what is in a slot.
fn jump(source: &Source<'_>, seam: u32, slot: u32) -> Function {
    let kind = source.functions[seam as usize];
    let base = source.table.map_or(0, |table| table.initial as u32);
    let mut body = Function::new([]);
    let mut code = body.instructions();
    for at in 0..source.types[kind as usize].params().len() {
        code.local_get(at as u32);
    }
    code.i32_const((base + slot) as i32)
        .call_indirect(0, kind)
        .end();
    body
}

struct Second {
    /// The new number of every function that this file has or imports.
    numbers: BTreeMap<u32, u32>,
    globals: BTreeMap<u32, u32>,
    /// The types that are used, in the order of their new numbers.
    types: Vec<u32>,
}

impl Second {
    /// The new number of a type.
    fn type_number(&mut self, old: u32) -> u32 {
        let known = self.types.iter().position(|one| *one == old);
        known.unwrap_or_else(|| {
            self.types.push(old);
            self.types.len() - 1
        }) as u32
    }

    /// What the second file has to say of what it imports.
    fn kind(&mut self, source: &Source<'_>, (kind, index): Lent) -> Result<EntityType> {
        Ok(match kind {
            ExternalKind::Table => {
                let table = source.table.context("there is no table")?;
                // The first file's has more slots.
                self.table_type(TableType {
                    maximum: None,
                    ..table
                })?
                .into()
            }
            ExternalKind::Memory => self
                .memory_type(source.memory.context("there is no memory")?)?
                .into(),
            ExternalKind::Global => self.global_type(source.globals[index as usize])?.into(),
            _ => EntityType::Function(self.type_number(source.functions[index as usize])),
        })
    }
}

impl Reencode for Second {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[&function])
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        Ok(self.globals[&global])
    }

    fn type_index(&mut self, old: u32) -> Result<u32, Error> {
        Ok(self.type_number(old))
    }
}

//! One file of a module that is split.

use std::{collections::BTreeMap, convert::Infallible};

use anyhow::{Context, Result};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportSection,
    Function, FunctionSection, GlobalSection, ImportSection, MemorySection, Module, NameMap,
    NameSection, TableSection, TypeSection,
    reencode::{Error, Reencode},
};
use wasmparser::TableType;

use super::{
    Names, Piece,
    plan::Plan,
    source::{Item, Source},
};

/// What every file imports from: the exports of those before it, and what the surroundings give.
const SHARED: &str = "_";

/// Writes the file of one part.
pub(super) fn piece(source: &Source<'_>, plan: &Plan, part: usize, names: Names) -> Result<Piece> {
    let mut file = File::new(source, plan, part);
    let (imports, wanted) = file.imports(plan)?;
    let (functions, code) = file.code(plan)?;
    let tables = file.tables(plan)?;
    let globals = file.globals()?;
    let mut module = Module::new();
    let mut memories = MemorySection::new();
    if file.is_home(Item::Memory) {
        let memory = source.memory.context("there is no memory")?;
        memories.memory(file.memory_type(memory)?);
    }
    let (exports, elements, data) = (file.exports(plan), file.elements(plan), file.data(plan));
    module.section(&file.types()?);
    if !imports.is_empty() {
        module.section(&imports);
    }
    module.section(&functions);
    if !tables.is_empty() {
        module.section(&tables);
    }
    if !memories.is_empty() {
        module.section(&memories);
    }
    if !globals.is_empty() {
        module.section(&globals);
    }
    module.section(&exports);
    if !elements.is_empty() {
        module.section(&elements);
    }
    module.section(&code);
    if !data.is_empty() {
        module.section(&data);
    }
    if names == Names::Keep {
        module.section(&file.names());
    }
    Ok(Piece {
        wasm: module.finish(),
        imports: wanted,
    })
}

/// A file that is being written.
struct File<'a> {
    source: &'a Source<'a>,
    part: usize,
    /// What this file has of its own.
    own: Vec<Item>,
    /// The new number of everything that this file has or imports.
    numbers: BTreeMap<Item, u32>,
    /// The types that are used, in the order of their new numbers.
    types: Vec<u32>,
}

impl<'a> File<'a> {
    fn new(source: &'a Source<'a>, plan: &Plan, part: usize) -> Self {
        let homes = plan.homes.iter();
        let mut own: Vec<Item> = homes
            .filter(|(_, home)| **home == part)
            .map(|(item, _)| *item)
            .collect();
        // A seam is called before its file is there: by a jump.
        let seams = plan.seams.iter().map(|seam| Item::Function(*seam));
        own.extend(seams.filter(|seam| part < plan.homes[seam] && plan.uses[part].contains(seam)));
        own.sort_unstable();
        Self {
            source,
            part,
            own,
            numbers: BTreeMap::new(),
            types: Vec::new(),
        }
    }

    fn is_home(&self, item: Item) -> bool {
        self.own.contains(&item)
    }

    /// The numbers of those of its own that `number` has one of.
    fn own_of(&self, number: fn(Item) -> Option<u32>) -> Vec<u32> {
        self.own.iter().copied().filter_map(number).collect()
    }

    /// The new number of a type.
    fn type_number(&mut self, old: u32) -> u32 {
        let known = self.types.iter().position(|one| *one == old);
        known.unwrap_or_else(|| {
            self.types.push(old);
            self.types.len() - 1
        }) as u32
    }

    /// What it imports, and which of that is of no other file. Numbers everything that it has, imports first.
    fn imports(&mut self, plan: &Plan) -> Result<(ImportSection, Vec<String>)> {
        let source = self.source;
        let foreign = |item: &Item| item.function().is_some_and(|one| source.is_import(one));
        let wanted = plan.uses[self.part].iter().copied().filter(foreign);
        let wanted: Vec<(Item, String)> = wanted
            .filter_map(|item| Some((item, source.imports[item.function()? as usize].to_owned())))
            .collect();
        let borrowed = plan.borrowed(source, self.part).into_iter();
        let borrowed = borrowed.map(|item| (item, plan.names[&item].clone()));
        let mut imports = ImportSection::new();
        for (item, name) in wanted.iter().cloned().chain(borrowed) {
            imports.import(SHARED, &name, self.kind(item)?);
            self.number(item);
        }
        for item in self.own.clone() {
            self.number(item);
        }
        Ok((imports, wanted.into_iter().map(|(_, name)| name).collect()))
    }

    /// Gives the next number of its kind.
    fn number(&mut self, item: Item) {
        let kind = std::mem::discriminant(&item);
        let like = |one: &&Item| std::mem::discriminant(*one) == kind;
        let number = self.numbers.keys().filter(like).count() as u32;
        self.numbers.insert(item, number);
    }

    /// What has to be said of something that is imported.
    fn kind(&mut self, item: Item) -> Result<EntityType> {
        let source = self.source;
        Ok(match item {
            Item::Table(index) => {
                let table = source.tables[index as usize];
                // It has more slots where it is.
                self.table_type(TableType {
                    maximum: None,
                    ..table
                })?
                .into()
            }
            Item::Memory => self
                .memory_type(source.memory.context("there is no memory")?)?
                .into(),
            Item::Global(index) => self.global_type(source.globals[index as usize].0)?.into(),
            Item::Function(index) => {
                EntityType::Function(self.type_number(source.functions[index as usize]))
            }
        })
    }

    fn code(&mut self, plan: &Plan) -> Result<(FunctionSection, CodeSection)> {
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for function in self.own_of(Item::function) {
            let kind = self.type_number(self.source.functions[function as usize]);
            functions.function(kind);
            if plan.homes[&Item::Function(function)] == self.part {
                self.parse_function_body(&mut code, self.source.body(function))?;
            } else {
                let slot = plan.slot(self.source, function);
                code.function(&self.jump(function, kind, slot.context("a seam has no slot")?));
            }
        }
        Ok((functions, code))
    }

    /// A body that does nothing but call what is in a slot.
    fn jump(&self, seam: u32, kind: u32, slot: u32) -> Function {
        let old = self.source.functions[seam as usize];
        let mut body = Function::new([]);
        let mut code = body.instructions();
        for at in 0..self.source.types[old as usize].params().len() {
            code.local_get(at as u32);
        }
        code.i32_const(slot as i32).call_indirect(0, kind).end();
        body
    }

    fn types(&mut self) -> Result<TypeSection> {
        let mut types = TypeSection::new();
        for old in self.types.clone() {
            let kind = self.source.types[old as usize].clone();
            types.ty().func_type(&self.func_type(kind)?);
        }
        Ok(types)
    }

    fn tables(&mut self, plan: &Plan) -> Result<TableSection> {
        let mut tables = TableSection::new();
        for index in self.own_of(Item::table) {
            let mut table = self.source.tables[index as usize];
            if index == self.source.table()? {
                let slots = plan.seams.len() as u64;
                table.initial += slots;
                table.maximum = table.maximum.map(|maximum| maximum + slots);
            }
            tables.table(self.table_type(table)?);
        }
        Ok(tables)
    }

    fn globals(&mut self) -> Result<GlobalSection> {
        let mut globals = GlobalSection::new();
        for index in self.own_of(Item::global) {
            let (kind, start) = &self.source.globals[index as usize];
            let start = self.const_expr(start.clone())?;
            globals.global(self.global_type(*kind)?, &start);
        }
        Ok(globals)
    }

    fn exports(&self, plan: &Plan) -> ExportSection {
        let mut exports = ExportSection::new();
        for item in &self.own {
            let is_jump = plan.homes[item] != self.part;
            if let Some(name) = plan.names.get(item).filter(|_| !is_jump) {
                exports.export(name, item.kind(), self.numbers[item]);
            }
        }
        exports
    }

    /// What it fills slots of the table with: its own functions, each run of slots at once.
    fn elements(&self, plan: &Plan) -> ElementSection {
        let at_home =
            |function: &u32| plan.homes.get(&Item::Function(*function)) == Some(&self.part);
        let seams = plan.seams.iter();
        let seams = seams.filter_map(|seam| Some((plan.slot(self.source, *seam)?, *seam)));
        let slots = self
            .source
            .slots
            .iter()
            .map(|(slot, function)| (*slot, *function));
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in slots.chain(seams).filter(|(_, function)| at_home(function)) {
            let number = self.numbers[&Item::Function(function)];
            match runs.last_mut() {
                Some((first, run)) if *first + run.len() as u32 == slot => run.push(number),
                _ => runs.push((slot, vec![number])),
            }
        }
        let mut elements = ElementSection::new();
        for (first, run) in runs {
            let offset = ConstExpr::i32_const(first as i32);
            elements.active(None, &offset, Elements::Functions(run.into()));
        }
        elements
    }

    fn data(&self, plan: &Plan) -> DataSection {
        let mut data = DataSection::new();
        for (address, bytes) in &plan.data[self.part] {
            let offset = ConstExpr::i32_const(*address as i32);
            data.active(0, &offset, bytes.iter().copied());
        }
        data
    }

    fn names(&self) -> NameSection {
        let mut named: Vec<(u32, &str)> = self
            .numbers
            .iter()
            .filter_map(|(item, new)| Some((*new, self.source.names[item.function()? as usize])))
            .collect();
        named.sort_unstable();
        let mut functions = NameMap::new();
        for (number, name) in named {
            functions.append(number, name);
        }
        let mut names = NameSection::new();
        names.functions(&functions);
        names
    }
}

impl Reencode for File<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[&Item::Function(function)])
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        Ok(self.numbers[&Item::Global(global)])
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error> {
        Ok(self.numbers[&Item::Table(table)])
    }

    fn type_index(&mut self, old: u32) -> Result<u32, Error> {
        Ok(self.type_number(old))
    }
}

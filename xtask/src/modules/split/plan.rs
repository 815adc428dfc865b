//! What goes where.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};

use super::{
    Roots,
    source::{Item, Source},
};
use crate::modules::homes::Homes;

/// What goes where: parts are numbered from 0 in the order in which they are linked.
pub(super) struct Plan {
    /// The part of every function, table, global and memory that is used; not of imported functions, which each part
    /// imports by itself.
    pub(super) homes: BTreeMap<Item, usize>,
    /// The seams in the order of their slots.
    pub(super) seams: Vec<u32>,
    /// What each part uses, of its own and of others.
    pub(super) uses: Vec<BTreeSet<Item>>,
    /// Addresses and what each part writes there.
    pub(super) data: Vec<Vec<(usize, Vec<u8>)>>,
    /// What the exports are called, and what parts lend each other.
    pub(super) names: BTreeMap<Item, String>,
}

impl Plan {
    pub(super) fn new(source: &Source<'_>, roots: &[Roots], homes: &Homes) -> Result<Self> {
        let mut plan = Self {
            homes: BTreeMap::from([(Item::Memory, 0), (Item::Table(source.table()?), 0)]),
            seams: Vec::new(),
            uses: vec![BTreeSet::from([Item::Memory]); roots.len()],
            data: vec![Vec::new(); roots.len()],
            names: BTreeMap::new(),
        };
        let mut entered = vec![Vec::new(); roots.len()];
        for (part, roots) in roots.iter().enumerate() {
            for name in &roots.seams {
                let seam = source.named(name)?;
                ensure!(
                    !source.slots.values().any(|function| *function == seam),
                    "{name} is in a table: it cannot be a seam"
                );
                entered[part].push(seam);
            }
        }
        plan.seams = entered.concat();
        for part in 0..roots.len() {
            plan.place(source, part, &roots[part], &entered[part], homes)?;
            for (name, seam) in roots[part].seams.iter().zip(&entered[part]) {
                let seam = Item::Function(*seam);
                ensure!(
                    plan.uses[..part].iter().any(|uses| uses.contains(&seam)),
                    "nothing in the files before it calls {name}: it is no seam"
                );
            }
        }
        for function in source.slots.values().chain(&plan.seams) {
            if let Some(home) = plan.homes.get(&Item::Function(*function)) {
                plan.uses[*home].insert(Item::Table(source.table()?));
            }
        }
        plan.divide_data(source, homes);
        plan.name(source);
        Ok(plan)
    }

    /// Gives a part what is reached from its roots and is in no part yet.
    fn place(
        &mut self,
        source: &Source<'_>,
        part: usize,
        roots: &Roots,
        entered: &[u32],
        homes: &Homes,
    ) -> Result<()> {
        let exported = source.exports.iter();
        let exported = exported
            .filter(|(name, _)| roots.exports.iter().any(|root| root == name))
            .map(|(_, item)| *item);
        let slots = source.slots.iter();
        let slots = slots
            .filter(|(slot, _)| homes.slots.get(slot).copied().unwrap_or(Some(0)) == Some(part))
            .map(|(_, function)| Item::Function(*function));
        let seams = entered.iter().map(|seam| Item::Function(*seam));
        let mut open: Vec<Item> = exported.chain(slots).chain(seams).collect();
        while let Some(item) = open.pop() {
            if self.homes.contains_key(&item) {
                continue;
            }
            if let Item::Function(function) = item {
                let jumped = self.seams.contains(&function) && !entered.contains(&function);
                if jumped || source.is_import(function) {
                    continue;
                }
                let uses = source.uses(function)?;
                open.extend(&uses);
                self.uses[part].extend(uses);
            }
            self.homes.insert(item, part);
        }
        Ok(())
    }

    /// Gives each part its data. Zeros are there already.
    fn divide_data(&mut self, source: &Source<'_>, homes: &Homes) {
        for (start, bytes) in &source.data {
            for (address, byte) in (*start..).zip(*bytes) {
                let Some(part) = homes.of(address).filter(|_| *byte != 0) else {
                    continue;
                };
                self.write(part, address, *byte, homes);
            }
        }
    }

    /// Writes a byte behind the last, if so few lie between that another segment would be longer. Those are zeros, or
    /// of a later part, which writes them again.
    fn write(&mut self, part: usize, address: usize, byte: u8, homes: &Homes) {
        const GAP: usize = 6;
        if let Some((start, bytes)) = self.data[part].last_mut() {
            let end = *start + bytes.len();
            let free = |at| homes.of(at).is_none_or(|of| of >= part);
            if address - end <= GAP && (end..address).all(free) {
                bytes.resize(address - *start, 0);
                bytes.push(byte);
                return;
            }
        }
        self.data[part].push((address, vec![byte]));
    }

    /// Names what is exported: as it was, or shortly.
    fn name(&mut self, source: &Source<'_>) {
        for (name, item) in &source.exports {
            self.names.entry(*item).or_insert((*name).to_owned());
        }
        let taken: BTreeSet<&str> = source
            .exports
            .iter()
            .map(|export| export.0)
            .chain(source.imports.iter().copied())
            .collect();
        let mut spare = (0..).map(short).filter(|name| !taken.contains(&**name));
        for item in self.lent(source) {
            self.names
                .entry(item)
                .or_insert_with(|| spare.next().unwrap_or_default());
        }
    }

    /// What a part uses of the parts before it. Functions of one type stand together.
    pub(super) fn borrowed(&self, source: &Source<'_>, part: usize) -> Vec<Item> {
        let uses = self.uses[part].iter().copied();
        let mut borrowed: Vec<Item> = uses
            .filter(|item| self.homes.get(item).is_some_and(|home| *home < part))
            .collect();
        borrowed.sort_by_key(|item| order(source, *item));
        borrowed
    }

    /// Everything that some part uses of another.
    fn lent(&self, source: &Source<'_>) -> Vec<Item> {
        let parts = 0..self.uses.len();
        let mut lent: Vec<Item> = parts.flat_map(|part| self.borrowed(source, part)).collect();
        lent.sort_by_key(|item| order(source, *item));
        lent.dedup();
        lent
    }

    /// The slot of a seam.
    pub(super) fn slot(&self, source: &Source<'_>, seam: u32) -> Option<u32> {
        let at = self.seams.iter().position(|one| *one == seam)? as u32;
        let table = source.tables[source.table().ok()? as usize];
        Some(table.initial as u32 + at)
    }
}

/// The table of functions, what else is no function, and functions by their types.
fn order(source: &Source<'_>, item: Item) -> (u32, Item) {
    match item {
        Item::Table(table) if source.table().is_ok_and(|ours| ours == table) => (0, item),
        Item::Function(function) => (2 + source.functions[function as usize], item),
        _ => (1, item),
    }
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

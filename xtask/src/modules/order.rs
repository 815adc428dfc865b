//! The order of a module's functions, for a shorter compressed form.
//!
//! Brotli finds what is near in fewer bits, and keeps one set of statistics for code that is alike. So functions that
//! share byte sequences stand side by side. The chain of neighbours is built greedily; what it is worth only the
//! compressor knows, so several chains are made and the one that compresses best is kept. Of the code, the places of
//! functions, the numbers that name them and the hints of alignment change: every instruction stays as wasm-opt left it.

use std::{collections::BTreeMap, convert::Infallible};

use anyhow::{Context, Result};
use wasm_encoder::{
    CodeSection, FunctionSection, MemArg, Module,
    reencode::{Error, Reencode, utils},
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload,
    TypeRef,
};

use crate::compress;

/// Names this way of ordering where its results are kept: a change of what it does changes the name.
pub(super) const NAME: &[u8] = b"order 1";

/// How a chain is built: the length of the byte sequences that are compared, and the number of functions at the
/// chain's end that the next one is compared with.
#[derive(Clone, Copy)]
struct Recipe {
    length: usize,
    recent: usize,
}

/// The chains that are tried. Which wins differs from module to module, by a hundred bytes or so.
const RECIPES: [Recipe; 4] = [
    Recipe {
        length: 3,
        recent: 1,
    },
    Recipe {
        length: 3,
        recent: 4,
    },
    Recipe {
        length: 4,
        recent: 1,
    },
    Recipe {
        length: 4,
        recent: 4,
    },
];

/// What the same signature adds to a likeness of 0 to 1: signatures are listed in the same order.
const SAME_TYPE: f64 = 0.1;

/// The module with its functions in the order that compresses best; as it came, if no order is better.
pub(super) fn order(wasm: &[u8]) -> Result<Vec<u8>> {
    let code = Code::read(wasm).context("cannot read the optimised module")?;
    let mut best = (compress::brotli(wasm)?.len(), wasm.to_vec());
    for recipe in RECIPES {
        let ordered = code.emit(wasm, chain(&code.bytes(wasm), &code.types, recipe))?;
        let size = compress::brotli(&ordered)?.len();
        if size < best.0 {
            best = (size, ordered);
        }
    }
    Ok(best.1)
}

/// What a module's functions are: those it imports come first in the numbering, then its own.
#[derive(Default)]
struct Code<'a> {
    imported: usize,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Code<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut code = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        code.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => {
                    code.types = types.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => code.bodies.push(body),
                _ => {}
            }
        }
        Ok(code)
    }

    fn bytes<'w>(&self, wasm: &'w [u8]) -> Vec<&'w [u8]> {
        self.bodies.iter().map(|body| &wasm[body.range()]).collect()
    }

    fn emit(&self, wasm: &[u8], order: Vec<usize>) -> Result<Vec<u8>> {
        let mut numbers: Vec<u32> = (0..(self.imported + order.len()) as u32).collect();
        for (place, function) in order.iter().enumerate() {
            numbers[self.imported + function] = (self.imported + place) as u32;
        }
        let mut module = Module::new();
        let mut mover = Mover {
            code: self,
            order,
            numbers,
        };
        mover
            .parse_core_module(&mut module, Parser::new(0), wasm)
            .context("cannot write the module in another order")?;
        Ok(module.finish())
    }
}

/// Copies a module and moves its functions on the way.
struct Mover<'a> {
    code: &'a Code<'a>,
    /// Which of the module's own functions stands where.
    order: Vec<usize>,
    /// The new number of every function.
    numbers: Vec<u32>,
}

impl Reencode for Mover<'_> {
    type Error = Infallible;

    /// Alignment is a hint that engines do not need; the weakest is true of every address.
    fn mem_arg(&mut self, access: wasmparser::MemArg) -> Result<MemArg, Error> {
        let access = wasmparser::MemArg { align: 0, ..access };
        utils::mem_arg(self, access)
    }

    /// Custom sections say nothing to a browser.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[function as usize])
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for &function in &self.order {
            section.function(self.code.types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        section: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for function in self.order.clone() {
            self.parse_function_body(section, self.code.bodies[function].clone())?;
        }
        Ok(())
    }
}

/// The functions with like ones next to each other, from the shortest on. Ties go to the one that stood first.
fn chain(bodies: &[&[u8]], types: &[u32], recipe: Recipe) -> Vec<usize> {
    let kin = Kin::new(bodies, types, recipe.length);
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut likeness: Vec<Vec<f64>> = Vec::new();
    let mut next = left.iter().copied().min_by_key(|&at| bodies[at].len());
    while let Some(function) = next {
        chain.push(function);
        left.retain(|&other| other != function);
        likeness.insert(0, kin.likeness(function));
        likeness.truncate(recipe.recent);
        // Each step back counts half as much.
        let score = |at: usize| likeness.iter().rfold(0.0, |sum, row| sum / 2.0 + row[at]);
        next = left
            .iter()
            .map(|&at| (score(at), at))
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
            .map(|(_, at)| at);
    }
    chain
}

/// Which functions hold which byte sequences.
struct Kin<'a> {
    types: &'a [u32],
    /// The sequences of each function, by number, each once.
    sequences: Vec<Vec<usize>>,
    /// The functions that hold each sequence.
    holders: Vec<Vec<usize>>,
}

impl<'a> Kin<'a> {
    fn new(bodies: &[&[u8]], types: &'a [u32], length: usize) -> Self {
        let mut numbers = BTreeMap::new();
        let mut holders: Vec<Vec<usize>> = Vec::new();
        let mut sequences = vec![Vec::new(); bodies.len()];
        for (at, body) in bodies.iter().enumerate() {
            for sequence in body.windows(length) {
                let number = *numbers.entry(sequence).or_insert(holders.len());
                if number == holders.len() {
                    holders.push(Vec::new());
                }
                if holders[number].last() != Some(&at) {
                    holders[number].push(at);
                    sequences[at].push(number);
                }
            }
        }
        Self {
            types,
            sequences,
            holders,
        }
    }

    /// How like `function` each function is: the sequences that both hold, of those that either holds (Jaccard),
    /// and a little for the same signature.
    fn likeness(&self, function: usize) -> Vec<f64> {
        let mut shared = vec![0usize; self.sequences.len()];
        for &sequence in &self.sequences[function] {
            for &holder in &self.holders[sequence] {
                shared[holder] += 1;
            }
        }
        let own = self.sequences[function].len();
        let either = |at: usize| own + self.sequences[at].len() - shared[at];
        let bonus = |at: usize| f64::from(self.types[at] == self.types[function]) * SAME_TYPE;
        (0..shared.len())
            .map(|at| shared[at] as f64 / either(at).max(1) as f64 + bonus(at))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A module whose exported function calls its third, the one that returns 3, among constants.
    fn wasm() -> Vec<u8> {
        let mut module = walrus::Module::default();
        let mut constant = |value: i32| {
            let mut builder =
                walrus::FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
            builder.func_body().i32_const(value);
            builder.finish(vec![], &mut module.funcs)
        };
        let three = [1, 200, 3, 70_000].map(&mut constant)[2];
        let mut builder =
            walrus::FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
        builder.func_body().call(three);
        let main = builder.finish(vec![], &mut module.funcs);
        module.exports.add("main", main);
        module.emit_wasm()
    }

    /// The bytes of the function that the exported one calls.
    fn called(wasm: &[u8]) -> Vec<u8> {
        let module = walrus::Module::from_buffer(wasm).unwrap();
        let code = Code::read(wasm).unwrap();
        let main = module.exports.get_func("main").unwrap();
        let body = &code.bodies[module.funcs.get(main).id().index()];
        let mut instructions = body.get_operators_reader().unwrap();
        let wasmparser::Operator::Call { function_index } = instructions.read().unwrap() else {
            panic!("the exported function begins with a call");
        };
        code.bytes(wasm)[function_index as usize].to_vec()
    }

    #[test]
    fn like_functions_become_neighbours() {
        let bodies: [&[u8]; 4] = [b"abcdefgh", b"0123456789", b"abcdefgi", b"012345678"];
        for recipe in RECIPES {
            assert_eq!(chain(&bodies, &[0; 4], recipe), [0, 2, 1, 3]);
        }
    }

    #[test]
    fn calls_and_exports_follow_a_function_to_its_new_place() {
        let wasm = wasm();
        let code = Code::read(&wasm).unwrap();
        let moved = code.emit(&wasm, vec![4, 2, 0, 3, 1]).unwrap();
        assert_ne!(moved, wasm);
        wasmparser::validate(&moved).unwrap();
        assert_eq!(called(&moved), called(&wasm));
    }
}

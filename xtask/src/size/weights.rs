//! What weighs in a module: its largest functions, and the crates they come from.

use std::{collections::BTreeMap, fmt::Write};

use anyhow::Result;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::modules;

/// A function's name and the bytes of its body.
type Weight = (String, usize);

/// The `count` largest functions of each module, under the sum of each crate.
pub(super) fn report(count: usize) -> Result<String> {
    let mut text = String::new();
    for (part, bytes) in modules::named()? {
        let functions = functions(&bytes)?;
        writeln!(text, "\n{part}: bytes of code by crate, before compression")?;
        list(&mut text, &by_crate(&functions), count)?;
        writeln!(
            text,
            "\n{part}: bytes of code by function, before compression"
        )?;
        list(&mut text, &functions, count)?;
    }
    Ok(text)
}

fn list(text: &mut String, weights: &[Weight], count: usize) -> Result<()> {
    for (name, bytes) in weights.iter().take(count) {
        writeln!(text, "{bytes:>8}  {name}")?;
    }
    Ok(())
}

/// Every function of the module, the largest first.
fn functions(module: &[u8]) -> Result<Vec<Weight>> {
    let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(sections) = section.as_known() {
                    for section in sections {
                        if let Name::Function(map) = section? {
                            read_names(map, &mut names)?;
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let named = |(index, bytes)| (names.remove(&(imported + index)).unwrap_or_default(), bytes);
    let mut functions: Vec<Weight> = bodies.into_iter().enumerate().map(named).collect();
    functions.sort_by_key(|(_, bytes)| usize::MAX - bytes);
    Ok(functions)
}

fn read_names(map: wasmparser::NameMap<'_>, names: &mut BTreeMap<usize, String>) -> Result<()> {
    for naming in map {
        let naming = naming?;
        names.insert(naming.index as usize, naming.name.to_owned());
    }
    Ok(())
}

/// The sum of each crate, the largest first.
fn by_crate(functions: &[Weight]) -> Vec<Weight> {
    let mut sums = BTreeMap::new();
    for (name, bytes) in functions {
        *sums.entry(crate_of(name)).or_insert(0) += bytes;
    }
    let mut sums: Vec<Weight> = sums
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .collect();
    sums.sort_by_key(|(_, bytes)| usize::MAX - bytes);
    sums
}

/// The first crate that a demangled name mentions. Exported functions have none: they are `(exported)`.
fn crate_of(name: &str) -> &str {
    let Some(end) = name.find("::") else {
        return "(exported)";
    };
    let ident = |c: char| c.is_alphanumeric() || c == '_';
    // The newer mangling writes a crate's hash behind its name: `core[1a2b]::fmt`.
    let path = name[..end]
        .split('[')
        .next()
        .unwrap_or_default()
        .trim_end_matches(|c| !ident(c));
    path.rsplit(|c| !ident(c)).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_its_crate() {
        for (name, expected) in [
            ("banso_engine::engine::Engine::handle::h1", "banso_engine"),
            (
                "<&mut postcard::de::Deserializer<F> as serde_core::de::Deserializer>::visit",
                "postcard",
            ),
            (
                "<banso_content::model::_::<impl serde_core::de::Deserialize for X>::d as V>::v",
                "banso_content",
            ),
            ("core[c5930c85a12de822]::str::slice_error_fail", "core"),
            ("core_bundle", "(exported)"),
        ] {
            assert_eq!(crate_of(name), expected);
        }
    }
}

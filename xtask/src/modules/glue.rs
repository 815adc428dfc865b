//! The glue of a module that is split: for each file what it alone needs.
//!
//! wasm-bindgen writes one script: functions, classes, and an object of everything that the module imports. The script is
//! taken apart into its statements, and each file's glue is its own roots, what they name, and so on.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use super::compile::Unit;

/// Where the generated glue says what the module imports, each on its own lines.
const IMPORTS: &str = "function __wbg_get_imports() {";

/// What the facade of a file with a prefix asks for the stack.
const STACK: &str = "stack";

/// How the first file is started, which imports nothing, and how one without an own facade is linked to it. `wasm` is
/// everything that the files export.
const FIRST: &str = "export let wasm;
export const load = async (bytes) => {
    wasm = { ...(await WebAssembly.instantiate(bytes)).instance.exports };
};
export const link = async (bytes) =>
    Object.assign(wasm, (await WebAssembly.instantiate(bytes, { _: wasm })).instance.exports);
";

/// The glue of each part, by the names of what each imports of its surroundings; empty for one without a facade.
pub(super) fn divide(glue: &str, unit: &Unit, imports: &[Vec<String>]) -> Result<Vec<String>> {
    let script = Script::read(glue)?;
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut glues = Vec::new();
    for (at, (part, wanted)) in unit.parts.iter().zip(imports).enumerate() {
        let mut entries = String::new();
        for name in wanted {
            // What an earlier file was given is there for every later one.
            if known.insert(name) {
                entries += script.entry(name)?;
            }
        }
        let functions = |name: &str| script.is_function(name);
        glues.push(match part.prefix {
            Some(prefix) => {
                let is_first = unit.parts[..at].iter().all(|part| part.prefix.is_none());
                let start = start(&entries, is_first);
                script.with(&start, |name| {
                    name == STACK || name.starts_with(prefix) && functions(name)
                })
            }
            None if at == 0 => {
                let of_others = |name: &str| unit.part_of(name) > 0 || name == STACK;
                script.with(FIRST, |name| functions(name) && !of_others(name))
            }
            None => String::new(),
        });
    }
    Ok(glues)
}

/// How a file with a facade is linked to those before it, whose exports are `shared`.
fn start(entries: &str, fills_table: bool) -> String {
    let fill = if fills_table { "    fill();\n" } else { "" };
    format!(
        "let wasm;
export async function load(bytes, shared) {{
    wasm = Object.assign(shared, {{
{entries}    }});
    Object.assign(wasm, (await WebAssembly.instantiate(bytes, {{ _: wasm }})).instance.exports);
{fill}}}
"
    )
}

/// The generated script.
struct Script<'a> {
    statements: Vec<Statement<'a>>,
    /// The lines of each import, under its name.
    entries: Vec<(&'a str, String)>,
}

/// One statement of the script.
struct Statement<'a> {
    text: &'a str,
    /// What it declares; a statement that declares nothing does something to what it names.
    name: Option<&'a str>,
}

impl<'a> Script<'a> {
    fn read(glue: &'a str) -> Result<Self> {
        let texts = statements(glue);
        let imports = texts.iter().find(|text| text.starts_with(IMPORTS));
        let entries = entries(imports.context("the glue says of no imports")?);
        let statements = texts
            .into_iter()
            .filter(|text| !text.starts_with(IMPORTS) && !text.starts_with("/*"))
            // The starts say it.
            .filter(|text| *text != "let wasm;\n")
            .map(|text| Statement {
                text,
                name: declared(text),
            })
            .collect();
        Ok(Self {
            statements,
            entries,
        })
    }

    /// The lines of an import.
    fn entry(&self, name: &str) -> Result<&str> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|(known, _)| *known == name);
        Ok(&entry
            .with_context(|| format!("the glue gives no {name}"))?
            .1)
    }

    /// Whether a name is that of an exported function.
    fn is_function(&self, name: &str) -> bool {
        let mut statements = self.statements.iter();
        let of = statements.find(|statement| statement.name == Some(name));
        of.is_some_and(|of| of.text.starts_with("export "))
    }

    /// The statements that declare the roots, those that they and `start` name, and so on; then `start`.
    fn with(&self, start: &str, is_root: impl Fn(&str) -> bool) -> String {
        let mut kept = vec![false; self.statements.len()];
        let mut words: BTreeSet<&str> = words(start);
        loop {
            let before = words.len();
            for (kept, statement) in kept.iter_mut().zip(&self.statements) {
                let wanted = match statement.name {
                    Some(name) => is_root(name) || words.contains(name),
                    None => self.is_about(statement, &words),
                };
                if wanted && !*kept {
                    *kept = true;
                    words.extend(self::words(statement.text));
                }
            }
            if words.len() == before {
                break;
            }
        }
        let statements = self.statements.iter().zip(kept);
        let text: String = statements
            .filter(|(_, kept)| *kept)
            .map(|(statement, _)| statement.text)
            .collect();
        text + start
    }

    /// Whether everything that a statement names, of what the script declares, is kept.
    fn is_about(&self, statement: &Statement<'_>, kept: &BTreeSet<&str>) -> bool {
        let named = words(statement.text);
        let declared = self.statements.iter().filter_map(|one| one.name);
        let mut used = declared.filter(|name| named.contains(name)).peekable();
        used.peek().is_some() && used.all(|name| kept.contains(name))
    }
}

/// The statements of a script in which only what goes on is indented, or closes.
fn statements(script: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in script.split_inclusive('\n') {
        if !line.starts_with([' ', '}', ')', '\n']) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([script.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &script[*start..end])
        .collect()
}

/// The imports that the generated function answers: each begins and ends on a line that is indented twice.
fn entries(function: &str) -> Vec<(&str, String)> {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for line in function.split_inclusive('\n') {
        let entry = line.strip_prefix("        ").unwrap_or_default();
        match entry.split_once(": function(") {
            Some((name, _)) if !entry.starts_with([' ', '}']) => {
                entries.push((name, line.to_owned()));
            }
            _ if line.starts_with("         ") || entry.starts_with('}') => {
                if let Some((_, lines)) = entries.last_mut() {
                    *lines += line;
                }
            }
            _ => {}
        }
    }
    entries
}

/// The name that a statement declares.
fn declared(statement: &str) -> Option<&str> {
    let mut words = statement.split(|c: char| !is_word(c));
    words
        .by_ref()
        .find(|word| ["function", "class", "let", "const"].contains(word))?;
    words.next().filter(|_| {
        ["export", "async", "function", "class", "let", "const"]
            .iter()
            .any(|word| statement.starts_with(word))
    })
}

/// The words of a script.
fn words(script: &str) -> BTreeSet<&str> {
    script.split(|c: char| !is_word(c)).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::modules::compile::Part;

    /// A module in four files, of which the last two have a facade of their own.
    const UNIT: Unit = Unit {
        name: "app",
        package: "app",
        file: "app",
        speaks: false,
        parts: &[
            part("core", None),
            part("guides", None),
            part("view", Some("view_")),
            part("help", Some("help_")),
        ],
    };

    const fn part(name: &'static str, prefix: Option<&'static str>) -> Part {
        Part {
            name,
            prefix,
            seams: &[],
        }
    }

    const GLUE: &str = "/**
 * Takes in.
 */
export function feed(bytes) {
    pass(bytes);
}
export function view_paint(bytes) {
    last.bytes = bytes;
}
export function help_end() {
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        a: function(arg0) {
            return text(arg0);
        },
        b: function() { return caught(function (arg0) {
            pass(arg0);
        }, arguments); },
        c: function() {
        },
    };
}
const last = (typeof X === 'undefined')
    ? {}
    : new X();
const decoder = new TextDecoder();
decoder.decode();
function text(ptr) {
    return decoder.decode(ptr);
}
function caught(f, args) {
}
function pass(bytes) {
}
function nobody() {
}
let wasm;
export const stack = () => wasm.d;
function fill() {
}
";

    fn divided() -> Vec<String> {
        let imports = [vec![], vec![], vec!["a"], vec!["a", "b"]];
        let named = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        divide(GLUE, &UNIT, &imports.map(named)).unwrap()
    }

    #[test]
    fn each_part_has_what_it_names_and_no_more() {
        let glues = divided();
        let has = |part: usize, text: &str| glues[part].contains(text);
        assert!(glues[0].starts_with("export function feed(bytes) {"));
        assert!(has(0, "function pass(") && has(0, "export const link"));
        assert!(!has(0, "decoder") && !has(0, "view_") && !has(0, "stack"));
        assert_eq!(glues[1], "", "its file has no facade");
        assert!(has(2, "export function view_paint(") && has(2, "    : new X();"));
        assert!(has(2, "decoder.decode();") && has(2, "stack = ") && has(2, "    fill();"));
        assert!(!has(2, "feed") && !has(2, "help_") && !has(2, "caught"));
        assert!(has(3, "export function help_end(") && has(3, "function caught("));
        assert!(!has(3, "const last") && !has(3, "    fill();"));
        assert!(glues.iter().all(|glue| !glue.contains("nobody")));
    }

    #[test]
    fn an_import_comes_with_the_first_part_that_wants_it() {
        let glues = divided();
        assert!(
            glues[2].contains(
                "        a: function(arg0) {\n            return text(arg0);\n        },\n"
            )
        );
        assert!(!glues[3].contains(" a: function"));
        assert!(glues[3].contains("        }, arguments); },\n"));
        assert!(glues.iter().all(|glue| !glue.contains(" c: function")));
    }

    #[test]
    fn an_import_that_the_glue_does_not_give_is_an_error() {
        let imports = [vec![], vec![], vec!["z".to_owned()], vec![]];
        let error = divide(GLUE, &UNIT, &imports).unwrap_err();
        assert!(error.to_string().contains("the glue gives no z"));
    }
}

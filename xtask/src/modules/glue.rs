//! The glue of a module that is split: for each file what it alone needs.
//!
//! wasm-bindgen writes one script of functions. It is taken apart into its statements, and each file's glue is its own
//! roots, what they name, and so on.

use std::collections::BTreeSet;

use super::compile::{Part, Unit};

/// What the facade of a file with a prefix asks for the stack.
const STACK: &str = "stack";

/// How the first file is started, which imports nothing, and those without an own facade that are linked to it; and how all
/// of them begin anew after a trap, in instances of their own. `wasm` is everything that the files export.
const FIRST: &str = "export const wasm = {};
const modules = [];
export const load = async (bytes) => {
    const { module, instance } = await WebAssembly.instantiate(bytes, { _: wasm });
    modules.push(module);
    Object.assign(wasm, instance.exports);
};
export const renew = () => modules.map((module) => Object.assign(wasm, new WebAssembly.Instance(module, { _: wasm }).exports));
";

/// How a file with a facade is linked to those before it, whose exports are `shared`.
const NEXT: &str = "let wasm;
export async function load(bytes, shared) {
    wasm = Object.assign(shared, (await WebAssembly.instantiate(bytes, { _: shared })).instance.exports);
}
";

/// The glue of each part; empty for one without a facade.
pub(super) fn divide(glue: &str, unit: &Unit) -> Vec<String> {
    let script = Script::read(glue);
    let glue = |(at, part): (usize, &Part)| match part.prefix {
        Some(prefix) => script.with(NEXT, |name| {
            name == STACK || name.starts_with(prefix) && script.is_function(name)
        }),
        None if at == 0 => {
            let of_others = |name: &str| unit.part_of(name) > 0 || name == STACK;
            script.with(FIRST, |name| script.is_function(name) && !of_others(name))
        }
        None => String::new(),
    };
    unit.parts.iter().enumerate().map(glue).collect()
}

/// The generated script.
struct Script<'a> {
    statements: Vec<Statement<'a>>,
}

/// One statement of the script.
struct Statement<'a> {
    text: &'a str,
    /// What it declares; a statement that declares nothing does something to what it names.
    name: Option<&'a str>,
}

impl<'a> Script<'a> {
    fn read(glue: &'a str) -> Self {
        let statements = statements(glue).into_iter();
        let statements = statements
            .filter(|text| !text.starts_with("/*"))
            // The starts say it.
            .filter(|text| *text != "let wasm;\n")
            .map(|text| Statement {
                text,
                name: declared(text),
            })
            .collect();
        Self { statements }
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
    use super::*;

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
    text();
}
const last = (typeof X === 'undefined')
    ? {}
    : new X();
const decoder = new TextDecoder();
decoder.decode();
function text(ptr) {
    return decoder.decode(ptr);
}
function pass(bytes) {
}
function nobody() {
}
let wasm;
export const stack = () => wasm.d;
";

    #[test]
    fn each_part_has_what_it_names_and_no_more() {
        let glues = divide(GLUE, &UNIT);
        let has = |part: usize, text: &str| glues[part].contains(text);
        assert!(glues[0].starts_with("export function feed(bytes) {"));
        assert!(has(0, "function pass(") && has(0, "export const renew"));
        assert!(!has(0, "decoder") && !has(0, "view_") && !has(0, "stack"));
        assert_eq!(glues[1], "", "its file has no facade");
        assert!(has(2, "export function view_paint(") && has(2, "    : new X();"));
        assert!(has(2, "stack = ") && has(2, "export async function load("));
        assert!(!has(2, "feed") && !has(2, "help_") && !has(2, "decoder"));
        assert!(has(3, "export function help_end(") && has(3, "decoder.decode();"));
        assert!(!has(3, "const last"));
        assert!(glues.iter().all(|glue| !glue.contains("nobody")));
    }
}

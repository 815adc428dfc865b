//! Walks a tree of values along a JSON Schema. It reads the forms that `schemars` makes of our
//! types, and the keywords of our own: `x-localized`, `x-defines`, `x-refers`.

use serde_json::{Value as Json, json};

use super::super::diagnostic::{Code, Severity};
use super::super::file::File;
use super::super::hint::{hint, quoted};
use super::super::node::{Entry, Node, Value};
use super::super::schema::resolve;
use super::Findings;

/// The longest path into a document. The reader in the browser goes down 64 levels and no further.
const DEEPEST: usize = 40;

/// The key that says which of several forms a map has, where one does.
const TAG: &str = "type";

/// A walk through one file.
pub(super) struct Walk<'w, 'a> {
    root: &'w Json,
    pub(super) file: &'a File,
    pub(super) path: Vec<String>,
    /// The id of the guide, the checklist or the feature that the walk is in.
    pub(super) owner: String,
    pub(super) findings: &'w mut Findings<'a>,
}

impl<'w, 'a> Walk<'w, 'a> {
    /// A walk that resolves `$ref` in `root`.
    pub(super) fn new(root: &'w Json, file: &'a File, findings: &'w mut Findings<'a>) -> Self {
        Self {
            root,
            file,
            path: Vec::new(),
            owner: String::new(),
            findings,
        }
    }

    /// Checks a value against its schema.
    pub(super) fn value(&mut self, schema: &'w Json, node: &Node) {
        if self.path.len() > DEEPEST {
            let message = format!("{} is nested too deep", self.subject());
            let mend = "write the condition flatter, or split it";
            return self.error(Code::TooDeep, node.at, message, mend);
        }
        self.planned(schema, node);
        let (schema, nullable) = self.resolve(schema, node);
        if nullable && matches!(node.value, Value::Null) {
            return;
        }
        if let Some(variants) = schema["oneOf"].as_array() {
            return match variants[0]["properties"].get(TAG) {
                Some(_) => self.tagged(variants, node),
                None => self.one_of(variants, node),
            };
        }
        match (kind(schema), &node.value) {
            ("object", Value::Map(entries)) if schema["x-localized"] == true => {
                self.localized(schema, node, entries);
            }
            ("object", Value::Map(entries)) if schema["properties"].is_null() => {
                self.free(schema, entries);
            }
            ("object", Value::Map(entries)) => self.object(schema, node, entries),
            ("array", Value::List(items)) => self.list(schema, node, items),
            ("string", Value::Text(text)) => self.text(schema, node, text),
            ("integer" | "number", Value::Number(number)) => self.number(schema, node, number),
            ("boolean", Value::Bool(_)) => {}
            _ => self.wrong_type(schema, node),
        }
    }

    /// The schema of a value, and whether null will do. Of several alternatives it is the one for this
    /// type of value, or else the first.
    fn resolve(&self, schema: &'w Json, node: &Node) -> (&'w Json, bool) {
        let (found, nullable) = resolve(self.root, schema);
        let Some(forms) = found["anyOf"].as_array().or(schema["anyOf"].as_array()) else {
            return (found, nullable);
        };
        let forms = forms.iter().map(|form| self.resolve(form, node).0);
        let fitting = forms.clone().find(|form| is_kind(kind(form), &node.value));
        (fitting.unwrap_or(found), nullable)
    }

    fn object(&mut self, schema: &'w Json, node: &Node, entries: &[Entry]) {
        let properties = &schema["properties"];
        self.duplicate_keys(entries);
        for entry in entries {
            if let Some(schema) = properties.get(&entry.key) {
                self.at(entry.key.clone(), |walk| walk.value(schema, &entry.value));
            } else {
                let known = properties.as_object().into_iter().flatten();
                self.unknown_key(entry, known.map(|(key, _)| key.as_str()));
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        for key in required.filter_map(Json::as_str) {
            if node.get(key).is_none() {
                self.missing_key(key, &properties[key], node);
            }
        }
        self.together(schema, node);
    }

    /// A map with keys of the author's own: names of something, where `x-keys` says of what.
    fn free(&mut self, schema: &'w Json, entries: &[Entry]) {
        self.duplicate_keys(entries);
        for entry in entries {
            self.at(entry.key.clone(), |walk| {
                if let Some(kind) = schema["x-keys"].as_str() {
                    let mention = walk.mention(entry.at);
                    walk.findings.names.refer(kind, &entry.key, mention);
                }
                if schema["additionalProperties"].is_object() {
                    walk.value(&schema["additionalProperties"], &entry.value);
                }
            });
        }
    }

    fn list(&mut self, schema: &'w Json, node: &Node, items: &[Node]) {
        self.entries(schema, node, items);
        for (index, item) in items.iter().enumerate() {
            if self.path.len() == 1 {
                self.owner = item
                    .get("id")
                    .and_then(Node::text)
                    .unwrap_or_default()
                    .into();
            }
            self.at(format!("[{index}]"), |walk| {
                walk.value(&schema["items"], item);
            });
        }
    }

    /// One of several forms: a word, or a map with one key that says which.
    fn one_of(&mut self, variants: &'w [Json], node: &Node) {
        let words: Vec<&str> = variants
            .iter()
            .filter_map(|v| v["const"].as_str())
            .collect();
        let forms: Vec<(&String, &'w Json)> = variants
            .iter()
            .filter_map(|variant| variant["properties"].as_object()?.iter().next())
            .collect();
        let all = words.iter().copied();
        let all = all.chain(forms.iter().map(|(key, _)| key.as_str()));
        match &node.value {
            Value::Text(text) if words.contains(&text.as_str()) => {}
            Value::Text(text) if forms.iter().any(|(key, _)| *key == text) => {
                let message = format!("{} says `{text}` and nothing of it", self.subject());
                let mend = format!("write `{{\"{text}\": ...}}`");
                self.error(Code::WrongType, node.at, message, &mend);
            }
            Value::Text(text) => {
                let message = format!("{} cannot be `{text}`", self.subject());
                let mend = hint(text, all, "see the documentation of content");
                self.error(Code::UnknownValue, node.at, message, &mend);
            }
            Value::Map(entries) if !forms.is_empty() => self.form(&forms, node, entries),
            _ => {
                let all: Vec<&str> = all.collect();
                let message = format!("{} has a value of the wrong form", self.subject());
                let mend = format!("use one of these: {}", quoted(&all));
                self.error(Code::WrongType, node.at, message, &mend);
            }
        }
    }

    /// One of several forms of a map, which one key says.
    fn tagged(&mut self, variants: &'w [Json], node: &Node) {
        let Value::Map(entries) = &node.value else {
            return self.wrong_type(&variants[0], node);
        };
        let name = |variant: &'w Json| variant["properties"][TAG]["const"].as_str();
        let Some(said) = node.get(TAG) else {
            let schema = json!({ "description": "which of the forms it has" });
            return self.missing_key(TAG, &schema, node);
        };
        let named = said.text().unwrap_or_default();
        match variants.iter().find(|one| name(one) == Some(named)) {
            Some(variant) => self.object(variant, node, entries),
            None => self.at(TAG.into(), |walk| {
                let message = format!("{} cannot be `{named}`", walk.subject());
                let names = variants.iter().filter_map(name);
                let mend = hint(named, names, "see the documentation of content");
                walk.error(Code::UnknownValue, said.at, message, &mend);
            }),
        }
    }

    fn form(&mut self, forms: &[(&String, &'w Json)], node: &Node, entries: &[Entry]) {
        self.duplicate_keys(entries);
        for entry in entries {
            match forms.iter().find(|(key, _)| **key == entry.key) {
                Some((_, schema)) => {
                    self.at(entry.key.clone(), |walk| walk.value(schema, &entry.value));
                }
                None => self.unknown_key(entry, forms.iter().map(|(key, _)| key.as_str())),
            }
        }
        if entries.len() != 1 {
            let message = format!("{} needs exactly one key", self.subject());
            let keys: Vec<&str> = forms.iter().map(|(key, _)| key.as_str()).collect();
            let mend = if keys.contains(&"all") {
                "put several in `{\"all\": [...]}` or `{\"any\": [...]}`, each in braces".into()
            } else {
                format!("keep one of these: {}", quoted(&keys))
            };
            self.error(Code::WrongType, node.at, message, &mend);
        }
    }

    /// A value for each locale: those that are there, and those that are not.
    fn localized(&mut self, schema: &'w Json, node: &Node, entries: &[Entry]) {
        self.duplicate_keys(entries);
        for entry in entries {
            self.at(entry.key.clone(), |walk| {
                let mention = walk.mention(entry.at);
                walk.findings.names.refer("locale", &entry.key, mention);
                walk.value(&schema["additionalProperties"], &entry.value);
            });
        }
        let missing = self.findings.uncovered(|locale| node.get(locale).is_some());
        for (locale, stand_in) in missing {
            let (subject, mend) = (self.subject(), format!("add `\"{locale}\": \"...\"`"));
            let message = format!("{subject} has no text for `{locale}`");
            match stand_in {
                None => self.error(Code::MissingTranslation, node.at, message, &mend),
                Some(other) => {
                    let message = format!("{message}; that of `{other}` stands in");
                    self.error(Code::TranslationFallsBack, node.at, message, &mend);
                    self.findings.soften();
                }
            }
        }
    }

    fn number(&mut self, schema: &Json, node: &Node, number: &str) {
        let value = number.parse::<f64>().unwrap_or(f64::NAN);
        if kind(schema) == "integer" && number.parse::<i128>().is_err() {
            return self.wrong_type(schema, node);
        }
        let least = schema["minimum"].as_f64().unwrap_or(f64::MIN);
        let most = schema["maximum"].as_f64().unwrap_or(f64::MAX);
        if !(least..=most).contains(&value) {
            let message = format!("{} cannot be {number}", self.subject());
            let mend = match schema["maximum"].as_f64() {
                Some(most) => format!("use a number from {least} to {most}"),
                None => "use a number that a computer can hold".into(),
            };
            self.error(Code::OutOfRange, node.at, message, &mend);
        }
    }

    /// Runs `step` one step deeper in the document.
    pub(super) fn at(&mut self, step: String, run: impl FnOnce(&mut Self)) {
        self.path.push(step);
        run(self);
        self.path.pop();
    }
}

impl Findings<'_> {
    /// The locales that have nothing of their own, with the fallback that stands in, if any.
    pub(super) fn uncovered(&self, has: impl Fn(&str) -> bool) -> Vec<(String, Option<String>)> {
        let missing = self.locales.iter().filter(|locale| !has(&locale.id));
        missing
            .map(|locale| {
                let stand_in = locale.fallback.iter().find(|other| has(other));
                (locale.id.clone(), stand_in.cloned())
            })
            .collect()
    }

    /// Makes a warning of what was found last.
    pub(super) fn soften(&mut self) {
        if let Some(last) = self.found.last_mut() {
            last.severity = Severity::Warning;
        }
    }
}

/// The type that a schema asks for, null aside.
pub(super) fn kind(schema: &Json) -> &str {
    let types = schema["type"].as_array();
    let first = types.and_then(|types| types.iter().find_map(|one| one.as_str()));
    first.or(schema["type"].as_str()).unwrap_or_default()
}

/// Whether a value is of a type that a schema asks for.
fn is_kind(kind: &str, value: &Value) -> bool {
    match value {
        Value::Map(_) => kind == "object",
        Value::List(_) => kind == "array",
        Value::Text(_) => kind == "string",
        Value::Number(_) => matches!(kind, "integer" | "number"),
        Value::Bool(_) => kind == "boolean",
        Value::Null => false,
    }
}

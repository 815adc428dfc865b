//! Texts: their length, their format, and the ids in them.

use banso_wire::event;
use serde_json::Value as Json;
use unicode_width::UnicodeWidthStr;

use super::super::color::Color;
use super::super::diagnostic::Code;
use super::super::node::Node;
use super::super::{personal, words};
use super::format::{
    font_flaw, is_kebab, is_language_tag, kebab_mend, page_flaw, path_flaw, path_pattern_flaw,
};
use super::names::Member;
use super::walk::Walk;

impl Walk<'_, '_> {
    /// Checks a text against its schema.
    pub(super) fn text(&mut self, schema: &Json, node: &Node, text: &str) {
        self.length(schema, node, text);
        match schema["format"].as_str() {
            Some("kebab-case") => self.kebab_case(node, text),
            Some("css-selector") => self.selector(node, text),
            Some("aria-role") => self.aria_role(node, text),
            Some("test-id") => self.test_id(node, text),
            Some("page-pattern") => self.page(node, page_flaw(text)),
            Some("path-pattern") => self.page(node, path_pattern_flaw(text)),
            Some("path") => self.page(node, path_flaw(text)),
            Some("address") => self.address(node, text),
            Some("origin") => self.origin(node, text),
            Some("locale") => self.locale_tag(node, text),
            Some("color") => self.color(node, text),
            Some("font-stack") => self.font(node, text),
            Some("date") => self.date(node, text),
            Some("moment") => self.moment(node, text),
            Some("duration") => self.duration(schema, node, text),
            Some("clock") => self.clock(node, text),
            Some("zone") => self.zone(node, text),
            Some("markdown") => self.markdown(node, text),
            _ => {}
        }
        self.blanks(schema, node, text);
        self.personal(schema, node, text);
        self.names(schema, node, text);
        self.source_event(schema, node, text);
    }

    /// A use of a feature is what the user does, and a button tracks as the application does: what
    /// Banso tracks by itself is neither.
    fn source_event(&mut self, schema: &Json, node: &Node, text: &str) {
        let means = match schema["x-plan"].as_str() {
            Some("event") => "it is no use of a feature",
            Some("tracked") => "a button cannot",
            _ => return,
        };
        if event::OWN.contains(&text) {
            let message = format!("Banso tracks `{text}` by itself: {means}");
            let mend = "name an event that your application tracks";
            self.error(Code::UnknownValue, node.at, message, mend);
        }
    }

    /// What is filled in has its place.
    fn blanks(&mut self, schema: &Json, node: &Node, text: &str) {
        let found = words::blanks(text) as u64;
        if let Some(needed) = schema["x-blanks"].as_u64()
            && needed != found
        {
            let message = format!("{} has {found} of `%`", self.subject());
            let mend = match needed {
                0 => "leave it out: nothing is filled in here".into(),
                _ => format!("write {needed}: each is filled in, in order"),
            };
            self.error(Code::BadPlaceholder, node.at, message, &mend);
        }
    }

    fn names(&mut self, schema: &Json, node: &Node, text: &str) {
        let mention = self.mention(node.at);
        if let Some(kind) = schema["x-defines"].as_str() {
            let scope = match kind {
                "task" | "variant" => self.scope(),
                "property" | "step" | "option" | "row" => self.list_scope(),
                _ => String::new(),
            };
            self.reserved(schema, node, text);
            let member = match kind {
                "task" => Some(Member::Task),
                "step" => Some(Member::Step),
                _ => None,
            };
            if let Some(member) = member {
                let names = &mut self.findings.names;
                names.member(member, &self.owner, Some(text));
            }
            self.findings.names.define(kind, scope, text, mention);
        } else if let Some(kind) = schema["x-refers"].as_str() {
            self.findings.names.refer(kind, text, mention);
        }
    }

    /// A name that Banso itself gives in reports.
    fn reserved(&mut self, schema: &Json, node: &Node, text: &str) {
        let names = schema["x-reserved"].as_array().into_iter().flatten();
        if names.filter_map(Json::as_str).any(|name| name == text) {
            let message = format!("the id `{text}` has a meaning of its own in results");
            self.error(Code::BadId, node.at, message, "choose another id");
        }
    }

    fn length(&mut self, schema: &Json, node: &Node, text: &str) {
        let width = if schema["x-personal"] == true {
            columns(&personal::plain(text))
        } else {
            columns(text)
        };
        let subject = self.subject();
        let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX);
        if width > most {
            let message = format!("{subject} is {width} columns wide, too wide for its place");
            self.error(Code::TooLong, node.at, message, &shorter(most));
        }
        let needed = schema["minLength"].as_u64().unwrap_or_default() > 0;
        if needed && text.trim().is_empty() {
            let message = format!("{subject} is an empty text");
            self.error(
                Code::EmptyText,
                node.at,
                message,
                "write it, or leave the key out",
            );
        }
    }

    fn kebab_case(&mut self, node: &Node, text: &str) {
        if !is_kebab(text) {
            let message = format!("the id `{text}` is not in kebab case");
            self.error(Code::BadId, node.at, message, &kebab_mend(text));
        }
    }

    fn page(&mut self, node: &Node, flaw: Option<(&str, &str)>) {
        if let Some((flaw, mend)) = flaw {
            let message = format!("{} {flaw}", self.subject());
            self.error(Code::BadPage, node.at, message, mend);
        }
    }

    fn address(&mut self, node: &Node, text: &str) {
        if !text.starts_with("https://") && !text.starts_with("mailto:") {
            let message = format!("{} is no address of another site", self.subject());
            let mend =
                "write it with `https://` or `mailto:`; for a page of the application, say `page`";
            self.error(Code::BadLink, node.at, message, mend);
        }
    }

    fn origin(&mut self, node: &Node, text: &str) {
        let host = text.strip_prefix("https://").unwrap_or_default();
        let plain = |char: char| char.is_ascii_alphanumeric() || ".-:[]".contains(char);
        if host.is_empty() || !host.chars().all(plain) {
            let message = format!("`{text}` is not an origin");
            let mend = "write the scheme and the host alone: `https://cdn.example.com`";
            self.error(Code::BadMedia, node.at, message, mend);
        }
    }

    fn locale_tag(&mut self, node: &Node, text: &str) {
        if !is_language_tag(text) {
            let message = format!("`{text}` is not a language tag");
            self.error(
                Code::BadId,
                node.at,
                message,
                "use a tag such as `ja` or `pt-BR`",
            );
        }
    }

    fn color(&mut self, node: &Node, text: &str) {
        if Color::parse(text).is_none() {
            let message = format!("`{text}` is not a colour");
            self.error(Code::BadColor, node.at, message, "write it as `#rrggbb`");
        }
    }

    fn font(&mut self, node: &Node, text: &str) {
        if let Some((flaw, mend)) = font_flaw(text) {
            let message = format!("{} {flaw}", self.subject());
            self.error(Code::BadFont, node.at, message, mend);
        }
    }
}

/// How wide a text is, in columns: most letters take one, those of Chinese, Japanese and Korean two
/// (UAX #11). A Japanese sentence says in half the characters what an English one does, and takes
/// as much room.
pub(super) fn columns(text: &str) -> u64 {
    text.width() as u64
}

/// How to mend a text that is too wide.
pub(super) fn shorter(most: u64) -> String {
    format!("say it in {most} columns; a full-width character takes two")
}

//! Leaves out of inputs and of the engine's state what nobody who looks into a decision needs.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::rule::{Leaf, Scope, Sign, ValueTest};
use banso_wire::event;

use super::address::Patterns;
use super::placeholder::stand_in;
use crate::engine::Engine;
use crate::experiment;
use crate::input::{Input, Traits};
use crate::memory::{Memory, entry, find};
use crate::view::Press;

/// So many numbers are tried for a user that falls into the same arms of every experiment: enough
/// for one user in a hundred thousand. Beyond, the number alone counts.
const MOST_TRIES: u32 = 1 << 20;
/// Stands for each character of a search.
const LETTER: &str = "x";

/// What conditions ask about names that are not theirs: traits, or the properties of an event.
type Asked = Vec<(String, Vec<ValueTest>)>;

/// What the content asks about, and the names that stand for people.
#[derive(Clone, Debug, Default)]
pub(super) struct Redactor {
    user: Asked,
    account: Asked,
    /// By the guide's id, a slash, and that of the step that asks.
    answers: Asked,
    events: Vec<(String, Asked)>,
    patterns: Patterns,
    users: Vec<(String, String)>,
    accounts: Vec<(String, String)>,
    numbered: u32,
}

impl Redactor {
    /// Learns what new content asks about. The names that stand for people stay.
    pub(super) fn learn(&mut self, bundle: &Bundle) {
        let graph = &bundle.graph;
        let (mut user, mut account, mut answers, mut events) = Default::default();
        for leaf in &graph.leaves {
            if let Leaf::Trait(at, test) = leaf
                && let Some(named) = graph.traits.get(usize::from(*at))
            {
                let asked: &mut Asked = match named.scope {
                    Scope::User => &mut user,
                    Scope::Account => &mut account,
                    Scope::Answer => &mut answers,
                };
                entry(asked, &named.name).push(test.clone());
            }
        }
        for counter in &graph.counters {
            if let Sign::Event(name) = &counter.sign {
                let asked: &mut Asked = entry(&mut events, name);
                for filter in &counter.filters {
                    entry(asked, &filter.property).push(filter.test.clone());
                }
            }
        }
        self.patterns = Patterns::of(bundle);
        (self.user, self.account) = (user, account);
        (self.answers, self.events) = (answers, events);
    }

    /// The engine, with what a recording may hold of it.
    pub(super) fn engine(&mut self, engine: &Engine) -> Engine {
        let mut copy = engine.clone();
        self.memory(&mut copy.memory, &engine.bundle);
        let visit = &mut copy.visit;
        visit.user = kept(&visit.user, &self.user);
        visit.account = kept(&visit.account, &self.account);
        let path = &visit.page.path;
        let rest = visit.page.address.strip_prefix(path.as_str());
        let rest = self.patterns.reduced(path, rest.unwrap_or_default());
        visit.page.address = [path.as_str(), &rest].concat();
        copy
    }

    /// The input, with what a recording may hold of it.
    pub(super) fn input(&mut self, input: &Input, bundle: &Bundle) -> Input {
        let mut input = input.clone();
        match &mut input {
            Input::Track {
                name, properties, ..
            } => {
                let nothing = Asked::new();
                let asked = find(&self.events, name).unwrap_or(&nothing);
                *properties = kept(properties, asked);
            }
            Input::Identify { user, traits, .. } => {
                *user = user.take().map(|id| self.user_name(&id, bundle));
                *traits = kept(traits, &self.user);
            }
            Input::Group { group, traits, .. } => {
                *group = self.account_name(group);
                *traits = kept(traits, &self.account);
            }
            Input::AccountDone { account, .. } => *account = self.account_name(account),
            Input::Page { name, .. } => *name = None,
            Input::Route {
                path,
                rest,
                referrer,
                ..
            } => {
                *rest = self.patterns.reduced(path, rest);
                *referrer = origin(referrer).into();
            }
            Input::Remembered(bytes) => *bytes = self.remembered(bytes, bundle),
            Input::Press(press) => self.press(press),
            _ => {}
        }
        input
    }

    fn remembered(&mut self, bytes: &[u8], bundle: &Bundle) -> Vec<u8> {
        let Some(mut memory) = Memory::from_bytes(bytes) else {
            return Vec::new();
        };
        self.memory(&mut memory, bundle);
        memory.to_bytes()
    }

    fn memory(&mut self, memory: &mut Memory, bundle: &Bundle) {
        let user = memory.user_id.take();
        memory.user_id = user.map(|id| self.user_name(&id, bundle));
        let account = memory.group_id.take();
        memory.group_id = account.map(|id| self.account_name(&id));
        memory.answers = kept(&memory.answers, &self.answers);
    }

    /// A search says nothing any more, and an answer what is asked about.
    fn press(&self, press: &mut Press) {
        match press {
            Press::Note { properties, .. } => {
                *properties = properties.with_text(event::QUERY, masked);
            }
            Press::Do { guide, answers, .. } => {
                for (question, value) in answers {
                    let name = format!("{guide}/{question}");
                    let asked = find(&self.answers, &name).map(Vec::as_slice);
                    let tests: Vec<&ValueTest> = asked.unwrap_or_default().iter().collect();
                    *value = stand_in(value, &tests);
                }
            }
            _ => {}
        }
    }

    fn account_name(&mut self, id: &str) -> String {
        if let Some(name) = find(&self.accounts, id) {
            return name.clone();
        }
        let name = format!("account-{}", self.accounts.len() + 1);
        self.accounts.push((id.into(), name.clone()));
        name
    }

    fn user_name(&mut self, id: &str, bundle: &Bundle) -> String {
        if let Some(name) = find(&self.users, id) {
            return name.clone();
        }
        let next = self.numbered + 1;
        let alike = |number: &u32| is_in_same_arms(bundle, id, &user_number(*number));
        self.numbered = (next..next.saturating_add(MOST_TRIES))
            .find(alike)
            .unwrap_or(next);
        let name = user_number(self.numbered);
        self.users.push((id.into(), name.clone()));
        name
    }
}

fn user_number(number: u32) -> String {
    format!("user-{number}")
}

/// Whether two users see the same forms of every guide.
fn is_in_same_arms(bundle: &Bundle, one: &str, other: &str) -> bool {
    bundle.guides.iter().all(|guide| {
        !experiment::is_experiment(guide, bundle.holdout)
            || experiment::assign(guide, one, bundle.holdout)
                == experiment::assign(guide, other, bundle.holdout)
    })
}

/// The values that are asked about, or what stands for them.
fn kept(values: &Traits, asked: &Asked) -> Traits {
    let keep = |(name, value): &(String, _)| {
        let tests: Vec<&ValueTest> = find(asked, name)?.iter().collect();
        Some((name.clone(), stand_in(value, &tests)))
    };
    values.iter().filter_map(keep).collect()
}

/// A search of the same length that says nothing.
fn masked(query: &str) -> String {
    LETTER.repeat(query.len())
}

/// Scheme, host and port of an address; empty when it has none.
fn origin(address: &str) -> &str {
    let Some(host) = address.find("://").map(|at| at + "://".len()) else {
        return "";
    };
    let end = address[host..].find(['/', '?', '#']);
    &address[..end.map_or(address.len(), |end| host + end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_origin() {
        for (address, expected) in [
            (
                "https://mail.example:8443/inbox?u=1#x",
                "https://mail.example:8443",
            ),
            ("https://mail.example", "https://mail.example"),
            ("android-app", ""),
            ("", ""),
        ] {
            assert_eq!(origin(address), expected);
        }
    }

    #[test]
    fn a_search_keeps_its_length() {
        for (query, expected) in [
            ("領収書 lost", "xxxxxxxxxxxxxx"),
            ("a\"\\\n", "xxxx"),
            ("", ""),
        ] {
            let (said, kept) = (
                Press::help_searched(query, 2),
                Press::help_searched(expected, 2),
            );
            let mut said = said;
            Redactor::default().press(&mut said);
            assert_eq!(said, kept);
        }
    }
}

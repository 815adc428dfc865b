//! What happened, what came of it, and where each message is.

use std::collections::VecDeque;

use banso_engine::explain::words::Language;
use banso_engine::{Effect, Input, Outcome};
use banso_wire::time::Millis;
use serde_json::Value as Json;

/// So many inputs are kept.
const MOST: usize = 2_000;

/// Inputs and messages in order.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) happened: VecDeque<Happened>,
    pub(crate) messages: VecDeque<Message>,
    /// The batches that are under way, and the ids in each.
    sent: Vec<(u32, Vec<String>)>,
    count: usize,
}

/// An input.
pub(crate) struct Happened {
    /// How many inputs there were up to this one.
    pub(crate) step: usize,
    /// When; UTC ms.
    pub(crate) at: Millis,
    /// Its name.
    pub(crate) name: &'static str,
    /// What of it fits on a line.
    pub(crate) brief: String,
    /// All of it.
    pub(crate) whole: String,
    /// What the engine said to it.
    pub(crate) effects: Vec<String>,
}

/// A message on its way to the collector.
pub(crate) struct Message {
    pub(crate) id: String,
    /// After how many inputs it came.
    pub(crate) step: usize,
    /// When; UTC ms.
    pub(crate) at: Millis,
    /// `track`, `page` and so on.
    pub(crate) kind: String,
    /// The event's name, or what else there is to tell it by.
    pub(crate) name: String,
    /// Its JSON, indented.
    pub(crate) json: String,
    /// Where it was from which step on.
    fates: Vec<(usize, Fate)>,
    /// Why the collector refused it, if it did.
    pub(crate) refusal: Option<String>,
}

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Stored, not sent yet.
    Waiting,
    /// In a request.
    Sent,
    /// The collector has answered for it.
    Acknowledged,
    /// The collector refuses it, or its batch.
    Refused,
    /// Given up, because too many wait.
    Dropped,
}

impl Message {
    /// Where it was after so many inputs; None: it was not there yet.
    pub(crate) fn fate(&self, step: usize) -> Option<Fate> {
        let known = self.fates.iter().rev().find(|fate| fate.0 <= step);
        known.map(|fate| fate.1)
    }
}

impl Log {
    /// Takes an input and what the engine said to it.
    pub(crate) fn take(
        &mut self,
        at: Millis,
        input: &Input,
        effects: &[Effect],
        read: impl Fn(&str) -> Option<String>,
        refused: impl Fn(&str) -> Option<String>,
    ) {
        self.count += 1;
        if let Input::Settled { batch, outcome } = input {
            self.settle(*batch, outcome);
            self.refuse(outcome, refused);
        }
        let answered = matches!(input, Input::Settled { .. });
        for effect in effects {
            match effect {
                Effect::Store(message) => {
                    let whole = read(&message.id).unwrap_or_else(|| message.json("{}"));
                    self.store(&message.id, &whole, at);
                }
                Effect::Send { batch, ids, .. } => {
                    self.turn(ids, Fate::Sent);
                    self.sent.push((*batch, ids.clone()));
                }
                Effect::Remove(ids) if !answered => self.turn(ids, Fate::Dropped),
                _ => {}
            }
        }
        let (name, brief) = named(input);
        let effects: Vec<String> = effects.iter().map(said).collect();
        if name == "Tick" && effects.is_empty() {
            return;
        }
        self.happened.push_back(Happened {
            step: self.count,
            at,
            name,
            brief,
            whole: format!("{input:#?}"),
            effects,
        });
        while self.happened.len() > MOST {
            self.happened.pop_front();
        }
    }

    fn store(&mut self, id: &str, json: &str, at: Millis) {
        let parsed: Json = serde_json::from_str(json).unwrap_or_default();
        let field = |name: &str| parsed[name].as_str().map(str::to_owned);
        let path = parsed["properties"]["path"].as_str().map(str::to_owned);
        let kind = field("type").unwrap_or_default();
        let name = match kind.as_str() {
            "page" => field("name").or(path),
            "identify" => field("userId"),
            "group" => field("groupId"),
            _ => field("event"),
        };
        self.messages.push_back(Message {
            id: id.to_owned(),
            step: self.count,
            at,
            kind,
            name: name.unwrap_or_default(),
            json: match parsed {
                Json::Null => json.to_owned(),
                parsed => serde_json::to_string_pretty(&parsed).unwrap_or_default(),
            },
            fates: vec![(self.count, Fate::Waiting)],
            refusal: None,
        });
        while self.messages.len() > MOST {
            self.messages.pop_front();
        }
    }

    fn settle(&mut self, batch: u32, outcome: &Outcome) {
        let Some(at) = self.sent.iter().position(|sent| sent.0 == batch) else {
            return;
        };
        let (_, ids) = self.sent.remove(at);
        match outcome {
            Outcome::Acknowledged(settled) => {
                self.turn(&ids, Fate::Waiting);
                self.turn(settled, Fate::Acknowledged);
            }
            Outcome::Refused => self.turn(&ids, Fate::Refused),
            Outcome::Unanswered(_) | Outcome::TooLarge | Outcome::Invalid => {
                self.turn(&ids, Fate::Waiting)
            }
        }
    }

    /// What is settled may be refused for good: only the page heard why.
    fn refuse(&mut self, outcome: &Outcome, refused: impl Fn(&str) -> Option<String>) {
        let Outcome::Acknowledged(settled) = outcome else {
            return;
        };
        for message in &mut self.messages {
            if settled.contains(&message.id)
                && let Some(reason) = refused(&message.id)
            {
                message.fates.push((self.count, Fate::Refused));
                message.refusal = Some(reason);
            }
        }
    }

    fn turn(&mut self, ids: &[String], fate: Fate) {
        for message in &mut self.messages {
            if ids.contains(&message.id) {
                message.fates.push((self.count, fate));
            }
        }
    }
}

/// The name of an input, and what of it fits on a line.
fn named(input: &Input) -> (&'static str, String) {
    match input {
        Input::Bundle(bundle) => ("Bundle", bundle.version.clone()),
        Input::Recovered { messages, .. } => ("Recovered", messages.len().to_string()),
        Input::Remembered(_) => ("Remembered", String::new()),
        Input::Track { name, .. } => ("Track", name.clone()),
        Input::Identify { user, .. } => ("Identify", user.clone().unwrap_or_default()),
        Input::Group { group, .. } => ("Group", group.clone()),
        Input::Page { name, .. } => ("Page", name.clone().unwrap_or_default()),
        Input::Route { path, rest, .. } => ("Route", format!("{path}{rest}")),
        Input::Click(selectors) => ("Click", format!("{selectors:?}")),
        Input::Probes(found) => ("Probes", format!("{found:?}")),
        Input::Screen(screen) => ("Screen", format!("{}×{}", screen.width, screen.height)),
        Input::Zone(_) => ("Zone", String::new()),
        Input::Quiet(quiet) => ("Quiet", quiet.to_string()),
        Input::Turn(turn) => ("Turn", format!("{turn:?}")),
        Input::Consent(denied) => ("Consent", crate::words::consent(*denied, Language::En)),
        Input::Permalink(guide) => ("Permalink", guide.clone()),
        Input::Launch(guide) => ("Launch", guide.clone()),
        Input::AccountDone { account, .. } => ("AccountDone", account.clone()),
        Input::Locale(tag) => ("Locale", tag.clone()),
        Input::Press(press) => ("Press", format!("{press:?}")),
        Input::Show(guide) => ("Show", guide.clone()),
        Input::Dismiss => ("Dismiss", String::new()),
        Input::EndAll => ("EndAll", String::new()),
        Input::Reset => ("Reset", String::new()),
        Input::Flush => ("Flush", String::new()),
        Input::Leaving => ("Leaving", String::new()),
        Input::Tick => ("Tick", String::new()),
        Input::Settled { outcome, .. } => ("Settled", outcome_name(outcome)),
    }
}

fn outcome_name(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Acknowledged(ids) => format!("Acknowledged {}", ids.len()),
        other => format!("{other:?}"),
    }
}

/// An effect on a line.
fn said(effect: &Effect) -> String {
    match effect {
        Effect::Store(message) => format!("Store {}", message.id),
        Effect::Remove(ids) => format!("Remove {}", ids.len()),
        Effect::Send { batch, ids, .. } => format!("Send #{batch} ({})", ids.len()),
        Effect::Account(_) => "Account".into(),
        Effect::Persist(bytes) => format!("Persist {} B", bytes.len()),
        Effect::Paint(bytes) => format!("Paint {} B", bytes.len()),
        Effect::Ask { what, slug } => format!("Ask {what} {slug}"),
        Effect::Navigate(path) => format!("Navigate {path}"),
        Effect::Emit { event, properties } => format!("Emit {event} {}", properties.json()),
        Effect::Heed { clicks, events } => {
            format!("Heed {} clicks, {} events", clicks.len(), events.len())
        }
        Effect::Watch { probe, .. } => format!("Watch {:?} {}", probe.kind, probe.selector),
        Effect::Unwatch(at) => format!("Unwatch #{at}"),
        Effect::Warn(text) => format!("Warn {text}"),
    }
}

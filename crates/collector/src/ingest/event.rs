//! From a message's JSON to what the store takes.

use std::borrow::Cow;

use banso_wire::MAX_MESSAGE_BYTES;
use banso_wire::decode::{Fault, Kind, Message};
use sha2::{Digest, Sha256};

use super::address::ClientIp;
use super::clock::Clock;
use super::context::Fields;
use super::discreet::discreet;
use crate::store::NewEvent;

/// What the messages of one request share.
#[derive(Debug)]
pub(crate) struct Origin<'a> {
    source: i64,
    received_at: i64,
    clock: Clock,
    context: Fields<'a>,
    addresses: ClientIp,
}

impl<'a> Origin<'a> {
    /// `context` is the batch's: a JSON object that the decoder has checked.
    pub(crate) fn new(
        source: i64,
        received_at: i64,
        clock: Clock,
        context: Option<&'a str>,
    ) -> Self {
        Self {
            source,
            received_at,
            clock,
            context: Fields::read(context),
            addresses: ClientIp::default(),
        }
    }

    /// The same, with another rule for addresses than the default.
    pub(crate) fn keeping(self, addresses: ClientIp) -> Self {
        Self { addresses, ..self }
    }
}

/// Reads and checks one message. `call` is the type that a single-message address implies.
pub(crate) fn event(
    json: &str,
    call: Option<Kind>,
    origin: &Origin<'_>,
) -> Result<NewEvent, Fault> {
    if json.len() > MAX_MESSAGE_BYTES {
        return Err(Fault::Large(json.len()));
    }
    let message = Message::read(json, call)?;
    let (timestamp, sent_at) = (message.timestamp.as_deref(), message.sent_at.as_deref());
    let ts = origin
        .clock
        .correct(timestamp, sent_at, origin.received_at)?;
    let message_id = message.message_id.as_deref();
    let message_id = message_id.map_or_else(|| derived_id(&message), str::to_owned);
    let context = Fields::read(message.context).over(&origin.context);
    let event = message.event.as_deref();
    let properties = message.properties.map(|said| discreet(event, said));
    let group_id = owned(message.group_id).or_else(|| context.text("groupId"));
    Ok(NewEvent {
        source: origin.source,
        message_id,
        kind: message.kind,
        ts,
        received_at: origin.received_at,
        anonymous_id: owned(message.anonymous_id),
        user_id: owned(message.user_id),
        group_id,
        previous_id: owned(message.previous_id),
        session: context.whole("sessionId"),
        event: owned(message.event).filter(|_| message.kind == Kind::Track),
        name: owned(message.name),
        path: path(message.properties, &context),
        properties,
        traits: traits(message.kind, message.traits, &context).map(str::to_owned),
        context: context.store(origin.addresses),
    })
}

fn owned(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(Cow::into_owned)
}

/// `RudderStack` puts the traits of an identify into the context.
fn traits<'a>(kind: Kind, traits: Option<&'a str>, context: &Fields<'a>) -> Option<&'a str> {
    let in_context = || context.raw("traits").filter(|raw| raw.starts_with('{'));
    match kind {
        Kind::Identify => traits.or_else(in_context),
        _ => traits,
    }
}

/// The page's path, from the context or, as older clients say it, from the properties.
fn path(properties: Option<&str>, context: &Fields<'_>) -> Option<String> {
    let page = context.raw("page").filter(|raw| raw.starts_with('{'));
    let path = Fields::read(page).text("path");
    let path = path.or_else(|| Fields::read(properties).text("path"))?;
    let end = path.find(['?', '#']).unwrap_or(path.len());
    Some(path[..end].to_owned())
}

/// The id of a message that came without one: the same for each retry, as it leaves out when the
/// message was sent. Two messages that differ in nothing else are one.
fn derived_id(message: &Message<'_>) -> String {
    let texts = [
        &message.anonymous_id,
        &message.user_id,
        &message.group_id,
        &message.previous_id,
        &message.timestamp,
        &message.event,
        &message.name,
    ];
    let objects = [message.properties, message.traits, message.context];
    let mut hash = Sha256::new_with_prefix(message.kind.name());
    for part in texts.into_iter().map(Option::as_deref).chain(objects) {
        // A length before each part: no two messages run together into the same bytes.
        let part = part.unwrap_or_default();
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let half = digest
        .first_chunk()
        .map_or(0, |half| u128::from_be_bytes(*half));
    format!("derived-{half:032x}")
}

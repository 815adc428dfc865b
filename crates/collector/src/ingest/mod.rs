//! Taking messages in: the Segment HTTP tracking API.
//!
//! A request passes these doors in order: memory ([`Budget`]), its body (`body`), its write key
//! (`key`), each message by itself (`event`), the disk ([`crate::store`]). Only then is it answered.

mod address;
mod body;
mod budget;
mod clock;
mod context;
mod discreet;
mod event;
mod forget;
pub(crate) mod key;
mod settings;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use banso_wire::MAX_BATCH_MESSAGES;
use banso_wire::decode::{Body, Fault, Kind, Message};
use banso_wire::receipt::{AccountProgress, Receipt, Rejection};

use crate::app::AppState;
use crate::problem::Problem;
use crate::store::{NewEvent, Store, StoreError, Stored};

use budget::Held;

pub use address::ClientIp;
pub use budget::Budget;
pub(crate) use budget::TURNED_AWAY;
pub(crate) use clock::Clock;
pub(crate) use event::{Origin, event};

const BATCH: [&str; 4] = ["/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch"];

const SINGLE: [(&str, &str, Kind); 6] = [
    ("/v1/track", "/v1/t", Kind::Track),
    ("/v1/identify", "/v1/i", Kind::Identify),
    ("/v1/group", "/v1/g", Kind::Group),
    ("/v1/page", "/v1/p", Kind::Page),
    ("/v1/screen", "/v1/s", Kind::Screen),
    ("/v1/alias", "/v1/a", Kind::Alias),
];

/// The addresses that clients send to.
pub fn router() -> Router<AppState> {
    let mut router = Router::new()
        .route("/v1/m", post(metrics_sink))
        .route("/v1/forget", post(forget::forget))
        .route("/v1/projects/{key}/settings", get(settings::settings))
        .route("/sourceConfig/", get(settings::source_config));
    for path in BATCH {
        let take = |State(app): State<AppState>, request| take_in(app, None, request);
        router = router.route(path, post(take));
    }
    for (long, short, kind) in SINGLE {
        let take = move |State(app): State<AppState>, request| take_in(app, Some(kind), request);
        router = router.route(long, post(take)).route(short, post(take));
    }
    router
}

/// Where `analytics-next` sends counts about itself. They are not kept.
async fn metrics_sink(
    State(app): State<AppState>,
    request: Request,
) -> Result<StatusCode, Problem> {
    body::collect(request.into_body(), &app.budget).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes in a batch, or with `call` the body of a single-message call.
async fn take_in(
    app: AppState,
    call: Option<Kind>,
    request: Request,
) -> Result<Json<Receipt>, Problem> {
    let received_at = jiff::Timestamp::now().as_millisecond();
    let (parts, body) = request.into_parts();
    let held = body::read(&parts.headers, body, &app.budget).await?;
    let json = utf8(&held.bytes)?;
    let body = call.map_or_else(|| Body::batch(json), |_| Body::single(json));
    let body = body.map_err(|error| bad_json(&error))?;
    let source = key::authenticate(&app.keys, &parts, &body)?;
    if body.messages.len() > MAX_BATCH_MESSAGES {
        return Err(body::too_large(format!(
            "The batch has {} messages; send at most {MAX_BATCH_MESSAGES}.",
            body.messages.len()
        )));
    }
    let clock = Clock::client(body.sent_at.as_deref(), &parts.headers);
    let origin = Origin::new(source, received_at, clock, body.context).keeping(app.client_ip);
    let (events, mut receipt) = sort(&body.messages, call, &origin);
    if !events.is_empty() {
        let (stored, account) = append(app.store, events, held).await?;
        count(&stored);
        receipt.account = account;
    }
    Ok(Json(receipt))
}

/// Waits for the disk. In a task of its own: when the client goes away, what waits for the writer
/// goes on holding its share of memory.
async fn append(
    store: Store,
    events: Vec<NewEvent>,
    held: Held,
) -> Result<(Vec<Stored>, Option<AccountProgress>), Problem> {
    let append = async move {
        let stored = append_and_ask(&store, events).await;
        drop(held);
        stored
    };
    let stored = tokio::spawn(append).await;
    Ok(stored.map_err(|_| Problem::busy(TURNED_AWAY))??)
}

/// Appends, and where messages name an account, asks how far it has come.
async fn append_and_ask(
    store: &Store,
    events: Vec<NewEvent>,
) -> Result<(Vec<Stored>, Option<AccountProgress>), StoreError> {
    let named = events.iter().rev().find_map(|event| event.group_id.clone());
    let Some(id) = named else {
        return Ok((store.append(events).await?, None));
    };
    let (stored, done) = store.append_for(events, id.clone()).await?;
    Ok((stored, Some(AccountProgress { id, done })))
}

/// Reads each message by itself. The receipt holds once the events are on disk.
fn sort(messages: &[&str], call: Option<Kind>, origin: &Origin<'_>) -> (Vec<NewEvent>, Receipt) {
    let mut events = Vec::with_capacity(messages.len());
    let mut receipt = Receipt {
        success: true,
        ..Receipt::default()
    };
    for json in messages {
        match event(json, call, origin) {
            Ok(event) => {
                receipt.accepted.push(event.message_id.clone());
                events.push(event);
            }
            Err(fault) => receipt.rejected.push(reject(json, fault)),
        }
    }
    (events, receipt)
}

fn reject(json: &str, fault: Fault) -> Rejection {
    metrics::counter!("banso_messages_total", "outcome" => "rejected", "reason" => fault.code())
        .increment(1);
    Rejection {
        message_id: Message::id_of(json).into_owned(),
        reason: fault.to_string(),
    }
}

fn count(stored: &[Stored]) {
    let new = stored.iter().filter(|fate| **fate == Stored::New).count();
    for (outcome, count) in [("accepted", new), ("duplicate", stored.len() - new)] {
        metrics::counter!("banso_messages_total", "outcome" => outcome, "reason" => "")
            .increment(count as u64);
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        bad_body(format!(
            "The body is not UTF-8 from byte {} on. Send JSON in UTF-8.",
            error.valid_up_to()
        ))
    })
}

fn bad_json(error: &serde_json::Error) -> Problem {
    // The text of the error names a place and a kind, not the content.
    bad_body(format!(
        "The body is not the JSON of a batch or message: {error}."
    ))
}

fn bad_body(detail: String) -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "/problems/body",
        "The body could not be read",
        detail,
    )
}

#[cfg(test)]
mod tests;

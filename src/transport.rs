//! Batches: their bodies, and what an answer means.

use alloc::string::String;
use alloc::vec::Vec;

use banso_engine::Outcome;
use banso_wire::message::batch_parts;
use js_sys::{Array, JsString};

use crate::clock;
use crate::storage::Store;

/// The body of a batch. Messages that another tab has settled in the meantime are left out; the
/// collector's answer then settles fewer, and the rest is asked for again and left out again.
pub(crate) fn body(store: &Store, write_key: &str, locale: String, ids: &[String]) -> JsString {
    let messages = Array::new();
    for message in ids.iter().filter_map(|id| store.get(id)) {
        messages.push(&message);
    }
    let (head, tail) = batch_parts(write_key, &locale, clock::now());
    JsString::from(head)
        .concat(&messages.join(","))
        .concat(&tail.into())
}

/// What an answer means for the batch.
pub(crate) fn outcome(status: u16, ids: Option<Array>, retry_after: f64) -> Outcome {
    match (status, ids) {
        (200, Some(ids)) => Outcome::Acknowledged(texts(&ids)),
        (413, _) => Outcome::TooLarge,
        (400 | 401 | 403, _) => Outcome::Refused,
        _ => Outcome::Unanswered((retry_after >= 0.0).then_some(retry_after as u64)),
    }
}

fn texts(ids: &Array) -> Vec<String> {
    ids.iter().filter_map(|id| id.as_string()).collect()
}

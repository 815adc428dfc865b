//! The latest events of an account, or of one person.

use crate::dashboard::cell::Cell;
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::Visit;
use crate::dashboard::words as w;
use crate::query::LiveEvent;

/// The events, each with its user where they are those of several users.
pub(super) fn events_table<'a>(
    visit: &Visit,
    events: impl Iterator<Item = (&'a LiveEvent, Option<&'a str>)>,
    several_users: bool,
) -> Table {
    let mut heads = vec![
        ("time", w::TIME, Kind::Text),
        ("event", w::EVENT, Kind::Text),
        ("type", w::TYPE, Kind::Text),
    ];
    if several_users {
        heads.push(("user", w::USER, Kind::Text));
    }
    let row = |(event, user): (&LiveEvent, Option<&str>)| {
        let mut cells = vec![
            Cell::Time(Some(event.ts)),
            Cell::Text(event.what.clone()),
            Cell::Text(event.kind.clone()),
        ];
        cells.extend(user.map(|user| Cell::Text(user.to_owned())));
        cells
    };
    Table {
        id: "events",
        caption: visit.lang.say(w::RECENT_EVENTS).into(),
        columns: columns(visit.lang, &heads),
        rows: events.map(row).collect(),
        filtered: several_users,
        empty: w::NO_EVENTS,
    }
}

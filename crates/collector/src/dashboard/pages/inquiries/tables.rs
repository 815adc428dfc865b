//! The tables of inquiries.

use banso_content::inquiry::Inquiries;

use super::{Answer, Named, WITHOUT, category, href, only};
use crate::dashboard::cell::Cell;
use crate::dashboard::pages::{overview::account_href, user};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::Visit;
use crate::dashboard::{asked, words as w};
use crate::query::{Share, Tally, Topic, Window};

/// How much of a text a list shows, in characters.
const SHORT: usize = 72;

pub(super) fn all(
    visit: &Visit,
    window: &Window,
    answer: &Answer,
    rules: &Inquiries,
) -> [Table; 5] {
    [
        list(visit, answer, rules),
        topics(visit, answer, rules),
        categories(visit, answer, rules),
        accounts(visit, answer),
        daily(visit, window, answer),
    ]
}

fn list(visit: &Visit, answer: &Answer, rules: &Inquiries) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("inquiry", w::INQUIRY, Kind::Text),
            ("state", w::STATE, Kind::Text),
            ("category", w::CATEGORY, Kind::Text),
            ("user", w::USER, Kind::Text),
            ("account", w::ACCOUNT, Kind::Text),
            ("page", w::PAGE, Kind::Text),
            ("sent", w::SENT, Kind::Number),
        ],
    );
    let row = |one: &Named| {
        let inquiry = &one.inquiry;
        let user = match (&one.person, &inquiry.person) {
            (Some(name), Some(id)) => Cell::link(name, user::href(visit, id)),
            _ => Cell::Text(lang.say(w::VISITOR).to_owned()),
        };
        let account = match (&one.account, &inquiry.account) {
            (Some(name), Some(id)) => Cell::link(name, account_href(visit, id)),
            _ => Cell::Text(String::new()),
        };
        vec![
            Cell::link(
                asked::short(&inquiry.text, SHORT),
                href(visit, inquiry.number),
            ),
            Cell::Text(lang.say(asked::state(inquiry)).to_owned()),
            Cell::Text(category(lang, rules, inquiry.category.as_deref())),
            user,
            account,
            Cell::Text(inquiry.path.clone()),
            Cell::Time(Some(inquiry.at)),
        ]
    };
    Table {
        id: "inquiries",
        caption: lang.say(w::INQUIRIES).into(),
        columns,
        rows: answer.shown.iter().map(row).collect(),
        filtered: false,
        empty: w::NO_MATCH,
    }
}

fn topics(visit: &Visit, answer: &Answer, rules: &Inquiries) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("request", w::INQUIRY, Kind::Text),
            ("category", w::CATEGORY, Kind::Text),
            ("inquiries", w::INQUIRIES, Kind::Number),
            ("people", w::PEOPLE, Kind::Number),
            ("accounts", w::ACCOUNTS, Kind::Number),
            ("last", w::SENT, Kind::Number),
            ("names", w::ACCOUNT, Kind::Text),
        ],
    );
    let row = |(topic, names): &(Topic, Vec<String>)| {
        vec![
            Cell::link(asked::short(&topic.text, SHORT), href(visit, topic.number)),
            Cell::Text(category(lang, rules, topic.category.as_deref())),
            Cell::Count(topic.inquiries),
            Cell::Count(topic.people),
            Cell::Count(topic.accounts.len() as u64),
            Cell::Time(Some(topic.last)),
            Cell::Text(names.join(lang.pick(", ", "、"))),
        ]
    };
    Table {
        id: "topics",
        caption: lang.say(w::TOPICS).into(),
        columns,
        rows: answer.topics.iter().map(row).collect(),
        filtered: false,
        empty: w::NO_TOPICS,
    }
}

fn categories(visit: &Visit, answer: &Answer, rules: &Inquiries) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("category", w::CATEGORY, Kind::Text),
            ("inquiries", w::INQUIRIES, Kind::Number),
            ("share", w::SHARE, Kind::Share),
            ("open", w::OPEN, Kind::Number),
            ("people", w::PEOPLE, Kind::Number),
            ("accounts", w::ACCOUNTS, Kind::Number),
            ("corrected", w::CORRECTED, Kind::Share),
            ("time", w::TIME_TO_ANSWER, Kind::Number),
        ],
    );
    let row = |one: &Tally| {
        let id = one.id.as_deref();
        let share = Share {
            part: one.inquiries,
            whole: answer.whole.inquiries,
        };
        vec![
            Cell::link(
                category(lang, rules, id),
                only(visit, "category", id.unwrap_or(WITHOUT)),
            ),
            Cell::Count(one.inquiries),
            Cell::Bar(share, "fill"),
            Cell::Count(one.open),
            Cell::Count(one.people),
            Cell::Count(one.accounts),
            Cell::Share(one.corrected),
            Cell::Span(one.time_to_answer),
        ]
    };
    Table {
        id: "categories",
        caption: lang.say(w::BY_CATEGORY).into(),
        columns,
        rows: answer.categories.iter().map(row).collect(),
        filtered: false,
        empty: w::NONE,
    }
}

fn accounts(visit: &Visit, answer: &Answer) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("account", w::ACCOUNT, Kind::Text),
            ("inquiries", w::INQUIRIES, Kind::Number),
            ("open", w::OPEN, Kind::Number),
            ("people", w::PEOPLE, Kind::Number),
            ("time", w::TIME_TO_ANSWER, Kind::Number),
        ],
    );
    let row = |(one, name): &(Tally, String)| {
        let account = match &one.id {
            Some(id) => Cell::link(name, only(visit, "account", id)),
            None => Cell::Text(lang.say(w::UNKNOWN).to_owned()),
        };
        vec![
            account,
            Cell::Count(one.inquiries),
            Cell::Count(one.open),
            Cell::Count(one.people),
            Cell::Span(one.time_to_answer),
        ]
    };
    Table {
        id: "accounts",
        caption: lang.say(w::BY_ACCOUNT).into(),
        columns,
        rows: answer.accounts.iter().map(row).collect(),
        filtered: false,
        empty: w::NONE,
    }
}

fn daily(visit: &Visit, window: &Window, answer: &Answer) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("day", w::DAY, Kind::Text),
            ("now", w::PERIOD_NOW, Kind::Number),
            ("before", w::PERIOD_BEFORE, Kind::Number),
        ],
    );
    let [now, before] = &answer.days;
    let days = window.days.iter().zip(now.iter().zip(before));
    let row = |(day, (now, before)): (&jiff::civil::Date, (&u64, &u64))| {
        vec![
            Cell::Day(*day, None),
            Cell::Count(*now),
            Cell::Count(*before),
        ]
    };
    Table {
        id: "days",
        caption: visit.lang.say(w::BY_DAY).into(),
        columns,
        rows: days.map(row).collect(),
        filtered: false,
        empty: w::NONE,
    }
}

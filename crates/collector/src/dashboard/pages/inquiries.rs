//! Every inquiry: what is asked, by whom, how often, and what is open.

mod tables;

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use banso_content::inquiry::{Inquiries, said};
use maud::{Markup, html};

use super::help::article;
use crate::dashboard::chart::Lines;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::lang::Lang;
use crate::dashboard::layout::{Page, empty};
use crate::dashboard::table::Table;
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, asked, format, words as w};
use crate::problem::Problem;
use crate::query::{Count, Inquiry, Tally, Topic, Window, inquiries, tallies, topics, undelivered};

/// What the page is made of.
struct Answer {
    /// Those that pass the filters, each with the names of its person and account.
    shown: Vec<Named>,
    /// Inquiries by day, now and before.
    days: [Vec<u64>; 2],
    inquiries: Count,
    whole: Tally,
    categories: Vec<Tally>,
    accounts: Vec<(Tally, String)>,
    topics: Vec<(Topic, Vec<String>)>,
    undelivered: Vec<i64>,
    /// What can be filtered by.
    articles: BTreeSet<String>,
}

struct Named {
    inquiry: Inquiry,
    person: Option<String>,
    account: Option<String>,
}

/// `GET /dashboard/inquiries`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (window, lang) = (visit.window(), visit.lang);
    let (asks, span) = (Filter::of(&visit), window.clone());
    let answer = dashboard.ask(move |sources| Answer::of(sources, &span, &asks));
    let (answer, rules) = (answer.await?, dashboard.app.content.inquiries());
    let tables = tables::all(&visit, &window, &answer, &rules);
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    if answer.whole.inquiries == 0 && answer.undelivered.is_empty() {
        let sentence = html! { (lang.say(w::NO_INQUIRIES)) };
        let body = empty(lang, w::INQUIRIES_HINT);
        return Ok(Page::new(lang.say(w::INQUIRIES), sentence, body).respond(&visit));
    }
    let most = answer.categories.iter().find(|one| one.id.is_some());
    let most = most.map(|one| (category(lang, &rules, one.id.as_deref()), one.inquiries));
    let requests: Vec<Topic> = answer
        .topics
        .iter()
        .map(|(topic, _)| topic.clone())
        .collect();
    let most = most.as_ref().map(|(name, of)| (name.as_str(), *of));
    let sentence = html! { (asked::all(lang, &answer.whole, most, &requests)) };
    let body = body(&visit, &dashboard, &window, &answer, &rules, &tables);
    Ok(Page::new(lang.say(w::INQUIRIES), sentence, body).respond(&visit))
}

/// An inquiry's address.
pub(super) fn href(visit: &Visit, number: i64) -> String {
    visit.to(&format!("/dashboard/inquiries/{number}"))
}

/// What a category is called: its name in the content, else its id.
pub(super) fn category(lang: Lang, rules: &Inquiries, id: Option<&str>) -> String {
    let Some(id) = id else {
        return lang.say(w::NO_CATEGORY).to_owned();
    };
    let known = rules.categories.iter().find(|one| one.id == id);
    let name = known.and_then(|one| said(&one.name, lang.tag()));
    name.unwrap_or(id).to_owned()
}

/// What the address asks for.
struct Filter {
    text: String,
    category: String,
    account: String,
    article: String,
    state: String,
}

/// The filter's parameters.
const OWN: [&str; 6] = ["q", "page", "category", "account", "article", "state"];
/// The value of the filter for inquiries without a category.
const WITHOUT: &str = "-";

impl Filter {
    fn of(visit: &Visit) -> Self {
        let of = |name| visit.param(name).to_owned();
        Self {
            text: visit.param("q").trim().to_lowercase(),
            category: of("category"),
            account: of("account"),
            article: of("article"),
            state: of("state"),
        }
    }

    fn passes(&self, one: &Named) -> bool {
        let inquiry = &one.inquiry;
        let is = |wanted: &str, found: Option<&str>| {
            wanted.is_empty() || wanted == found.unwrap_or(WITHOUT)
        };
        let texts = [
            Some(&inquiry.text),
            Some(&inquiry.note),
            one.person.as_ref(),
            one.account.as_ref(),
        ];
        let mut texts = texts.into_iter().flatten();
        is(&self.category, inquiry.category.as_deref())
            && is(&self.account, inquiry.account.as_deref())
            && (self.article.is_empty() || inquiry.articles.contains(&self.article))
            && match self.state.as_str() {
                "open" => inquiry.answered_at.is_none(),
                "answered" => inquiry.answered_at.is_some(),
                _ => true,
            }
            && (self.text.is_empty() || texts.any(|text| text.to_lowercase().contains(&self.text)))
    }
}

impl Answer {
    fn of(
        sources: &crate::dashboard::Sources<'_>,
        window: &Window,
        filter: &Filter,
    ) -> rusqlite::Result<Self> {
        let (conn, directory) = (sources.conn, sources.directory);
        let all = inquiries(conn, window)?;
        let before = window.before();
        let earlier = inquiries(conn, &before)?;
        let person = |id: &String| directory.user_name(id).to_owned();
        let account = |id: &String| directory.account_name(id).to_owned();
        let by_account = tallies(&all, |one| one.account.clone());
        let topics = topics(&all).into_iter();
        let whole = tallies(&all, |_| None).pop().unwrap_or_default();
        let named = |inquiry: Inquiry| Named {
            person: inquiry.person.as_ref().map(person),
            account: inquiry.account.as_ref().map(account),
            inquiry,
        };
        Ok(Self {
            days: [by_day(&all, window), by_day(&earlier, &before)],
            inquiries: Count {
                now: all.len() as u64,
                before: earlier.len() as u64,
            },
            categories: tallies(&all, |one| one.category.clone()),
            accounts: by_account
                .into_iter()
                .map(|one| {
                    (
                        one.clone(),
                        one.id.as_ref().map(account).unwrap_or_default(),
                    )
                })
                .collect(),
            topics: topics
                .map(|one| (one.clone(), one.accounts.iter().map(account).collect()))
                .collect(),
            undelivered: undelivered(conn)?,
            articles: all.iter().flat_map(|one| one.articles.clone()).collect(),
            whole,
            shown: all
                .into_iter()
                .map(named)
                .filter(|one| filter.passes(one))
                .collect(),
        })
    }
}

fn by_day(all: &[Inquiry], window: &Window) -> Vec<u64> {
    let mut days = vec![0; window.days.len()];
    for day in all.iter().filter_map(|one| window.day(one.at)) {
        days[day] += 1;
    }
    days
}

fn body(
    visit: &Visit,
    dashboard: &Dashboard,
    window: &Window,
    answer: &Answer,
    rules: &Inquiries,
    tables: &[Table; 5],
) -> Markup {
    let lang = visit.lang;
    let time = answer.whole.time_to_answer.map(|ms| format::span(lang, ms));
    let shown = [
        Figure::compared(lang, lang.say(w::INQUIRIES), answer.inquiries),
        Figure::count(lang.say(w::OPEN), answer.whole.open),
        Figure::count(lang.say(w::PEOPLE), answer.whole.people),
        Figure::count(lang.say(w::ACCOUNTS), answer.whole.accounts),
        Figure::text(lang.say(w::TIME_TO_ANSWER), time),
        Figure::share(lang, lang.say(w::CORRECTED), answer.whole.corrected),
    ];
    let [list, topics, categories, accounts, daily] = tables;
    let days: Vec<String> = window
        .days
        .iter()
        .map(|day| format::day(lang, *day))
        .collect();
    let lines = Lines {
        title: lang.say(w::BY_DAY),
        days: &days,
        values: &answer.days[0],
        before: &answer.days[1],
        name: lang.say(w::PERIOD_NOW),
        before_name: lang.say(w::PERIOD_BEFORE),
    };
    html! {
        @if !answer.undelivered.is_empty() { (failed(visit, &answer.undelivered)) }
        (figures(&shown))
        (filters(visit, dashboard, answer, rules))
        section { (list.draw(visit)) }
        section { (topics.draw(visit)) p.muted { (lang.say(w::TOPICS_NOTE)) } }
        section { (categories.draw(visit)) }
        section { (accounts.draw(visit)) }
        section {
            h2 { (lang.say(w::BY_DAY)) }
            (lines.draw())
            details.numbers { summary { (lang.say(w::AS_TABLE)) } (daily.draw(visit)) }
        }
    }
}

/// The inquiries that no target has, with the way to each.
fn failed(visit: &Visit, numbers: &[i64]) -> Markup {
    let text = visit
        .lang
        .pick("Could not be delivered: ", "配信できなかった問い合わせ: ");
    html! {
        p.notice {
            (text)
            @for (at, number) in numbers.iter().take(10).enumerate() {
                @if at > 0 { ", " }
                a href=(href(visit, *number)) { "#" (number) }
            }
            @if numbers.len() > 10 { " +" (numbers.len() - 10) }
        }
    }
}

type Options = Vec<(String, String)>;

fn filters(visit: &Visit, dashboard: &Dashboard, answer: &Answer, rules: &Inquiries) -> Markup {
    let lang = visit.lang;
    let categories = answer.categories.iter().map(|one| {
        let id = one.id.clone().unwrap_or_else(|| WITHOUT.to_owned());
        (category(lang, rules, one.id.as_deref()), id)
    });
    let mut accounts: Options = answer
        .accounts
        .iter()
        .filter_map(|(one, name)| Some((name.clone(), one.id.clone()?)))
        .collect();
    accounts.sort();
    let articles = answer
        .articles
        .iter()
        .map(|slug| (article(visit, dashboard, slug), slug.clone()));
    let states = [(w::OPEN, "open"), (w::DONE_ANSWERED, "answered")];
    let states = states.map(|(word, value)| (lang.say(word).to_owned(), value.to_owned()));
    let choices: [(&str, crate::dashboard::lang::Word, Options); 4] = [
        ("state", w::STATE, states.to_vec()),
        ("category", w::CATEGORY, categories.collect()),
        ("account", w::ACCOUNT, accounts),
        ("article", w::ARTICLE_READ, articles.collect()),
    ];
    html! {
        form.filter.several method="get" action=(visit.path) role="search" {
            @for (name, value) in visit.params().filter(|(name, _)| !OWN.contains(name)) {
                input type="hidden" name=(name) value=(value);
            }
            @for (key, word, options) in &choices {
                label { span { (lang.say(*word)) }
                    select name=(key) {
                        option value="" { (lang.say(w::ALL)) }
                        @for (name, value) in options {
                            option value=(value) selected[visit.param(key) == value] { (name) }
                        }
                    } }
            }
            label { span { (lang.say(w::IN_TEXT)) }
                input type="search" name="q" value=(visit.param("q")) autocomplete="off"; }
            button type="submit" { (lang.say(w::APPLY)) }
            @if OWN.iter().any(|name| !visit.param(name).is_empty()) {
                a.quiet href=(visit.link(&OWN.map(|name| (name, "")))) { (lang.say(w::CLEAR)) }
            }
        }
    }
}

/// The list, of one category or account.
fn only(visit: &Visit, name: &str, value: &str) -> String {
    let address = visit.to("/dashboard/inquiries");
    let join = if address.contains('?') { '&' } else { '?' };
    format!("{address}{join}{name}={}", encode(value))
}

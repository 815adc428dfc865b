//! One inquiry: what was asked, what came before, whom it was delivered to, and how it is handled.

pub(super) mod change;

use axum::extract::{Path, State};
use axum::response::Response;
use banso_content::inquiry::{Inquiries, said};
use maud::{Markup, html};

use super::help::article;
use super::inquiries::category;
use super::overview::account_href;
use super::user;
use crate::auth::staff::Role;
use crate::dashboard::lang::Word;
use crate::dashboard::layout::{Page, csrf, missing};
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, asked, format, words as w};
use crate::problem::Problem;
use crate::query::{Delivery, Inquiry, deliveries, inquiry};

/// How much of the text the title repeats, in characters.
const TITLE: usize = 48;

struct Answer {
    inquiry: Inquiry,
    person: Option<String>,
    account: Option<String>,
    deliveries: Vec<Delivery>,
}

/// `GET /dashboard/inquiries/{number}`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Path(number): Path<String>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let Ok(number) = number.parse::<i64>() else {
        return Ok(missing(&visit, w::NO_INQUIRY));
    };
    let answer = dashboard.ask(move |sources| {
        let Some(inquiry) = inquiry(sources.conn, number)? else {
            return Ok(None);
        };
        let directory = sources.directory;
        let person = inquiry
            .person
            .as_ref()
            .map(|id| directory.user_name(id).to_owned());
        let account = inquiry
            .account
            .as_ref()
            .map(|id| directory.account_name(id).to_owned());
        Ok(Some(Answer {
            deliveries: deliveries(sources.conn, number)?,
            inquiry,
            person,
            account,
        }))
    });
    let Some(answer) = answer.await? else {
        return Ok(missing(&visit, w::NO_INQUIRY));
    };
    let rules = dashboard.app.content.inquiries();
    let visitor = visit.lang.pick("A visitor", "訪問者");
    let who = answer.person.as_deref().unwrap_or(visitor);
    let sentence = html! { (asked::one(visit.lang, &answer.inquiry, who)) };
    let title = asked::short(&answer.inquiry.text, TITLE);
    let body = body(&visit, &dashboard, &answer, &rules);
    let page = Page {
        windowed: false,
        ..Page::new(title, sentence, body).below(&visit, w::INQUIRIES, "/dashboard/inquiries")
    };
    Ok(page.respond(&visit))
}

fn body(visit: &Visit, dashboard: &Dashboard, answer: &Answer, rules: &Inquiries) -> Markup {
    let lang = visit.lang;
    html! {
        section {
            h2 { (lang.say(w::INQUIRY)) }
            blockquote.asked { (answer.inquiry.text.trim()) }
            (facts(visit, answer, rules))
        }
        section { h2 { (lang.say(w::BEFORE_IT)) } (before(visit, dashboard, &answer.inquiry)) }
        section { h2 { (lang.say(w::HANDLING)) } (handling(visit, &answer.inquiry, rules)) }
        section { h2 #delivery { (lang.say(w::DELIVERY)) } (delivery(visit, answer)) }
    }
}

fn facts(visit: &Visit, answer: &Answer, rules: &Inquiries) -> Markup {
    let (lang, inquiry) = (visit.lang, &answer.inquiry);
    let zone = visit.preferences.zone(lang);
    let by = match (&inquiry.corrected, inquiry.reason.as_str()) {
        (Some((by, _)), _) => format!("{}: {by}", lang.say(w::CORRECTED)),
        (None, "chosen") => lang.say(w::CHOSEN).to_owned(),
        (None, "rule") => lang.say(w::BY_RULE).to_owned(),
        _ => String::new(),
    };
    let known = rules
        .categories
        .iter()
        .find(|one| Some(&one.id) == inquiry.category.as_ref());
    let asked = |id: &str| {
        let question =
            known.and_then(|one| one.questions.iter().find(|question| question.id == id));
        question
            .and_then(|one| said(&one.label, lang.tag()))
            .unwrap_or(id)
            .to_owned()
    };
    let fact = |word: Word, value: Markup| html! { div { dt { (lang.say(word)) } dd { (value) } } };
    let reply = inquiry
        .contact
        .as_deref()
        .unwrap_or(lang.say(w::KNOWN_USER));
    html! {
        dl.facts {
            @if let (Some(id), Some(name)) = (&inquiry.person, &answer.person) {
                (fact(w::USER, html! { a href=(user::href(visit, id)) { (name) } }))
            }
            @if let (Some(id), Some(name)) = (&inquiry.account, &answer.account) {
                (fact(w::ACCOUNT, html! { a href=(account_href(visit, id)) { (name) } }))
            }
            (fact(w::CATEGORY, html! {
                (category(lang, rules, inquiry.category.as_deref()))
                @if !by.is_empty() { " " span.tag { (by) } }
            }))
            (fact(w::REPLY_TO, html! { (reply) }))
            (fact(w::SENT, html! {
                time datetime=(format::machine_time(inquiry.at, &zone)) { (format::full_time(lang, inquiry.at, &zone)) }
            }))
            @if !inquiry.path.is_empty() { (fact(w::PAGE, html! { code { (inquiry.path) } })) }
            @if !inquiry.locale.is_empty() { (fact(w::LOCALE, html! { (inquiry.locale) })) }
            @if !inquiry.version.is_empty() { (fact(w::VERSION, html! { code { (inquiry.version) } })) }
            @for (id, answered) in &inquiry.answers { div { dt { (asked(id)) } dd { (answered) } } }
        }
    }
}

fn before(visit: &Visit, dashboard: &Dashboard, inquiry: &Inquiry) -> Markup {
    let lang = visit.lang;
    let search = |query: &str| {
        visit.to("/dashboard/help")
            + if visit.days == 30 { "?" } else { "&" }
            + "q="
            + &encode(query)
    };
    html! {
        @if inquiry.searches.is_empty() && inquiry.articles.is_empty() { p.empty { (lang.say(w::NOTHING_BEFORE)) } }
        @if !inquiry.searches.is_empty() {
            h3 { (lang.say(w::SEARCHED_FOR)) }
            ol.steps { @for query in &inquiry.searches { li { a href=(search(query)) { (query) } } } }
        }
        @if !inquiry.articles.is_empty() {
            h3 { (lang.say(w::READ_ARTICLES)) }
            ol.steps { @for slug in &inquiry.articles { li { (article(visit, dashboard, slug)) } } }
        }
    }
}

fn may_change(visit: &Visit) -> bool {
    let session = visit.session.as_ref();
    session.is_some_and(|session| session.person.role == Role::Admin)
}

/// Category, state and note: forms for admins, words for everyone else.
fn handling(visit: &Visit, inquiry: &Inquiry, rules: &Inquiries) -> Markup {
    let lang = visit.lang;
    let zone = visit.preferences.zone(lang);
    let here = format!("/dashboard/inquiries/{}", inquiry.number);
    let answered = inquiry.answered_at.map(|at| {
        let by = inquiry.answered_by.as_deref().unwrap_or_default();
        format!(
            "{}: {by}, {}",
            lang.say(w::DONE_ANSWERED),
            format::time(lang, at, &zone)
        )
    });
    let state = answered.unwrap_or_else(|| lang.say(w::OPEN).to_owned());
    html! {
        p.said { (state) }
        @if !may_change(visit) {
            @if !inquiry.note.is_empty() { p.prose { (inquiry.note) } }
            p.muted { (lang.say(w::ALLOWED_TO_ADMINS)) }
        } @else {
            form.handle method="post" action={ (here) "/answer" } {
                (csrf(visit))
                label { span { (lang.say(w::NOTE)) }
                    textarea name="note" rows="3" maxlength="2000" { (inquiry.note) } }
                label.check { input type="checkbox" name="answered" value="1" checked[inquiry.answered_at.is_some()];
                    (lang.say(w::MARK_ANSWERED)) }
                button.primary type="submit" { (lang.say(w::SAVE)) }
            }
            @if !rules.categories.is_empty() {
                form.handle method="post" action={ (here) "/category" } {
                    (csrf(visit))
                    label { span { (lang.say(w::CATEGORY)) }
                        select name="category" {
                            @if inquiry.category.is_none() { option value="" selected { (lang.say(w::NO_CATEGORY)) } }
                            @for one in &rules.categories {
                                option value=(one.id) selected[inquiry.category.as_ref() == Some(&one.id)] {
                                    (said(&one.name, lang.tag()).unwrap_or(&one.id))
                                }
                            }
                        } }
                    button type="submit" { (lang.say(w::SAVE)) }
                }
            }
        }
    }
}

fn delivery(visit: &Visit, answer: &Answer) -> Markup {
    let lang = visit.lang;
    if answer.deliveries.is_empty() {
        return html! { p.empty { (lang.say(w::NO_DELIVERY)) } };
    }
    let heads = [w::TARGET, w::STATE, w::ATTEMPTS, w::TIME, w::LAST_ERROR];
    html! {
        div.scroll role="region" aria-labelledby="delivery" tabindex="0" { table {
            caption.hidden { (lang.say(w::DELIVERY)) }
            thead { tr {
                @for word in heads { th scope="col" { (lang.say(word)) } }
                @if may_change(visit) { th scope="col" { span.hidden { (lang.say(w::RETRY)) } } }
            } }
            tbody { @for one in &answer.deliveries { (row(visit, answer, one)) } }
        } }
    }
}

fn row(visit: &Visit, answer: &Answer, one: &Delivery) -> Markup {
    let lang = visit.lang;
    let zone = visit.preferences.zone(lang);
    let kind = if one.kind == "webhook" {
        w::WEBHOOK
    } else {
        w::EMAIL
    };
    let (state, class) = match one.state.as_str() {
        "delivered" => (w::DELIVERED, "shown"),
        "dead" => (w::GIVEN_UP, "held"),
        _ => (w::WAITING, "open"),
    };
    let time = format::time(lang, one.settled_at.unwrap_or(one.due_at), &zone);
    let failed = one.state != "delivered" && one.attempts > 0;
    html! {
        tr {
            th scope="row" { (lang.say(kind)) " " span.tag { (one.address) } }
            td { span class={ "verdict " (class) } { (lang.say(state)) } }
            td { (one.attempts) }
            td { (time) }
            td { (one.error.as_deref().unwrap_or("–")) }
            @if may_change(visit) { td {
                @if failed { form method="post" action={ "/dashboard/inquiries/" (answer.inquiry.number) "/retry" } {
                    (csrf(visit))
                    input type="hidden" name="key" value=(one.key);
                    button.quiet type="submit" { (lang.say(w::RETRY)) }
                } }
            } }
        }
    }
}

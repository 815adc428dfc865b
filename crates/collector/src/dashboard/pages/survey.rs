//! One survey: how many answer, what they answer, and what they write.

mod tables;

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use banso_content::bundle::Bundle;
use maud::{Markup, html};

use super::surveys::name;
use crate::dashboard::cell::draw_share;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::lang::Lang;
use crate::dashboard::layout::{Page, missing};
use crate::dashboard::table::Table;
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, Sources, chart, format, surveyed, words as w};
use crate::problem::Problem;
use crate::query::{
    Among, Choice, Comment, Directory, Form, Question, Survey, Window, option_label, surveys,
};
pub(super) use tables::answered_table;
use tables::{answers_table, comments_table};

/// `GET /dashboard/surveys/{id}`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Path(id): Path<String>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window, among) = (dashboard.bundle(), visit.window(), among(&visit));
    let answer = dashboard.ask(move |sources| Answer::of(sources, &id, &among, &window));
    let Some(answer) = answer.await? else {
        return Ok(missing(&visit, w::NO_SURVEY));
    };
    let tables = [
        answers_table(&visit, &bundle, &answer.survey),
        comments_table(&visit, &bundle, &answer),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let survey = &answer.survey;
    let name = name(visit.lang, &bundle, &survey.id);
    let sentence = html! { (surveyed::one(visit.lang, name, survey)) };
    let body = body(&visit, &bundle, &answer, &tables);
    let page = Page::new(name, sentence, body).below(&visit, w::SURVEYS, "/dashboard/surveys");
    Ok(page.respond(&visit))
}

/// A survey's address.
pub(super) fn href(visit: &Visit, id: &str) -> String {
    visit.to(&format!("/dashboard/surveys/{}", encode(id)))
}

fn among(visit: &Visit) -> Among {
    let of = |name| visit.param(name).to_owned();
    Among {
        plan: of("plan"),
        role: of("role"),
        account: of("account"),
    }
}

struct Answer {
    survey: Survey,
    /// The questions in the period before.
    before: Vec<Question>,
    /// Of each comment, what its person and account are called.
    names: Vec<[Option<String>; 2]>,
    /// What can be filtered by: plans, roles, accounts with their names.
    plans: BTreeSet<String>,
    roles: BTreeSet<String>,
    accounts: BTreeSet<(String, String)>,
}

impl Answer {
    fn of(
        sources: &Sources<'_>,
        id: &str,
        among: &Among,
        window: &Window,
    ) -> rusqlite::Result<Option<Self>> {
        let Sources {
            conn,
            bundle,
            directory,
            ..
        } = sources;
        let of = |window: &Window| -> rusqlite::Result<Option<Survey>> {
            let all = surveys(conn, &bundle.guides, directory, among, window)?;
            Ok(all.into_iter().find(|survey| survey.id == id))
        };
        let Some(survey) = of(window)? else {
            return Ok(None);
        };
        let before = of(&window.before())?.map_or_else(Vec::new, |survey| survey.questions);
        Ok(Some(Self::with(survey, before, directory)))
    }

    fn with(survey: Survey, before: Vec<Question>, directory: &Directory) -> Self {
        let names = |comment: &Comment| {
            let person = comment.person.as_deref().map(|id| directory.user_name(id));
            let account = comment
                .account
                .as_deref()
                .map(|id| directory.account_name(id));
            [person, account].map(|name| name.map(str::to_owned))
        };
        let accounts = directory.accounts.values();
        let said = |text: &String| !text.is_empty();
        Self {
            names: survey.comments.iter().map(names).collect(),
            plans: accounts
                .clone()
                .map(|one| one.plan.clone())
                .filter(said)
                .collect(),
            roles: directory
                .users
                .values()
                .map(|one| one.role.clone())
                .filter(said)
                .collect(),
            accounts: accounts
                .map(|one| (one.name.clone(), one.id.clone()))
                .collect(),
            before,
            survey,
        }
    }
}

fn body(visit: &Visit, bundle: &Bundle, answer: &Answer, tables: &[Table; 2]) -> Markup {
    let (lang, survey) = (visit.lang, &answer.survey);
    let [answers, comments] = tables;
    let shown = [
        Figure::count(lang.say(w::SHOWN), survey.shown),
        Figure::share(lang, lang.say(w::ANSWERED), survey.answered),
        Figure::share(lang, lang.say(w::COMPLETION), survey.completed),
        Figure::share(lang, lang.say(w::DISMISSED), survey.dismissed),
    ];
    html! {
        (figures(&shown))
        @if survey.anonymous { p.muted { (lang.say(w::ANONYMOUS_NOTE)) } }
        (filters(visit, answer))
        @if survey.questions.is_empty() { section { p.empty { (lang.say(w::NO_ANSWERS)) } } }
        @else {
            @for one in survey.questions.iter().filter(|one| one.form != Form::Text || one.hidden) {
                (question(visit, bundle, answer, one))
            }
            @if survey.questions.iter().any(|one| one.form == Form::Text && !one.hidden) {
                section { (comments.draw(visit)) }
            }
            section { (answers.draw(visit)) }
        }
    }
}

/// Whose answers, and which comments. Anonymous answers have only the comments to search.
fn filters(visit: &Visit, answer: &Answer) -> Markup {
    let lang = visit.lang;
    type Options = Vec<(String, String)>;
    let plain = |texts: &BTreeSet<String>| -> Options {
        texts.iter().map(|one| (one.clone(), one.clone())).collect()
    };
    let accounts: Options = answer.accounts.iter().cloned().collect();
    let choices = [
        ("plan", w::PLAN, plain(&answer.plans)),
        ("role", w::ROLE, plain(&answer.roles)),
        ("account", w::ACCOUNT, accounts),
    ];
    let own = ["q", "page", "plan", "role", "account"];
    html! {
        form.filter.several method="get" action=(visit.path) role="search" {
            @for (name, value) in visit.params().filter(|(name, _)| !own.contains(name)) {
                input type="hidden" name=(name) value=(value);
            }
            @if !answer.survey.anonymous {
                @for (key, word, options) in &choices { @if options.len() > 1 {
                    label { span { (lang.say(*word)) }
                        select name=(key) {
                            option value="" { (lang.say(w::ALL)) }
                            @for (name, value) in options {
                                option value=(value) selected[visit.param(key) == value] { (name) }
                            }
                        } }
                } }
            }
            label { span { (lang.say(w::COMMENT_HINT)) }
                input type="search" name="q" value=(visit.param("q")) autocomplete="off"; }
            button type="submit" { (lang.say(w::APPLY)) }
            @if own.iter().any(|name| !visit.param(name).is_empty()) {
                a.quiet href=(visit.link(&own.map(|name| (name, "")))) { (lang.say(w::CLEAR)) }
            }
        }
    }
}

/// What a question asks: the title of its step, else its id.
fn title<'a>(lang: Lang, bundle: &'a Bundle, survey: &Survey, question: &'a Question) -> &'a str {
    asked(lang, bundle, &survey.id, question.step).unwrap_or(&question.id)
}

/// The title of a step of a survey, where the content has it.
fn asked<'a>(lang: Lang, bundle: &'a Bundle, survey: &str, step: Option<i64>) -> Option<&'a str> {
    let guide = bundle.guides.iter().find(|guide| guide.id == survey)?;
    let step = guide.steps.get(usize::try_from(step?).ok()?)?;
    Some(lang.text(&step.said)).filter(|said| !said.is_empty())
}

fn question(visit: &Visit, bundle: &Bundle, answer: &Answer, question: &Question) -> Markup {
    let lang = visit.lang;
    let title = title(lang, bundle, &answer.survey, question);
    // Answers of another shape are of another scale: nothing to compare with.
    let mut same = answer
        .before
        .iter()
        .filter(|one| (&one.id, one.form) == (&question.id, question.form));
    let before = same.find_map(|one| surveyed::score(lang, one));
    let few = match (
        question.hidden,
        question.form.is_number() && question.mean.is_none(),
    ) {
        (true, _) => Some(w::TOO_FEW_HIDDEN),
        (false, true) => Some(w::TOO_FEW),
        _ => None,
    };
    html! {
        section {
            h2 {
                (title) @if title != question.id { " " span.tag { (question.id) } }
            }
            p.said {
                @if let Some(word) = few { (lang.say(word)) }
                @else if let Some(score) = surveyed::score(lang, question) { (score) }
                @else { "n=" (format::count(question.people)) }
            }
            @if let Some(before) = before.filter(|_| few.is_none()) {
                p.muted { (lang.say(w::PERIOD_BEFORE)) ": " (before) }
            }
            @if let Some(nps) = question.nps {
                dl.facts { @for (word, count) in [(w::PROMOTERS, nps.promoters), (w::PASSIVES, nps.passives), (w::DETRACTORS, nps.detractors)] {
                    div { dt { (lang.say(word)) } dd { (format::count(count)) } }
                } }
            }
            @if !question.choices.is_empty() {
                ol class=(if question.form.is_number() { "funnel scale" } else { "funnel" }) { @for choice in &question.choices { li { (bar(lang, question.form, choice, &label(lang, bundle, &answer.survey, question, &choice.answer))) } } }
            }
            @if question.nps.is_some() { p.muted { (lang.say(w::NPS_NOTE)) } }
            @if question.csat.is_some() { p.muted { (lang.say(w::CSAT_NOTE)) } }
            @if question.form == Form::Choices { p.muted { (lang.say(w::SEVERAL)) } }
        }
    }
}

/// An answer as people were offered it.
fn label(
    lang: Lang,
    bundle: &Bundle,
    survey: &Survey,
    question: &Question,
    answer: &str,
) -> String {
    let guide = bundle.guides.iter().find(|guide| guide.id == survey.id);
    let steps = guide.map(|guide| &*guide.steps).unwrap_or_default();
    let step = question.step.and_then(|at| usize::try_from(at).ok());
    let said = step.and_then(|at| steps.get(at));
    let offered = said.and_then(|step| option_label(&step.said, lang.tag(), &question.id, answer));
    offered.unwrap_or_else(|| surveyed::answer(lang, question.form, answer))
}

fn bar(lang: Lang, form: Form, choice: &Choice, said: &str) -> Markup {
    let promoter = form == Form::ZeroToTen && matches!(&*choice.answer, "9" | "10");
    let passive = form == Form::ZeroToTen && matches!(&*choice.answer, "7" | "8");
    let class = match (form, promoter, passive) {
        (Form::ZeroToTen, false, true) => "held",
        (Form::ZeroToTen, false, false) => "lapsed",
        _ => "fill",
    };
    html! {
        span.name { (said) }
        (chart::bar(choice.people, class))
        span.value {
            @match choice.place {
                Some(place) => { (lang.say(w::PLACE)) " " (format::decimal(place)) }
                None => { (draw_share(lang, choice.people)) }
            }
        }
    }
}

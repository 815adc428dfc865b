//! Whether a condition holds, from all that has happened.

use banso_content::model::{AdoptionState, GuideFate};
use banso_engine::visit::Screen;
use banso_engine::{Traits, Value};
use banso_wire::time::{DAY, Millis, SECOND};
use jiff::tz::TimeZone;

use crate::condition::{Condition, Count, Event, Moment, Span, Test, Whose};
use crate::model::Model;
use crate::moment::{Day, holds, instant};

/// Which facts are taken for known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    All,
    /// The address of the page alone.
    Page,
}

impl Model {
    pub(crate) fn is(&self, condition: &Condition, now: Millis) -> bool {
        self.judge(condition, now, Known::All) == Some(true)
    }

    /// None: it cannot be known.
    pub(crate) fn judge(&self, condition: &Condition, now: Millis, known: Known) -> Option<bool> {
        let each = |all: &[Condition]| -> Vec<Option<bool>> {
            all.iter().map(|one| self.judge(one, now, known)).collect()
        };
        match condition {
            Condition::All(all) => {
                let values = each(all);
                if values.contains(&Some(false)) {
                    return Some(false);
                }
                (!values.contains(&None)).then_some(true)
            }
            Condition::Any(any) => {
                let values = each(any);
                if values.contains(&Some(true)) {
                    return Some(true);
                }
                (!values.contains(&None)).then_some(false)
            }
            Condition::Not(one) => self.judge(one, now, known).map(|value| !value),
            Condition::Page(pattern) => Some(page(pattern, &self.visit.address)),
            _ if known == Known::Page => None,
            Condition::Element(selector, "clicked") => Some(
                self.past
                    .clicks
                    .iter()
                    .any(|(clicked, _)| clicked == selector),
            ),
            Condition::Element(selector, state) => {
                self.visit.elements.get(&(*selector, *state)).copied()
            }
            Condition::Time(time) => holds(time, now, self.visit.zone.as_ref(), self.origin),
            Condition::Device(kinds) => Some(kinds.contains(&device(self.visit.screen?))),
            Condition::Viewport(range) => Some(is_inside(*range, self.visit.screen?)),
            other => Some(self.fact(other, now)),
        }
    }

    fn fact(&self, condition: &Condition, now: Millis) -> bool {
        let visit = &self.visit;
        match condition {
            Condition::Event(event) => self.event(event, now),
            Condition::Trait(Whose::User, name, test) => {
                self.value(test, visit.user.get(*name), now)
            }
            Condition::Trait(Whose::Account, name, test) => {
                self.value(test, visit.account.get(*name), now)
            }
            Condition::Feature(at, reached, is) => {
                let state = self.state(*at, now);
                let least = match (reached, is) {
                    (None, None) => AdoptionState::Tried,
                    (reached, _) => reached.unwrap_or(AdoptionState::Unused),
                };
                state >= least && is.is_none_or(|is| state == is)
            }
            Condition::Guide(at, was, within, before) => self.fate(*at, *was).is_some_and(|at| {
                within.is_none_or(|span| at + span.1 >= now)
                    && before.is_none_or(|span| at + span.1 <= now)
            }),
            Condition::Survey(id, within) => self.past.events.iter().any(|(name, facts, at)| {
                name == "Survey Answered"
                    && value_of(facts, "survey") == Some(&Value::Text((*id).into()))
                    && within.is_none_or(|span| at + span.1 >= now)
            }),
            Condition::Answer(at, test) => {
                let answer = self.past.answers.get(&format!("g{at}/s0"));
                self.value(test, answer, now)
            }
            Condition::Checklist(at, started, done, task) => {
                let Some(list) = self.past.lists.get(at) else {
                    return false;
                };
                let alone = !started && done.is_none() && task.is_none();
                (!alone || list.complete)
                    && done.is_none_or(|least| list.done.len() >= usize::from(least))
                    && task.is_none_or(|task| list.done.contains(&task))
            }
            Condition::Locale(tag) => {
                let (page, tag) = (visit.locale.to_lowercase(), tag.to_lowercase());
                page == tag || page.starts_with(&format!("{tag}-"))
            }
            _ => unreachable!("a group, or what may not be known"),
        }
    }

    fn event(&self, event: &Event, now: Millis) -> bool {
        let counted: Vec<Millis> = self
            .past
            .events
            .iter()
            .filter(|(name, facts, at)| {
                name == event.name && self.passes(&event.filters, facts, *at)
            })
            .map(|(_, _, at)| *at)
            .filter(|at| {
                let end = event.since.map(|span| self.past.first_seen + span.1);
                end.is_none_or(|end| *at <= end)
            })
            .collect();
        let in_window = counted
            .iter()
            .filter(|at| event.within.is_none_or(|span| **at + span.1 >= now))
            .count();
        let latest = counted.iter().max();
        let long_ago = |span: Span| latest.is_some_and(|at| at + span.1 <= now);
        in_range(in_window, event.count) && event.before.is_none_or(long_ago)
    }

    pub(crate) fn passes(&self, filters: &[(&str, Test)], facts: &Traits, at: Millis) -> bool {
        let holds = |(name, test): &(&str, Test)| self.value(test, value_of(facts, name), at);
        filters.iter().all(holds)
    }

    /// When this became of a guide last.
    fn fate(&self, at: usize, fate: GuideFate) -> Option<Millis> {
        let guide = self.past.guides.get(&at)?;
        let (completed, dismissed) = (guide.completed.last(), guide.dismissed.last());
        match fate {
            GuideFate::Seen => guide.seen.last().copied(),
            GuideFate::UnderWay => guide.way.as_ref().map(|way| way.since),
            GuideFate::Completed => completed.copied(),
            GuideFate::Dismissed => dismissed.copied(),
            GuideFate::Ended => completed.max(dismissed).copied(),
        }
    }

    /// Where the user stands on the ladder of a feature, from every use of it.
    pub(crate) fn state(&self, at: usize, now: Millis) -> AdoptionState {
        let [needed, within, retained, lapsed] = self.project.features[at].adoption.map(u64::from);
        let mut uses: Vec<Millis> = Vec::new();
        for use_at in self.past.uses.get(&at).into_iter().flatten() {
            if uses.last().is_none_or(|last| *use_at >= last + SECOND) {
                uses.push(*use_at);
            }
        }
        let Some(last) = uses.last() else {
            return match self.past.exposed.contains(&at) {
                true => AdoptionState::Exposed,
                false => AdoptionState::Unused,
            };
        };
        let adopted = uses.iter().find(|end| {
            let recent = uses
                .iter()
                .filter(|at| at <= end && **at + within * DAY >= **end);
            recent.count() as u64 >= needed
        });
        let Some(adopted) = adopted else {
            return AdoptionState::Tried;
        };
        if now > last + lapsed * DAY {
            AdoptionState::Lapsed
        } else if last - adopted >= retained * DAY {
            AdoptionState::Retained
        } else {
            AdoptionState::Adopted
        }
    }

    fn value(&self, test: &Test, value: Option<&Value>, now: Millis) -> bool {
        if matches!(test, Test::Absent) {
            return value.is_none();
        }
        let negative = matches!(
            test,
            Test::Empty | Test::IsNot(_) | Test::NotContains(_) | Test::IncludesNone(_)
        );
        let Some(value) = value else { return negative };
        match (test, value) {
            (Test::Present, _) => true,
            (Test::Empty, Value::Text(text) | Value::Date(text, _)) => text.is_empty(),
            (Test::Flag(flag), Value::Flag(value)) => flag == value,
            (test, Value::Text(text) | Value::Date(text, _)) if is_textual(test) => {
                textual(test, text)
            }
            (test, Value::List(list)) if is_listed(test) => listed(test, list),
            (test, Value::Number(number)) if is_numeric(test) => numeric(test, *number),
            (test, value) => match date(value) {
                Some(date) if is_dated(test) => self.dated(test, date, now as i64),
                _ => negative,
            },
        }
    }

    fn dated(&self, test: &Test, date: i64, now: i64) -> bool {
        let day = DAY as i64;
        let age = now - date;
        let start = |of: Day| self.instant(Moment(of, None));
        match test {
            Test::LessThanDaysAgo(days) => age >= 0 && age < i64::from(*days) * day,
            Test::MoreThanDaysAgo(days) => age > i64::from(*days) * day,
            Test::ExactlyDaysAgo(days) => age >= 0 && age / day == i64::from(*days),
            Test::InLessThanDays(days) => age < 0 && -age < i64::from(*days) * day,
            Test::InMoreThanDays(days) => age < 0 && -age > i64::from(*days) * day,
            Test::Before(moment) => date < self.instant(*moment),
            Test::On(of) => date >= start(*of) && date < start(*of) + day,
            Test::After(Moment(of, None)) => date >= start(*of) + day,
            Test::After(moment) => date > self.instant(*moment),
            _ => unreachable!("not about a date"),
        }
    }

    fn instant(&self, moment: Moment) -> i64 {
        instant(moment, &TimeZone::UTC, self.origin)
    }
}

fn device(screen: Screen) -> &'static str {
    match (screen.coarse, screen.short_side < 600) {
        (false, _) => "desktop",
        (true, true) => "phone",
        (true, false) => "tablet",
    }
}

fn is_inside([min_width, max_width, min_height, max_height]: [Option<u16>; 4], of: Screen) -> bool {
    min_width.is_none_or(|least| of.width >= least)
        && max_width.is_none_or(|most| of.width <= most)
        && min_height.is_none_or(|least| of.height >= least)
        && max_height.is_none_or(|most| of.height <= most)
}

fn in_range(count: usize, range: Option<Count>) -> bool {
    let count = count as u64;
    match range {
        None => count >= 1,
        Some(Count::AtLeast(least)) => count >= least.into(),
        Some(Count::AtMost(most)) => count <= most.into(),
        Some(Count::Exactly(exactly)) => count == u64::from(exactly),
        Some(Count::Between(least, most)) => count >= least.into() && count <= most.into(),
    }
}

pub(crate) fn value_of<'a>(facts: &'a Traits, name: &str) -> Option<&'a Value> {
    facts.iter().find(|fact| fact.0 == name).map(|fact| &fact.1)
}

fn is_textual(test: &Test) -> bool {
    use Test::{Contains, EndsWith, Is, IsNot, NotContains, OneOf, StartsWith};
    matches!(
        test,
        Is(_) | IsNot(_) | OneOf(_) | Contains(_) | NotContains(_) | StartsWith(_) | EndsWith(_)
    )
}

fn textual(test: &Test, text: &str) -> bool {
    match test {
        Test::Is(other) => text == *other,
        Test::IsNot(other) => text != *other,
        Test::OneOf(others) => others.contains(&text),
        Test::Contains(part) => text.contains(part),
        Test::NotContains(part) => !text.contains(part),
        Test::StartsWith(part) => text.starts_with(part),
        Test::EndsWith(part) => text.ends_with(part),
        _ => unreachable!("not about text"),
    }
}

fn is_listed(test: &Test) -> bool {
    matches!(
        test,
        Test::IncludesAny(_) | Test::IncludesAll(_) | Test::IncludesNone(_)
    )
}

fn listed(test: &Test, list: &[String]) -> bool {
    let has = |text: &&str| list.iter().any(|one| one == *text);
    match test {
        Test::IncludesAny(texts) => texts.iter().any(has),
        Test::IncludesAll(texts) => texts.iter().all(has),
        Test::IncludesNone(texts) => !texts.iter().any(has),
        _ => unreachable!("not about a list"),
    }
}

fn is_numeric(test: &Test) -> bool {
    use Test::{AtLeast, AtMost, Between, Equals, LessThan, MoreThan};
    matches!(
        test,
        Equals(_) | AtLeast(_) | AtMost(_) | MoreThan(_) | LessThan(_) | Between(..)
    )
}

fn numeric(test: &Test, number: f64) -> bool {
    match test {
        Test::Equals(other) => number == *other,
        Test::AtLeast(least) => number >= *least,
        Test::AtMost(most) => number <= *most,
        Test::MoreThan(least) => number > *least,
        Test::LessThan(most) => number < *most,
        Test::Between(from, to) => number >= *from && number <= *to,
        _ => unreachable!("not about a number"),
    }
}

fn is_dated(test: &Test) -> bool {
    use Test::{
        After, Before, ExactlyDaysAgo, InLessThanDays, InMoreThanDays, LessThanDaysAgo,
        MoreThanDaysAgo, On,
    };
    matches!(
        test,
        LessThanDaysAgo(_)
            | MoreThanDaysAgo(_)
            | ExactlyDaysAgo(_)
            | InLessThanDays(_)
            | InMoreThanDays(_)
            | Before(_)
            | On(_)
            | After(_)
    )
}

/// A date: ISO 8601 text, UTC without an offset; or seconds or milliseconds since 1970.
fn date(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) if number.abs() < 1e11 => Some((number * 1_000.0) as i64),
        Value::Number(number) => Some(*number as i64),
        Value::Date(text, _) => written(text),
        _ => None,
    }
}

fn written(text: &str) -> Option<i64> {
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(at.as_millisecond());
    }
    let local: jiff::civil::DateTime = text.parse().ok()?;
    let zoned = local.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_millisecond())
}

/// Whether an address matches a page pattern: the path by segments; the query and the fragment
/// where the pattern has them.
pub(crate) fn page(pattern: &str, address: &str) -> bool {
    let (pattern, asked_fragment) = split(pattern, '#');
    let (pattern, asked_query) = split(pattern, '?');
    let (address, fragment) = split(address, '#');
    let (path, query) = split(address, '?');
    let parameters: Vec<&str> = query.unwrap_or_default().split('&').collect();
    let asked = asked_query.into_iter().flat_map(|asked| asked.split('&'));
    let mut missing = asked.filter(|asked| !parameters.iter().any(|one| parameter(asked, one)));
    missing.next().is_none()
        && asked_fragment
            .is_none_or(|asked| segments(&parts(asked), &parts(fragment.unwrap_or_default())))
        && segments(&parts(pattern), &parts(path))
}

fn parameter(asked: &str, given: &str) -> bool {
    let ((name, value), (given, given_value)) = (split(asked, '='), split(given, '='));
    name == given
        && (value == Some("*") || value.unwrap_or_default() == given_value.unwrap_or_default())
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at)
        .map_or((text, None), |(head, rest)| (head, Some(rest)))
}

fn parts(text: &str) -> Vec<&str> {
    match text.trim_matches('/') {
        "" => Vec::new(),
        text => text.split('/').collect(),
    }
}

fn segments(pattern: &[&str], path: &[&str]) -> bool {
    let Some((head, rest)) = pattern.split_first() else {
        return path.is_empty();
    };
    if *head == "**" {
        return (0..=path.len()).any(|skipped| segments(rest, &path[skipped..]));
    }
    let Some((first, tail)) = path.split_first() else {
        return false;
    };
    (*head == "*" || head.starts_with(':') || head == first) && segments(rest, tail)
}

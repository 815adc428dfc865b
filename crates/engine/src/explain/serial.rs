//! How what the content defines is said in JSON: by the names that authors write.

#![allow(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "the signature that serde asks for"
)]

use banso_content::model::{AdoptionState, GuideFate, GuideKind};
use banso_content::rule::{ProbeKind, TextTest, TimeTest, ValueTest};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::choice::Hold;

pub(super) fn hold<S: Serializer>(hold: &Hold, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(hold.name())
}

pub(super) fn adoption<S: Serializer>(state: &AdoptionState, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(state.name())
}

pub(super) fn kind<S: Serializer>(kind: &Option<GuideKind>, out: S) -> Result<S::Ok, S::Error> {
    kind.map(GuideKind::name).serialize(out)
}

pub(super) fn fate<S: Serializer>(fate: &GuideFate, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(match fate {
        GuideFate::Seen => "seen",
        GuideFate::UnderWay => "under_way",
        GuideFate::Completed => "completed",
        GuideFate::Dismissed => "dismissed",
        GuideFate::Ended => "ended",
    })
}

pub(super) fn probe<S: Serializer>(kind: &ProbeKind, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(match kind {
        ProbeKind::Present => "present",
        ProbeKind::Visible => "visible",
        ProbeKind::Disabled => "disabled",
        ProbeKind::Hover => "hover",
        ProbeKind::Appears => "appears",
        ProbeKind::Idle => "idle",
        ProbeKind::Scroll => "scroll",
        ProbeKind::Exit => "exit",
        ProbeKind::Screen => "screen",
        ProbeKind::Zone => "zone",
        ProbeKind::Input => "input",
    })
}

pub(super) fn time<S: Serializer>(test: &TimeTest, out: S) -> Result<S::Ok, S::Error> {
    let mut json = out.serialize_struct("TimeTest", 5)?;
    json.serialize_field("from", &(test.from > 0).then_some(test.from))?;
    json.serialize_field("until", &(test.until < u64::MAX).then_some(test.until))?;
    json.serialize_field("weekdays", &test.weekdays)?;
    json.serialize_field("minuteFrom", &test.minute_from)?;
    json.serialize_field("minuteUntil", &test.minute_until)?;
    json.end()
}

pub(super) fn test<S: Serializer>(test: &ValueTest, out: S) -> Result<S::Ok, S::Error> {
    let mut json = out.serialize_map(Some(1))?;
    match test {
        ValueTest::Present => json.serialize_entry("present", &true)?,
        ValueTest::Flag(flag) => json.serialize_entry("flag", flag)?,
        ValueTest::Number(least, most) => {
            let end = |number: &f64| number.is_finite().then_some(*number);
            json.serialize_entry("between", &(end(least), end(most)))?;
        }
        ValueTest::Text(how, texts) => json.serialize_entry(text(*how), texts)?,
        ValueTest::HasAny(texts) => json.serialize_entry("includes_any", texts)?,
        ValueTest::HasAll(texts) => json.serialize_entry("includes_all", texts)?,
        ValueTest::Date(from, until) => {
            json.serialize_entry("date", &(from, (*until < u64::MAX).then_some(until)))?;
        }
        ValueTest::Age(least, most) => {
            let end = |ms: &i64| (*ms > i64::MIN && *ms < i64::MAX).then_some(*ms);
            json.serialize_entry("age", &(end(least), end(most)))?;
        }
    }
    json.end()
}

fn text(how: TextTest) -> &'static str {
    match how {
        TextTest::Is => "is",
        TextTest::IsNot => "is_not",
        TextTest::Contains => "contains",
        TextTest::Starts => "starts_with",
        TextTest::Ends => "ends_with",
    }
}

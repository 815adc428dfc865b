//! What authors write. The `schemars` attributes are what the compiler checks by: formats, limits,
//! ids and references.

mod condition;
mod experience;
mod feature;
mod inquiry;
mod plan;
mod project;
mod question;
mod target;
mod theme;

pub(super) use condition::{
    ChecklistCondition, Condition, Device, ElementCondition, ElementState, EventCondition,
    FeatureCondition, GuideCondition, PropertyTest, SurveyCondition, TimeRange, ValueTest,
    ViewportCondition,
};
pub(super) use experience::{
    Action, Advance, Branch, Button, Checklist, Frequency, Guide, Insert, Order, Position, Scope,
    Step, Task, TaskAction, Trigger, TriggerEvent, Variant,
};
pub(super) use feature::{Feature, Source};
pub(super) use inquiry::{InquiryCategory, InquiryQuestion, InquirySettings};
pub(super) use plan::{PlannedValue, TrackingPlan, ValueType};
pub(super) use project::{
    Budget, ContentFile, FrontMatter, HelpQuestion, HelpSettings, LinkIcon, Locale, Markdown,
    Synonym,
};
pub(super) use question::{Choosable, Question, Row};
pub(super) use target::{Target, Ways};
pub(super) use theme::{Density, Scheme, Shadow, Theme};

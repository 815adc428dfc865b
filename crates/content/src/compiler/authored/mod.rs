//! What authors write. The `schemars` attributes are what the compiler checks by: formats, limits,
//! ids and references.

mod condition;
mod experience;
mod feature;
mod plan;
mod project;

pub(super) use condition::{
    AccountOrUser, ChecklistCondition, Condition, Device, ElementCondition, ElementState,
    EventCondition, FeatureCondition, GuideCondition, PropertyTest, SurveyCondition, TimeRange,
    TraitCondition, ValueTest, ViewportCondition,
};
pub(super) use experience::{
    Checklist, Experiment, Frequency, Guide, Limit, Order, Scope, Step, Task, Trigger,
    TriggerEvent, Variant,
};
pub(super) use feature::{Feature, Source};
pub(super) use plan::{PlannedEvent, PlannedValue, TrackingPlan, ValueType};
pub(super) use project::{
    Budget, Category, ContentFile, FrontMatter, HelpSettings, Markdown, Themed,
};

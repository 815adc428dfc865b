//! What authors write. The `schemars` attributes are what the compiler checks by: formats, limits,
//! ids and references.

mod condition;
mod experience;
mod feature;
mod plan;
mod project;
mod target;
mod theme;

pub(super) use condition::{
    AccountOrUser, ChecklistCondition, Condition, Device, ElementCondition, ElementState,
    EventCondition, FeatureCondition, GuideCondition, PropertyTest, SurveyCondition, TimeRange,
    TraitCondition, ValueTest, ViewportCondition,
};
pub(super) use experience::{
    Advance, Button, Checklist, Frequency, Guide, Order, Position, Scope, Step, Task, Trigger,
    TriggerEvent, Variant,
};
pub(super) use feature::{Feature, Source};
pub(super) use plan::{PlannedValue, TrackingPlan, ValueType};
pub(super) use project::{Budget, ContentFile, FrontMatter, HelpSettings, Locale, Markdown};
pub(super) use target::{Target, Ways};
pub(super) use theme::{Density, Scheme, Shadow, Theme};

//! What customer success asks, answered from the log.
//!
//! Every number is defined once, beside the function that computes it, and again for readers in
//! `docs/dashboard.md`. The functions are pure: they take a read connection, the content's
//! [`Bundle`](banso_content::bundle::Bundle) where features or guides are named, the [`History`]
//! and a [`Window`], and return typed results. No SQL comes from outside.
//!
//! - A **user** is a person that signed in: the log's `person`. Visitors that never signed in are
//!   counted by guides and help only.
//! - A user is **active** on a day with at least one `track`, `page` or `screen` message.
//! - The **account** of an event is the one the log holds: named by the message, or the person's.

mod accounts;
mod directory;
mod experiments;
mod features;
mod guides;
mod help;
mod history;
mod inquiries;
mod interval;
mod learned;
mod live;
mod meaning;
pub(crate) mod messages;
mod onboarding;
mod overview;
mod reach;
mod risk;
mod share;
mod sql;
mod surveys;
#[cfg(test)]
mod testkit;
#[cfg(test)]
mod tests;
mod why;
mod window;

pub use accounts::{AccountRow, UserRow, accounts, user_row, users_of};
pub use directory::{Account, Directory, User};
pub use experiments::{Arm, CONTROL, ENOUGH, Effect, Experiment, HOLDOUT, Outcome, experiment};
pub use features::{
    FeatureRow, Ladder, Matrix, UseRow, feature_accounts, feature_users, features, matrix,
};
pub use guides::{GuideRow, StepRow, guides};
pub use help::{
    ArticleRow, Deflection, Help, LocaleRow, QueryRow, Version, Why as ArticleWhy, around, help,
    versions,
};
pub use history::{History, Use};
pub use inquiries::{
    Delivery, Inquiry, Tally, Topic, deliveries, inquiries, inquiry, tallies, topics, undelivered,
};
pub use interval::Difference;
pub use learned::learned;
pub use live::{Filter, LiveEvent, latest, latest_of_user};
pub use onboarding::{Cohort, Onboarding, Progress, TaskRow, onboarding, progress};
pub use overview::{Count, Overview, overview};
pub use reach::{Held, HeldBack, Reach, held_back, reach};
pub use risk::{Decline, declining};
pub use share::{Share, median};
pub use surveys::{
    Among, Answered, Choice, Comment, FEW, Form, Nps, Question, Survey, answers_of, option_label,
    surveys,
};
pub use why::{Reported, Verdict, Why, WhyGuide, why};
pub use window::Window;

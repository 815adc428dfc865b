//! What people do in Seisan, and the pages, clicks and events that doing it leaves.

use std::collections::BTreeSet;

use serde_json::json;

use crate::archetype::Day;
use crate::data::{Data, Lang};
use crate::dice::Dice;
use crate::visit::{Visit, nothing};
use crate::world::{Account, Person, Role};

/// What people take up for themselves, whatever their account does.
const PERSONAL: [&str; 2] = ["bulk-edit", "saved-filter"];

/// An expense, as far as its events tell.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    number: u32,
    amount: f64,
    currency: &'static str,
    category: String,
}

impl Figures {
    fn json(&self) -> serde_json::Value {
        // Yen have no decimals, in the app's numbers as on paper.
        let amount = if self.currency == "JPY" {
            json!(self.amount as u64)
        } else {
            json!(self.amount)
        };
        json!({ "amount": amount, "currency": self.currency, "category": self.category })
    }

    fn path(&self) -> String {
        format!("/expenses/EX-{:04}", self.number)
    }
}

/// What an account has in Seisan.
#[derive(Debug, Default)]
pub(crate) struct Books {
    pub(crate) next: u32,
    /// Submitted and waiting.
    pub(crate) pending: Vec<Figures>,
}

/// What one person does today, with what they need for it.
pub(crate) struct Desk<'a> {
    pub(crate) account: &'a Account,
    pub(crate) person: &'a Person,
    pub(crate) day: Day,
    /// How busy the closing of the month makes this day; 1 on others.
    pub(crate) rush: f64,
    pub(crate) data: &'a Data,
    pub(crate) books: &'a mut Books,
    pub(crate) drafts: &'a mut Vec<Figures>,
    /// The features that guides have taught this person.
    pub(crate) learnt: &'a BTreeSet<String>,
}

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    Look,
    Create,
    Capture,
    Submit,
    Mileage,
    BulkEdit,
    SaveFilter,
    ExportCsv,
    Approve,
    Delegate,
    Report,
    ExportAccounting,
    ImportCards,
    Policies,
}

impl Desk<'_> {
    /// How much this person feels like using a feature today.
    fn appetite(&self, feature: &str, weight: f64) -> f64 {
        let story = &self.account.story;
        let extra = !matches!(
            feature,
            "create-expense" | "submit-expense" | "approve-expense"
        );
        let taught = self.learnt.contains(feature) && self.person.heeds(feature);
        let taken_up = story.uses(feature, self.day) || taught && PERSONAL.contains(&feature);
        if !taken_up || extra && !taught && !self.person.likes(feature) {
            return 0.0;
        }
        weight * story.appetite(feature, self.day)
    }

    /// Something to do, by role, habit and day.
    pub(crate) fn choose(&self, dice: &mut Dice) -> Deed {
        let mut menu = self.for_all().to_vec();
        if self.person.role != Role::Member {
            // Those who decide for others enter less themselves.
            let own = menu.iter_mut().skip(1);
            own.for_each(|(_, weight)| *weight *= 0.45);
            menu.extend(self.for_approvers());
        }
        if self.person.role == Role::Admin {
            menu.extend(self.for_admins());
        }
        dice.weighted(&menu).unwrap_or(Deed::Look)
    }

    fn for_all(&self) -> [(Deed, f64); 8] {
        let waiting = self.rush_if(!self.drafts.is_empty());
        [
            (Deed::Look, 1.6),
            (Deed::Create, self.appetite("create-expense", 2.6)),
            (Deed::Capture, self.appetite("receipt-capture", 2.0)),
            (Deed::Submit, self.appetite("submit-expense", 2.4 * waiting)),
            (Deed::Mileage, self.appetite("mileage", 1.2)),
            (Deed::BulkEdit, self.appetite("bulk-edit", 1.1)),
            (Deed::SaveFilter, self.appetite("saved-filter", 0.7)),
            (Deed::ExportCsv, self.appetite("export-csv", 0.2)),
        ]
    }

    fn for_approvers(&self) -> [(Deed, f64); 4] {
        let queue = 3.4 * self.rush_if(!self.books.pending.is_empty());
        let report = 0.8 * self.rush;
        [
            (Deed::Approve, self.appetite("approve-expense", queue)),
            (Deed::Delegate, self.appetite("delegate-approval", 0.25)),
            (Deed::ImportCards, self.appetite("card-import", 1.3)),
            (Deed::Report, self.appetite("report-builder", report)),
        ]
    }

    fn for_admins(&self) -> [(Deed, f64); 3] {
        let export = self.appetite("export-accounting", 0.9 * self.rush);
        [
            (Deed::ExportAccounting, export),
            (Deed::Policies, self.appetite("policy-rules", 0.2)),
            (Deed::ExportCsv, self.appetite("export-csv", 0.8)),
        ]
    }

    /// The rush of the day for what there is to do, and nothing otherwise.
    fn rush_if(&self, there_is: bool) -> f64 {
        if there_is { self.rush } else { 0.0 }
    }

    /// Does it.
    pub(crate) fn act(&mut self, deed: Deed, visit: &mut Visit<'_>) {
        match deed {
            Deed::Look => look(visit),
            Deed::Create => self.create(visit, false),
            Deed::Capture => self.capture(visit),
            Deed::Submit => self.submit(visit),
            Deed::Mileage => self.mileage(visit),
            Deed::BulkEdit => on_page(visit, "/expenses", "bulk-edit"),
            Deed::SaveFilter => on_page(visit, "/expenses", "save-filter"),
            Deed::ExportCsv => on_page(visit, "/expenses", "export-csv"),
            Deed::Approve => self.approve(visit),
            Deed::Delegate => on_page(visit, "/approvals", "delegate"),
            Deed::Report => report(visit),
            Deed::ExportAccounting => self.export_accounting(visit),
            Deed::ImportCards => self.import_cards(visit),
            Deed::Policies => save(visit, "/settings/policies", "Policy Saved"),
        }
    }

    /// Does a task of the checklist.
    pub(crate) fn do_task(&mut self, task: &str, visit: &mut Visit<'_>) {
        match task {
            "company-profile" => save(visit, "/settings", "Company Profile Saved"),
            "invite-member" => invite(visit, Role::Member),
            "create-expense" => self.create(visit, false),
            "receipt-capture" => self.capture(visit),
            "submit-expense" => self.submit(visit),
            _ => self.connect(visit),
        }
    }

    /// A new expense, created in its form; sometimes submitted right away.
    fn create(&mut self, visit: &mut Visit<'_>, has_receipt: bool) {
        visit.go("/expenses");
        visit.go("/expenses/new");
        visit.think(15.0, 150.0);
        let figures = self.purchase(&mut visit.dice);
        self.created(visit, figures, has_receipt);
    }

    fn created(&mut self, visit: &mut Visit<'_>, figures: Figures, has_receipt: bool) {
        let mut properties = figures.json();
        properties["has_receipt"] = has_receipt.into();
        visit.track("Expense Created", &properties);
        if visit.over() {
            return;
        }
        self.drafts.push(figures);
        if self.account.story.uses("submit-expense", self.day) && visit.dice.chance(0.45) {
            visit.think(0.2, 2.0);
            self.submit_one(visit);
        }
        visit.go("/expenses");
    }

    fn capture(&mut self, visit: &mut Visit<'_>) {
        visit.go("/receipts");
        for _ in 0..visit.dice.whole(1, 3) {
            visit.think(1.5, 9.0);
            visit.click("receipt-capture");
            visit.think(2.0, 5.0);
            let category = self.purchase(&mut visit.dice).category;
            visit.track("Receipt Scanned", &json!({ "category": category }));
        }
        if visit.dice.chance(0.6) {
            self.create(visit, true);
        }
    }

    fn submit(&mut self, visit: &mut Visit<'_>) {
        for _ in 0..visit.dice.whole(1, 4) {
            let Some(draft) = self.drafts.last() else {
                return;
            };
            visit.go("/expenses");
            visit.go(&draft.path());
            self.submit_one(visit);
        }
    }

    fn submit_one(&mut self, visit: &mut Visit<'_>) {
        let Some(draft) = self.drafts.pop() else {
            return;
        };
        visit.track("Expense Submitted", &draft.json());
        if !visit.over() {
            self.books.pending.push(draft);
        }
    }

    fn mileage(&mut self, visit: &mut Visit<'_>) {
        visit.go("/expenses/mileage");
        visit.think(15.0, 90.0);
        let mut figures = self.purchase(&mut visit.dice);
        let per_trip = if figures.currency == "JPY" {
            (20.0, 120.0)
        } else {
            (0.67, 80.0)
        };
        figures.amount = round(per_trip.0 * visit.dice.between(6.0, per_trip.1).round());
        figures.category = "mileage".into();
        self.created(visit, figures, false);
    }

    fn approve(&mut self, visit: &mut Visit<'_>) {
        visit.go("/approvals");
        let many = (4.0 * self.rush) as i64;
        for _ in 0..visit.dice.whole(1, many.max(1)) {
            if self.books.pending.is_empty() {
                return;
            }
            let expense = self.books.pending.remove(0);
            if visit.dice.chance(0.4) {
                visit.go(&expense.path());
            }
            visit.think(3.0, 40.0);
            self.decide(&expense, visit);
        }
    }

    fn decide(&self, expense: &Figures, visit: &mut Visit<'_>) {
        if self.account.story.uses("return-expense", self.day) && visit.dice.chance(0.08) {
            visit.track("Expense Returned", &json!({ "category": expense.category }));
        } else {
            visit.track("Expense Approved", &expense.json());
        }
    }

    fn export_accounting(&self, visit: &mut Visit<'_>) {
        visit.go("/reports");
        visit.think(4.0, 20.0);
        let target = self.software(&mut visit.dice);
        visit.track("Accounting Export Completed", &json!({ "target": target }));
    }

    fn import_cards(&mut self, visit: &mut Visit<'_>) {
        visit.go("/cards");
        visit.think(2.0, 12.0);
        visit.track("Card Transactions Imported", &json!({ "count": 4 }));
        if visit.dice.chance(0.5) {
            let figures = self.purchase(&mut visit.dice);
            self.created(visit, figures, false);
        }
    }

    fn connect(&self, visit: &mut Visit<'_>) {
        visit.go("/integrations");
        visit.think(8.0, 60.0);
        let integration = self.software(&mut visit.dice);
        visit.track(
            "Integration Connected",
            &json!({ "integration": integration }),
        );
    }

    fn software(&self, dice: &mut Dice) -> &'static str {
        let choices = match self.account.lang {
            Lang::Ja => ["freee", "freee", "yayoi"],
            Lang::En => ["quickbooks", "quickbooks", "xero"],
        };
        dice.pick::<&str>(&choices)
    }

    fn purchase(&mut self, dice: &mut Dice) -> Figures {
        let (category, least, most) = dice.pick(self.data.purchases.of(self.account.lang));
        let spread = dice.unit() * dice.unit();
        self.books.next += 1;
        Figures {
            number: self.books.next,
            amount: round(least + (most - least) * spread),
            currency: self.account.lang.currency(),
            category: category.clone(),
        }
    }
}

/// Invites somebody.
pub(crate) fn invite(visit: &mut Visit<'_>, role: Role) {
    visit.go("/team");
    visit.think(8.0, 40.0);
    visit.track("Member Invited", &json!({ "role": role.name() }));
}

fn save(visit: &mut Visit<'_>, path: &str, event: &str) {
    visit.go(path);
    visit.think(12.0, 90.0);
    visit.track(event, &nothing());
}

/// Looks around without doing anything.
fn look(visit: &mut Visit<'_>) {
    let pages = [
        "/expenses",
        "/expenses",
        "/receipts",
        "/reports",
        "/cards",
        "/approvals",
        "/team",
        "/settings/profile",
    ];
    for _ in 0..visit.dice.whole(1, 2) {
        let page = *visit.dice.pick(&pages);
        visit.go(page);
    }
}

fn on_page(visit: &mut Visit<'_>, path: &str, testid: &str) {
    visit.go(path);
    visit.think(2.0, 20.0);
    visit.click(testid);
}

fn report(visit: &mut Visit<'_>) {
    visit.go("/reports");
    visit.go("/reports/new");
    visit.think(15.0, 90.0);
    visit.go("/reports");
}

/// To cents.
fn round(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

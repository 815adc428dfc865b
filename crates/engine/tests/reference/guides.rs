//! The guides of the model: which may appear, and what becomes of the one that is visible.

use banso_engine::Value;
use banso_engine::visit::Turn;
use banso_wire::time::Millis;

use crate::condition::Condition;
use crate::eval::{Known, page};
use crate::model::Model;
use crate::project::{Flow, Frequency, Guide, Step, Trigger};
use crate::world::{GuidePast, Happening, Variation, Way};

impl Model {
    /// Keeps the visible guide while its page lasts; otherwise resumes or starts the first that may
    /// appear.
    pub(crate) fn choose(&mut self, moments: &[Happening], now: Millis) {
        self.pass_over(now);
        if let Some(at) = self.visit.visible {
            let hushed = self.visit.quiet && !self.is_asked(at) || self.visit.turn == Turn::Theirs;
            if self.fits(at, now) && !hushed {
                return;
            }
            self.visit.visible = None;
        }
        if self.visit.turn != Turn::Ours {
            return;
        }
        self.follow_link(now);
        for at in self.ranked() {
            if self.visit.visible.is_some() || self.visit.rested || self.visit.quiet {
                return;
            }
            if self.may_start(at, moments, now) {
                self.start(at, now);
            }
        }
    }

    /// The guides, the highest priority first, then by id.
    fn ranked(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.project.guides.len()).collect();
        all.sort_by_key(|at| (-i32::from(self.project.guides[*at].priority), *at));
        all
    }

    /// Everything that must hold for a guide: audience, schedule and dependencies.
    pub(crate) fn needs(&self, at: usize) -> Condition {
        let guide = &self.project.guides[at];
        let mut all = vec![guide.when.clone()];
        all.extend(guide.schedule.clone().map(Condition::Time));
        let ended = banso_content::model::GuideFate::Ended;
        let after = guide.after.iter();
        all.extend(after.map(|at| Condition::Guide(*at, ended, None, None)));
        Condition::All(all)
    }

    pub(crate) fn way(&self, at: usize) -> Option<Way> {
        self.past.guides.get(&at)?.way.clone()
    }

    fn is_asked(&self, at: usize) -> bool {
        self.way(at).is_some_and(|way| way.asked)
    }

    fn guide_past(&mut self, at: usize) -> &mut GuidePast {
        self.past.guides.entry(at).or_default()
    }

    pub(crate) fn steps(&self, at: usize) -> &[Step] {
        let guide = &self.project.guides[at];
        match self.past.guides.get(&at).and_then(|past| past.variation) {
            Some(Variation::Variant(variant)) => &guide.variants[variant].1,
            _ => &guide.steps,
        }
    }

    /// Whether the step where the guide is, or would begin, belongs on this page.
    fn fits(&self, at: usize, now: Millis) -> bool {
        let way = self.way(at);
        let step = self.steps(at).get(way.map_or(0, |way| way.step));
        match step.map(|step| step.page) {
            None => false,
            Some(Some(pattern)) => page(pattern, &self.visit.address),
            Some(None) => {
                self.is_asked(at) || self.judge(&self.needs(at), now, Known::Page) != Some(false)
            }
        }
    }

    pub(crate) fn may_start(&self, at: usize, moments: &[Happening], now: Millis) -> bool {
        let waits = self.may_start_but_for_its_trigger(at, now);
        waits && (self.way(at).is_some() || self.is_triggered(at, moments, now))
    }

    /// Whether a guide would appear if its trigger came, or goes on where it is.
    pub(crate) fn may_start_but_for_its_trigger(&self, at: usize, now: Millis) -> bool {
        let nothing = GuidePast::default();
        let past = self.past.guides.get(&at).unwrap_or(&nothing);
        let over = self.visit.ended.contains(&at) || self.visit.missing.contains(&at);
        if now < past.snoozed_until || over || !self.fits(at, now) {
            return false;
        }
        past.way.is_some()
            || self.frequency(at, past, now)
                && self.is(&self.needs(at), now)
                && self.budget(at, now)
    }

    /// Whether a guide that has not begun may still come, by what became of it.
    pub(crate) fn may_come_back(&self, at: usize, now: Millis) -> bool {
        let nothing = GuidePast::default();
        let past = self.past.guides.get(&at).unwrap_or(&nothing);
        let over = self.visit.ended.contains(&at) || self.visit.missing.contains(&at);
        !over && now >= past.snoozed_until && self.frequency(at, past, now)
    }

    fn frequency(&self, at: usize, past: &GuidePast, now: Millis) -> bool {
        match self.project.guides[at]
            .frequency
            .unwrap_or(Frequency::UntilInteracted)
        {
            Frequency::Once => past.seen.is_empty(),
            Frequency::UntilInteracted => past.completed.is_empty() && past.dismissed.is_empty(),
            Frequency::EveryVisit | Frequency::Always => true,
            Frequency::Limit(times, within) => {
                let recent = past.appeared.iter().filter(|at| **at + within.1 > now);
                recent.count() < usize::from(times)
            }
        }
    }

    fn is_triggered(&self, at: usize, moments: &[Happening], now: Millis) -> bool {
        let triggers = &self.project.guides[at].triggers;
        triggers.is_empty() || triggers.iter().any(|one| self.triggers(one, moments, now))
    }

    fn triggers(&self, trigger: &Trigger, moments: &[Happening], now: Millis) -> bool {
        let came = |moment: Happening| moments.contains(&moment);
        match trigger {
            Trigger::Load => true,
            Trigger::Dwell(span) => now >= self.visit.since + span.1,
            Trigger::Click(selector) => came(Happening::Click(selector)),
            Trigger::Hover(selector) => came(Happening::Hover(selector)),
            Trigger::Appears(selector) => came(Happening::Appears(selector)),
            Trigger::Idle(span) => came(Happening::Idle(span.1)),
            Trigger::Scroll(percent) => came(Happening::Scroll(*percent)),
            Trigger::ExitIntent => came(Happening::Exit),
            Trigger::Event(name, filters) => moments.iter().any(|moment| {
                matches!(moment, Happening::Event(event, facts)
                    if event == name && self.passes(filters, facts, now))
            }),
            Trigger::Launcher | Trigger::Permalink | Trigger::Host => false,
        }
    }

    fn budget(&self, at: usize, now: Millis) -> bool {
        let kind = self.project.guides[at].kind;
        self.project.budgets.iter().all(|budget| {
            if budget.kind.is_some_and(|of| of != kind) {
                return true;
            }
            let counts = |other: &usize| {
                budget
                    .kind
                    .is_none_or(|kind| kind == self.project.guides[*other].kind)
            };
            let pasts = self.past.guides.iter().filter(|(other, _)| counts(other));
            let appeared = pasts.flat_map(|(_, past)| &past.appeared);
            let recent = appeared.filter(|at| **at + budget.within.1 > now);
            recent.count() < usize::from(budget.times)
        })
    }

    /// A guide that may appear does, unless the user is held out of it.
    fn start(&mut self, at: usize, now: Millis) {
        if self.way(at).is_none() && self.assign(at, now) == Variation::Holdout {
            self.visit.ended.insert(at);
        } else {
            self.begin(at, false, now);
        }
    }

    fn assign(&mut self, at: usize, now: Millis) -> Variation {
        let guide = self.project.guides[at].clone();
        if let Some(known) = self.guide_past(at).variation {
            return known;
        }
        if guide.holdout == 0 && guide.variants.is_empty() && self.project.holdout == 0 {
            return Variation::Control;
        }
        let user = self
            .past
            .user
            .clone()
            .unwrap_or_else(|| self.browser.clone());
        let drawn = drawn(&guide, &format!("g{at}"), self.project.holdout, &user);
        self.guide_past(at).variation = Some(drawn);
        let name = match drawn {
            Variation::Control => "control".into(),
            Variation::Holdout => "holdout".into(),
            Variation::Variant(variant) => format!("v{variant}"),
        };
        self.assigned.push((at, name, now));
        drawn
    }

    fn begin(&mut self, at: usize, asked: bool, now: Millis) {
        let begun = Way {
            step: 0,
            back: Vec::new(),
            since: now,
            seen: false,
            asked,
        };
        self.guide_past(at).way.get_or_insert(begun);
        self.visit.visible = Some(at);
    }

    /// A guide that the address asked for appears as soon as it may by its audience.
    fn follow_link(&mut self, now: Millis) {
        let Some(link) = self.visit.link.clone() else {
            return;
        };
        let Some(at) = self.position(&link) else {
            return;
        };
        let guide = &self.project.guides[at];
        if !guide
            .triggers
            .iter()
            .any(|one| matches!(one, Trigger::Permalink))
        {
            self.visit.link = None;
            return;
        }
        if self.is(&self.needs(at), now) && self.fits(at, now) {
            self.visit.link = None;
            self.start_over(at);
            self.begin(at, true, now);
        }
    }

    fn position(&self, id: &str) -> Option<usize> {
        (0..self.project.guides.len()).find(|at| format!("g{at}") == id)
    }

    pub(crate) fn link(&mut self, id: &str, now: Millis) {
        self.visit.link = Some(id.into());
        self.settle(&[], now);
    }

    /// The host asks for a guide: it starts over.
    pub(crate) fn show(&mut self, id: &str, now: Millis) {
        if let Some(at) = self.position(id).filter(|_| self.loaded) {
            self.start_over(at);
            self.begin(at, true, now);
        }
        self.settle(&[], now);
    }

    /// The user asks for a guide of the resource centre.
    pub(crate) fn launch(&mut self, id: &str, now: Millis) {
        let offered = self.position(id).is_some_and(|at| {
            let triggers = &self.project.guides[at].triggers;
            triggers.iter().any(|one| matches!(one, Trigger::Launcher))
        });
        match offered {
            true => self.show(id, now),
            false => self.settle(&[], now),
        }
    }

    fn start_over(&mut self, at: usize) {
        let past = self.guide_past(at);
        past.way = None;
        past.snoozed_until = 0;
        self.visit.ended.remove(&at);
        self.visit.missing.remove(&at);
    }

    /// The step of the visible guide was painted.
    pub(crate) fn shown(&mut self, now: Millis) {
        if let Some(at) = self.visit.visible
            && let Some(way) = self.way(at)
            && !way.seen
        {
            let past = self.guide_past(at);
            let asked = way.asked;
            past.way = Some(Way { seen: true, ..way });
            past.seen.push(now);
            if !asked {
                past.appeared.push(now);
            }
        }
        self.settle(&[], now);
    }

    pub(crate) fn target_missing(&mut self, now: Millis) {
        if let Some(at) = self.visit.visible.take() {
            self.visit.missing.insert(at);
        }
        self.settle(&[], now);
    }

    pub(crate) fn next(&mut self, now: Millis) {
        self.flow(Flow::Next, now);
        self.settle(&[], now);
    }

    pub(crate) fn back(&mut self, now: Millis) {
        self.flow(Flow::Back, now);
        self.settle(&[], now);
    }

    /// A button of a guide: what its form holds is answered, and the guide goes on, if it is the one
    /// that is visible.
    pub(crate) fn pressed(&mut self, guide: &str, answer: Option<Value>, flow: Flow, now: Millis) {
        if self.position(guide) == self.visit.visible && self.visit.visible.is_some() {
            if let Some(answer) = answer {
                self.past.answers.insert(format!("{guide}/s0"), answer);
                let survey = ("survey".into(), Value::Text(guide.into()));
                self.past
                    .events
                    .push(("Survey Answered".into(), vec![survey], now));
            }
            self.flow(flow, now);
        }
        self.settle(&[], now);
    }

    fn flow(&mut self, flow: Flow, now: Millis) {
        let Some((at, way)) = self.visit.visible.and_then(|at| Some((at, self.way(at)?))) else {
            return;
        };
        match flow {
            Flow::Next => match self.steps(at)[way.step].flow {
                None | Some(Flow::Next) => self.go_to(at, self.after(at, way.step, now), now),
                Some(other) => self.flow(other, now),
            },
            Flow::Go(to) => self.go_to(at, to % self.steps(at).len(), now),
            Flow::Finish => self.go_to(at, usize::MAX, now),
            Flow::Back => self.go_back(at, way, now),
            Flow::Dismiss => {
                self.guide_past(at).dismissed.push(now);
                self.end(at);
            }
            Flow::Snooze => self.put_off(at, now),
        }
    }

    /// The step that comes after one; of more than there are: the end.
    fn after(&self, at: usize, step: usize, now: Millis) -> usize {
        let mut branches = self.steps(at)[step].next.iter();
        let branch = branches.find(|(when, _)| self.is(when, now));
        branch.map_or(step + 1, |(_, to)| *to)
    }

    fn go_to(&mut self, at: usize, to: usize, now: Millis) {
        if to >= self.steps(at).len() {
            self.guide_past(at).completed.push(now);
            self.end(at);
        } else if let Some(way) = &mut self.guide_past(at).way {
            way.back.push(way.step);
            way.step = to;
        }
    }

    /// Back to the latest step on the way that is not over.
    fn go_back(&mut self, at: usize, way: Way, now: Millis) {
        let is_open = |step: &usize| !self.is_over(at, *step, now);
        if let Some(left) = way.back.iter().rposition(is_open) {
            self.guide_past(at).way = Some(Way {
                step: way.back[left],
                back: way.back[..left].to_vec(),
                ..way
            });
        }
    }

    fn is_over(&self, at: usize, step: usize, now: Millis) -> bool {
        let over = self.steps(at).get(step).and_then(|step| step.over.as_ref());
        over.is_some_and(|over| self.is(over, now))
    }

    /// Over steps that are over, to the first that is not; nowhere, where they only lead round.
    fn pass_over(&mut self, now: Millis) {
        let Some((at, way)) = self.visit.visible.and_then(|at| Some((at, self.way(at)?))) else {
            return;
        };
        let (mut to, mut been) = (way.step, Vec::new());
        while self.is_over(at, to, now) {
            if been.contains(&to) {
                return;
            }
            been.push(to);
            to = self.after(at, to, now);
        }
        if to != way.step {
            self.go_to(at, to, now);
        }
    }

    pub(crate) fn end_all(&mut self, now: Millis) {
        self.flow(Flow::Dismiss, now);
        self.visit.link = None;
        self.visit.rested = true;
        self.settle(&[], now);
    }

    pub(crate) fn dismiss(&mut self, now: Millis) {
        self.flow(Flow::Dismiss, now);
        self.settle(&[], now);
    }

    fn end(&mut self, at: usize) {
        self.guide_past(at).way = None;
        self.visit.visible = None;
        self.visit.rested = true;
        self.visit.ended.insert(at);
    }

    /// The user puts the visible guide off, if it can be.
    pub(crate) fn snooze(&mut self, now: Millis) {
        self.flow(Flow::Snooze, now);
        self.settle(&[], now);
    }

    fn put_off(&mut self, at: usize, now: Millis) {
        if let Some(span) = self.project.guides[at].snooze {
            self.guide_past(at).snoozed_until = now + span.1;
            self.visit.visible = None;
            self.visit.rested = true;
        }
    }

    /// On a new page, guides that appear on each page anew may appear again.
    pub(crate) fn forget_endings(&mut self) {
        let guides = &self.project.guides;
        let anew = |at: &usize| matches!(guides[*at].frequency, Some(Frequency::Always));
        self.visit.ended.retain(|at| !anew(at));
    }
}

/// The variation of a user, by the numbers that the user and the guide draw.
fn drawn(guide: &Guide, id: &str, holdout: u8, user: &str) -> Variation {
    let held = draw("", "holdout", user) < u64::from(holdout) * 100
        || draw(id, "holdout", user) < u64::from(guide.holdout) * 100;
    if held {
        return Variation::Holdout;
    }
    let number = draw(id, "variant", user);
    let mut end = 0;
    for (at, (share, _)) in guide.variants.iter().enumerate() {
        end += u64::from(*share) * 100;
        if number < end {
            return Variation::Variant(at);
        }
    }
    Variation::Control
}

/// FNV-1a of the three texts, each ended by the byte 255, finished by fmix64, modulo 10,000.
fn draw(guide: &str, purpose: &str, user: &str) -> u64 {
    let texts = [guide, purpose, user];
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211)
    });
    let mixed = [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53_u64]
        .iter()
        .fold(hash, |hash, factor| {
            (hash ^ (hash >> 33)).wrapping_mul(*factor)
        });
    (mixed ^ (mixed >> 33)) % 10_000
}

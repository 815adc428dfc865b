//! What is answered in surveys, and what is told of guides: of anonymous ones so that nobody is named.

use alloc::string::String;

use banso_content::rule::Scope;
use banso_wire::event;
use banso_wire::message::Kind;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::input::{Traits, Value};
use crate::properties::Properties;
use crate::tracking::Body;

/// The most answers that are remembered: of more, those that were given first are forgotten.
const MOST_ANSWERS: usize = 64;
/// The longest text of an answer that is remembered, in bytes; it is sent whole.
const LONGEST_ANSWER: usize = 1024;

impl Engine {
    /// Takes in what the form of the visible guide holds, and asks the rules again that ask about it.
    pub(crate) fn on_answers(&mut self, answers: Traits, now: Millis) {
        let Some((at, step)) = self.position() else {
            return;
        };
        for (question, value) in answers {
            let guide = self.bundle.guides[at].id.clone();
            let mut json = self.about(Some(at));
            json.text(event::SURVEY, &guide)
                .number(event::STEP, step.into())
                .text(event::QUESTION, &question)
                .value_of(event::ANSWER, &value);
            self.tell(at, event::SURVEY_ANSWERED, &json, now);
            self.keep_answer(&guide, &question, value);
            let survey = (event::SURVEY.into(), Value::Text(guide));
            self.on_event(event::SURVEY_ANSWERED, &alloc::vec![survey], now);
        }
        self.remember = true;
        self.touch_traits(Scope::Answer);
        self.settle(now);
    }

    fn keep_answer(&mut self, guide: &str, question: &str, mut value: Value) {
        let mut name = String::from(guide);
        name.push('/');
        name.push_str(question);
        if let Value::Text(text) = &mut value {
            let mut end = text.len().min(LONGEST_ANSWER);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        let answers = &mut self.memory.answers;
        match answers.iter_mut().find(|known| known.0 == name) {
            Some(known) => known.1 = value,
            None => answers.push((name, value)),
        }
        while answers.len() > MOST_ANSWERS {
            answers.remove(0);
        }
    }

    /// Tracks an event of a guide. Of an anonymous one it names neither user nor account, and the
    /// browser is another one each time the guide appears.
    pub(crate) fn tell(&mut self, at: usize, event: &str, properties: &Properties, now: Millis) {
        if let Some(memory) = self.known(at) {
            self.alias = memory.alias.clone();
        }
        self.note(event, properties, now);
        self.alias.clear();
    }

    /// Tracks an event of the host's because a button or a task says so.
    pub(crate) fn track_from(&mut self, at: Option<usize>, event: &str, now: Millis) {
        let properties = self.about(at);
        self.enqueue(Kind::Track, Some(event), Body::Own(&properties), now);
        let mut known = Traits::new();
        if let Some(at) = at {
            let guide = self.bundle.guides[at].id.clone();
            known.push((event::GUIDE.into(), Value::Text(guide)));
        }
        self.on_event(event, &known, now);
    }
}

//! A user's engine, as it would be if the user came back now.

use banso_content::bundle::Bundle;
use banso_engine::adoption::Adoption;
use banso_engine::{Engine, Input, Traits};
use banso_wire::time::Millis;

use super::fates::Fates;
use super::run::Run;
use super::{Message, Respond, Said};

/// What is known of a user beside the messages.
#[derive(Clone, Debug, Default)]
pub struct User {
    /// The host's id.
    pub id: String,
    /// The traits as they are now.
    pub traits: Traits,
    /// The account, and its traits as they are now.
    pub account: Option<(String, Traits)>,
    /// By checklist, the tasks that anyone in the account has done.
    pub account_done: Vec<(String, Vec<String>)>,
    /// By feature, how far the user has come. None: as far as follows from the messages.
    pub adoption: Option<Vec<(String, Adoption)>>,
}

/// The engine of a user who comes back at `now`, UTC ms, on no page yet and with nothing visible:
/// it has counted the messages, which come in order of time, and remembers what really became of
/// guides and checklists. What [`banso_engine::explain::explain_away`] is asked of.
pub fn recall(
    bundle: &Bundle,
    user: &User,
    messages: impl IntoIterator<Item = Message>,
    now: Millis,
) -> Engine {
    let mut messages = messages.into_iter().peekable();
    let first = messages.peek().map_or(now, |message| message.at);
    let mut run = Run::new(&user.id, true, bundle, first);
    let mut fates = Fates::default();
    let (mut session, mut last) = (None, first);
    for message in messages {
        if let Said::Track(name, properties) = &message.said {
            fates.note(name, properties, message.at);
        }
        let loads = session.is_none() || message.session != session;
        if loads {
            run.leave(last, message.at, None, Respond::Ignore);
        }
        session = message.session.or(Some(0));
        last = message.at;
        run.take(&message, loads, Respond::Ignore);
    }
    run.leave(last, now, None, Respond::Ignore);
    come_back(run, user, &fates, bundle, now)
}

fn come_back(mut run: Run, user: &User, fates: &Fates, bundle: &Bundle, now: Millis) -> Engine {
    let browser = &mut run.browser;
    let mut memory = browser.engine.memory().clone();
    fates.guides_into(&mut memory, bundle);
    fates.checklists_into(&mut memory);
    fates.answers_into(&mut memory);
    if let Some(adoption) = &user.adoption {
        memory.adoption.clone_from(adoption);
    }
    browser.leave_with(memory.to_bytes());
    browser.setting.user = Some((Some(user.id.clone()), user.traits.clone()));
    browser.setting.account.clone_from(&user.account);
    browser.address.clear();
    browser.now = now;
    browser.load();
    if let Some((account, _)) = &user.account {
        browser.feed(Input::AccountDone {
            account: account.clone(),
            done: user.account_done.clone(),
        });
    }
    run.browser.engine
}

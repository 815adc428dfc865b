//! What help has besides articles, in one locale: how to write to support, and frequent questions.

use super::action::of_task;
use super::prose::Chain;
use crate::compiler::authored::{
    ContentFile, HelpQuestion, InquiryCategory, InquiryQuestion, InquirySettings,
};
use crate::compiler::draw::answer;
use crate::help::{Asked, Frequent, HelpMore, Topic};

/// What the help pack of a locale holds besides articles.
pub(in crate::compiler) fn help_more(content: &ContentFile, locale: &str) -> HelpMore {
    let chains = Chain::all(content);
    let chain = chains.iter().find(|chain| chain.is_of(locale));
    let questions = content.help.as_ref().map(|help| &help.questions);
    let inquiries = content.inquiries.as_ref();
    chain.map_or_else(HelpMore::default, |chain| HelpMore {
        topics: topics(chain, inquiries),
        email: inquiries.is_some_and(|settings| settings.ask_email),
        questions: questions
            .into_iter()
            .flatten()
            .map(|one| frequent(chain, one))
            .collect(),
    })
}

fn topics(chain: &Chain, settings: Option<&InquirySettings>) -> Vec<Topic> {
    let categories = settings.map_or(&[][..], |settings| &settings.categories);
    let topic = |category: &InquiryCategory| Topic {
        id: category.id.clone(),
        name: chain.text(&category.name),
        answer: chain.text(&category.answer),
        asks: category
            .questions
            .iter()
            .map(|one| asked(chain, one))
            .collect(),
    };
    categories.iter().map(topic).collect()
}

fn asked(chain: &Chain, question: &InquiryQuestion) -> Asked {
    let choices = question.choices.iter();
    Asked {
        id: question.id.clone(),
        label: chain.text(&question.label),
        required: question.required,
        choices: choices.map(|choice| chain.text(choice)).collect(),
    }
}

fn frequent(chain: &Chain, one: &HelpQuestion) -> Frequent {
    let buttons = one.buttons.iter();
    let buttons: Vec<_> = buttons
        .map(|button| (chain.pieces(&button.label), vec![of_task(&button.action)]))
        .collect();
    Frequent {
        id: one.id.clone(),
        question: chain.text(&one.question),
        pages: one.pages.clone(),
        answer: answer(&chain.blocks(&one.answer), &buttons, chain.words()),
    }
}

//! Inquiries: what the collector reads of them.

use super::super::authored::{InquiryCategory, InquiryQuestion, InquirySettings};
use crate::inquiry::{ByLocale, Category, Inquiries, Question};
use crate::model::Text;

/// The categories as the collector reads them.
pub(in crate::compiler) fn inquiries(settings: &InquirySettings) -> Inquiries {
    Inquiries {
        categories: settings.categories.iter().map(category).collect(),
    }
}

fn category(category: &InquiryCategory) -> Category {
    Category {
        id: category.id.clone(),
        name: by_locale(&category.name),
        keywords: category.keywords.clone(),
        pages: category.pages.clone(),
        answer: by_locale(&category.answer),
        questions: category.questions.iter().map(question).collect(),
    }
}

fn question(question: &InquiryQuestion) -> Question {
    Question {
        id: question.id.clone(),
        label: by_locale(&question.label),
        required: question.required,
        choices: question.choices.iter().map(by_locale).collect(),
    }
}

fn by_locale(text: &Text) -> ByLocale {
    text.0.iter().cloned().collect()
}

//! What a step of a survey asks, as a form of the browser's own controls: the keyboard and screen
//! readers know them already. `js/form.js` reads what is answered, by the names of the controls.

use super::element::{Element, button, el, icon, styled};
use crate::compiler::words::Words;

const STAR: &str = "M10 2.5l2.3 4.9 5.2.7-3.8 3.7.9 5.3-4.6-2.6-4.6 2.6.9-5.3L2.5 8.1l5.2-.7z";
const UP: &str = "M5 12.5l5-5 5 5";
const DOWN: &str = "M5 7.5l5 5 5-5";
/// Six dots: what can be dragged.
const GRIP: &str = "M8 5v.01M8 10v.01M8 15v.01M12 5v.01M12 10v.01M12 15v.01";
/// The longest text of one's own behind the last option, in UTF-16 code units.
const LONGEST_OTHER: u16 = 200;

/// A question in one locale.
pub(in crate::compiler) struct Asking {
    /// The id of its step: what the answer is known by.
    pub id: String,
    pub required: bool,
    pub form: Form,
}

/// An id and what it says.
pub(in crate::compiler) type Labelled = (String, String);

/// How a question is answered.
pub(in crate::compiler) enum Form {
    /// A number from the first to the second; what these two mean.
    Scale(u8, u8, [String; 2]),
    /// Stars from one to so many; what the ends mean.
    Stars(u8, [String; 2]),
    /// One option. Whether the last is a text of one's own.
    Choice(Vec<Labelled>, bool),
    /// Several options: at least and at most so many, 0 for any; the ids of those that are chosen alone.
    Choices(Vec<Labelled>, bool, [u16; 2], Vec<String>),
    /// A text: whether of several lines, the placeholder, at least and at most so many characters.
    Text(bool, String, [u16; 2]),
    /// The options in order.
    Ranking(Vec<Labelled>),
    /// The rows, and the options of each.
    Matrix(Vec<Labelled>, Vec<Labelled>),
}

/// What stands around the controls: ids of elements, and the title with its text.
pub(super) struct Around<'a> {
    /// The guide's id, which the ids of elements begin with.
    pub guide: &'a str,
    /// The heading, and below it what else is said.
    pub head: Element,
    pub text: Element,
    pub words: &'a Words,
}

impl Asking {
    /// The form around `around` and, at its end, the buttons.
    pub(super) fn draw(&self, around: Around<'_>, buttons: Element) -> Element {
        let (least, most) = self.bounds();
        let form = styled("form", "form")
            .set("data-question", &self.id)
            .set("data-least", &least.to_string())
            .set("data-most", &most.to_string());
        let words = around.words;
        let error = format!("{}-error", around.guide);
        let errors = styled("div", "errors")
            .set("id", &error)
            .set("role", "alert")
            .kids(self.errors(words));
        form.kid(self.field(around, &error))
            .kid(errors)
            .kid(buttons)
    }

    /// At least and at most so much: options, rows or characters.
    fn bounds(&self) -> (usize, usize) {
        let one = usize::from(self.required);
        match &self.form {
            Form::Choices(_, _, [least, most], _) | Form::Text(_, _, [least, most]) => {
                (one.max((*least).into()), (*most).into())
            }
            Form::Matrix(rows, _) => (one * rows.len(), 0),
            _ => (one, 0),
        }
    }

    /// What is asked and what it is answered with.
    fn field(&self, around: Around<'_>, error: &str) -> Element {
        let Around {
            head, text, words, ..
        } = around;
        let title = format!("{}-title", around.guide);
        let describes = |made: Element| made.set("aria-describedby", error);
        if let Form::Text(long, placeholder, bounds) = &self.form {
            let field = self.text_field(*long, placeholder, bounds[1]);
            let field = describes(field.set("aria-labelledby", &title));
            let made = el("div").kid(head).kid(text).kid(field);
            return made.kid(tally(words, bounds[1]));
        }
        let role = match self.form {
            Form::Scale(..) | Form::Stars(..) | Form::Choice(..) => "radiogroup",
            _ => "group",
        };
        let set = describes(el("fieldset").set("role", role));
        let set = if self.required && role == "radiogroup" {
            set.set("aria-required", "true")
        } else {
            set
        };
        set.kid(el("legend").kid(head))
            .kid(text)
            .kid(self.controls(words))
    }

    fn controls(&self, words: &Words) -> Element {
        match &self.form {
            Form::Scale(low, high, ends) => self.scale(*low, *high, ends),
            Form::Stars(most, ends) => self.stars(*most, ends, words),
            Form::Choice(options, other) => self.options("radio", options, *other, &[], words),
            Form::Choices(options, other, _, alone) => {
                self.options("checkbox", options, *other, alone, words)
            }
            Form::Ranking(options) => self.ranking(options, words),
            Form::Matrix(rows, options) => self.matrix(rows, options),
            Form::Text(..) => Element::default(),
        }
    }

    /// A control whose value is part of the answer.
    fn input(&self, kind: &str, value: &str) -> Element {
        el("input")
            .set("type", kind)
            .set("name", &self.id)
            .set("value", value)
    }

    fn number(&self, value: u8, label: &str) -> Element {
        self.input("radio", &value.to_string())
            .set("aria-label", label)
            .set("data-number", "")
    }

    fn scale(&self, low: u8, high: u8, ends: &[String; 2]) -> Element {
        let values = (low..=high).map(|value| {
            let number = value.to_string();
            let control = self.number(value, &meant(&number, value, (low, high), ends));
            styled("label", "pick")
                .kid(control)
                .kid(el("span").say(&number))
        });
        let row = styled("div", "scale").kids(values);
        Element::default().kid(row).kid(said_at(ends))
    }

    fn stars(&self, most: u8, ends: &[String; 2], words: &Words) -> Element {
        let values = (1..=most).map(|value| {
            let name = filled(&words.stars, &[&value.to_string(), &most.to_string()]);
            let control = self.number(value, &meant(&name, value, (1, most), ends));
            styled("label", "star").kid(control).kid(icon(STAR))
        });
        let row = styled("div", "stars").kids(values);
        Element::default().kid(row).kid(said_at(ends))
    }

    /// `alone`: the ids of the options that are chosen alone.
    fn options(
        &self,
        kind: &str,
        options: &[Labelled],
        other: bool,
        alone: &[String],
        words: &Words,
    ) -> Element {
        let option = |(id, label): (&str, &str)| {
            let alone = alone.iter().any(|one| one == id);
            let control = self.input(kind, id).flag("data-kind", alone);
            let made = styled("label", "option").kid(control);
            made.kid(el("span").say(label))
        };
        let all = options
            .iter()
            .map(|(id, label)| (id.as_str(), label.as_str()));
        let list = styled("div", "options").kids(all.map(option));
        if !other {
            return list;
        }
        let own = styled("input", "field")
            .set("type", "text")
            .set("name", &format!("{}.other", self.id))
            .set("aria-label", &words.own)
            .set("placeholder", &words.own)
            .set("maxlength", &LONGEST_OTHER.to_string());
        list.kid(option(("other", &words.other))).kid(own)
    }

    fn text_field(&self, long: bool, placeholder: &str, most: u16) -> Element {
        let field = if long {
            styled("textarea", "field").set("rows", "4")
        } else {
            styled("input", "field").set("type", "text")
        };
        let field = field
            .set("name", &self.id)
            .set("maxlength", &most.to_string());
        let field = if placeholder.is_empty() {
            field
        } else {
            field.set("placeholder", placeholder)
        };
        if self.required {
            field.set("aria-required", "true")
        } else {
            field
        }
    }

    /// The order of the items is the answer: each has a hidden control.
    fn ranking(&self, options: &[Labelled], words: &Words) -> Element {
        let item = |(id, label): &Labelled| {
            let way = |act: &str, words: &str, path: &str| {
                button("move", &[])
                    .set("data-arg", act)
                    .set("aria-label", &filled(words, &[label]))
                    .kid(icon(path))
            };
            el("li")
                .kid(self.input("hidden", id))
                .kid(styled("i", "grip").kid(icon(GRIP)))
                .kid(el("span").say(label))
                .kid(way("up", &words.up, UP))
                .kid(way("down", &words.down, DOWN))
        };
        let list = styled("ol", "ranking").kids(options.iter().map(item));
        let news = styled("p", "unseen")
            .set("aria-live", "polite")
            .set("data-label", &words.moved);
        Element::default().kid(list).kid(news)
    }

    /// The options' names are said with each control: on a narrow card the head is not there.
    fn matrix(&self, rows: &[Labelled], options: &[Labelled]) -> Element {
        let names = options
            .iter()
            .map(|(_, label)| el("th").set("scope", "col").say(label));
        let head = el("thead").kid(el("tr").kid(el("td")).kids(names));
        let cell = |row: &Labelled, (id, label): &Labelled| {
            let control = el("input")
                .set("type", "radio")
                .set("name", &format!("{}.{}", self.id, row.0))
                .set("value", id)
                .set("aria-label", &format!("{}, {label}", row.1));
            el("td").kid(
                styled("label", "cell")
                    .kid(control)
                    .kid(el("span").say(label)),
            )
        };
        let rows = rows.iter().map(|row| {
            let name = el("th").set("scope", "row").say(&row.1);
            el("tr")
                .kid(name)
                .kids(options.iter().map(|option| cell(row, option)))
        });
        styled("table", "matrix")
            .kid(head)
            .kid(el("tbody").kids(rows))
    }

    /// What is said of an answer that will not do, by what is wrong: `js/form.js` shows one.
    fn errors(&self, words: &Words) -> Vec<Element> {
        let (least, most) = self.bounds();
        let (least, most) = (least.to_string(), most.to_string());
        let said: Vec<(&str, String)> = match &self.form {
            Form::Text(_, _, [shortest, _]) => {
                let longer = (*shortest > 1).then(|| filled(&words.longer, &[&least]));
                [("none", words.write.clone())]
                    .into_iter()
                    .chain(longer.map(|said| ("least", said)))
                    .collect()
            }
            Form::Choices(..) => vec![
                ("none", words.choose.clone()),
                ("least", filled(&words.least, &[&least])),
                ("most", filled(&words.most, &[&most])),
            ],
            Form::Matrix(..) => vec![
                ("none", words.choose_each.clone()),
                ("least", words.choose_each.clone()),
            ],
            _ => vec![("none", words.choose.clone())],
        };
        let line = |(kind, said): (&str, String)| {
            styled("p", "error")
                .set("data-error", kind)
                .set("hidden", "")
                .say(&said)
        };
        let needed = |(kind, _): &(&str, String)| self.required || *kind != "none";
        said.into_iter().filter(needed).map(line).collect()
    }
}

/// How much is written: `js/form.js` fills it in when not much more fits.
fn tally(words: &Words, most: u16) -> Element {
    styled("p", "tally")
        .set("aria-live", "polite")
        .set("data-label", &filled_last(&words.written, most))
}

/// The name of a value; at the ends of the scale with what it means.
fn meant(name: &str, value: u8, (low, high): (u8, u8), ends: &[String; 2]) -> String {
    let end = match value {
        value if value == low => &ends[0],
        value if value == high => &ends[1],
        _ => "",
    };
    if end.is_empty() {
        name.into()
    } else {
        format!("{name}, {end}")
    }
}

/// The words at the ends of a scale. Their controls say them as well.
fn said_at(ends: &[String; 2]) -> Element {
    if ends.iter().all(String::is_empty) {
        return Element::default();
    }
    styled("div", "ends")
        .set("aria-hidden", "true")
        .kids(ends.iter().map(|end| el("span").say(end)))
}

/// A word with its places filled in, in order.
fn filled(word: &str, with: &[&str]) -> String {
    with.iter()
        .fold(word.into(), |said: String, one| said.replacen('%', one, 1))
}

/// A word whose last place alone is filled in.
fn filled_last(word: &str, with: u16) -> String {
    let (before, after) = word.rsplit_once('%').unwrap_or((word, ""));
    format!("{before}{with}{after}")
}

//! Personal text, apart from where it stands.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::block::Format;

fn said(account: bool, name: &str, fallback: &str, format: Format) -> Trait {
    let (name, fallback) = (name.into(), fallback.into());
    Trait {
        account,
        name,
        fallback,
        format,
    }
}

fn one(text: &str) -> Trait {
    match pieces(text).as_slice() {
        [Piece::Trait(said)] => said.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_value_has_a_name_and_a_fallback() {
    let there = said(false, "name", "there", Format::Plain);
    assert_eq!(one("{{user.name|there}}"), there);
    assert_eq!(one("{{ user.name | there }}"), there);
    let plan = said(true, "plan.name", "your plan: 1", Format::Plain);
    assert_eq!(one("{{account.plan.name|your plan: 1}}"), plan);
}

#[test]
fn a_value_may_have_a_format() {
    let forms = |forms: &[(&str, &str)]| {
        let own = |(category, text): &(&str, &str)| ((*category).into(), (*text).into());
        Format::Plural(forms.iter().map(own).collect())
    };
    for (text, fallback, format) in [
        ("0 : number", "0", Format::Number),
        ("0:number", "0", Format::Number),
        ("soon: date", "soon", Format::Date),
        ("update", "update", Format::Plain),
        ("a number", "a number", Format::Plain),
        (
            "seats : one # seat / other # seats",
            "seats",
            forms(&[("one", "# seat"), ("other", "# seats")]),
        ),
        ("席 : other #席", "席", forms(&[("other", "#席")])),
    ] {
        let expected = said(false, "x", fallback, format);
        assert_eq!(one(&format!("{{{{user.x|{text}}}}}")), expected);
    }
}

#[test]
fn mistakes_are_named_and_stay_text() {
    for (text, at, message, mend) in [
        (
            "a {{user.name}}",
            2,
            "where the value is missing",
            "`{{user.name|there}}`",
        ),
        (
            "{{user.name| }}",
            0,
            "where the value is missing",
            "`{{user.name|there}}`",
        ),
        (
            "{{name|x}}",
            0,
            "`name` is no value",
            "`{{user.name|there}}`",
        ),
        (
            "{{user.|x}}",
            0,
            "`user.` is no value",
            "{{account.plan|your plan}}",
        ),
        ("{{users.name|x}}", 0, "`users.name` is no value", "\\{{"),
        ("精算 {{user.name|x", 7, "not closed", "`}}`"),
        ("{{user.a|\n}}", 0, "not closed", "`}}`"),
        ("{{user.a {{user.b|x}}", 0, "not closed", "`}}`"),
        (
            "{{user.a|x : nmber}}",
            0,
            "`nmber` is no form",
            "did you mean `number`?",
        ),
        (
            "{{user.a|x : percent of}}",
            0,
            "`percent of` is no form",
            "one # seat / other",
        ),
        (
            "{{user.a|x : one # seat}}",
            0,
            "no form `other`",
            "one # seat / other",
        ),
        (
            "{{user.a|x : one / other #}}",
            0,
            "`one` is no form",
            "`zero`, `one`",
        ),
        (
            "{{user.a|x : other a / other b}}",
            0,
            "given twice",
            "keep one",
        ),
        (
            "{{user.a|x : one # / some #}}",
            0,
            "`some #` is no form",
            "`many`",
        ),
    ] {
        let (_, flaws) = read(text);
        assert_eq!(flaws.len(), 1, "{text}: {flaws:?}");
        assert_eq!(flaws[0].at, at, "{text}");
        assert!(flaws[0].message.contains(message), "{text}: {flaws:?}");
        assert!(flaws[0].mend.contains(mend), "{text}: {flaws:?}");
        assert!(plain(text).starts_with(&text[..at + 2]), "{text}");
    }
}

#[test]
fn text_and_values_take_turns() {
    let name = Piece::Trait(said(false, "name", "there", Format::Plain));
    let text = |text: &str| Piece::Text(text.into());
    assert_eq!(
        pieces("Hello, {{user.name|there}}!"),
        [text("Hello, "), name.clone(), text("!")]
    );
    assert_eq!(
        pieces("{{user.name|there}}{{user.name|there}}"),
        [name.clone(), name]
    );
    assert_eq!(pieces("a \\{{b}} c"), [text("a {{b}} c")]);
    assert_eq!(
        plain("こんにちは、{{user.name|担当者}}さん"),
        "こんにちは、担当者さん"
    );
    assert_eq!(pieces(""), []);
}

proptest! {
    #[test]
    fn any_text_has_pieces(text in "(\\PC|[{}|:/\\\\. \n]|\\{\\{|\\}\\}|user\\.|account\\.| : |other ){0,40}") {
        let (said, flaws) = read(&text);
        let traits = pieces(&text).into_iter().filter(|piece| matches!(piece, Piece::Trait(_)));
        prop_assert_eq!(traits.count(), said.len());
        prop_assert!(flaws.iter().all(|flaw| text[flaw.at..].starts_with("{{")));
        prop_assert!(said.iter().all(|(at, _)| text[*at..].starts_with("{{")));
    }

    #[test]
    fn a_text_without_braces_is_itself(text in "[^{]{0,40}") {
        prop_assert_eq!(plain(&text), text);
    }

    #[test]
    fn a_value_is_read_as_it_was_written(name in "[a-z_]{1,8}", fallback in "[a-zあ-ん]{1,8}", before in "[^{\\\\]{0,9}") {
        let text = format!("{before}{{{{account.{name}|{fallback}}}}}");
        prop_assert_eq!(read(&text).0, [(before.len(), said(true, &name, &fallback, Format::Plain))]);
    }
}

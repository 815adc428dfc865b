//! Delivery by e-mail.

use std::fmt::Write as _;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{SmtpTransport, Transport};

use super::letter::Letter;
use super::target::Mail;

/// How long each step of a conversation with the server may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of the text the subject repeats, in characters.
const SUBJECT: usize = 60;

/// Sends a letter; an error says why the server did not take it.
pub(super) fn send(to: &Mail, letter: &Letter) -> Result<(), String> {
    let message = message(to, letter)?;
    let transport = SmtpTransport::from_url(&to.server).map_err(|error| error.to_string())?;
    let transport = transport.timeout(Some(PATIENCE)).build();
    transport
        .send(&message)
        .map(drop)
        .map_err(|error| error.to_string())
}

fn message(to: &Mail, letter: &Letter) -> Result<Message, String> {
    let mut message = Message::builder()
        .from(to.from.clone())
        .to(to.to.clone())
        .subject(subject(letter))
        // The same for each attempt: a server that has it already may say so.
        .message_id(Some(format!(
            "<{}@{}>",
            plain(&letter.key),
            to.from.email.domain()
        )))
        .header(ContentType::TEXT_PLAIN);
    let reply_to = letter
        .reply_to
        .as_deref()
        .and_then(|to| to.parse::<Mailbox>().ok());
    if let Some(reply_to) = reply_to {
        message = message.reply_to(reply_to);
    }
    message
        .body(body(letter))
        .map_err(|error| error.to_string())
}

/// An id within a header: letters, digits and a few signs.
fn plain(key: &str) -> String {
    let fits = |ch: char| ch.is_ascii_alphanumeric() || "-_.".contains(ch);
    key.chars()
        .map(|ch| if fits(ch) { ch } else { '_' })
        .collect()
}

fn subject(letter: &Letter) -> String {
    let line = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(SUBJECT).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    match &letter.category {
        Some((_, name)) => format!("[{name}] {short}"),
        None => short,
    }
}

fn body(letter: &Letter) -> String {
    let ja = letter.locale.starts_with("ja");
    let word = |en: &'static str, other: &'static str| if ja { other } else { en };
    let mut out = format!("{}\n", letter.text.trim());
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(out, "\n{name}: {value}");
        }
    };
    line("--", " ");
    for (question, answer) in &letter.answers {
        line(question, answer.as_str().unwrap_or_default());
    }
    line(word("From", "送信者"), &letter.who());
    line(
        word("Answer to", "返信先"),
        letter.reply_to.as_deref().unwrap_or_default(),
    );
    line(
        word("Category", "カテゴリー"),
        letter.category.as_ref().map_or("", |(_, name)| name),
    );
    line(word("Page", "ページ"), &letter.path);
    line(
        word("Searched for", "検索語"),
        &letter.searches.join(word(", ", "、")),
    );
    line(
        word("Read", "読んだ記事"),
        &letter.articles.join(word(", ", "、")),
    );
    line(word("Sent", "送信日時"), &letter.time());
    line(
        word("Dashboard", "ダッシュボード"),
        letter.link.as_deref().unwrap_or_default(),
    );
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::Value;

    fn sent(letter: &Letter) -> String {
        let to = Mail::new(
            "smtp://127.0.0.1",
            "banso@seisan.example",
            "cs@seisan.example",
        )
        .unwrap();
        String::from_utf8(message(&to, letter).unwrap().formatted()).unwrap()
    }

    #[test]
    fn no_text_of_the_user_makes_a_header() {
        let letter = Letter {
            key: "inq_a\r\nBcc: evil@evil.example_1".into(),
            text: "Hi\r\nBcc: evil@evil.example\r\n\r\nbody".into(),
            reply_to: Some("lee@acme.example\r\nBcc: evil@evil.example".into()),
            ..Letter::default()
        };
        let sent = sent(&letter);
        let (head, _) = sent.split_once("\r\n\r\n").unwrap();
        assert!(!head.contains("\nBcc"), "{head}");
        assert!(!head.contains("Reply-To"), "{head}");
        assert!(
            head.contains("Subject: Hi Bcc: evil@evil.example body"),
            "{head}"
        );
    }

    #[test]
    fn the_letter_says_what_support_needs() {
        let mut letter = Letter {
            text: "CSV is broken".into(),
            path: "/reports".into(),
            searches: vec!["csv".into(), "export".into()],
            reply_to: Some("lee@acme.example".into()),
            category: Some(("export".into(), "Export".into())),
            ..Letter::default()
        };
        letter
            .answers
            .insert("system".into(), Value::String("freee".into()));
        let sent = sent(&letter);
        for line in [
            "Subject: [Export] CSV is broken",
            "Reply-To: lee@acme.example",
            "system: freee",
            "Searched for: csv, export",
        ] {
            assert!(sent.contains(line), "{line} is not in {sent}");
        }
    }
}

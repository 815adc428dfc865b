//! Where inquiries are delivered to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::message::Mailbox;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use ureq::http::Uri;

/// The shortest secret that a webhook is signed with, in bytes.
const SECRET: usize = 16;

/// Where inquiries are delivered to.
#[derive(Clone, Debug)]
pub enum Target {
    /// A POST of JSON, signed.
    Webhook(Webhook),
    /// An e-mail.
    Mail(Mail),
}

/// An address that takes a POST of JSON.
#[derive(Clone)]
pub struct Webhook {
    pub(super) url: String,
    pub(super) secret: Vec<u8>,
}

/// Who gets an e-mail, and through which server.
#[derive(Clone)]
pub struct Mail {
    pub(super) server: String,
    pub(super) from: Mailbox,
    pub(super) to: Mailbox,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Webhook").field(&label(&self.url)).finish()
    }
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The server's address may hold a password.
        f.debug_tuple("Mail").field(&self.to).finish()
    }
}

/// Why a target was refused; the text says how to mend it, and holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadTarget(&'static str);

impl Webhook {
    /// A webhook at `url`, signed with `secret`: at least 16 bytes, or `whsec_` and base64.
    pub fn new(url: &str, secret: &str) -> Result<Self, BadTarget> {
        let parsed: Uri = url
            .parse()
            .map_err(|_| BadTarget("the webhook is no URL"))?;
        let host = parsed.host().unwrap_or_default();
        match parsed.scheme_str() {
            Some("https") => {}
            Some("http") if is_loopback(host) => {}
            _ => {
                return Err(BadTarget(
                    "the webhook must be https://; http:// is for 127.0.0.1, [::1] and localhost only",
                ));
            }
        }
        if parsed
            .authority()
            .is_some_and(|authority| authority.as_str().contains('@'))
        {
            return Err(BadTarget(
                "the webhook's URL must hold no user name or password",
            ));
        }
        let secret = match secret.strip_prefix("whsec_") {
            Some(coded) => STANDARD.decode(coded).map_err(|_| {
                BadTarget("what follows whsec_ in the webhook's secret must be base64")
            })?,
            None => secret.as_bytes().to_vec(),
        };
        if secret.len() < SECRET {
            return Err(BadTarget("give the webhook a secret of at least 16 bytes"));
        }
        Ok(Self {
            url: url.to_owned(),
            secret,
        })
    }
}

impl Mail {
    /// Mail `from` one address `to` another through an SMTP server: `smtps://user:password@host`, or
    /// `smtp://host:587?tls=required`. Without TLS only on the loopback.
    pub fn new(server: &str, from: &str, to: &str) -> Result<Self, BadTarget> {
        let mailbox = |text: &str, why| text.parse::<Mailbox>().map_err(|_| BadTarget(why));
        let parsed: Uri = server
            .parse()
            .map_err(|_| BadTarget("the SMTP server is no URL"))?;
        let host = parsed.host().unwrap_or_default();
        let secure = parsed.scheme_str() == Some("smtps")
            || (parsed.scheme_str() == Some("smtp")
                && parsed
                    .query()
                    .is_some_and(|query| query.split('&').any(|one| one == "tls=required")));
        if !secure && !is_loopback(host) {
            return Err(BadTarget(
                "the SMTP server must be smtps://host or smtp://host?tls=required; without TLS it may only be on the loopback",
            ));
        }
        lettre::SmtpTransport::from_url(server)
            .map_err(|_| BadTarget("the SMTP server must be smtps:// or smtp:// with its host"))?;
        Ok(Self {
            server: server.to_owned(),
            from: mailbox(from, "the sender is no e-mail address")?,
            to: mailbox(to, "the recipient is no e-mail address")?,
        })
    }
}

impl Target {
    /// Its kind in the store.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Webhook(_) => "webhook",
            Self::Mail(_) => "email",
        }
    }

    /// What it is called: of a webhook the host alone, for the path of its URL may be a secret.
    pub(super) fn address(&self) -> String {
        match self {
            Self::Webhook(webhook) => label(&webhook.url),
            Self::Mail(mail) => mail.to.email.to_string(),
        }
    }
}

/// The host of a URL, and enough of the hash of the whole to tell two on one host apart.
fn label(url: &str) -> String {
    let parsed: Option<Uri> = url.parse().ok();
    let host = parsed
        .as_ref()
        .and_then(Uri::authority)
        .map_or("", |one| one.as_str());
    let hash = Sha256::digest(url);
    format!("{host} #{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2])
}

fn is_loopback(host: &str) -> bool {
    let host = percent_decode_str(host).decode_utf8_lossy();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<std::net::IpAddr>();
    bare == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SECRET: &str = "0123456789abcdef";

    #[test]
    fn webhooks_are_https_or_on_the_loopback() {
        for good in [
            "https://hooks.example/x",
            "http://127.0.0.1:9/x",
            "http://[::1]/",
            "http://localhost",
        ] {
            assert!(Webhook::new(good, SECRET).is_ok(), "{good}");
        }
        for bad in [
            "http://hooks.example/x",
            "http://127.0.0.1.evil.example/",
            "http://localhost.evil.example/",
            "https://user:pass@hooks.example/",
            "ftp://127.0.0.1/",
            "/x",
            "",
        ] {
            assert!(Webhook::new(bad, SECRET).is_err(), "{bad}");
        }
    }

    #[test]
    fn secrets_are_long_enough_and_never_shown() {
        assert!(Webhook::new("https://hooks.example/", "short").is_err());
        assert!(Webhook::new("https://hooks.example/", "whsec_%%%%").is_err());
        let webhook = Webhook::new(
            "https://hooks.example/T1/secret",
            "whsec_MDEyMzQ1Njc4OWFiY2RlZg==",
        );
        let webhook = webhook.unwrap();
        assert_eq!(webhook.secret, SECRET.as_bytes());
        let shown = format!(
            "{:?} {}",
            webhook,
            Target::Webhook(webhook.clone()).address()
        );
        assert!(
            shown.contains("hooks.example #") && !shown.contains("secret"),
            "{shown}"
        );
    }

    #[test]
    fn mail_needs_tls_beyond_the_loopback() {
        let mail = |server| Mail::new(server, "Banso <banso@seisan.example>", "cs@seisan.example");
        for good in [
            "smtps://u:p@mail.example",
            "smtp://mail.example:587?tls=required",
            "smtp://127.0.0.1:2525",
        ] {
            assert!(mail(good).is_ok(), "{good}");
        }
        for bad in [
            "smtp://mail.example",
            "smtp://mail.example?tls=opportunistic",
            "http://127.0.0.1",
            "x",
            "",
        ] {
            assert!(mail(bad).is_err(), "{bad}");
        }
        assert!(Mail::new("smtps://mail.example", "nobody", "cs@seisan.example").is_err());
    }
}

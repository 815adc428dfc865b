//! Delivery by webhook, signed as [Standard Webhooks](https://www.standardwebhooks.com) has it.
//!
//! The signature is HMAC-SHA256 over `id.timestamp.body`. No redirect is followed, and of the answer
//! only the status counts.

use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use ureq::Agent;

use super::letter::Letter;
use super::target::Webhook;

/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(10);

static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(concat!("banso/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
});

/// Posts a letter; an error says why the target does not have it, and names no secret.
pub(super) fn send(to: &Webhook, letter: &Letter, now: i64) -> Result<(), String> {
    let (body, at) = (letter.json().to_string(), (now / 1_000).to_string());
    let answer = AGENT
        .post(&to.url)
        .header("webhook-id", &letter.key)
        .header("webhook-timestamp", &at)
        .header(
            "webhook-signature",
            signature(&to.secret, &letter.key, &at, &body)?,
        )
        .content_type("application/json")
        .send(&body);
    match answer {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(format!("the target answered {}", answer.status().as_u16())),
        Err(error) => Err(said(&error)),
    }
}

/// Errors of the transport as short sentences; one that could quote the address is not passed on.
fn said(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "the target did not answer in time".into(),
        ureq::Error::HostNotFound => "the target's host is not known".into(),
        ureq::Error::Io(error) => format!("no connection to the target: {}", error.kind()),
        ureq::Error::ConnectionFailed => "no connection to the target".into(),
        ureq::Error::Tls(why) => format!("no secure connection to the target: {why}"),
        _ => "the request could not be sent".into(),
    }
}

fn signature(secret: &[u8], key: &str, at: &str, body: &str) -> Result<String, String> {
    let hmac = Hmac::<Sha256>::new_from_slice(secret);
    let mut hmac = hmac.map_err(|_| "the secret cannot sign".to_owned())?;
    hmac.update(format!("{key}.{at}.{body}").as_bytes());
    Ok(format!(
        "v1,{}",
        STANDARD.encode(hmac.finalize().into_bytes())
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's libraries.
    #[test]
    fn the_signature_is_the_one_of_the_specification() {
        let secret = STANDARD
            .decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .unwrap_or_default();
        let signed = signature(
            &secret,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(
            signed.as_deref(),
            Ok("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        );
    }
}

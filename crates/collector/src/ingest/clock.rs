//! When a message happened, whatever the client's clock says.
//!
//! Both `timestamp` and `sentAt` come from the client's clock, so their difference is right even
//! when the clock is not: a message happened that long before it was received.

use axum::http::HeaderMap;
use banso_wire::decode::Fault;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// How far timestamps are to be trusted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// A client's clock, and when it sent the body by that clock, milliseconds UTC.
    Client(Option<i64>),
    /// Timestamps are right as they stand: history that a server has corrected already.
    Trusted,
}

impl Clock {
    /// The clock of a client, from the body's `sentAt` or `RudderStack`'s header of that name.
    pub(super) fn client(sent_at: Option<&str>, headers: &HeaderMap) -> Self {
        let header = || headers.get("sentat").and_then(|value| value.to_str().ok());
        Self::Client(sent_at.or_else(header).and_then(parse))
    }

    /// When a message happened, milliseconds UTC; never later than it was received.
    pub(super) fn correct(
        self,
        timestamp: Option<&str>,
        sent_at: Option<&str>,
        received_at: i64,
    ) -> Result<i64, Fault> {
        let Some(timestamp) = timestamp else {
            return Ok(received_at);
        };
        let at = parse(timestamp).ok_or(Fault::Time)?;
        let sent = match self {
            Self::Trusted => None,
            Self::Client(sent) => sent_at.and_then(parse).or(sent),
        };
        let corrected = sent.map_or(at, |sent| received_at - (sent - at));
        Ok(corrected.min(received_at))
    }
}

/// An ISO 8601 time as milliseconds UTC; without an offset it counts as UTC.
fn parse(text: &str) -> Option<i64> {
    let stamp = text.parse::<Timestamp>().ok().or_else(|| {
        let civil: DateTime = text.parse().ok()?;
        Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
    });
    Some(stamp?.as_millisecond())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const RECEIVED: i64 = 1_795_322_121_007;

    #[test]
    fn a_clock_that_is_ten_years_off_does_not_matter() {
        for (timestamp, sent) in [
            ("2036-11-22T00:00:00.000Z", "2036-11-22T00:01:00.000Z"),
            ("2016-11-22T00:00:00.000Z", "2016-11-22T00:01:00.000Z"),
            ("2016-11-22T09:00:00+09:00", "2016-11-22T00:01:00Z"),
        ] {
            let clock = Clock::Client(parse(sent));
            let at = clock.correct(Some(timestamp), None, RECEIVED).unwrap();
            assert_eq!(at, RECEIVED - 60_000, "{timestamp}");
        }
    }

    #[test]
    fn nothing_happens_after_it_was_received() {
        let clock = Clock::Client(None);
        let at = |time| clock.correct(time, None, RECEIVED);
        assert_eq!(at(None), Ok(RECEIVED));
        assert_eq!(at(Some("2036-11-22T00:00:00Z")), Ok(RECEIVED));
        assert_eq!(at(Some("1970-01-01T00:00:01Z")), Ok(1_000));
        assert_eq!(at(Some("1970-01-01T00:00:01")), Ok(1_000));
        assert_eq!(at(Some("yesterday")), Err(Fault::Time));
    }

    #[test]
    fn history_keeps_its_times() {
        let (at, sent) = (Some("2026-01-01T00:00:00Z"), Some("2026-01-01T00:00:05Z"));
        let corrected = Clock::Trusted.correct(at, sent, RECEIVED);
        assert_eq!(corrected, Ok(parse("2026-01-01T00:00:00Z").unwrap()));
    }
}

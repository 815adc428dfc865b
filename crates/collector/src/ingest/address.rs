//! Addresses of people: as much of one as is kept.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is stored of the address that a message names as its user's. The addresses of connections
/// are not read at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ClientIp {
    /// Its network: /24 of an IPv4 address, /48 of an IPv6 one.
    #[default]
    Truncate,
    /// Nothing.
    Drop,
    /// The whole address.
    Keep,
}

impl ClientIp {
    /// What to store of an address; nothing of what is none.
    pub(super) fn keep(self, ip: &str) -> Option<String> {
        let ip: IpAddr = ip.trim().parse().ok()?;
        match self {
            Self::Truncate => Some(network(ip).to_string()),
            Self::Drop => None,
            Self::Keep => Some(ip.to_string()),
        }
    }
}

/// An IPv4 address that is written as an IPv6 one is cut as what it is.
fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            Ipv4Addr::new(a, b, c, 0).into()
        }
        IpAddr::V6(ip) => {
            let [a, b, c, ..] = ip.segments();
            Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_cut_to_its_network() {
        for (ip, network) in [
            ("203.0.113.9", Some("203.0.113.0")),
            ("2001:db8:12:3456:789a::1", Some("2001:db8:12::")),
            ("::ffff:203.0.113.9", Some("203.0.113.0")),
            ("203.0.113.9:4711", None),
            ("somewhere", None),
        ] {
            assert_eq!(ClientIp::Truncate.keep(ip).as_deref(), network, "{ip}");
        }
        assert_eq!(ClientIp::Drop.keep("203.0.113.9"), None);
        let whole = ClientIp::Keep.keep("203.0.113.9");
        assert_eq!(whole.as_deref(), Some("203.0.113.9"));
    }
}

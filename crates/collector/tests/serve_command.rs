//! `banso serve` refuses options that can only be a slip, and says how to mend them.
#![allow(clippy::unwrap_used)]

use std::process::Command;

/// What the command says before it gives up.
fn refusal(options: &[&str]) -> String {
    let data = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_banso"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .args(options)
        .output()
        .unwrap();
    assert!(!output.status.success(), "{options:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn slips_in_environments_are_refused() {
    for (options, said) in [
        (
            &["--write-key", "k", "--content", "stagin=a.banso"][..],
            "--write-key KEY@stagin",
        ),
        (
            &["--write-key", "k,k@staging", "--content", "a.banso"],
            "one write key is given for production and for staging",
        ),
        (
            &["--write-key", "k", "--content", "a.banso,b.banso"],
            "--content is given twice for every environment",
        ),
        (&["--write-key", "k@Staging"], "lower-case letters"),
    ] {
        let text = refusal(options);
        assert!(text.contains(said), "{options:?}: {text}");
    }
}

//! What came of scenarios, as JUnit XML, which continuous integration reads.

use std::fmt::Write;

use crate::scenario::Outcome;

/// One test suite with a test case for each scenario.
pub fn junit(outcomes: &[Outcome]) -> String {
    let failed = outcomes.iter().filter(|one| one.failure.is_some()).count();
    let broken = outcomes.iter().filter(|one| !one.mistakes.is_empty());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<testsuite name=\"banso\" tests=\"{}\" failures=\"{failed}\" errors=\"{}\">",
        outcomes.len(),
        broken.count()
    );
    for outcome in outcomes {
        case(outcome, &mut xml);
    }
    xml.push_str("</testsuite>\n");
    xml
}

fn case(outcome: &Outcome, xml: &mut String) {
    let (name, file) = (escaped(&outcome.name), escaped(&outcome.file));
    let _ = write!(
        xml,
        "  <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\""
    );
    if outcome.passed() {
        xml.push_str("/>\n");
        return;
    }
    xml.push_str(">\n");
    for mistake in &outcome.mistakes {
        let (message, all) = (escaped(&mistake.message), escaped(&mistake.to_string()));
        let _ = writeln!(xml, "    <error message=\"{message}\">{all}</error>");
    }
    if let Some(failure) = &outcome.failure {
        let differences = failure.differences.iter();
        let said = differences.map(|one| {
            let why = one.why.as_ref().map(|why| format!("\n  {why}"));
            let why = why.unwrap_or_default();
            format!("{}\n  - {}\n  + {}{why}", one.what, one.expected, one.found)
        });
        let said = escaped(&said.collect::<Vec<_>>().join("\n"));
        let (step, line) = (failure.step, failure.line);
        let _ = writeln!(
            xml,
            "    <failure message=\"step {step}, line {line}\">{said}</failure>"
        );
    }
    xml.push_str("  </testcase>\n");
}

/// Text as it stands in XML: control characters, which XML 1.0 cannot hold, become spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            char if char.is_control() => out.push(' '),
            char => out.push(char),
        }
    }
    out
}

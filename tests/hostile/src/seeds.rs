//! Bytes that are right: what the hostile ones are made from.

use std::sync::LazyLock;

use banso_content::acts::Acts;
use banso_content::bundle::Bundle;
use banso_content::codec::encode;
use banso_content::compiler::{Source, build};
use banso_content::model::Action;
use banso_content::rule::Zone;
use banso_engine::recording::Recorder;
use banso_engine::view::{Missing, Press};
use banso_engine::visit::Screen;
use banso_engine::{Effect, Engine, Input, Value};

/// A project with everything that content can say.
pub(crate) const CONTENT: &str = include_str!("../content.json");
const ARTICLE: &str = include_str!("../article.md");
const NOW: u64 = 1_795_000_000_000;
const BATCH: &str = r#"{"batch":[{"type":"track","messageId":"m-1","anonymousId":"a-1","event":"Saved","properties":{"n":1},"timestamp":"2026-11-22T04:35:21.007Z","context":{"app":{"version":"1"}}},{"type":"identify","userId":"u-1","traits":{"plan":"team"}}],"sentAt":"2026-11-22T04:35:22Z","writeKey":"k"}"#;

/// The content of the seeds.
pub(crate) fn content() -> Bundle {
    static BUNDLE: LazyLock<Bundle> =
        LazyLock::new(|| Bundle::open(&built().0).expect("the content of the seeds can be read"));
    BUNDLE.clone()
}

/// The bytes of the bundle and of a help pack.
fn built() -> (Vec<u8>, Vec<u8>) {
    let files = [
        ("banso.json", CONTENT),
        ("articles/en/start.md", ARTICLE),
        ("articles/ja/start.md", ARTICLE),
    ];
    let output = build(&Source::of(files)).expect("the content of the seeds is right");
    let help = output.parts.first().map(|part| part.bytes.clone());
    (output.bundle, help.unwrap_or_default())
}

/// What happens in a visit that touches everything.
fn happenings() -> Vec<Input> {
    let content = content();
    let mut all = vec![
        Input::Screen(Screen {
            width: 1280,
            height: 800,
            short_side: 800,
            coarse: false,
        }),
        Input::Zone(Zone(vec![(0, -300), (1_795_000_100_000, -240)])),
        Input::Locale("ja-JP".into()),
        Input::Route {
            path: "/expenses".into(),
            rest: "?tab=team#top".into(),
            origin: "https://app.example".into(),
            referrer: String::new(),
        },
        Input::Identify {
            user: Some("u-1".into()),
            traits: vec![
                ("role".into(), Value::Text("admin".into())),
                ("seats".into(), Value::Number(12.0)),
                ("beta".into(), Value::Flag(true)),
                ("teams".into(), Value::List(vec!["sales".into()])),
                (
                    "signed_up".into(),
                    Value::Date("2026-11-20T09:00+09:00".into(), 1_795_132_800_000.0),
                ),
            ],
            body: 80,
        },
        Input::Group {
            group: "acme".into(),
            traits: vec![("plan".into(), Value::Text("team".into()))],
            body: 20,
        },
        Input::Click((0..content.graph.clicks.len() as u16).collect()),
        Input::Probes(
            (0..content.graph.probes.len() as u16)
                .map(|at| (at, true))
                .collect(),
        ),
        Input::Tick,
        Input::Quiet(true),
        Input::Quiet(false),
    ];
    for counter in &content.graph.counters {
        if let banso_content::rule::Sign::Event(name) = &counter.sign {
            let properties = vec![("amount".into(), Value::Number(1e6))];
            all.push(Input::Track {
                name: name.clone(),
                properties,
                body: 30,
            });
        }
    }
    for guide in &content.guides {
        let (id, step) = (guide.id.clone(), 0);
        all.push(Input::Permalink(id.clone()));
        all.push(Input::Show(id.clone()));
        all.push(Input::Press(Press::Shown {
            guide: id.clone(),
            step,
        }));
        all.push(Input::Press(Press::Next));
        all.push(Input::Press(Press::target_missing(
            &id,
            1,
            "#new",
            Missing::Ambiguous,
        )));
        all.push(pressed(&id));
        all.push(Input::Launch(id));
        all.push(Input::Press(Press::Snooze));
        all.push(Input::Press(Press::Dismiss("close".into())));
    }
    for list in &content.checklists {
        let tasks = list.tasks.iter().map(|task| task.id.clone()).collect();
        let done = vec![(list.id.clone(), tasks)];
        all.push(Input::AccountDone {
            account: "acme".into(),
            done,
        });
    }
    all.extend([Input::EndAll, Input::Flush, Input::Leaving, Input::Reset]);
    all
}

/// A button that does everything, in a form.
fn pressed(guide: &str) -> Input {
    let text = || "a".to_owned();
    Input::Press(Press::Do {
        guide: guide.into(),
        answers: vec![
            ("score".into(), Value::Number(9.0)),
            ("why".into(), Value::Text("é".repeat(600))),
            ("which".into(), Value::List(vec![text()])),
        ],
        acts: Acts::new(&[
            Action::Page(text()),
            Action::Article(text()),
            Action::Link(text()),
            Action::Track(text()),
            Action::Call(text()),
            Action::Help,
            Action::Checklist,
            Action::Next,
            Action::Go(0),
            Action::Back,
            Action::Go(u16::MAX),
            Action::Finish,
            Action::Dismiss,
            Action::Snooze,
            Action::Guide(guide.into()),
        ]),
    })
}

fn sized(part: &[u8]) -> Vec<u8> {
    let length = (part.len() as u16).to_le_bytes();
    [&length, part].concat()
}

/// The visit as bytes: each input behind how the clock goes on, and its length.
pub(crate) fn visit() -> Vec<u8> {
    let inputs = happenings().into_iter().enumerate();
    inputs
        .flat_map(|(at, input)| {
            let clock = [(at as u8).wrapping_mul(7)];
            [&clock[..], &sized(&encode(&input))].concat()
        })
        .collect()
}

/// An engine in the middle of the visit, and the recording of it.
fn visited() -> (Engine, Vec<u8>) {
    let mut engine = Engine::new(None, 7, NOW);
    engine.handle(Input::Bundle(Box::new(content())), NOW);
    while engine.poll().is_some() {}
    let mut recorder = Recorder::new(engine, NOW);
    let half = happenings();
    for (at, input) in half[..half.len() / 2].iter().enumerate() {
        let _: Vec<Effect> = recorder.take(NOW + at as u64 * 1_000, input);
    }
    (recorder.engine().clone(), recorder.finish().seal())
}

/// For each target, by its name, what is right.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let (bundle, help) = built();
    let payload = &bundle[crate::HEADER..];
    match target {
        "bundle" => vec![bundle],
        "search" => {
            let pack = banso_content::help::HelpPack::open(&help).expect("a help pack");
            vec![pack.index.to_vec()]
        }
        "help" => vec![help],
        "engine" => {
            let (engine, _) = visited();
            vec![
                [sized(&[]), sized(&[]), visit()].concat(),
                [sized(payload), sized(&engine.snapshot()), visit()].concat(),
            ]
        }
        "memory" => vec![visited().0.memory().to_bytes()],
        "recording" => vec![visited().1],
        "content" => vec![CONTENT.into(), ARTICLE.into()],
        _ => vec![BATCH.into()],
    }
}

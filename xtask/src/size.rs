//! `cargo xtask size`: what a page downloads, against the gates. 1 KB is 1,000 bytes.

mod weights;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use serde::Serialize;

use crate::{
    modules::{self, Manifest},
    progress::Steps,
};

/// Options of `cargo xtask size`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print the figures as JSON, in bytes.
    #[arg(long)]
    json: bool,
    /// Also name the N largest functions of each module.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

/// One thing that a page may download, with its limits in bytes of brotli.
struct Part {
    name: &'static str,
    gate: usize,
    stretch: usize,
    files: fn(&Manifest) -> Vec<&str>,
}

/// The budget. A gate fails the build; a stretch is the goal.
const BUDGET: [Part; 5] = [
    Part {
        name: "loader",
        gate: 1_000,
        stretch: 700,
        files: loader,
    },
    Part {
        name: "core",
        gate: 27_000,
        stretch: 23_000,
        files: core,
    },
    Part {
        name: "core + guides",
        gate: 48_000,
        stretch: 38_000,
        files: core_and_guides,
    },
    Part {
        name: "everything",
        gate: 80_000,
        stretch: 60_000,
        files: everything,
    },
    Part {
        name: "surveys",
        gate: 2_600,
        stretch: 2_000,
        files: surveys,
    },
];

/// The measured sizes of one part, in bytes.
#[derive(Serialize)]
struct Size {
    part: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
    gate: usize,
    stretch: usize,
}

/// Builds, measures, prints and fails when a part is over its gate.
pub(crate) fn run(args: &Args) -> Result<()> {
    let out = modules::default_out();
    let manifest = modules::build(&out, &mut Steps::new(modules::STEPS))?;
    let sizes = BUDGET
        .iter()
        .map(|part| measure(part, &manifest, &out))
        .collect::<Result<Vec<_>>>()?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&sizes)?);
    } else {
        print!("{}", table(&sizes));
        println!("{}", outside(&manifest, &out)?);
    }
    if let Some(count) = args.top {
        print!("{}", weights::report(count)?);
    }
    check(&sizes)
}

/// Builds, measures and prints, for people.
pub(crate) fn check_all() -> Result<()> {
    run(&Args {
        json: false,
        top: None,
    })
}

fn measure(part: &Part, manifest: &Manifest, dir: &Path) -> Result<Size> {
    let files = (part.files)(manifest);
    let total = |suffix: &str| {
        files
            .iter()
            .map(|name| length(&dir.join(format!("{name}{suffix}"))))
            .sum::<Result<_>>()
    };
    let (raw, gzip, brotli) = (total("")?, total(".gz")?, total(".br")?);
    Ok(Size {
        part: part.name,
        raw,
        gzip,
        brotli,
        gate: part.gate,
        stretch: part.stretch,
    })
}

/// What visitors of most pages never download: it has no gate.
fn outside(manifest: &Manifest, dir: &Path) -> Result<String> {
    let Manifest {
        contact,
        debug,
        preview,
        render,
        ..
    } = manifest;
    let debug = [&*debug.js, &*debug.wasm];
    let rows = [
        row_outside("contact", &[contact], "to write to support, from help", dir)?,
        row_outside("debug panel", &debug, "by banso.debug() alone", dir)?,
        row_outside(
            "preview",
            &[preview],
            "in place of the core's file by a link to a draft",
            dir,
        )?,
        row_outside(
            "render",
            &[render],
            "where the host paints guides itself",
            dir,
        )?,
    ];
    Ok(rows.join("\n"))
}

fn row_outside(name: &str, files: &[&str], why: &str, dir: &Path) -> Result<String> {
    let total = |suffix: &str| {
        let lengths = files
            .iter()
            .map(|name| length(&dir.join(format!("{name}{suffix}"))));
        Ok::<_, anyhow::Error>(kilobytes(lengths.sum::<Result<_>>()?))
    };
    let [raw, gzip, brotli] = [total("")?, total(".gz")?, total(".br")?];
    Ok(format!(
        "{name:<14}{raw:>9}{gzip:>9}{brotli:>9}   downloaded {why}"
    ))
}

fn length(path: &Path) -> Result<usize> {
    let meta = fs::metadata(path).with_context(|| format!("cannot measure {}", path.display()))?;
    Ok(meta.len() as usize)
}

fn loader(manifest: &Manifest) -> Vec<&str> {
    vec![&manifest.loader]
}

fn core(manifest: &Manifest) -> Vec<&str> {
    vec![&manifest.core.js, &manifest.core.wasm]
}

fn core_and_guides(manifest: &Manifest) -> Vec<&str> {
    let Manifest { guides, view, .. } = manifest;
    [core(manifest), vec![guides, view]].concat()
}

fn everything(manifest: &Manifest) -> Vec<&str> {
    let Manifest {
        help,
        probes,
        form,
        launcher,
        fixtures,
        ..
    } = manifest;
    let rest = vec![&*help.js, &*help.wasm, probes, form, launcher, fixtures];
    [loader(manifest), core_and_guides(manifest), rest].concat()
}

/// Of everything, what the first survey that asks brings.
fn surveys(manifest: &Manifest) -> Vec<&str> {
    vec![&manifest.form]
}

/// The sizes as people read them.
fn table(sizes: &[Size]) -> String {
    let head = format!(
        "{:<14}{:>9}{:>9}{:>9}{:>10}{:>9}   brotli against the gate\n",
        "KB", "raw", "gzip", "brotli", "stretch", "gate"
    );
    sizes.iter().fold(head, |text, size| text + &row(size))
}

fn row(size: &Size) -> String {
    let verdict = match size.brotli {
        bytes if bytes > size.gate => "OVER THE GATE",
        bytes if bytes > size.stretch => "within the gate",
        _ => "within the stretch goal",
    };
    let Size { part, .. } = size;
    let [raw, gzip, brotli, stretch, gate] =
        [size.raw, size.gzip, size.brotli, size.stretch, size.gate].map(kilobytes);
    format!(
        "{part:<14}{raw:>9}{gzip:>9}{brotli:>9}{stretch:>10}{gate:>9}   {} {verdict}\n",
        bar(size)
    )
}

/// The gate is the end of the bar; `|` marks the stretch goal.
fn bar(size: &Size) -> String {
    const WIDTH: usize = 24;
    let (filled, goal) = (
        size.brotli * WIDTH / size.gate,
        size.stretch * WIDTH / size.gate,
    );
    (0..WIDTH)
        .map(|cell| {
            if cell < filled {
                '█'
            } else if cell == goal {
                '|'
            } else {
                '·'
            }
        })
        .collect()
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1000.0)
}

/// Names every part that is over its gate, and by how much.
fn check(sizes: &[Size]) -> Result<()> {
    let over: Vec<String> = sizes
        .iter()
        .filter(|size| size.brotli > size.gate)
        .map(sentence)
        .collect();
    if over.is_empty() {
        return Ok(());
    }
    bail!(
        "{} `cargo xtask size --top 40` names what weighs.",
        over.join(" ")
    )
}

fn sentence(size: &Size) -> String {
    let (over, gate) = (size.brotli - size.gate, kilobytes(size.gate));
    format!(
        "{} is {over} bytes over its gate of {gate} KB of brotli.",
        size.part
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(brotli: usize) -> Size {
        Size {
            part: "core",
            raw: 100_000,
            gzip: 30_000,
            brotli,
            gate: 27_000,
            stretch: 23_000,
        }
    }

    #[test]
    fn a_part_passes_up_to_its_gate() {
        assert!(check(&[size(27_000)]).is_ok());
    }

    #[test]
    fn a_part_over_its_gate_is_named_with_the_excess() {
        let message = check(&[size(27_310)]).map_err(|error| error.to_string());
        assert!(message.is_err_and(|text| {
            text.starts_with(&format!("core is {} bytes over its gate of 27.0 KB", 310))
        }));
    }

    #[test]
    fn the_bar_marks_the_stretch_goal() {
        assert_eq!(bar(&size(13_500)), "████████████········|···");
        assert_eq!(
            bar(&size(40_000))
                .chars()
                .filter(|&cell| cell == '█')
                .count(),
            24
        );
    }
}

//! The compiler's promises, from a folder to the bytes.
#![allow(clippy::unwrap_used)]

mod agreement;
mod announcements;
mod documentation;
mod environments;
mod expect;
mod forms;
mod logic;
mod mistakes;
mod output;
mod plan;
mod questions;
mod rich;
mod selectors;
mod texts;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Code, Diagnostic, Source, check, load};

/// A folder of content, gone after the test.
struct Folder(TempDir);

/// A project without a mistake: two locales, a category, a feature and an article.
const PROJECT: &str = r#"{
  "locales": [{ "id": "en" }, { "id": "ja" }],
  "help": {
    "title": { "en": "Help", "ja": "ヘルプ" },
    "categories": [{ "id": "start", "name": { "en": "Start", "ja": "使い始める" } }]
  }
}"#;
const FEATURES: &str = r#"{
  "features": [
    {
      "id": "export-csv",
      "name": { "en": "CSV export", "ja": "CSVの書き出し" },
      "any": [{ "click": "[data-testid=\"export\"]" }]
    }
  ]
}"#;
const ARTICLE: &str = "---
title: Export
summary: How to export.
category: start
keywords: [csv, download]
pages: [\"/reports/**\"]
feature: export-csv
updated: 2026-09-14
---

Open [reports](/reports), see [this](article:export), then **Export**.
";

impl Folder {
    fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// The project without a mistake.
    fn sound() -> Self {
        let folder = Self::empty();
        folder.with("banso.json", PROJECT);
        folder.with("features.json", FEATURES);
        folder.with("articles/en/export.md", ARTICLE);
        folder.with("articles/ja/export.md", ARTICLE);
        folder
    }

    /// Writes a file.
    fn with(&self, path: &str, text: &str) -> &Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn load(&self) -> Source {
        load(self.path()).unwrap()
    }

    fn check(&self) -> Vec<Diagnostic> {
        check(&self.load())
    }
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/content")
}

fn lines(found: &[Diagnostic]) -> String {
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

//! What a person, or a test, needs to use the running demo.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde::Serialize;

use super::calls::{PASSWORD, Site, USER, WRITE_KEY};
use crate::workspace;

/// Addresses and credentials, in the form of the ready file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ready {
    /// The demo app.
    pub(super) app: String,
    dashboard: String,
    collector: String,
    write_key: &'static str,
    user: &'static str,
    password: &'static str,
    /// Why the data are not of today's demo, if they are not.
    #[serde(skip)]
    outdated: Option<&'static str>,
}

impl Ready {
    /// What `site` offers; `outdated` is what its data are, if they are not of today's demo.
    pub(super) fn new(site: &Site, outdated: Option<&'static str>) -> Self {
        let (app, collector) = (format!("{}/", site.app), site.collector.clone());
        let dashboard = format!("{collector}/");
        Self {
            app,
            dashboard,
            collector,
            write_key: WRITE_KEY,
            user: USER,
            password: PASSWORD,
            outdated,
        }
    }

    /// Writes the file whole or not at all: whoever waits for it never reads a half.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let path = workspace::root().join(path);
        let draft = path.with_extension("draft");
        fs::write(&draft, serde_json::to_vec_pretty(self)?)
            .and_then(|()| fs::rename(&draft, &path))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// What the terminal says.
    pub(super) fn announcement(&self, dir: &Path) -> String {
        let Self {
            app,
            dashboard,
            user,
            password,
            write_key,
            ..
        } = self;
        let kept = dir.strip_prefix(workspace::root()).unwrap_or(dir).display();
        let note = self.outdated.map(|what| {
            format!(
                "The history on the dashboard is {what}. Start with --fresh to make it anew.\n\n"
            )
        });
        let note = note.unwrap_or_default();
        format!(
            "The demo is running.\n\n  \
             Seisan, the demo app   {app}\n  \
             Dashboard              {dashboard}\n  \
             Sign in as             {user}\n  \
             Password               {password}\n  \
             Write key              {write_key}\n  \
             Data                   {kept} (--fresh starts it anew)\n\n\
             {note}Ctrl-C stops it."
        )
    }
}

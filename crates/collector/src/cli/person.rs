//! `banso export-user` and `banso erase-user`: what is stored of one person.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{CliError, print};
use crate::auth::signing::Signer;
use crate::store::Store;
use crate::store::person::{Actor, Erased, Subject};

/// Whose data it is.
#[derive(Clone, Debug, Args)]
#[group(required = true, multiple = false)]
struct Whose {
    /// A user, by the id that the application knows.
    #[arg(long)]
    user: Option<String>,
    /// A browser that nobody signed in with, by its anonymous id.
    #[arg(long)]
    anonymous_id: Option<String>,
}

impl Whose {
    fn subject(&self) -> Subject {
        match &self.user {
            Some(id) => Subject::User(id.clone()),
            None => Subject::Browser {
                source: None,
                anonymous_id: self.anonymous_id.clone().unwrap_or_default(),
            },
        }
    }
}

/// Write everything stored of a person to standard output, as JSON, and put that on record. Exits
/// with 0, or with 1 if there is nothing.
#[derive(Debug, Args)]
pub(super) struct ExportUser {
    /// The directory of the database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    #[command(flatten)]
    whose: Whose,
}

/// Erase everything stored of a person, for good, and put that on record. The collector may go on
/// running. Without --yes, say how much it would be. Exits with 0, or with 1 if there is nothing.
#[derive(Debug, Args)]
pub(super) struct EraseUser {
    /// The directory of the database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    #[command(flatten)]
    whose: Whose,
    /// Erase.
    #[arg(long)]
    yes: bool,
    /// Do not write the whole database anew, which takes as long as copying it: `banso serve` does it
    /// within a day. Until then copies of erased rows may lie in unused space of the file.
    #[arg(long)]
    no_vacuum: bool,
}

impl ExportUser {
    pub(super) async fn run(self) -> Result<ExitCode, CliError> {
        let store = open(&self.data)?;
        let signer = Signer::of(&store).await?;
        let export = store
            .export(self.whose.subject(), Actor::CommandLine, &signer)
            .await?;
        close(store).await?;
        let Some(export) = export else {
            return Ok(nobody());
        };
        print(|out| writeln!(out, "{export:#}"))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl EraseUser {
    pub(super) async fn run(self) -> Result<ExitCode, CliError> {
        let store = open(&self.data)?;
        let found = store.erasable(self.whose.subject()).await?;
        if found == Erased::default() {
            close(store).await?;
            return Ok(nobody());
        }
        if !self.yes {
            close(store).await?;
            println!("Would erase {}. Add --yes to do it.", said(found));
            return Ok(ExitCode::SUCCESS);
        }
        let signer = Signer::of(&store).await?;
        let erased = store
            .erase(self.whose.subject(), Actor::CommandLine, &signer)
            .await?;
        store.scrub(!self.no_vacuum).await?;
        close(store).await?;
        println!("Erased {}.", said(erased));
        Ok(ExitCode::SUCCESS)
    }
}

/// A slip in --data must not make a new database.
fn open(data: &Path) -> Result<Store, CliError> {
    if !data.join(crate::store::FILE).exists() {
        let data = data.display();
        return Err(
            format!("there is no database in `{data}`; give --data as banso serve has it").into(),
        );
    }
    Ok(Store::open(data)?)
}

async fn close(store: Store) -> Result<(), CliError> {
    Ok(tokio::task::spawn_blocking(move || store.close()).await?)
}

fn nobody() -> ExitCode {
    eprintln!("Nothing is stored of this person.");
    ExitCode::FAILURE
}

fn said(erased: Erased) -> String {
    format!(
        "{} messages, {} browsers and {} users",
        erased.messages, erased.identities, erased.users
    )
}

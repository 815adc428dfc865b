//! Where `banso serve` delivers inquiries to.

use clap::Args;

use super::CliError;
use crate::inquiries::{Mail, Target, Webhook};

/// Where inquiries are delivered to. Nothing is delivered unless a target is given.
#[derive(Debug, Args)]
#[command(next_help_heading = "Inquiries")]
pub(super) struct InquiryArgs {
    /// Post each inquiry to this address, as JSON, signed. Give it again for more.
    #[arg(
        long = "inquiry-webhook",
        env = "BANSO_INQUIRY_WEBHOOK",
        value_name = "URL",
        value_delimiter = ',',
        hide_env_values = true
    )]
    webhooks: Vec<String>,
    /// What webhooks are signed with: at least 16 bytes, or `whsec_` and base64.
    #[arg(
        env = "BANSO_INQUIRY_SECRET",
        long = "inquiry-secret",
        hide_env_values = true,
        default_value = "",
        hide_default_value = true
    )]
    secret: String,
    /// Send each inquiry to this address by e-mail. Give it again for more.
    #[arg(
        long = "inquiry-mail",
        env = "BANSO_INQUIRY_MAIL",
        value_name = "ADDRESS",
        value_delimiter = ',',
        requires = "server"
    )]
    mail: Vec<String>,
    /// The SMTP server: `smtps://USER:PASSWORD@HOST`, or `smtp://HOST:587?tls=required`.
    #[arg(
        id = "server",
        long = "smtp",
        env = "BANSO_SMTP",
        value_name = "URL",
        requires = "from",
        hide_env_values = true
    )]
    server: Option<String>,
    /// Whom e-mails come from.
    #[arg(
        id = "from",
        long = "smtp-from",
        env = "BANSO_SMTP_FROM",
        value_name = "ADDRESS"
    )]
    from: Option<String>,
    /// The address of this collector as people reach it, for links to its dashboard.
    #[arg(long, env = "BANSO_PUBLIC_URL", value_name = "URL")]
    pub(super) public_url: Option<String>,
}

impl InquiryArgs {
    /// The targets; an error says which one was refused, and why.
    pub(super) fn targets(&self) -> Result<Vec<Target>, CliError> {
        let webhook = |url: &String| Webhook::new(url, &self.secret).map(Target::Webhook);
        let (server, from) = (self.server.as_deref(), self.from.as_deref());
        let (server, from) = (server.unwrap_or_default(), from.unwrap_or_default());
        let mail = |to: &String| Mail::new(server, from, to).map(Target::Mail);
        let webhooks = self.webhooks.iter().map(webhook);
        let all: Result<Vec<Target>, _> = webhooks.chain(self.mail.iter().map(mail)).collect();
        Ok(all?)
    }
}

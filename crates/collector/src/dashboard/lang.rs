//! The dashboard's two languages.

/// A language of the dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lang {
    #[default]
    En,
    Ja,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) en: &'static str,
    pub(super) ja: &'static str,
}

impl Lang {
    /// The language of a tag such as `ja` or `en-GB`.
    pub(super) fn of(tag: &str) -> Option<Self> {
        match tag.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "ja" => Some(Self::Ja),
            _ => None,
        }
    }

    /// The first of a browser's accepted languages that the dashboard has.
    pub(super) fn accepted(header: &str) -> Option<Self> {
        header.split(',').find_map(Self::of)
    }

    /// Its tag.
    pub(super) fn tag(self) -> &'static str {
        self.pick("en", "ja")
    }

    /// The one of two texts that is in this language.
    pub(super) fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }

    /// A word in this language.
    pub(super) fn say(self, word: Word) -> &'static str {
        self.pick(word.en, word.ja)
    }

    /// A name or a title of the content in this language, or in the content's own.
    pub(super) fn text(self, said: &banso_content::prose::Prose) -> &str {
        said.title(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_accepted_language_that_we_have() {
        assert_eq!(Lang::accepted("fr-CH, ja;q=0.9, en;q=0.8"), Some(Lang::Ja));
        assert_eq!(Lang::accepted("en-GB"), Some(Lang::En));
        assert_eq!(Lang::accepted("de, é"), None);
    }
}

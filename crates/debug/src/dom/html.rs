//! Elements as values: what a part of the panel should look like.

/// An element.
#[derive(Clone, Debug)]
pub(crate) struct El {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) kids: Vec<Kid>,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub(super) enum Kid {
    El(El),
    Text(String),
}

/// An element of a class; of none when it is empty.
pub(crate) fn el(tag: &'static str, class: &str) -> El {
    let made = El {
        tag,
        attributes: Vec::new(),
        kids: Vec::new(),
    };
    if class.is_empty() {
        made
    } else {
        made.with("class", class)
    }
}

/// A button that does `act` with `arg`.
pub(crate) fn button(class: &str, act: &str, arg: impl Into<String>) -> El {
    el("button", class)
        .with("type", "button")
        .with("data-act", act)
        .with("data-arg", arg)
}

impl El {
    /// The same with an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The same with an attribute, where `on`.
    pub(crate) fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.with(name, "") } else { self }
    }

    /// The same with a name by which it is known among its siblings.
    pub(crate) fn key(self, key: impl Into<String>) -> Self {
        self.with("data-key", key)
    }

    /// The same with a text inside.
    pub(crate) fn say(mut self, text: impl Into<String>) -> Self {
        self.kids.push(Kid::Text(text.into()));
        self
    }

    /// The same with an element inside.
    pub(crate) fn kid(mut self, kid: El) -> Self {
        self.kids.push(Kid::El(kid));
        self
    }

    /// The same with elements inside.
    pub(crate) fn kids(mut self, kids: impl IntoIterator<Item = El>) -> Self {
        self.kids.extend(kids.into_iter().map(Kid::El));
        self
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|known| known.0 == name);
        found.map(|known| known.1.as_str())
    }
}

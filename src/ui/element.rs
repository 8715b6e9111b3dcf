//! Elements put together by plain calls: what is drawn in many forms from data costs less of the
//! page's program so than by one macro each.

use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag, VText};

/// An element that grows.
pub struct El(VTag);

/// An element of a class; an empty class is none.
pub fn el(tag: &'static str, class: &'static str) -> El {
    let mut tag = VTag::new(tag);
    if !class.is_empty() {
        tag.add_attribute("class", class);
    }
    El(tag)
}

/// A text node: never markup.
pub fn words(text: impl Into<AttrValue>) -> Html {
    VNode::VText(VText::new(text.into()))
}

impl El {
    /// An attribute.
    pub fn is(mut self, name: &'static str, value: impl Into<AttrValue>) -> El {
        self.0.add_attribute(name, value.into());
        self
    }

    /// An attribute, if it says something.
    pub fn maybe(self, name: &'static str, value: Option<AttrValue>) -> El {
        match value {
            Some(value) => self.is(name, value),
            None => self,
        }
    }

    /// What a click does.
    pub fn on_click(mut self, callback: Callback<MouseEvent>) -> El {
        self.0.add_listener(Rc::new(yew::html::onclick::Wrapper::new(callback)));
        self
    }

    /// A child.
    pub fn put(mut self, child: impl Into<VNode>) -> El {
        self.0.add_child(child.into());
        self
    }

    /// Children.
    pub fn all(mut self, children: impl IntoIterator<Item = VNode>) -> El {
        for child in children {
            self.0.add_child(child);
        }
        self
    }

    /// A child that is text.
    pub fn say(self, text: impl Into<AttrValue>) -> El {
        self.put(words(text))
    }
}

impl From<El> for VNode {
    fn from(el: El) -> VNode {
        VNode::from(el.0)
    }
}

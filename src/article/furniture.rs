//! What a site puts around an article: menus, share buttons, cookie banners, subscriptions,
//! related items, counters, copyright lines.

/// How a line of furniture bears on what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// A line that stands for itself (a menu item, "Read also: …", a counter).
    Line,
    /// The head of a block that seldom has news after it ("Related articles", "Comments").
    Tail,
}

/// Lines that are furniture word for word.
const WHOLE: &[&str] = &[
    "home",
    "homepage",
    "home page",
    "main",
    "main page",
    "menu",
    "search",
    "login",
    "log in",
    "sign in",
    "register",
    "about us",
    "about",
    "contact",
    "contacts",
    "contact us",
    "sitemap",
    "site map",
    "english",
    "print",
    "email",
    "e-mail",
    "share",
    "tweet",
    "like",
    "facebook",
    "twitter",
    "telegram",
    "whatsapp",
    "viber",
    "linkedin",
    "pinterest",
    "reddit",
    "youtube",
    "instagram",
    "vk",
    "x",
    "rss",
    "copy link",
    "copy",
    "save",
    "listen",
    "back",
    "top",
    "next",
    "previous",
    "prev",
    "more",
    "skip to content",
    "skip to main content",
    "close",
    "accept",
    "accept all",
    "reject all",
    "ok",
    "reply",
    "advertisement",
    "advertising",
    "ad",
    "sponsored",
    "continue reading",
    "article continues below",
    "story continues below",
    "photo gallery",
    "gallery",
    "video",
    "photo",
    "photos",
    "all news",
    "breaking news",
    "breaking",
    "news",
    "pdf",
    "en",
    "ru",
    "sr",
    "rus",
    "eng",
    "srb",
    "a a a",
    "latest",
    "trending",
    "loading",
    "loading...",
    "play",
    "download",
    "publications",
    "press release",
    "press releases",
    "analysis",
    "opinion",
    "donate",
    "archive",
    "events",
    "politics",
    "economy",
    "business",
    "world",
    "sport",
    "culture",
    "society",
    "region",
    "print version",
    "printable version",
    "print this page",
    "send by email",
    "toggle navigation",
    "quick links",
    "languages",
    "language",
    "follow",
    "followers",
    "settings",
];

/// Lines that begin so are furniture and stand for themselves.
const LINE_HEADS: &[&str] = &[
    "read also",
    "also read",
    "see also:",
    "related:",
    "read:",
    "read more:",
    "read more about",
    "read more on",
    "watch:",
    "more on this:",
    "share on",
    "share this",
    "share via",
    "share with",
    "share:",
    "share the",
    "tweet this",
    "tags:",
    "tag:",
    "tags ",
    "keywords:",
    "topics:",
    "topic:",
    "filed under",
    "categories:",
    "category:",
    "section:",
    "rubric:",
    "posted in",
    "views:",
    "views ",
    "comments:",
    "comments (",
    "no comments",
    "go to ",
    "return to ",
    "click here",
    "click to",
    "print ",
    "font size",
    "text size",
    "reading time",
    "estimated reading",
    "time to read",
    "listen to this",
    "listen to the",
    "download ",
    "photo gallery",
    "advertis",
    "sponsored",
    "follow us",
    "follow @",
    "skip to",
    "you are here",
    "last updated",
    "cookie",
    "we use cookies",
    "this website uses",
    "this site uses",
    "by continuing",
    "by clicking",
    "privacy policy",
    "terms of",
    "send to a friend",
    "report an error",
    "report a mistake",
    "found a mistake",
    "select text",
    "copy link",
    "copy the link",
    "add to ",
    "join us",
    "join our",
    "enable javascript",
    "please enable",
    "javascript",
    "your browser",
    "number of views",
    "viewed:",
    "google news",
    "whatsapp",
    "telegram:",
    "tel:",
    "tel.",
    "phone:",
    "fax:",
    "e-mail:",
    "email:",
    "press contact",
    "media contact",
    "for media enquiries",
    "for more information",
    "do not sell",
    "rules for comment",
    "content-type",
    "languages:",
    "key words",
    "search for",
];

/// Lines that begin so head a block after which there is seldom news.
const TAIL_HEADS: &[&str] = &[
    "read more",
    "read next",
    "related articles",
    "related stories",
    "related news",
    "related content",
    "related posts",
    "related topics",
    "related items",
    "related links",
    "related materials",
    "related publications",
    "related",
    "see also",
    "see all",
    "more on this",
    "more from",
    "more about",
    "more news",
    "more stories",
    "more articles",
    "other news",
    "other articles",
    "other publications",
    "latest news",
    "latest articles",
    "latest stories",
    "latest from",
    "recent posts",
    "recent articles",
    "recent news",
    "recent comments",
    "most read",
    "most popular",
    "most viewed",
    "popular news",
    "popular now",
    "popular",
    "top stories",
    "top news",
    "news feed",
    "newsfeed",
    "editor's pick",
    "editor’s pick",
    "recommended",
    "you may also",
    "you might also",
    "you may like",
    "don't miss",
    "don’t miss",
    "what to read next",
    "subscribe",
    "sign up",
    "newsletter",
    "you have been success",
    "thank you for subscribing",
    "stay up to date",
    "stay informed",
    "get the latest",
    "back to",
    "view all",
    "show more",
    "load more",
    "comments",
    "comment",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "write a comment",
    "add a comment",
    "add comment",
    "join the conversation",
    "be the first to comment",
    "your email address",
    "required fields",
    "previous article",
    "previous post",
    "previous news",
    "next article",
    "next post",
    "next story",
    "previous story",
    "next issue",
    "previous issue",
    "next news",
    "« ",
    "» ",
    "← ",
    "→ ",
    "copyright",
    "©",
    "(c) 20",
    "all rights reserved",
    "about the author",
    "about author",
    "about the publication",
    "support our",
    "support us",
    "support independent",
    "if you like",
    "material prepared",
    "our partners",
    "partners",
    "our projects",
    "contact us",
    "useful links",
    "print edition",
    "terms and conditions",
    "disclaimer",
];

/// Words that make a line furniture wherever they stand, whole sentences too.
const ANYWHERE: &[&str] = &[
    "all rights reserved",
    "our newsletter",
    "use cookies",
    "uses cookies",
    "cookie policy",
    "cookies to",
    "privacy policy",
    "terms of use",
    "terms of service",
    "your inbox",
    "subscribe to our",
    "subscribe to us",
    "subscribe now",
    "subscribe to the newsletter",
    "sign up for our",
    "sign up to our",
    "successfully subscribed",
    "without permission",
    "prior written consent",
    "is prohibited without",
    "when quoting",
    "hyperlink",
    "active link to",
    "link to the source is",
    "enable javascript",
    "javascript is",
    "do not necessarily reflect",
    "views expressed in this",
    "opinions expressed in this",
    "support independent journalism",
    "become a member",
    "follow us on",
    "join our",
    "our telegram channel",
    "our facebook",
    "your browser",
    "click here",
    "email address will not be published",
    "this article was originally published",
    "originally published in",
    "originally published on",
    "originally published by",
    "republished",
    "creative commons",
    "select the text and press",
    "ctrl+enter",
    "ctrl + enter",
    "found a typo",
    "noticed an error",
    "log in to comment",
    "add your comment",
    "our mailing list",
    "verified directly by the reporter",
    "trust project",
    "nonpartisan and nonproprietary",
    "private, tax-exempt",
    "personal data",
    "© ",
];

/// Words of a voice that speaks to its reader, not of the news.
const ADDRESS: &[&str] = &[" we ", " our ", " us ", " you ", " your "];

/// What kind of furniture a line is, if any.
pub fn furniture(line: &str) -> Option<Furniture> {
    let lower = fold(line);
    let core = lower.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '('));
    if core.is_empty() {
        return Some(Furniture::Line);
    }
    let words = core.split_whitespace().count();
    if words <= 4 && WHOLE.contains(&core) {
        return Some(Furniture::Line);
    }
    // "Share Facebook Twitter": buttons in a row.
    if words <= 8 && line.split_whitespace().all(menu_word) {
        return Some(Furniture::Line);
    }
    if counter(core) || crumbs(line) {
        return Some(Furniture::Line);
    }
    let sentence = words > 12 && ends_sentence(line);
    if !sentence {
        if LINE_HEADS.iter().any(|h| core.starts_with(h)) {
            return Some(Furniture::Line);
        }
        let heads = TAIL_HEADS.iter().any(|h| {
            core.strip_prefix(h).or_else(|| lower.strip_prefix(h)).is_some_and(|rest| {
                // "Related" heads a block, "Related talks will follow in Minsk" does not.
                let own = h.split_whitespace().count();
                let ends = !rest.starts_with(char::is_alphanumeric) || !h.ends_with(char::is_alphabetic);
                ends && (words <= own + 4
                    || (own > 1 && words <= 10)
                    || h.starts_with('©')
                    || *h == "copyright")
                    && !(own == 1
                        && words > 3
                        && !matches!(*h, "subscribe" | "newsletter" | "©" | "copyright"))
            })
        });
        if heads {
            return Some(Furniture::Tail);
        }
    }
    if words < 120 && ANYWHERE.iter().any(|p| lower.contains(p)) {
        return Some(if words > 3 { Furniture::Line } else { Furniture::Tail });
    }
    let bullet = line.starts_with(['•', '·', '▪', '●', '■', '►', '»', '›', '»', '|', '▼', '▶']);
    (bullet && words <= 5 && !ends_sentence(line)).then_some(Furniture::Line)
}

/// Whether a word alone on a line would be a menu item or a button ("Home", "Facebook").
pub fn menu_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && WHOLE.contains(&word.to_lowercase().as_str())
}

/// Whether a sentence speaks to the reader of the site; only asked beneath a head of furniture.
pub fn addresses_reader(line: &str) -> bool {
    let lower = fold(line);
    let quoted = line.contains(['“', '"', '„', '«']);
    !quoted && ADDRESS.iter().any(|w| lower.contains(w))
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(line: &str) -> bool {
    // A footnote's number may stand behind the full stop: "… in May.[4]".
    let mut line = line;
    while let Some((before, number)) = line.strip_suffix(']').and_then(|l| l.rsplit_once('[')) {
        if number.len() > 3 || !number.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        line = before;
    }
    let line = line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '“')
    });
    line.ends_with(['.', '!', '?', '…', '。']) || line.ends_with("..")
}

/// Lower case, one kind of space, at most some hundred characters: what phrases are looked for in.
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len().min(1024));
    let mut space = false;
    for c in line.trim().chars().take(900) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// "12 comments", "1,204 views", "3 min read", "Comments 0".
fn counter(core: &str) -> bool {
    const COUNTED: &[&str] = &[
        "comments",
        "comment",
        "views",
        "view",
        "shares",
        "share",
        "likes",
        "reads",
        "replies",
        "min read",
        "mins read",
        "minute read",
        "minutes read",
        "min",
        "views",
        "times",
        "followers",
        "votes",
        "photos",
    ];
    if core.len() > 40 {
        return false;
    }
    let digits = |s: &str| {
        let s = s.trim().trim_matches(['(', ')', ':']).trim();
        !s.is_empty() && s.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | 'k'))
    };
    digits(core) && core.len() < 8 && !(core.len() == 4 && (core.starts_with("19") || core.starts_with("20")))
        || COUNTED
            .iter()
            .any(|w| core.strip_suffix(w).is_some_and(digits) || core.strip_prefix(w).is_some_and(digits))
}

/// "Home > News > Defence", "EN | RU | BY": short items between signs.
fn crumbs(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let items = |sign: &str| {
        let parts: Vec<&str> = line.split(sign).map(str::trim).filter(|p| !p.is_empty()).collect();
        parts.len() >= 3 && parts.iter().all(|p| p.split_whitespace().count() <= 4)
    };
    let first = line.split(['>', '›', '»', '/', '|']).next().unwrap_or("").trim().to_lowercase();
    let from_home = matches!(first.as_str(), "home" | "main" | "homepage" | "start" | "news");
    [" > ", " › ", " » ", " | ", " • ", " · "].iter().any(|s| items(s))
        || (from_home && line.contains(['>', '›', '»', '/', '|']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<Furniture>) {
        assert_eq!(furniture(line), expect, "{line}");
    }

    #[test]
    fn furniture_is_told_from_news() {
        use Furniture::*;
        for line in [
            "• Main",
            "Home > News > Defence",
            "EN | RU | BY",
            "12 Comments",
            "3 min read",
            "Tags: army, drill",
        ] {
            check(line, Some(Line));
        }
        for line in [
            "Read more",
            "Related articles",
            "Subscribe to our newsletter",
            "Back to the list",
            "View all",
            "© 2019 The Gazette",
            "Comments",
        ] {
            check(line, Some(Tail));
        }
        check(
            "We use cookies to make this site work for you and to count its readers every day.",
            Some(Line),
        );
        for line in [
            "Related talks will follow in Minsk",
            "The ministers met on Monday and signed a plan.",
            "The minister shared his view of the talks.",
            "Back home, the minister was asked about the contract by members of parliament, who want it published.",
            "• to hold a joint exercise of the two armies in the spring;",
            "2019",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn a_voice_that_speaks_to_its_reader_is_heard_outside_quotations() {
        assert!(addresses_reader("Once a month we send a letter about what matters in the region."));
        assert!(!addresses_reader("“This month we send a letter to Minsk,” the minister said."));
    }
}

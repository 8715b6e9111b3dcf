//! Forms of English verbs, made from their lemma.

use crate::extract::lexicon::classes;

/// What a form of a verb can be; several at once ("put" is all of base, past and participle).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form(pub u8);

impl Form {
    /// "sign".
    pub const BASE: Form = Form(1);
    /// "signs".
    pub const THIRD: Form = Form(2);
    /// "signed" as a finite verb.
    pub const PAST: Form = Form(4);
    /// "signed" after "have" or "be".
    pub const PARTICIPLE: Form = Form(8);
    /// "signing".
    pub const ING: Form = Form(16);

    /// Whether it can be one of `other`.
    pub fn is(self, other: Form) -> bool {
        self.0 & other.0 != 0
    }
    /// Either.
    pub fn or(self, other: Form) -> Form {
        Form(self.0 | other.0)
    }
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The regular forms of a lemma with what each is, both spellings where English has two.
pub fn regular(lemma: &str) -> Vec<(String, Form)> {
    let mut out = vec![(lemma.to_owned(), Form::BASE)];
    let chars: Vec<char> = lemma.chars().collect();
    let n = chars.len();
    let last = chars.last().copied().unwrap_or(' ');
    let before = if n > 1 { chars[n - 2] } else { ' ' };
    let cut = |k: usize| chars[..n - k.min(n)].iter().collect::<String>();
    let past = Form::PAST.or(Form::PARTICIPLE);
    if last == 'y' && !vowel(before) {
        let stem = cut(1);
        out.push((format!("{stem}ies"), Form::THIRD));
        out.push((format!("{stem}ied"), past));
        out.push((format!("{lemma}ing"), Form::ING));
    } else if last == 'e' {
        out.push((format!("{lemma}s"), Form::THIRD));
        out.push((format!("{lemma}d"), past));
        let stem = if lemma.ends_with("ie") { format!("{}y", cut(2)) } else { cut(1) };
        let keeps = lemma.ends_with("ee") || lemma.ends_with("ye") || lemma.ends_with("oe");
        out.push((format!("{}ing", if keeps { lemma } else { &stem }), Form::ING));
    } else {
        let hiss = matches!(last, 's' | 'x' | 'z') || lemma.ends_with("ch") || lemma.ends_with("sh");
        out.push((format!("{lemma}{}", if hiss || last == 'o' { "es" } else { "s" }), Form::THIRD));
        let syllables =
            chars.iter().enumerate().filter(|&(i, c)| vowel(*c) && (i == 0 || !vowel(chars[i - 1]))).count();
        let closed = n > 2
            && !vowel(last)
            && !matches!(last, 'w' | 'x' | 'y')
            && vowel(before)
            && !vowel(chars[n - 3]);
        if closed && (syllables == 1 || classes::is(lemma, classes::DOUBLING)) {
            out.push((format!("{lemma}{last}ed"), past));
            out.push((format!("{lemma}{last}ing"), Form::ING));
        }
        if !(closed && syllables == 1) {
            out.push((format!("{lemma}ed"), past));
            out.push((format!("{lemma}ing"), Form::ING));
        }
    }
    out
}

/// All forms of a lemma; `irregular` gives past and participle where they are not regular.
pub fn forms(lemma: &str, irregular: Option<(&str, &str)>) -> Vec<(String, Form)> {
    let mut out = regular(lemma);
    if let Some((past, participle)) = irregular {
        out.retain(|(_, f)| !f.is(Form::PAST));
        out.push((past.to_owned(), Form::PAST));
        out.push((participle.to_owned(), Form::PARTICIPLE));
        if lemma.ends_with('l') && past.len() == lemma.len() + 3 {
            // "initialled", and "initialed"
            out.push((format!("{lemma}ed"), Form::PAST.or(Form::PARTICIPLE)));
        }
        if participle == "gotten" {
            out.push(("got".to_owned(), Form::PARTICIPLE));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lemma: &str, irregular: Option<(&str, &str)>, expect: &[&str]) {
        let got: Vec<String> = forms(lemma, irregular).into_iter().map(|(f, _)| f).collect();
        for form in expect {
            assert!(got.iter().any(|g| g == form), "{lemma}: {form} not in {got:?}");
        }
    }

    #[test]
    fn verbs_are_inflected_as_english_spells_them() {
        check("sign", None, &["sign", "signs", "signed", "signing"]);
        check("supply", None, &["supplies", "supplied", "supplying"]);
        check("promise", None, &["promises", "promised", "promising"]);
        check("stop", None, &["stops", "stopped", "stopping"]);
        check("visit", None, &["visited", "visiting"]);
        check("ship", None, &["shipped", "shipping"]);
        check("transfer", None, &["transferred", "transferring"]);
        check("travel", None, &["travelled", "traveled"]);
        check("give", Some(("gave", "given")), &["gives", "gave", "given", "giving"]);
        check("agree", None, &["agrees", "agreed", "agreeing"]);
        check("tie", None, &["tied", "tying"]);
        check("fly", Some(("flew", "flown")), &["flies", "flew", "flown", "flying"]);
        check("attack", None, &["attacked", "attacking"]);
    }

    #[test]
    fn no_form_is_made_that_english_lacks() {
        let stop: Vec<String> = forms("stop", None).into_iter().map(|(f, _)| f).collect();
        assert!(!stop.contains(&"stoped".to_owned()), "{stop:?}");
        let give: Vec<String> = forms("give", Some(("gave", "given"))).into_iter().map(|(f, _)| f).collect();
        assert!(!give.contains(&"gived".to_owned()), "{give:?}");
    }
}

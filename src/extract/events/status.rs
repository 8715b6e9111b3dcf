//! How real an event is, from the verb group that tells it and from what governs it.

use super::clauses::{Group, Modality};
use super::compose::Draft;
use super::words::Control;
use crate::extract::Text;
use crate::extract::text::Sentence;
use crate::record::{EventKind, Status};
use std::ops::Range;

/// By the group alone: negation, modal verb, governing adjective.
pub fn of_group(group: &Group) -> Status {
    if group.negated {
        return Status::Denied;
    }
    let modal = match group.modality {
        Modality::Fact => Status::Occurred,
        Modality::Future | Modality::Would => Status::Planned,
        Modality::Possible | Modality::Must => Status::Wished,
    };
    match group.control {
        Some(control) => under(modal, control),
        None => modal,
    }
}

/// Under a governing verb, noun or adjective: "plans to", "a decision to", "is ready to".
pub fn under(status: Status, control: Control) -> Status {
    if matches!(status, Status::Denied | Status::Unconfirmed) {
        return status;
    }
    match control {
        Control::Plan | Control::Agree | Control::Threat => Status::Planned,
        Control::Wish | Control::Offer | Control::Request => Status::Wished,
        Control::Refuse | Control::Deny => Status::Denied,
        _ => status,
    }
}

/// What is only a claim: a deed that nobody vouches for.
pub fn claimed(status: Status) -> Status {
    if status == Status::Denied { status } else { Status::Unconfirmed }
}

/// As if it had been done: what a wish is about has no status of its own.
pub fn of_fact(status: Status) -> Status {
    if status == Status::Planned { Status::Occurred } else { status }
}

/// In what somebody says; `reported` by a third party, who may be wrong about what is to come.
pub fn said(status: Status, control: Control, reported: bool) -> Status {
    match (control, status) {
        (Control::Deny, _) => Status::Denied,
        (_, Status::Planned) if reported => Status::Unconfirmed,
        _ => status,
    }
}

/// Of the event of a governing verb itself: an offer is a wish, an agreement is made.
pub fn of_control(status: Status, control: Control, kind: EventKind) -> Status {
    if status == Status::Occurred && control == Control::Pending {
        return Status::Planned;
    }
    let wish = matches!(control, Control::Wish | Control::Offer) || kind == EventKind::StatementIntent;
    if status == Status::Occurred && wish { Status::Wished } else { status }
}

/// Whether a sentence takes back what was told before it: "the report has not been confirmed".
pub fn retracts(text: &Text, tokens: Range<usize>) -> bool {
    let mut pointer = false;
    let mut not = false;
    for i in tokens.take(40) {
        match text.tokens[i].lower.as_str() {
            "information" | "report" | "reports" | "news" | "this" | "claim" | "it" => pointer = true,
            "not" | "nobody" | "never" | "no" | "neither" => not = true,
            "unconfirmed" => return pointer,
            "confirmed" if pointer && not => return true,
            _ => {}
        }
    }
    false
}

/// Marks the planned events of the sentence before as unconfirmed and lets their evidence reach on.
pub fn retract(drafts: &mut [Draft], sentence: &Sentence, text: &Text) {
    let number = sentence.tokens.start.checked_sub(1).map(|t| text.tokens[t].sentence);
    for draft in drafts.iter_mut().rev().take(4) {
        if Some(text.tokens[draft.head].sentence) == number
            && matches!(draft.status, Status::Planned | Status::Wished)
        {
            draft.status = Status::Unconfirmed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn said_is_not_done() {
        assert_eq!(under(Status::Occurred, Control::Plan), Status::Planned);
        assert_eq!(under(Status::Occurred, Control::Wish), Status::Wished);
        assert_eq!(under(Status::Denied, Control::Plan), Status::Denied);
        assert_eq!(said(Status::Planned, Control::Say, true), Status::Unconfirmed);
        assert_eq!(said(Status::Planned, Control::Say, false), Status::Planned);
        assert_eq!(said(Status::Occurred, Control::Deny, false), Status::Denied);
    }
}

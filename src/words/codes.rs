//! Kinds and statuses by their names in records and addresses, the same in every language.

use crate::record::{EventKind, Status};

/// Every kind of event, in the order of lists.
pub const KINDS: [EventKind; 14] = [
    EventKind::Agree,
    EventKind::Consult,
    EventKind::Visit,
    EventKind::Cooperate,
    EventKind::Exercise,
    EventKind::Transfer,
    EventKind::Aid,
    EventKind::Support,
    EventKind::StatementIntent,
    EventKind::Award,
    EventKind::Appoint,
    EventKind::Refuse,
    EventKind::Sanction,
    EventKind::Other,
];

/// Every status, in the order of lists: from done to denied.
pub const STATUSES: [Status; 5] =
    [Status::Occurred, Status::Planned, Status::Wished, Status::Unconfirmed, Status::Denied];

/// The name of a kind of event in records and addresses.
pub fn kind_code(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Agree => "AGREE",
        EventKind::Consult => "CONSULT",
        EventKind::Visit => "VISIT",
        EventKind::Cooperate => "COOPERATE",
        EventKind::Exercise => "EXERCISE",
        EventKind::Transfer => "TRANSFER",
        EventKind::Aid => "AID",
        EventKind::Support => "SUPPORT",
        EventKind::StatementIntent => "STATEMENT_INTENT",
        EventKind::Award => "AWARD",
        EventKind::Appoint => "APPOINT",
        EventKind::Refuse => "REFUSE",
        EventKind::Sanction => "SANCTION",
        EventKind::Other => "OTHER",
    }
}

/// The kind of event with a name.
pub fn kind_of_code(code: &str) -> Option<EventKind> {
    KINDS.into_iter().find(|&k| kind_code(k) == code)
}

/// The name of a status in records and addresses.
pub fn status_code(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Planned => "planned",
        Status::Wished => "wished",
        Status::Unconfirmed => "unconfirmed",
        Status::Denied => "denied",
    }
}

/// The status with a name.
pub fn status_of_code(code: &str) -> Option<Status> {
    STATUSES.into_iter().find(|&s| status_code(s) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_names_in_records() {
        for k in KINDS {
            assert_eq!(kind_of_code(kind_code(k)), Some(k));
            assert_eq!(serde_json::to_string(&k).ok(), Some(format!("{:?}", kind_code(k))));
        }
        for s in STATUSES {
            assert_eq!(status_of_code(status_code(s)), Some(s));
            assert_eq!(serde_json::to_string(&s).ok(), Some(format!("{:?}", status_code(s))));
        }
    }
}

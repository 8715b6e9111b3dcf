//! CAMEO codes and PLOVER categories, and what the status of an event makes of them.
//!
//! PLOVER's categories are CAMEO's roots, folded: 18, 19 and 20 are ASSAULT, 02 and 10 REQUEST, 09 and
//! 11 ACCUSE; 01, comment, has none. By both codebooks a promise of something kind is AGREE, the
//! prospect of something hostile THREATEN, and a refusal of something kind REJECT.

use crate::record::{EventKind, Plover, Status};

/// The PLOVER category of a CAMEO code.
pub fn plover(cameo: &str) -> Option<Plover> {
    Some(match cameo.get(..2)? {
        "02" | "10" => Plover::Request,
        "03" => Plover::Agree,
        "04" => Plover::Consult,
        "05" => Plover::Support,
        "06" => Plover::Cooperate,
        "07" => Plover::Aid,
        "08" => Plover::Yield,
        "09" | "11" => Plover::Accuse,
        "12" => Plover::Reject,
        "13" => Plover::Threaten,
        "14" => Plover::Protest,
        "15" => Plover::Mobilize,
        "16" => Plover::Sanction,
        "17" => Plover::Coerce,
        "18" | "19" | "20" => Plover::Assault,
        _ => return None,
    })
}

/// Whether a category is kind: its promise is AGREE and its refusal REJECT.
pub fn friendly(category: Plover) -> bool {
    use Plover::*;
    matches!(category, Agree | Consult | Support | Cooperate | Aid | Yield)
}

/// Whether a category is hostile in deed: its prospect is THREATEN.
pub fn hostile(category: Plover) -> bool {
    use Plover::*;
    matches!(category, Protest | Mobilize | Sanction | Coerce | Assault)
}

/// The code of an event that is only planned, wished or denied, from the code of the deed.
pub fn prospective(cameo: &str, status: Status) -> String {
    let Some(category) = plover(cameo) else { return cameo.to_owned() };
    match status {
        Status::Occurred => cameo.to_owned(),
        Status::Denied if friendly(category) => "120".to_owned(),
        Status::Denied => cameo.to_owned(),
        _ => match category {
            Plover::Consult => "036".to_owned(),
            Plover::Cooperate => match cameo {
                "061" => "0311".to_owned(),
                "062" => "0312".to_owned(),
                _ => "031".to_owned(),
            },
            Plover::Aid => match cameo {
                "071" => "0331".to_owned(),
                "072" => "0332".to_owned(),
                "073" => "0333".to_owned(),
                _ => "033".to_owned(),
            },
            Plover::Yield => "035".to_owned(),
            Plover::Support => "030".to_owned(),
            Plover::Protest => "133".to_owned(),
            Plover::Mobilize | Plover::Assault => "138".to_owned(),
            Plover::Sanction => "131".to_owned(),
            Plover::Coerce => "130".to_owned(),
            _ => cameo.to_owned(),
        },
    }
}

/// Whether both sides do it alike, so that each is actor and recipient.
pub fn mutual(kind: EventKind) -> bool {
    matches!(kind, EventKind::Agree | EventKind::Consult | EventKind::Cooperate | EventKind::Exercise)
}

/// How far a status has got: wished, planned, occurred; what is unconfirmed or denied has not.
pub fn reach(status: Status) -> u8 {
    match status {
        Status::Denied => 0,
        Status::Unconfirmed => 1,
        Status::Wished => 2,
        Status::Planned => 3,
        Status::Occurred => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_agreement_and_a_prospect_of_harm_a_threat() {
        let check = |cameo, status, expect| assert_eq!(plover(&prospective(cameo, status)), Some(expect));
        check("040", Status::Occurred, Plover::Consult);
        check("040", Status::Planned, Plover::Agree);
        check("072", Status::Wished, Plover::Agree);
        check("190", Status::Planned, Plover::Threaten);
        check("085", Status::Denied, Plover::Reject);
        check("173", Status::Occurred, Plover::Coerce);
        assert_eq!(plover("010"), None);
        assert_eq!(plover(""), None);
    }
}

import type { Terms } from '../profile.ts'

/** Times and limits of this event. Unless a source is named they are proposals, to be changed here after experience. */
export const terms: Terms = {
  /** Claim → each next news. Half an hour is a call and a ride inside a subdistrict; longer hides a case from others. */
  leaseMinutes: 30,
  /** Once arrived: a trip to hospital and the wait there fill three hours without a hand free for the phone. */
  helpingLeaseMinutes: 180,
  /** The clock turns amber and the phone vibrates once. */
  leaseWarningMinutes: 10,
  /** An opened number hides again, so that an unattended phone does not show it; opening again is logged again. */
  phoneShownMinutes: 5,
  /** Asked to take a case over and silent: the case goes over or back by itself, half a lease at most. */
  handOverUnansweredMinutes: 15,
  /** Three calls, ten minutes apart: long enough for a bath or a flat battery, inside one lease. */
  cannotReachAttempts: 3,
  cannotReachGapMinutes: 10,
  /** Three at first; one more for five closings the requesters confirmed; ten is what one person can follow in a day. */
  openClaimsCap: { start: 3, closingsPerExtra: 5, most: 10 },
  /** Helper says helped, requester silent: after a day a coordinator is asked to call … */
  closingSilenceHours: 24,
  /** … and a day later the case closes as unconfirmed, counted apart. */
  coordinatorCallHours: 24,
  /** Nobody has claimed: who is told next. Red cannot wait, and 1669 is on its screen from the first second. */
  escalation: {
    red: [
      { level: 'subdistrict', afterMinutes: 0 },
      { level: 'district', afterMinutes: 10 },
      { level: 'province', afterMinutes: 20 },
    ],
    yellow: [
      { level: 'subdistrict', afterMinutes: 0 },
      { level: 'district', afterMinutes: 60 },
      { level: 'province', afterMinutes: 120 },
    ],
    green: [
      { level: 'subdistrict', afterMinutes: 0 },
      { level: 'district', afterMinutes: 120 },
      { level: 'province', afterMinutes: 240 },
    ],
  },
  /** On the coordinator's desk as "unattended": after every level has been told. */
  unattendedHours: { red: 1, yellow: 4, green: 12 },
  /**
   * A gateway of a mobile network speaks for a whole town, so none is refused: they stand last within their colour, and a
   * coordinator sees them as one group. Fifteen in an hour is more than one helper who asks for the neighbours.
   */
  burst: { requests: 15, minutes: 60, originDays: 2 },
  /** Same need this near and this recent may be the same household: GPS indoors is off by up to about 50 m. */
  duplicate: { metres: 100, hours: 48 },
  phoneCode: {
    digits: 6,
    minutes: 5,
    attempts: 5,
    /** A lost message, twice; more is someone pestering that phone. */
    perPhonePerHour: 3,
    /** One address is often a whole village behind one mobile gateway. */
    perAddressPerHour: 30,
    /** The proof goes with the request about to be sent, also after a while without signal. */
    proofMinutes: 60,
  },
  doorCodeDigits: 4,
  /**
   * A volunteer holds ten cases at most and rings each; an officer with 400 cases reaches them all in a day. Whoever needs
   * more is either many people under one name, or collecting. A data volunteer at a table looks up one person a minute.
   */
  lookUps: {
    phone: { volunteer: { perHour: 15, perDay: 60 }, coordinator: { perHour: 50, perDay: 400 } },
    identity: { volunteer: { perHour: 20, perDay: 60 }, coordinator: { perHour: 40, perDay: 200 } },
    find: { volunteer: { perHour: 90, perDay: 500 }, coordinator: { perHour: 150, perDay: 800 } },
  },
  /** One case given back is a mistake; the fifth in a day is not. */
  claimPauseMinutes: [1, 5, 15, 60, 240],
  peopleMax: 99,
  noteMaxCharacters: 1000,
  /** After closing: name, phone and house go, sums stay. A quarter covers follow-up and complaints. */
  anonymiseAfterDays: 90,
}

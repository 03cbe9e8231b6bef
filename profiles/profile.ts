/**
 * An emergency as data: what people may need, what is asked, how urgency is judged, which words and limits hold.
 * A profile is plain JSON (no functions), so the server answers it whole and a phone keeps it for use without signal.
 */

/** Words for people. Thai is the source, English its translation. */
export type Text = { th: string; en: string }

/** One thing to choose. `alone`: choosing it clears the others ("none of these"). */
export type Option = { id: string; label: Text; hint?: Text; alone?: true }

type Asked = {
  id: string
  label: Text
  hint?: Text /** free text and health: never shown in public */
  personal: boolean
}

/** Nothing is compulsory: an emergency is never refused for want of an answer. `min` and `max` are inclusive; years are ค.ศ. */
export type Question = Asked &
  (
    | { type: 'choice' | 'choices'; options: Option[] }
    | { type: 'number'; min: number; max: number; unit: Text; decimals?: true }
    | { type: 'year'; min: number; max: number }
    | { type: 'text'; maxCharacters: number }
    | { type: 'yes-no' }
  )

/** `icon`: a lucide name, or `temple`, our own glyph. `solemn`: its closing words win over those of other needs. */
export type Need = {
  kind: string
  label: Text
  icon: string
  questions: Question[]
  asksTriage: boolean
  closing: Text
  solemn?: true
}

export type Urgency = 'green' | 'yellow' | 'red'

/** Holds or not over what was told. There is no "not": so one more symptom can never lower the urgency. */
export type Condition =
  | { any: Condition[] }
  | { all: Condition[] }
  | { needs: string[] }
  | { tags: string[] }
  | { ageFrom: number }
  /** `need` names the need whose answers are meant; without it, the triage answers. */
  | { answer: string; need?: string; is: string[] }
  | { answer: string; need?: string; yes: true }
  | { answer: string; need?: string; from: number; below: number }

/** `source`: document and year behind the rule, or the words that it is our own proposal. */
export type TriageRule = { id: string; level: Urgency; when: Condition; reason: Text; source: string }
export type Triage = { questions: Question[]; rules: TriageRule[]; otherwise: Omit<TriageRule, 'when'> }

/** `highRisk`: of the group the health ministry puts first. */
/** `fromAge`: who is so many years old has the tag; where the birth year is known, nobody needs to tick it. */
export type Tag = { id: string; label: Text; hint?: Text; highRisk: boolean; fromAge?: number }
/** `first`: stands at the head of every step of asking. */
export type Hotline = { number: string; label: Text; role: Text; first: boolean }
/** `dataVolunteer`: one of the groups named in the order as data volunteers. */
export type VolunteerKind = { id: string; label: Text; dataVolunteer: boolean }
/**
 * One thing a kind of facility tells beside the shared core: free beds are `room`, not a field. `staleAfterHours`: it ages,
 * and unconfirmed for longer reads "old information"; without it, it does not age. `names`: other headings of a column.
 */
export type FacilityField = {
  id: string
  label: Text
  names?: string[]
  staleAfterHours?: number
} & (
  | { type: 'number'; min: number; max: number; unit: Text }
  | { type: 'yes-no' }
  | { type: 'text'; maxCharacters: number }
  | { type: 'choices'; options: Option[] }
)
/**
 * What a facility can take before it is full. `count`: places taken and given back (beds), told as free of total.
 * `stock`: what is used up and filled again (cylinders), from whose use follows how many hours it lasts.
 * `daily`: so many each day (doses, rites): what is left is left of today.
 */
export type FacilityRoom = {
  way: 'count' | 'stock' | 'daily'
  unit: Text
  free: { label: Text; names: string[] }
  total: { label: Text; names: string[] }
  staleAfterHours: number
}
/**
 * `names`: other words for the kind, as people write them in lists. `staleAfterHours`: its state (open, full, closed) and hours,
 * unconfirmed for longer, read "old information". `admits`: which of the profile's `facilityAdmits` can be told of it.
 */
export type FacilityKind = {
  kind: string
  label: Text
  names: string[]
  /** words of lists for the kind that are no part of a facility's name */
  inLists: string[]
  icon: string
  staleAfterHours: number
  room?: FacilityRoom
  fields: FacilityField[]
  admits: string[]
}
export type FacilityTerms = {
  /** a hold returns by itself */
  holdMinutes: number
  openHoldsPerPerson: number
  /** proposals of one person that no coordinator has looked at */
  openProposalsPerPerson: number
  /** after something went stale: the keeper is asked once more each so many hours */
  nudgeEveryHours: number
  /** hours of the day, Thai time, in which anybody is written to */
  nudgeBetween: { from: number; until: number }
  /** stale for so long: volunteers near by are asked, then it stands on the coordinator's page */
  askVolunteersAfterHours: number
  /** volunteers who are sent a message about one facility that is silent */
  volunteersAsked: number
  tellCoordinatorAfterHours: number
  volunteersWithinMetres: number
  /** agreeing answers of volunteers that change what the map says */
  answersToChange: number
  /** independent remarks that mark a pin as doubted, and how long one counts */
  remarksToDoubt: number
  remarkDays: number
  /** an imported row is the facility of the same name and kind this near */
  sameWithinMetres: number
  /** what a keeper's link in an SMS lives */
  linkHours: number
  /** stock lasts as long as its use of so many hours says */
  useHours: number
}
/** Why somebody is not covered yet. `group` decides what follows: a job to arrange, or a talk. `talk`: what to say at the door, in one or two sentences. */
export type RegisterReason = {
  id: string
  label: Text
  group: 'cannot-get-there' | 'does-not-want'
  /** other words for it in lists, where their meaning is certain */
  names?: string[]
  talk: Text
  source: string
}
/** What the register of residents asks and how it works: its words and limits. */
export type Register = {
  label: Text
  /** read aloud before anything is asked; `version` is kept with whom it was read to */
  notice: { version: string; words: Text }
  reasons: RegisterReason[]
  /** `names`: other spellings in lists */
  brands: (Option & { names: string[] })[]
  /** doses that make somebody covered, the most there are, and the first day 'YYYY-MM-DD' any was given */
  doses: { enough: number; most: number; from: string }
  /** the first day 'YYYY-MM-DD' anybody was infected */
  infectedFrom: string
  /** tags of the profile that are asked of a resident, in order */
  tags: string[]
  /** what else lists call them */
  tagNames: Record<string, string[]>
  nationalities: (Option & { names: string[] })[]
  /** the kind of facility that gives it */
  siteKind: string
  /** the need asked for a resident who cannot get there */
  help: { homeVisit: string; transport: string }
  terms: RegisterTerms
}
export type RegisterTerms = {
  /** a next visit is proposed after so many days, by wish */
  nextVisitDays: { undecided: number; 'does-not-want': number; wants: number }
  /** a phone that was not online for so long forgets what it keeps of others' records */
  offlineDays: number
  /** a device is told to the coordinator as silent after so many days */
  silentDays: number
  pinDigits: number
  pinAttempts: number
  /** the app locks after so many minutes without use */
  lockMinutes: number
  /** a fresh sign-in opens the phone's records for so long without the PIN */
  freshSignInMinutes: number
  /** two names at least this alike (0 to 1), born within so many years, are shown as likely the same person */
  twin: { likeness: number; years: number }
  undoMergeDays: number
  /** counts below this are not told outside the own areas */
  fewerThan: number
}
/** The tag people write in parentheses after their affiliation. */
export type AffiliationProgramme = { tag: string; label: Text }

/** What a requester can tell on the follow page; `asks` opens that part of the request again. */
export type News = { id: string; label: Text; asks?: 'triage' | 'place' | 'people' | 'phone' }
/** What a helper says at the end; `asks`: a facility's name, or a photo or note as proof. */
export type HelpResult = {
  id: string
  label: Text
  means: 'helped' | 'partly' | 'not-found'
  asks?: 'facility' | 'proof'
}

/** Who is told, and how many minutes after the request arrived. */
export type EscalationStep = { level: 'subdistrict' | 'district' | 'province'; afterMinutes: number }

/** How many people somebody may look up; half of it is told to the coordinators. */
export type LookUpLimit = { perHour: number; perDay: number }
/** The phone of a request, the full identity number of a resident, who holds an identity number. */
export type LookUpKind = 'phone' | 'identity' | 'find'

export type Terms = {
  leaseMinutes: number
  helpingLeaseMinutes: number
  leaseWarningMinutes: number
  phoneShownMinutes: number
  handOverUnansweredMinutes: number
  cannotReachAttempts: number
  cannotReachGapMinutes: number
  openClaimsCap: { start: number; closingsPerExtra: number; most: number }
  closingSilenceHours: number
  coordinatorCallHours: number
  escalation: Record<Urgency, EscalationStep[]>
  unattendedHours: Record<Urgency, number>
  /**
   * From so many unproven requests of one network address within so many minutes and a province on, each stands last
   * within its colour; where a request came from is forgotten after so many days.
   */
  burst: { requests: number; minutes: number; originDays: number }
  duplicate: { metres: number; hours: number }
  phoneCode: {
    digits: number
    minutes: number
    attempts: number
    perPhonePerHour: number
    perAddressPerHour: number
    proofMinutes: number
  }
  doorCodeDigits: number
  lookUps: Record<LookUpKind, { volunteer: LookUpLimit; coordinator: LookUpLimit }>
  /** after the first, second … case given back without an attempt within a day; the last holds for all further ones */
  claimPauseMinutes: number[]
  peopleMax: number
  noteMaxCharacters: number
  anonymiseAfterDays: number
}

export type Profile = {
  id: string
  name: Text
  needs: Need[]
  triage: Triage
  urgencies: Record<Urgency, { label: Text; advice: Text }>
  tags: Tag[]
  hotlines: Hotline[]
  volunteerKinds: VolunteerKind[]
  skills: Option[]
  vehicles: Option[]
  affiliationProgrammes: AffiliationProgramme[]
  facilityKinds: FacilityKind[]
  /** who can be taken, and how: asked of each facility, and by who looks for one */
  facilityAdmits: Option[]
  facilityTerms: FacilityTerms
  register: Register
  news: News[]
  helperNews: Option[]
  helpResults: HelpResult[]
  withdrawReasons: Option[]
  releaseReasons: Option[]
  revealReasons: Option[]
  referTo: Option[]
  notices: {
    emergency: Text
    whileWaiting: Text
    notDiagnosis: Text
    free: Text
    privacy: Text
    closed: Text
  }
  terms: Terms
}

/** Words in both languages, short to write. */
export const text = (th: string, en: string): Text => ({ th, en })

/** The last words of a request with these needs: a death among them silences "get well soon". */
export function closingWords(profile: Profile, kinds: readonly string[]): Text {
  const asked = profile.needs.filter((need) => kinds.includes(need.kind))
  return (asked.find((need) => need.solemn) ?? asked[0])?.closing ?? profile.notices.closed
}

/** The kinds of volunteers who go from house to house and keep the register. */
export const dataKindsOf = ({ volunteerKinds }: Profile): string[] =>
  volunteerKinds.filter(({ dataVolunteer }) => dataVolunteer).map(({ id }) => id)

/** How many cases a helper may hold at once, given how many of their cases requesters have confirmed. */
export function openClaimsAllowed({ openClaimsCap: cap }: Terms, confirmedClosings: number): number {
  return Math.min(cap.most, cap.start + Math.floor(confirmedClosings / cap.closingsPerExtra))
}

export { parseAffiliation } from './affiliation.ts'
export { problemsWithAnswers, readAnswers } from './answers.ts'
export { addedAnswers, reasonText, triage } from './triage.ts'

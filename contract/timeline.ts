/** Every step a case's timeline may hold; pages have words for each. */
export const timelineKinds = [
  'asked',
  'told',
  'asked-again',
  'linked-duplicate',
  'unlinked-duplicate',
  'not-the-same',
  'lead-ended',
  'phone-verified',
  'news',
  'still-needed',
  'urgency-raised',
  'urgency-set',
  'claimed',
  'assigned',
  'phone-revealed',
  'on-the-way',
  'arrived',
  'helper-news',
  'cannot-reach',
  'unreachable',
  'hand-over-asked',
  'handed-over',
  'released',
  'lease-lapsed',
  'access-revoked',
  'referred',
  'helped',
  'confirmed',
  'confirmed-by-phone',
  'contested',
  'call-asked',
  'attention-settled',
  'call-unanswered',
  'closed-unconfirmed',
  'closed-not-found',
  'closed-not-real',
  'reopened',
  'safe',
  'withdrawn',
  'contact-preference',
  'erased',
] as const
export type TimelineKind = (typeof timelineKinds)[number]

/** Reasons of urgency that come from the case's own story; all others are ids of the profile's triage rules. */
export const storyReasons = ['asked-again', 'set-by-coordinator'] as const
export type StoryReason = (typeof storyReasons)[number]

/** What a coordinator should look at, the most pressing first. */
export const attentions = [
  'unreachable',
  'access-revoked',
  'contested',
  'says-real',
  'call-requester',
  'not-found',
  'hand-over',
  'may-be-duplicate',
] as const

/** How often the requester wants to be contacted. */
export const contactPreferences = ['every-step', 'important', 'none'] as const
export type ContactPreference = (typeof contactPreferences)[number]

/** How a case may end. */
export const outcomes = [
  'confirmed',
  'confirmed-by-phone',
  'unconfirmed',
  'safe',
  'withdrawn',
  'duplicate',
  'not-found',
  'not-real',
  'referred',
] as const

/** How a coordinator may end a case; a repeat is linked instead. */
export const closingOutcomes = ['confirmed-by-phone', 'not-real', 'not-found', 'referred'] as const
export type ClosingOutcome = (typeof closingOutcomes)[number]
/** What the requester said when a coordinator rang. */
export const callAnswers = ['received', 'not-received', 'no-answer'] as const
export type CallAnswer = (typeof callAnswers)[number]

/** Refusals any page may meet, and those of asking and helping. */
export const commonProblems = {
  'invalid-input': [400, 'The request has fields that are wrong'],
  'malformed-json': [400, 'The body is not JSON'],
  'malformed-text': [400, 'The body is not UTF-8'],
  'phone-invalid': [400, 'This is not a phone number of Thailand'],
  'outside-thailand': [400, 'The place is outside Thailand'],
  'place-needed': [400, 'A point or the code of a subdistrict is needed'],
  'area-unknown': [400, 'There is no area with this code'],
  'answers-wrong': [400, 'The answers do not fit the questions of the profile'],
  'code-wrong': [400, 'The code is wrong'],
  'code-ended': [400, 'The code has ended: five wrong tries, five minutes, or used'],
  'phone-proof-invalid': [400, 'The proof of the phone number is not valid'],
  'nobody-to-reveal': [400, 'The case has no such phone number'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-origin': [403, 'Writes are accepted from this site only'],
  'not-allowed': [403, 'You may not do this'],
  'not-approved': [403, 'Your registration as a volunteer is not approved yet'],
  'not-oneself': [403, 'This is about yourself: somebody else must decide'],
  'outside-scope': [403, 'This is outside the area you answer for'],
  'not-found': [404, 'There is nothing here'],
  'help-request-not-found': [404, 'There is no such case'],
  'volunteer-not-found': [404, 'There is no such volunteer'],
  'grant-not-found': [404, 'There is no such grant'],
  'follow-key-unknown': [404, 'This follow link opens no request'],
  'setup-link-ended': [404, 'This link is used or too old'],
  'already-claimed': [409, 'Someone else has claimed this case'],
  'not-holder': [409, 'You no longer hold this case'],
  'wrong-status': [409, 'The case has moved on, this step no longer fits'],
  'too-many-claims': [409, 'You hold as many open cases as you may'],
  'access-revoked': [409, 'The requester does not want you to hold this case'],
  'cannot-reach-too-soon': [409, 'Wait before the next attempt'],
  'already-registered': [409, 'You are registered as a volunteer already'],
  'already-linked': [409, 'This case is linked to another already'],
  'id-taken': [409, 'This id belongs to another request'],
  'too-large': [413, 'The body is larger than 256 kB'],
  'media-unsupported': [415, 'Send application/json'],
  'too-many-calls': [429, 'Too many calls, wait'],
  'not-ready': [503, 'Not ready yet'],
  unexpected: [500, 'Something went wrong here'],
} as const satisfies Record<string, readonly [number, string]>

/** Refusals of facilities and of bringing files in: pages that need no such words do not load them. */
export const facilityProblems = {
  'facility-not-found': [404, 'There is no such facility'],
  'keeper-not-found': [404, 'There is no such keeper'],
  'hold-not-found': [404, 'There is no such hold'],
  'import-not-found': [404, 'There is no such import'],
  'link-ended': [404, 'This link is used or too old'],
  'facility-exists': [409, 'There is such a facility near by already'],
  'no-room': [409, 'There is no room left'],
  'too-many-proposals': [409, 'A coordinator must look at your earlier proposals first'],
  'too-many-holds': [409, 'You hold as many places as you may'],
  'nothing-to-undo': [409, 'There is nothing of yours to take back, or it is too late'],
  'facility-gone': [409, 'This facility has closed for good'],
  'import-busy': [409, 'This import is being worked on'],
  'import-has-problems': [409, 'Some rows have problems'],
  'import-ended': [409, 'This import is written, taken back or forgotten already'],
  'columns-missing': [400, 'A required column is not named'],
  'hours-unclear': [400, 'The opening hours cannot be understood'],
  'file-missing': [400, 'Send a file in the field `file`'],
  'file-kind-unknown': [415, 'The file is not .xlsx, .csv or GeoJSON'],
  'file-old-excel': [415, 'This is an old .xls file: save it as .xlsx'],
  'file-has-macros': [415, 'The file has macros: save it as .xlsx'],
  'file-locked': [415, 'The file has a password'],
  'file-damaged': [400, 'The file is damaged or not whole'],
  'file-empty': [400, 'The file has no rows'],
  'file-no-header': [400, 'No row of headings was found'],
  'file-too-large': [413, 'The file is larger than 20 MB'],
  'file-too-many-rows': [413, 'The file has more than 100,000 rows'],
  'file-too-many-columns': [413, 'The file has more than 200 columns'],
  'file-expands-too-much': [413, 'The file unpacks to more than may be read'],
  'file-cell-too-long': [413, 'A cell of the file holds more than 2,000 characters'],
  'file-open-document': [415, 'This is an OpenDocument file: save it as .xlsx'],
  'file-not-geojson-points': [415, 'The file is JSON, but no GeoJSON of points'],
  'file-encoding-unknown': [415, 'The letters of the file cannot be read: save it as UTF-8'],
  'file-took-too-long': [413, 'Reading the file took too long'],
} as const satisfies Record<string, readonly [number, string]>

/** Refusals of the register of residents. */
export const registerProblems = {
  'resident-not-found': [404, 'There is no such resident'],
  'household-not-found': [404, 'There is no such household'],
  'conflict-not-found': [404, 'There is no such conflict'],
  'device-not-found': [404, 'There is no such device'],
  'move-not-found': [404, 'There is no such move'],
  'merge-not-found': [404, 'There is no such merge'],
  'appointment-not-found': [404, 'There is no such appointment'],
  'identity-invalid': [400, 'This is no identity number of its kind'],
  'identity-exists': [409, 'The identity number is held by another resident'],
  'no-identity': [400, 'No identity number is known of this resident'],
  'device-revoked': [403, 'This device must forget the register'],
  'device-taken': [409, 'This device is known as somebody else’s'],
  'sign-in-again': [403, 'Sign in again first: the session is not fresh enough'],
  'record-gone': [409, 'The record was deleted, merged or erased'],
  'site-full': [409, 'The site is booked up on this day'],
  'site-not-fit': [409, 'This is no site that can be booked'],
  'already-booked': [409, 'The resident has an appointment already'],
  'already-settled': [409, 'This was decided already'],
  'already-requested': [409, 'Help was asked for this resident already'],
  'too-late-to-undo': [409, 'It is too late to take this back'],
} as const satisfies Record<string, readonly [number, string]>

/**
 * Every way the server refuses, and nothing else: code → HTTP status and an English title for developers.
 * People read sentences made from the code in their own language (web/messages).
 */
export const problems = { ...commonProblems, ...facilityProblems, ...registerProblems } as const

export type ProblemCode = keyof typeof problems

/** What is wrong with one field: a JSON pointer into the input and a code. */
export type FieldProblem = { path: string; code: string }

/** Thrown before the server listens; its message is a sentence for the person at the terminal: what is wrong, what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

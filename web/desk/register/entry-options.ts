/** Choices with their numbers before them: in a list of the browser, typing the number chooses. */
export const numberedOptions = (list: readonly { id: string; words: string }[]) =>
  list.map(({ id, words }, index) => ({ value: id, words: `${index + 1} ${words}` }))

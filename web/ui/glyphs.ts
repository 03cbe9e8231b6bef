/**
 * Own drawings for states and urgency, in lucide's 24 × 24 grid: a disc fills as help comes, endings are square.
 * Given to <Icon of={…} glyph />. Each is a constant of its own, so that a page carries only what it shows.
 */
const solid = 'fill="currentColor" stroke="none"'
const disc = '<circle cx="12" cy="12" r="9.5" stroke-width="3"/>'
const square = '<rect x="2.5" y="2.5" width="19" height="19" rx="3.5" stroke-width="2.4"/>'

export const waiting = `<path ${solid} fill-rule="evenodd" d="M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm-1.7 4.6h3.4l-.5 8.4h-2.4ZM12 15.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z"/>`
export const quarter = `${disc}<path ${solid} d="M12 12V5a7 7 0 0 1 7 7Z"/>`
export const half = `${disc}<path ${solid} d="M12 5a7 7 0 0 1 0 14Z"/>`
export const threeQuarters = `${disc}<path ${solid} d="M12 12V5a7 7 0 1 1-7 7Z"/>`
export const toConfirm =
  '<circle cx="12" cy="12" r="10" stroke-width="2.5" stroke-dasharray="4.2 3.6"/><path stroke-width="3" d="m7.5 12.5 3 3 6-6.5"/>'
export const squareTick = `<path ${solid} fill-rule="evenodd" d="M6 2h12a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4Zm11.2 6.1-6.5 6.6-3-3-1.9 1.9 4.9 4.9 8.4-8.5Z"/>`
export const squareOut = `${square}<path stroke-width="2.6" d="M8.5 15.5l7-7M9.5 8.5h6v6"/>`
export const squareCross = `${square}<path stroke-width="2.6" d="m8.5 8.5 7 7m0-7-7 7"/>`
export const squareDash = `${square}<path stroke-width="2.6" d="M8 12h8"/>`
export const twoRings =
  '<circle cx="9" cy="12" r="6.6" stroke-width="2.4"/><circle cx="15" cy="12" r="6.6" stroke-width="2.4"/>'
export const bars3 = `<path ${solid} d="M2 15h5v7H2zM9.5 9h5v13h-5zM17 2h5v20h-5z"/>`
export const bars2 = `<path ${solid} d="M2 15h5v7H2zM9.5 9h5v13h-5z"/><path d="M18 3h3v18h-3z" stroke-width="1.8"/>`
export const bars1 = `<path ${solid} d="M2 15h5v7H2z"/><path d="M10.5 10h3v11h-3zM18 3h3v18h-3z" stroke-width="1.8"/>`
export const late =
  '<circle cx="12" cy="12" r="9.8" stroke-width="2.6"/><path stroke-width="2.6" d="M12 6.5V12l3.6 2.4"/>'
export const todo = '<circle cx="12" cy="12" r="9.8" stroke-width="2.6" stroke-dasharray="4 3.7"/>'
export const done = `<path ${solid} fill-rule="evenodd" d="M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm5.6 7.2-7 7.4-3.9-3.9-1.9 1.9 5.8 5.8 9-9.4Z"/>`

/** What is asked of every page, whoever looks at it. Each check names what is wrong; nothing named is right. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type Theme = 'light' | 'dark'

/** Everything asked of a page. */
export const faultsOf = async (page: Page): Promise<string[]> => [
  ...(await smallTargets(page)),
  ...(await unreachedByKeyboard(page)),
  ...(await lostInLargeText(page)),
  ...(await axeFaults(page, 'dark', 'contrast')),
  ...(await axeFaults(page, 'light')),
]

/** What axe finds serious or critical. A theme changes colours only: the second is asked for contrast alone. */
async function axeFaults(page: Page, theme: Theme, rules: 'all' | 'contrast' = 'all'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme })
  await page.locator(`html[data-theme=${theme}]`).waitFor()
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules === 'all' ? axe : axe.withRules('color-contrast')).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${theme}: ${id} at ${target.join(' ')}`))
}

/** With the phone's text twice as large: text that is cut off or lies outside the screen, controls that are covered. */
async function lostInLargeText(page: Page): Promise<string[]> {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  const lost = [...(await page.evaluate(textOutOfSight)), ...(await page.evaluate(coveredControls))]
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  return lost.map((what) => `200 % text: ${what}`)
}

/** Controls smaller than a fingertip, 44 px; links within a sentence are as high as its lines. */
const smallTargets = (page: Page): Promise<string[]> => page.evaluate(targetsUnder, 44)

/** Controls that the Tab key never comes to. */
async function unreachedByKeyboard(page: Page): Promise<string[]> {
  const count = await page.evaluate(noteFocus)
  for (let presses = 0; presses < count + 3; presses++) await page.keyboard.press('Tab')
  return page.evaluate(neverFocused)
}

// What follows runs inside the page, each function on its own.

function textOutOfSight(): string[] {
  const lost: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) lost.push(`the page is ${scrollWidth} wide on a screen of ${clientWidth}`)

  const boxes = (from: Element) => {
    const all: Element[] = []
    for (let box: Element | null = from; box; box = box.parentElement) all.push(box)
    return all
  }
  const isCut = (text: DOMRect, box: Element) => {
    const { overflowX, overflowY } = getComputedStyle(box)
    const { left, right, top, bottom } = box.getBoundingClientRect()
    const slack = text.height * 0.3 // a font's box is higher than its letters
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    return (
      (hides(overflowX) && (text.left < left - 1 || text.right > right + 1)) ||
      (hides(overflowY) && (text.top < top - slack || text.bottom > bottom + slack))
    )
  }
  const scrolls = (box: Element) =>
    /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || !node.textContent?.trim() || !parent.checkVisibility({ visibilityProperty: true }))
      continue
    const around = boxes(parent)
    if (around.some((box) => getComputedStyle(box).clipPath !== 'none')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const outside = ({ left, right }: DOMRect) => left < -1 || right > innerWidth + 1
    const cut = [...range.getClientRects()].some(
      (text) => around.some((box) => isCut(text, box)) || (outside(text) && !around.some(scrolls)),
    )
    if (cut) lost.push(`“${node.textContent.trim()}” is cut off`)
  }
  return lost
}

function coveredControls(): string[] {
  const covered: string[] = []
  const shown = document.querySelector('dialog[open]') ?? document // what lies behind a sheet is not to be used now
  for (const control of shown.querySelectorAll<HTMLElement>('a[href], button, select, textarea, input')) {
    const box = getComputedStyle(control)
    if (!control.checkVisibility({ visibilityProperty: true }) || box.clipPath !== 'none') continue
    control.focus() // some come into sight only then
    control.scrollIntoView({ block: 'center' })
    const { left, top, width, height } = control.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    const seen = hit && (control.contains(hit) || hit.contains(control))
    const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? control.tagName
    if (!seen) covered.push(`“${name}” is covered by ${hit?.tagName ?? 'nothing'} ${hit?.className ?? ''}`)
  }
  return covered
}

function targetsUnder(least: number): string[] {
  const small: string[] = []
  const controls = 'a[href], button, select, textarea, input, summary'
  const inSentence = (control: HTMLElement) =>
    getComputedStyle(control).display === 'inline' &&
    (control.parentElement?.textContent?.trim() ?? '') !== control.textContent?.trim()
  for (const control of document.querySelectorAll<HTMLElement>(controls)) {
    const target = (control.tagName === 'INPUT' && control.closest('label')) || control
    if (!control.checkVisibility({ visibilityProperty: true }) || inSentence(control)) continue
    if (getComputedStyle(control).clipPath !== 'none') continue
    const { width, height } = target.getBoundingClientRect()
    const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? control.tagName
    if (width < least - 0.5 || height < least - 0.5)
      small.push(`“${name}” is ${Math.round(width)} × ${Math.round(height)}`)
  }
  return small
}

/** Begins to note what comes into focus; how many stops there may be. */
function noteFocus(): number {
  const controls = 'a[href], button:enabled, select:enabled, textarea:enabled, input:enabled, summary'
  const shown = document.querySelector('dialog[open]') ?? document
  const waiting = [...shown.querySelectorAll<HTMLElement>(controls)].filter((control) =>
    control.checkVisibility({ visibilityProperty: true }),
  )
  for (const control of waiting) control.dataset.unreached = ''
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    delete target.dataset.unreached
    // one of a group of radio buttons stands for all of them
    const { name, type } = target instanceof HTMLInputElement ? target : { name: '', type: '' }
    if (type !== 'radio') return
    for (const other of document.getElementsByName(name)) delete other.dataset.unreached
  })
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  // from the top of the page, wherever somebody was before
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  // a date has a stop for each of its parts
  return waiting.length + 4 * waiting.filter((control) => control.matches('[type=date]')).length
}

function neverFocused(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-unreached]')].map(
    (control) =>
      `the Tab key never comes to “${control.getAttribute('aria-label') ?? control.textContent?.trim()}”`,
  )
}

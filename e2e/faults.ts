import type { Page } from 'playwright-core'

/** What a call that was refused or found no signal logs by itself: stories are about both, and pages alone never make one. */
export const isOfCall = (fault: string): boolean => fault.includes('Failed to load resource')

/** Writes down what no page may do: log an error, throw, break the policy, call another address. */
export function watchFaults(page: Page, address: string, faults: string[]): void {
  const fault = (what: string) => faults.push(`${new URL(page.url(), address).pathname}: ${what}`)
  page.on('console', (message) => {
    if (message.type() === 'error') fault(message.text())
  })
  page.on('pageerror', (error) => fault(error.stack ?? error.message))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(http|ws)/.test(url.protocol) && url.origin !== address) fault(`called ${url.origin}`)
  })
}

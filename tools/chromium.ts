// The Chromium of the browser tests and the benches. Run as a program it finds one, or installs Debian's when it may.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const places = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
]
const macNames = ['Chromium', 'Google Chrome']

/** Launch arguments that keep Chromium off the network, working as root, and drawing WebGL without a graphics card. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** Path of an installed Chromium or Chrome: the environment's CHROMIUM, else the usual places. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM
  if (given) return given
  const candidates = places.flatMap((place) => [...names, ...macNames].map((name) => join(place, name)))
  return candidates.find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installChromium(): boolean {
  if (process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get')) return false
  console.error("Installing Debian's Chromium for the browser tests…")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => {
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (status !== 0) console.error(stderr)
    return status === 0
  }
  apt('-q', 'update')
  return apt('-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', 'install', 'chromium')
}

if (import.meta.main && !findChromium() && !installChromium()) {
  console.error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM to the path of a Chrome.',
  )
  process.exit(1)
}

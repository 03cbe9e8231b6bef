import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const icons = createRequire(import.meta.url)
  .resolve('lucide-static/package.json')
  .replace('package.json', 'icons/')

/** `import phone from 'lucide:phone'` → the drawing inside the icon's <svg>, and nothing else of its 600 bytes. */
export function lucide(): Plugin {
  return {
    name: 'lucide',
    resolveId: (id) => (id.startsWith('lucide:') ? `\0${id}` : null),
    load: (id) =>
      id.startsWith('\0lucide:') ? `export default ${JSON.stringify(drawing(id.slice(8)))}` : null,
  }
}

function drawing(name: string): string {
  const svg = readFileSync(`${icons}${name}.svg`, 'utf8')
  const start = svg.indexOf('>', svg.indexOf('<svg')) + 1
  return svg.slice(start, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '')
}

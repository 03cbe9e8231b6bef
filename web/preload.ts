import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Shells = { ask: readonly string[]; map: readonly string[] }

/**
 * Names in the app's shell what its first page needs, so that it is fetched together with the app instead of after it: on
 * a slow line that is two round trips less. index.html is made for asking for help, the one page where seconds count;
 * map.html for the map, which is the largest and needs nothing of what asking needs.
 */
export function preload({ ask, map }: Shells): Plugin {
  return {
    name: 'preload',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        neededBy(ask, bundle).map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        })),
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const index = bundle['index.html']
        if (index?.type !== 'asset') return
        const links = neededBy(map, bundle).map((file) => linkTo(file))
        const without = neededBy(ask, bundle).reduce(
          (html, file) => html.replace(linkTo(file), ''),
          String(index.source),
        )
        const source = without.replace('</head>', `${links.join('')}</head>`)
        this.emitFile({ type: 'asset', fileName: 'map.html', source })
      },
    },
  }
}

const linkTo = (file: string) => `<link rel="modulepreload" crossorigin href="/${file}">`

/** The files of these modules and what they import, beside what the app itself brings. */
function neededBy(modules: readonly string[], bundle: Bundle): string[] {
  const chunks = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part : []))
  const wanted = chunks.filter(({ facadeModuleId }) =>
    modules.some((module) => facadeModuleId?.endsWith(module)),
  )
  const entry = chunks.find(({ isEntry }) => isEntry)
  const there = new Set([entry?.fileName, ...(entry?.imports ?? [])])
  const files = new Set(wanted.map(({ fileName }) => fileName))
  for (const file of files)
    for (const imported of chunks.find(({ fileName }) => fileName === file)?.imports ?? [])
      files.add(imported)
  return [...files].filter((file) => !there.has(file))
}

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { compress } from './web/compress.ts'
import { sharedWithAsking } from './web/first-visit.ts'
import { lucide } from './web/lucide.ts'
import { maplibreInParts, partsOfMap } from './web/map/maplibre-parts.ts'
import { preload } from './web/preload.ts'

/** Chunks only some pages need: fetched when used, never kept on every phone beforehand. */
const notPrecached = ['map.html', '**/maplibre-*', '**/*basemap*', '**/desk-*']

/** Few files on a first visit, since each costs a kilobyte of headers and a place in the queue; the map in one of its own. */
const chunks = [...partsOfMap, { name: sharedWithAsking, minShareCount: 2 }]

export default defineConfig({
  root: 'web',
  cacheDir: '../node_modules/.vite',
  plugins: [
    lucide(),
    maplibreInParts(),
    svelte(),
    preload({
      ask: ['/ask/AskPage.svelte', '/messages/th/common.ts', '/messages/th/ask.ts', '/messages/th/place.ts'],
      map: ['/map/MapPage.svelte', '/map/request-map.ts', '/messages/th/common.ts', '/messages/th/map.ts'],
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: {
        name: 'จิตอาสาดูแลไทย Jitasa Care',
        short_name: 'จิตอาสาดูแลไทย',
        description: 'ขอความช่วยเหลือ และช่วยคนใกล้บ้าน',
        lang: 'th',
        start_url: '/',
        display: 'standalone',
        background_color: '#F2F5F8',
        theme_color: '#17335E',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
        ],
      },
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,woff2,svg}', 'assets/areas-*.json'],
        globIgnores: notPrecached,
      },
    }),
    compress(),
  ],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 3000}` } },
})

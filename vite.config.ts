import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { lucide } from './web/lucide.ts'

/** Chunks only some pages need: fetched when used, never kept on every phone beforehand. */
const notPrecached = [
  '**/*maplibre*',
  '**/*basemap*',
  '**/areas-*',
  '**/desk-*',
  '**/*.pmtiles',
  '**/sarabun*',
]

export default defineConfig({
  root: 'web',
  plugins: [
    lucide(),
    svelte(),
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
      injectManifest: { globPatterns: ['**/*.{html,js,css,woff2,svg}'], globIgnores: notPrecached },
    }),
  ],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 3000}` } },
})

/// <reference lib="webworker" />

import { sendTaps } from './keep/taps.ts'
import { sendWaiting } from './outbox.ts'

/**
 * Keeps the app itself on the phone, and the few public answers a form needs, so that both open without signal.
 * Nothing else of the API is ever kept. Written out because it is smaller than a library's runtime on a first visit.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

const listed = self.__WB_MANIFEST
/** Pages of the register are for the few who keep it: on their phones only, from when they make a notebook. */
const isSurvey = ({ url }: { url: string }) => url.includes('assets/survey-')
const files = listed.filter((file) => !isSurvey(file))
const surveyFiles = listed.filter(isSurvey)
/** A new build has other files, so it gets a shell of its own; the old one goes when it takes over. */
const shell = `shell-${listed.map(({ url, revision }) => revision ?? url).reduce(digest, 0)}`
const answers = 'answers-1'
/** Empty; that it is there says that this phone keeps the pages of the register, over every new version. */
const surveyKept = 'survey-kept'

function digest(sum: number, text: string): number {
  let next = sum
  for (const letter of text) next = (next * 31 + letter.charCodeAt(0)) | 0
  return next
}

self.addEventListener('install', (event) => event.waitUntil(fillShell()))

async function fillShell(): Promise<void> {
  const cache = await caches.open(shell)
  await cache.addAll(fresh((await caches.has(surveyKept)) ? listed : files))
}

const fresh = (of: typeof listed) =>
  of.map(({ url }) => new Request(url, { cache: url.includes('assets/') ? 'default' : 'no-cache' }))

self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => ![shell, answers, surveyKept].includes(name)).map((name) => caches.delete(name)),
  )
  await self.clients.claim()
}

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting()
  else if (event.data === 'keep-survey') event.waitUntil(answering(event, keepSurvey()))
  else if (event.data === 'forget-survey') event.waitUntil(answering(event, forgetSurvey()))
})

async function answering({ ports }: ExtendableMessageEvent, work: Promise<void>): Promise<void> {
  const how = await work.then(
    () => 'done',
    () => 'failed',
  )
  ports[0]?.postMessage(how)
}

async function keepSurvey(): Promise<void> {
  await caches.open(surveyKept)
  const cache = await caches.open(shell)
  const missing = await Promise.all(
    surveyFiles.map(async (file) => ((await cache.match(file.url, { ignoreVary: true })) ? [] : [file])),
  )
  await cache.addAll(fresh(missing.flat()))
}

async function forgetSurvey(): Promise<void> {
  await caches.delete(surveyKept)
  const cache = await caches.open(shell)
  await Promise.all(surveyFiles.map(({ url }) => cache.delete(url, { ignoreVary: true })))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname === '/api/profile' || isListOfAreas(url)) event.respondWith(staleFirst(event))
  else if (url.pathname.startsWith('/api/')) return
  else if (request.mode === 'navigate') event.respondWith(shellOr(new Request('/index.html'), request))
  else event.respondWith(shellOr(request, request))
})

/** The lists a form chooses from; searches and positions are asked anew and leave no trace on the phone. */
const isListOfAreas = ({ pathname, searchParams }: URL) => pathname === '/api/areas' && !searchParams.has('q')

async function shellOr(kept: Request, asked: Request): Promise<Response> {
  return (await caches.match(kept, { ignoreSearch: true, ignoreVary: true })) ?? fetch(asked)
}

/** What is kept answers at once; the network renews it for the next time. */
async function staleFirst(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(answers)
  const kept = await cache.match(event.request, { ignoreVary: true })
  const renewed = fetch(event.request).then(async (response) => {
    if (response.ok) await cache.put(event.request, response.clone())
    return response
  })
  if (!kept) return renewed
  event.waitUntil(renewed.catch(() => undefined))
  return kept
}

/** Signal is back, the app may be closed: what waits on this phone goes out. Rejecting asks the browser to try again. */
self.addEventListener('sync', (event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(sendAll())
})

async function sendAll(): Promise<void> {
  const left = await Promise.all([sendWaiting(), sendTaps()])
  if (left.some((count) => count > 0)) throw new Error('something still waits for signal')
}

/**
 * Keeps an app working without a network: the shell (page, scripts, styles) and the last answers to some reads. The
 * worker of each app imports this and says what of it is to be kept. Writes never pass through here: they wait in the
 * outbox of the page.
 */
let app
/** A weak signal is no better than none: after this the kept copy is shown. */
const patienceMs = 4000

const cacheOf = (part) => `zhizhi-${app.name}-${part}-1`

/**
 * `name` tells the caches of the apps apart; `page` is the app's document; `opens` says at which addresses it is shown;
 * `isOwn` says for which pages in the worker's scope something may be kept; `answers` are the reads that are kept, and
 * `first` those of them that are read when the worker is installed, because the page had asked before there was one.
 */
// biome-ignore lint/correctness/noUnusedVariables: the workers that import this file call it.
function keepApp(options) {
  app = options
  self.addEventListener('install', (event) => {
    event.waitUntil(
      fetch(app.page, { cache: 'no-cache' })
        .then(keepShell)
        .then(readFirst)
        .then(() => self.skipWaiting()),
    )
  })

  self.addEventListener('activate', (event) => {
    event.waitUntil(forgetOthers().then(() => self.clients.claim()))
  })

  self.addEventListener('fetch', (event) => {
    const { request } = event
    const url = new URL(request.url)
    if (url.origin !== self.location.origin) return
    // Signing in or out: the next person does not see what the last one read, in whatever app it was.
    if (url.pathname.startsWith('/api/v1/session')) event.waitUntil(forgetAnswers())
    if (request.method !== 'GET') return
    if (request.mode === 'navigate') {
      if (app.opens.test(url.pathname)) event.respondWith(openPage(event))
    } else if (url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg')
      event.respondWith(fromAssets(event))
    else if (app.answers.test(url.pathname)) event.respondWith(fromNetworkFirst(event))
  })
}

async function forgetOthers() {
  const known = ['shell', 'assets', 'answers'].map(cacheOf)
  const names = await caches.keys()
  await Promise.all(
    names
      .filter((n) => n.startsWith(`zhizhi-${app.name}-`) && !known.includes(n))
      .map((n) => caches.delete(n)),
  )
}

async function forgetAnswers() {
  const names = await caches.keys()
  await Promise.all(names.filter((n) => /^zhizhi-.+-answers-/.test(n)).map((n) => caches.delete(n)))
}

async function readFirst() {
  for (const path of app.first) {
    const request = new Request(path, { headers: { accept: 'application/json' } })
    const response = await fetch(request)
    if (response.ok) await keepAnswer(request, response)
  }
}

/** Keeps the page with everything that it names; a page whose parts are not all there does not replace the last one. */
async function keepShell(response) {
  if (!response.ok) throw new Error(`The page answered ${response.status}`)
  const text = await response.clone().text()
  const kept = await (await caches.open(cacheOf('shell'))).match(app.page)
  if (kept !== undefined && (await kept.text()) === text) return
  const parts = [...text.matchAll(/(?:src|href)="(\/(?:assets\/[^"]+|icon\.svg))"/g)].map(([, path]) => path)
  const cache = await caches.open(cacheOf('assets'))
  await cache.addAll(parts)
  await (await caches.open(cacheOf('shell'))).put(app.page, response)
  const wanted = new Set(parts.map((path) => new URL(path, self.location.origin).href))
  for (const request of await cache.keys())
    if (/\.(js|css)$/.test(request.url) && !wanted.has(request.url) && kept !== undefined)
      await cache.delete(request)
}

/** The newest page when the network answers in time; the kept one otherwise. Each address has the same page. */
async function openPage(event) {
  const kept = await (await caches.open(cacheOf('shell'))).match(app.page)
  const fresh = fetch(app.page, { cache: 'no-cache' }).then(async (response) => {
    await keepShell(response.clone())
    return response
  })
  event.waitUntil(fresh.catch(() => undefined))
  if (kept === undefined) return fresh
  return Promise.race([fresh, after(patienceMs).then(() => kept.clone())]).catch(() => kept)
}

/** Pages of other apps may stand in the scope: nothing is kept for them. */
async function isOfOwnPage({ clientId }) {
  const client = await self.clients.get(clientId)
  return client !== undefined && app.isOwn(new URL(client.url).pathname)
}

async function fromAssets(event) {
  const { request } = event
  const cache = await caches.open(cacheOf('assets'))
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok && (await isOfOwnPage(event))) await cache.put(request, response.clone())
  return response
}

async function fromNetworkFirst(event) {
  const { request } = event
  if (!(await isOfOwnPage(event))) return fetch(request)
  const kept = await (await caches.open(cacheOf('answers'))).match(request, { ignoreVary: true })
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await keepAnswer(request, response.clone())
    return response
  })
  if (kept === undefined) return fresh
  event.waitUntil(fresh.catch(() => undefined))
  return Promise.race([fresh, after(patienceMs).then(() => kept.clone())]).catch(() => kept)
}

async function keepAnswer(request, response) {
  const cache = await caches.open(cacheOf('answers'))
  await cache.delete(request, { ignoreVary: true })
  await cache.put(request, response)
  const keys = await cache.keys()
  for (const old of keys.slice(0, Math.max(0, keys.length - app.answerLimit)))
    await cache.delete(old, { ignoreVary: true })
}

function after(ms) {
  return new Promise((done) => setTimeout(done, ms))
}

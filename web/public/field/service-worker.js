/**
 * Keeps the field app working without a network: the shell (page, scripts, styles) and the last answers to reads.
 * Writes never pass through here: they wait in the outbox of the page.
 */
const shell = 'zhizhi-field-shell-1'
const assets = 'zhizhi-field-assets-1'
const answers = 'zhizhi-field-answers-1'
const page = '/field/'
/** A weak signal is no better than none: after this the kept copy is shown. */
const patienceMs = 4000
/** Answers that are kept, the newest ones. */
const answerLimit = 300
const readable =
  /^\/api\/v1\/(me|settings|organizations|categories|places|appeals)(\/(?!track)[\w/-]*)?$|^\/api\/v1\/files\/[0-9a-f]{64}$/

self.addEventListener('install', (event) => {
  event.waitUntil(
    fetch(page, { cache: 'no-cache' })
      .then(keepShell)
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
  // Signing in or out: the next person does not see what the last one read.
  if (url.pathname.startsWith('/api/v1/session')) event.waitUntil(caches.delete(answers))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(openPage(event))
  else if (url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg')
    event.respondWith(fromAssets(request))
  else if (readable.test(url.pathname)) event.respondWith(fromNetworkFirst(event))
})

async function forgetOthers() {
  const known = [shell, assets, answers]
  const names = await caches.keys()
  await Promise.all(
    names.filter((n) => n.startsWith('zhizhi-field-') && !known.includes(n)).map((n) => caches.delete(n)),
  )
}

/** Keeps the page with everything that it names; a page whose parts are not all there does not replace the last one. */
async function keepShell(response) {
  if (!response.ok) throw new Error(`The page answered ${response.status}`)
  const text = await response.clone().text()
  const kept = await (await caches.open(shell)).match(page)
  if (kept !== undefined && (await kept.text()) === text) return
  const parts = [...text.matchAll(/(?:src|href)="(\/(?:assets\/[^"]+|icon\.svg))"/g)].map(([, path]) => path)
  const cache = await caches.open(assets)
  await cache.addAll(parts)
  await (await caches.open(shell)).put(page, response)
  const wanted = new Set(parts.map((path) => new URL(path, self.location.origin).href))
  for (const request of await cache.keys())
    if (/\.(js|css)$/.test(request.url) && !wanted.has(request.url) && kept !== undefined)
      await cache.delete(request)
}

/** The newest page when the network answers in time; the kept one otherwise. Each address has the same page. */
async function openPage(event) {
  const kept = await (await caches.open(shell)).match(page)
  const fresh = fetch(page, { cache: 'no-cache' }).then(async (response) => {
    await keepShell(response.clone())
    return response
  })
  event.waitUntil(fresh.catch(() => undefined))
  if (kept === undefined) return fresh
  return Promise.race([fresh, after(patienceMs).then(() => kept.clone())]).catch(() => kept)
}

async function fromAssets(request) {
  const cache = await caches.open(assets)
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

async function fromNetworkFirst(event) {
  const { request } = event
  const kept = await (await caches.open(answers)).match(request, { ignoreVary: true })
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await keepAnswer(request, response.clone())
    return response
  })
  if (kept === undefined) return fresh
  event.waitUntil(fresh.catch(() => undefined))
  return Promise.race([fresh, after(patienceMs).then(() => kept.clone())]).catch(() => kept)
}

async function keepAnswer(request, response) {
  const cache = await caches.open(answers)
  await cache.delete(request, { ignoreVary: true })
  await cache.put(request, response)
  const keys = await cache.keys()
  for (const old of keys.slice(0, Math.max(0, keys.length - answerLimit)))
    await cache.delete(old, { ignoreVary: true })
}

function after(ms) {
  return new Promise((done) => setTimeout(done, ms))
}

import { setTimeout as sleep } from 'node:timers/promises'
import { v5 as uuidv5 } from 'uuid'
import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { findResource } from '#modules/catalogue'
import { deliver } from '#modules/collection'
import { resolveDuty } from '#modules/duties'
import { notePart } from './actions.ts'
import type { PartKind, PartState } from './contract.ts'
import {
  bringBack,
  ensureResource,
  ensureWatching,
  type Hand,
  isInEffect,
  isOn,
  takeAway,
  toggle,
} from './doors.ts'
import { movedRows, patternContent, resourceContent, type Target, watchContent } from './rules.ts'
import { type Part, partsOf, type Scenario, type Version } from './store.ts'

const namespace = '6b1c4a4e-63c9-4f3a-8f5e-9f0d7a4b2c55'

/** A version on its way in: its parts through the doors that there are, in the name of the scenario. */
export interface Installing {
  readonly kernel: Kernel
  readonly s: Scenario
  readonly version: Version
  readonly sandbox: boolean
  /** A version that ran before is put back: a part that a door refuses now stays as it is, and the others go on. */
  readonly isBack?: boolean
}

/** A door refused a part; which one people have to know before they can mend it. */
export class PartRefused extends Error {
  readonly part: { readonly code: string; readonly name: string }
  readonly refusal: Refusal

  constructor(part: { readonly code: string; readonly name: string }, refusal: Refusal) {
    super(`${part.code}: ${refusal.message}`)
    this.part = part
    this.refusal = refusal
  }
}

export function actorOf(s: Pick<Scenario, 'code'>) {
  return systemActor(`scenario ${s.code}`)
}

/** @param gone the part that stood there before and was taken away: what follows it is another one */
function handOf({ kernel, s, version, sandbox }: Installing, kind: PartKind, code: string, gone = ''): Hand {
  const where = sandbox ? '沙箱试运行' : '发布'
  return {
    kernel,
    actor: actorOf(s),
    key: [s.id, version.number, sandbox, kind, code, gone].join(':'),
    reason: `场景“${version.manifest.name.zh}”${version.version} ${where}`,
  }
}

/** Puts every part in place; what is there already is brought to the version. */
export async function install(i: Installing): Promise<void> {
  const { kernel, s, version, sandbox } = i
  const { manifest } = version
  const target: Target = { org: s.org, places: s.places, sandbox }
  const resources = new Map<string, string>()
  for (const r of manifest.resources) {
    const content = resourceContent(r, target)
    const id = await put(i, 'resource', r, (hand, ref) =>
      ensureResource(hand, ref, { provider: s.org, content }),
    )
    resources.set(r.code, id)
  }
  for (const w of manifest.watches) {
    const duty = await resolveDuty(kernel.app.db, w.duty, s.places[0] ?? '')
    const over = { resource: resources.get(w.resource) ?? '', org: duty?.org ?? null }
    const content = watchContent(w, over, target)
    await put(i, 'watch', w, (hand, ref) => ensureWatching(hand, 'watch', ref, content))
  }
  for (const p of manifest.patterns) {
    const content = patternContent(p, target)
    await put(i, 'pattern', p, (hand, ref) => ensureWatching(hand, 'pattern', ref, content))
  }
  if (sandbox) await deliverDemo(i, resources)
  else await removeParts(i.kernel, s, (part) => part.sandbox === 0 && part.number !== version.number)
}

type Place = (hand: Hand, ref: string | undefined) => Promise<string>

async function put(
  i: Installing,
  kind: PartKind,
  { code, name }: PartRefused['part'],
  place: Place,
): Promise<string> {
  const { kernel, s, version, sandbox } = i
  const standing = sandbox ? version.number : 0
  const parts = await partsOf(kernel.app.db, s.id)
  const known = parts.find((p) => p.sandbox === standing && p.kind === kind && p.code === code)
  const standingRef = known?.state === 'removed' ? undefined : known?.ref
  const hand = handOf(i, kind, code, standingRef === undefined ? known?.ref : '')
  const ref = await place(hand, standingRef).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    if (i.isBack === true && standingRef !== undefined) return standingRef
    throw new PartRefused({ code, name }, error)
  })
  await note(kernel, s, { sandbox: standing, kind, code, number: version.number, ref }, 'active')
  return ref
}

function note(kernel: Kernel, s: Scenario, part: Omit<Part, 'state'>, state: PartState) {
  const input = { ...part, id: s.id, sandbox: part.sandbox !== 0, state }
  return kernel.execute(notePart, { actor: actorOf(s), input })
}

const pollMs = 200
/** A watch is taken up within seconds; after this the job comes again. */
const waitMs = 30_000

/** A watch sees what arrives after it was taken up, so the rows wait for it. */
async function deliverDemo(i: Installing, resources: ReadonlyMap<string, string>): Promise<void> {
  const { kernel, s, version } = i
  await allInEffect(i)
  const now = kernel.clock.now()
  for (const { resource, rows } of version.manifest.demo) {
    const id = resources.get(resource) ?? ''
    const delivery = uuidv5(`${s.id} ${version.number} ${resource}`, namespace)
    const found = await findResource(kernel.app.db, id)
    const moved = movedRows(rows, found?.content.scope.timeItem ?? null, now)
    const whole = { part: 1, last: true, channel: 'api', source: '沙箱模拟数据', rows: moved }
    const hand = handOf(i, 'resource', resource)
    if (rows.length > 0)
      await once(() =>
        kernel.execute(deliver, { actor: hand.actor, input: { resource: id, delivery, ...whole } }),
      )
  }
}

/** A job that was cut off after the delivery finds that its part was taken. */
async function once(deliverIt: () => Promise<unknown>): Promise<void> {
  try {
    await deliverIt()
  } catch (error) {
    if (!(error instanceof Refusal) || error.message !== 'collection.part-taken') throw error
  }
}

async function allInEffect(i: Installing): Promise<void> {
  const { kernel, s, version } = i
  const parts = await partsOf(kernel.app.db, s.id)
  const until = performance.now() + waitMs
  for (const { kind, code, ref } of parts.filter((p) => p.sandbox === version.number))
    while (kind !== 'resource' && !(await isInEffect(handOf(i, kind, code), kind, ref))) {
      if (performance.now() > until) throw new Error(`${kind} ${code} of ${s.code} is not taken up yet`)
      await sleep(pollMs)
    }
}

/** Brings back the resources of which people decided so. */
export async function putBack(kernel: Kernel, s: Scenario): Promise<void> {
  for (const part of await partsOf(kernel.app.db, s.id)) {
    if (part.state !== 'returning') continue
    const reason = '场景仍在使用，按场景页面上的决定恢复'
    await bringBack({ kernel, actor: actorOf(s), key: `${s.id}:${part.ref}`, reason }, part.ref)
    await note(kernel, s, part, 'active')
  }
}

/** Takes away the parts that are named; what is away stays noted. */
export async function removeParts(
  kernel: Kernel,
  s: Scenario,
  which: (part: Part) => boolean,
): Promise<void> {
  const parts = await partsOf(kernel.app.db, s.id)
  // Watches first: none is left over a resource that is gone.
  const order = parts.filter((p) => p.state !== 'removed' && which(p)).toSorted(watchesFirst)
  for (const part of order) {
    const hand = { kernel, actor: actorOf(s), key: `${s.id}:${part.ref}`, reason: '场景不再使用这一部分' }
    await takeAway(hand, part.kind, part.ref)
    await note(kernel, s, part, 'removed')
  }
}

function watchesFirst(a: Part, b: Part): number {
  return Number(a.kind === 'resource') - Number(b.kind === 'resource')
}

/**
 * A suspension switches off what is on, and remembers it before it does; resuming puts exactly that back. What somebody else
 * had switched off stays off.
 */
export async function switchParts(kernel: Kernel, s: Scenario, on: boolean): Promise<void> {
  const reason = on ? '场景恢复运行' : '场景暂停'
  for (const part of await partsOf(kernel.app.db, s.id)) {
    const { kind, ref, state } = part
    if (kind === 'resource' || part.sandbox !== 0 || state === 'removed') continue
    const hand = { kernel, actor: actorOf(s), key: `${s.id}:${ref}`, reason }
    if (on && state === 'stopped') {
      await toggle(hand, kind, ref, true)
      await note(kernel, s, part, 'active')
    }
    if (!on && (state === 'stopped' || (await isOn(hand, kind, ref)))) {
      await note(kernel, s, part, 'stopped')
      await toggle(hand, kind, ref, false)
    }
  }
}

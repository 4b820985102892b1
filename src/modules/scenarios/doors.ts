import { isDeepStrictEqual } from 'node:util'
import type { AnyAction } from '#kernel/http/define'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import {
  createResource,
  findResource,
  publishResource,
  restoreResource,
  retireResource,
  saveDraft,
} from '#modules/catalogue'
import type { Content } from '#modules/catalogue/contract'
import {
  createPattern,
  createWatch,
  getPatternQuery,
  getWatchQuery,
  savePattern,
  saveWatch,
  switchPattern,
  switchWatch,
} from '#modules/early-warning'
import type { PartKind } from './contract.ts'

/** Who installs, and by which key a repeated step is known to be done. */
export interface Hand {
  readonly kernel: Kernel
  readonly actor: Actor
  readonly key: string
  /** Said where a door asks why. */
  readonly reason: string
}

const run = ({ kernel, actor }: Hand, action: AnyAction, input: object, key?: string) =>
  kernel.execute(action, { actor, input, key })

/**
 * Brings a resource to a content, made new where there is none. What is done already is not done again, so that a job that
 * was cut off goes on.
 * @returns its id
 */
export async function ensureResource(
  hand: Hand,
  ref: string | undefined,
  { provider, content }: { provider: string; content: Content },
): Promise<string> {
  const { kernel, reason } = hand
  const id =
    ref ??
    ((await run(hand, createResource, { provider, content }, `${hand.key}:create`)) as { id: string }).id
  const found = await findResource(kernel.app.db, id)
  if (found === undefined) throw new Error(`The resource ${id} of ${hand.key} is gone`)
  if (found.state === 'published' && found.draft === null && isDeepStrictEqual(found.content, content))
    return id
  const { revision } = isDeepStrictEqual(found.draft, content)
    ? found
    : ((await run(hand, saveDraft, { id, revision: found.revision, content })) as { revision: number })
  await run(hand, publishResource, { id, revision, note: reason })
  return id
}

const watching = {
  watch: { create: createWatch, save: saveWatch, toggle: switchWatch },
  pattern: { create: createPattern, save: savePattern, toggle: switchPattern },
} as const
type Watching = keyof typeof watching

interface Standing {
  readonly version: number
  readonly state: 'draft' | 'on' | 'off'
  readonly content: unknown
  readonly inEffect: boolean
}

function look({ kernel, actor }: Hand, kind: Watching, id: string): Promise<Standing> {
  const asked = { actor, input: { id } }
  return kind === 'watch' ? kernel.ask(getWatchQuery, asked) : kernel.ask(getPatternQuery, asked)
}

/** Brings a watch or a pattern to a content and switches it on. @returns its id */
export async function ensureWatching(
  hand: Hand,
  kind: Watching,
  ref: string | undefined,
  content: object,
): Promise<string> {
  const door = watching[kind]
  const id = ref ?? ((await run(hand, door.create, { content }, `${hand.key}:create`)) as { id: string }).id
  const found = await look(hand, kind, id)
  if (!isDeepStrictEqual(found.content, content))
    await run(hand, door.save, { id, version: found.version, content })
  await toggle(hand, kind, id, true)
  return id
}

/** Switches on or off what is not so already. */
export async function toggle(hand: Hand, kind: Watching, id: string, on: boolean): Promise<void> {
  const { version, state } = await look(hand, kind, id)
  if ((state === 'on') !== on)
    await run(hand, watching[kind].toggle, { id, version, on, reason: hand.reason })
}

export async function isOn(hand: Hand, kind: Watching, id: string): Promise<boolean> {
  return (await look(hand, kind, id)).state === 'on'
}

export async function isInEffect(hand: Hand, kind: Watching, id: string): Promise<boolean> {
  return (await look(hand, kind, id)).inEffect
}

/** A resource that was retired is there again, with its rows. */
export async function bringBack(hand: Hand, id: string): Promise<void> {
  const found = await findResource(hand.kernel.app.db, id)
  if (found?.state === 'retired')
    await run(hand, restoreResource, { id, revision: found.revision, reason: hand.reason })
}

/** Takes a part away: a watch is off, of a resource the rows stay as they are and none arrive. */
export async function takeAway(hand: Hand, kind: PartKind, id: string): Promise<void> {
  if (kind !== 'resource') {
    await toggle(hand, kind, id, false)
    return
  }
  const found = await findResource(hand.kernel.app.db, id)
  if (found?.state === 'published')
    await run(hand, retireResource, { id, revision: found.revision, reason: hand.reason })
}

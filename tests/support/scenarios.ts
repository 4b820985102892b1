import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Client } from './platform.ts'

export const town = 'town.500107104'

// biome-ignore lint/suspicious/noExplicitAny: a test changes whatever it wants of a manifest.
export type Manifest = Record<string, any>

/** The example package, changed. */
export function streetLights(change: (m: Manifest) => void = () => {}): Manifest {
  const manifest = JSON.parse(readFileSync('examples/street-lights/scenario.json', 'utf8'))
  change(manifest)
  return manifest
}

export interface Part {
  readonly sandbox: boolean
  readonly kind: string
  readonly code: string
  readonly ref: string
  readonly state: string
}

/** A scenario, seen by its department. */
export function scenarioOf(client: Client, id: string) {
  const view = async () => (await client.get(`/scenarios/${id}`)).body
  const parts = async (which: Partial<Part>): Promise<Part[]> => {
    const { parts: all } = (await view()) as { parts: Part[] }
    return all.filter((p) => Object.entries(which).every(([k, v]) => p[k as keyof Part] === v))
  }
  return {
    view,
    parts,
    async step(who: Client, name: string, input: object = {}) {
      const { revision } = await view()
      return who.post(`/scenarios/${id}/${name}`, { revision, reason: '按流程办理', ...input })
    },
    async part(code: string, sandbox = false): Promise<Part> {
      const [found] = await parts({ code, sandbox })
      return found ?? expect.fail(`${code} is not installed`)
    },
    /** Waits for the platform's own work. */
    async until(state: object): Promise<void> {
      await expect.poll(view, { timeout: 100_000, interval: 300 }).toMatchObject(state)
    },
  }
}

export async function propose(client: Client, org: string, manifest: unknown) {
  return client.post('/scenarios', { org, manifest, reason: '路灯报修多，想先于来电发现' })
}

export interface Reviewers {
  readonly authority: Client
  readonly leader: Client
}

/** Into the sandbox, and through the three reviews. */
export async function reviewed(
  s: ReturnType<typeof scenarioOf>,
  department: Client,
  { authority, leader }: Reviewers,
): Promise<void> {
  expect((await s.step(department, 'sandbox')).status).toBe(200)
  await s.until({ candidate: { state: 'sandbox' } })
  for (const kind of ['security', 'privacy'])
    expect((await s.step(authority, `review-${kind}`, { passed: true })).status).toBe(200)
  expect((await s.step(leader, 'review-ethics', { passed: true })).status).toBe(200)
  expect((await s.view()).candidate.state).toBe('reviewed')
}

/** One reading of a cabinet, now. */
export const reading = (cabinet: string, voltage: number, dark = 0, at = new Date()) => ({
  cabinet,
  at: at.toISOString(),
  place: '500107104',
  voltage,
  dark,
})

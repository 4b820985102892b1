import { z } from 'zod'
import type { Action } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Route, RouteRequest } from '#kernel/http/define'
import { type Messages, translate } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import { asMissing } from './actions.ts'
import { type Case, CaseRef } from './define.ts'
import { kebab } from './routes.ts'

const most = 200
/** Enough to keep the database busy, few enough to leave connections to others. */
const atOnce = 4

export const BulkRequest = z
  .object({
    /** As in the address of the single action: `ask-co`, or `askCo`. */
    action: z.string().max(50),
    ids: z.array(CaseRef).min(1).max(most),
    input: z.record(z.string(), z.unknown()).default({}),
  })
  .meta({ id: 'BulkRequest' })

export const BulkResult = z
  .object({
    id: z.uuid(),
    done: z.boolean(),
    version: z.int().nullable(),
    state: z.string().nullable(),
    problem: z
      .object({ code: z.string(), title: z.string(), details: z.record(z.string(), z.unknown()) })
      .nullable(),
  })
  .meta({ id: 'BulkResult' })
export type BulkResult = z.infer<typeof BulkResult>

// biome-ignore lint/suspicious/noExplicitAny: actions of every input; each parses its own.
type Actions = Readonly<Record<string, Action<any, any>>>

/**
 * One action on many cases. Each is an execution of its own with its own check, audit entry and answer: what is
 * refused for one case is done for the others.
 */
export function bulkRoute(path: string, actions: Actions, messages: Messages): Route {
  const byName = new Map(Object.entries(actions).map(([name, action]) => [kebab(name), action]))
  return {
    method: 'POST',
    path: `${path}/bulk`,
    tag: path.replace(/^\//, ''),
    summary: `One action on up to ${most} cases, each on its own`,
    body: BulkRequest,
    response: z.array(BulkResult),
    async run(kernel, r) {
      const parsed = BulkRequest.safeParse(r.body)
      if (!parsed.success) throw invalid(parsed.error)
      const { action: name, ids, input } = parsed.data
      const action = byName.get(kebab(name))
      if (action === undefined) throw new Refusal('invalid', 'case.unknown-action', { action: name })
      const results = new Map<string, BulkResult>()
      const queue = [...new Map(ids.map((ref) => [ref.id, ref])).values()]
      const worker = async () => {
        for (let ref = queue.shift(); ref !== undefined; ref = queue.shift())
          results.set(ref.id, await runOne(kernel, r, action, { ...input, ...ref }, messages))
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
      return [...new Set(ids.map((ref) => ref.id))].map((id) => results.get(id))
    },
  }
}

async function runOne(
  kernel: Kernel,
  r: RouteRequest,
  action: Actions[string],
  input: CaseRef & Record<string, unknown>,
  messages: Messages,
): Promise<BulkResult> {
  const key = r.key === undefined ? undefined : `${r.key}:${input.id}`
  try {
    const saved = (await kernel.execute(action as Action, {
      actor: r.actor,
      input,
      key,
      trace: r.trace,
    })) as Case
    return { id: input.id, done: true, version: saved.version, state: saved.state, problem: null }
  } catch (thrown) {
    const error = asMissing(thrown)
    if (!(error instanceof Refusal)) throw error
    const locale = /^en\b/i.test(r.raw.headers['accept-language'] ?? '') ? 'en' : 'zh'
    const title = translate(messages, error.message, locale, error.details as Record<string, string | number>)
    return {
      id: input.id,
      done: false,
      version: null,
      state: null,
      problem: { code: error.code, title, details: { ...error.details } },
    }
  }
}

function invalid(error: z.ZodError): Refusal {
  const fields = error.issues.map((i) => ({ path: i.path.join('.'), code: i.code, message: i.message }))
  return new Refusal('invalid', 'input.invalid', { fields })
}

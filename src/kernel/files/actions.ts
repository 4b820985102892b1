import { defineAction } from '#kernel/action'
import { StoredFile } from './define.ts'

/** Records an upload whose content the store already holds. Anyone: residents report without signing in. */
export const addFile = defineAction({
  name: 'file.add',
  input: StoredFile,
  allow: [{ who: 'anyone', scope: 'anywhere' }],
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await tx
      .insertInto('files')
      .values({ ...input, uploaded_by: actor.id, created_at: now })
      .onConflict((c) => c.doNothing())
      .execute()
    return {
      output: input,
      subject: { type: 'file', id: input.hash },
      change: { kind: input.kind, bytes: input.bytes, width: input.width, height: input.height },
    }
  },
})

export const fileActions = [addFile] as const

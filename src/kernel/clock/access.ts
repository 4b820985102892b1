import { type Access, grant } from '#kernel/access/define'

/** Everybody may know when the office works; the administrator keeps it. */
export const access = {
  read: [grant('anyone')],
  save: [grant('admin')],
} as const satisfies Record<string, Access>

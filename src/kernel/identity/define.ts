import { z } from 'zod'

/** Name of the cookie that carries a session's token. */
export const sessionCookie = 'zhizhi_session'

/** What an officer's post lets the holder be. One word per duty; `access.ts` tables give rights to roles. */
export const Role = z.enum([
  'clerk', // 接线员: enters telephone calls for residents
  'dispatcher', // 派单员: classifies and dispatches in the places of the post
  'handler', // 承办人: works on what was dispatched to the post's organization
  'supervisor', // 督办员: supervises, arbitrates, grants extensions
  'leader', // 值班领导: sees the whole of the post's places
  'grid-worker', // 网格员
  'warning-officer', // 预警值班员: watches over series, takes notice of warnings, publishes them, in the places of the post
  'auditor', // 审计员: reads the audit, changes nothing
  'admin', // 管理员: accounts, duty list, calendar; no residents' messages
  'data-manager', // 数据管理员: the data resources of the post's organization, and its requests for those of others
  'data-authority', // 数据主管: the catalogue of all, its tables and disputes
  'care-officer', // 关爱专员（民政）: confirms care levels of people in the places of the post, and answers to them
])
export type Role = z.infer<typeof Role>

/** A role, bound to an organization and to the places (path prefixes) it reaches. */
export interface Post {
  readonly role: Role
  /** Organization code. */
  readonly org: string
  /** Place paths; the post reaches each place and everything below. */
  readonly places: readonly string[]
}

/**
 * What the holder of a session has to do first: enrol an authenticator, enter its code, or replace a password that
 * an administrator set. Until then the actor holds no posts, and so no right beyond anyone's.
 */
export const Limit = z.enum(['enrol', 'code', 'password'])
export type Limit = z.infer<typeof Limit>

export type ActorKind = 'anonymous' | 'resident' | 'officer' | 'algorithm' | 'system' | 'client'

/** Who acts. Built from a session, an API key, a job or a model; never from a request's body. */
export interface Actor {
  readonly kind: ActorKind
  /** Account id (UUID), or the name of the algorithm or job. */
  readonly id: string
  readonly name: string
  /** The person behind a resident's account; for a client its own id, by which it follows cases; else null. */
  readonly person: string | null
  readonly posts: readonly Post[]
  readonly limit?: Limit
}

export const anonymous: Actor = { kind: 'anonymous', id: 'anonymous', name: '匿名', person: null, posts: [] }

/** The platform itself: timers, escalation, closing of unrated cases. */
export function systemActor(job: string): Actor {
  return { kind: 'system', id: job, name: '系统', person: null, posts: [] }
}

/** A registered algorithm, acting within its gate (see kernel/decisions). */
export function algorithmActor(code: string, name: string): Actor {
  return { kind: 'algorithm', id: code, name, person: null, posts: [] }
}

/** Another city's or company's system that acts by a key of a module's own door; `own` cases are those it follows. */
export function clientActor(id: string, name: string): Actor {
  return { kind: 'client', id, name, person: id, posts: [] }
}

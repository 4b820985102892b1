import { z } from 'zod'

const Host = z
  .string()
  .trim()
  .regex(/^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45})$/i)
const Port = z.int().min(1).max(65_535)
const Word = z.string().trim().min(1).max(200)
const ParamName = z
  .string()
  .trim()
  .regex(/^[\w.$~[\]-]{1,100}$/)
/** A name of a header; those that frame the request are ours. */
const HeaderName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{1,80}$/)
  .refine((n) => !/^(host|content-length|transfer-encoding|connection|upgrade|accept-encoding)$/i.test(n))
const HeaderValue = z.string().regex(/^[\x20-\x7e]{0,1000}$/)

/** Steps from the top of an answer to what is meant, joined by dots: `data.list`; empty: the answer itself. */
const Path = z
  .string()
  .trim()
  .regex(/^(?:[^.\s]{1,100}(?:\.[^.\s]{1,100}){0,9})?$/)

/** How an interface splits a long list. */
export const Paging = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('page'),
    param: ParamName,
    first: z.int().min(0).max(1).default(1),
    sizeParam: ParamName.nullable().default(null),
    size: z.int().min(1).max(5000).default(500),
  }),
  z.object({
    kind: z.literal('offset'),
    param: ParamName,
    sizeParam: ParamName.nullable().default(null),
    size: z.int().min(1).max(5000).default(500),
  }),
  z.object({ kind: z.literal('cursor'), param: ParamName, path: Path.min(1) }),
  /** RFC 8288: the answer's Link header names the next page. */
  z.object({ kind: z.literal('link') }),
])
export type Paging = z.infer<typeof Paging>

/** A JSON interface of another system. */
export const HttpPlace = z.object({
  kind: z.literal('http'),
  url: z.url({ protocol: /^https?$/ }).max(1000),
  params: z.record(ParamName, z.string().max(500)).default({}),
  headers: z.record(HeaderName, HeaderValue).default({}),
  /** Where the secret goes; a basic login is `name:password`. */
  auth: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('none') }),
      z.object({ type: z.literal('bearer') }),
      z.object({ type: z.literal('basic') }),
      z.object({ type: z.literal('header'), name: HeaderName }),
      z.object({ type: z.literal('param'), name: ParamName }),
    ])
    .default({ type: 'none' }),
  rows: Path.default(''),
  paging: Paging.default({ kind: 'none' }),
  /** Only what is newer: the parameter gets the largest value that the field of a row had so far. */
  since: z
    .object({ param: ParamName, field: Path.min(1) })
    .nullable()
    .default(null),
  /** For lists that only grow: the next run begins behind the last row of this one. */
  continues: z.boolean().default(false),
  timeoutSeconds: z.int().min(1).max(300).default(30),
  /** Certificate (PEM) of the authority that signed the server's, where no public one did. */
  ca: z.string().max(20_000).default(''),
})
export type HttpPlace = z.infer<typeof HttpPlace>

const Column = z
  .string()
  .trim()
  .regex(/^[\p{L}_][\p{L}\p{N}_$]{0,62}$/u)
const Table = z
  .string()
  .trim()
  .regex(/^[\p{L}_][\p{L}\p{N}_$]{0,62}(?:\.[\p{L}_][\p{L}\p{N}_$]{0,62})?$/u)

/** A table, or one statement that only reads, in a database of another system. */
export const DatabasePlace = z.object({
  kind: z.enum(['postgresql', 'mariadb']),
  host: Host,
  port: Port,
  database: z
    .string()
    .trim()
    .regex(/^[\p{L}_][\p{L}\p{N}_$-]{0,62}$/u),
  user: Word,
  /** `verify`: encrypted, and the certificate is checked; `off`: in clear, for networks that are closed. */
  tls: z.enum(['verify', 'off']).default('verify'),
  ca: z.string().max(20_000).default(''),
  from: z.union([z.object({ table: Table }), z.object({ select: z.string().trim().min(8).max(10_000) })]),
  /** Everything each time, what has a larger key, or what has a later time (and then a larger key). */
  reads: z.discriminatedUnion('by', [
    z.object({ by: z.literal('all') }),
    z.object({ by: z.literal('key'), key: Column }),
    z.object({
      by: z.literal('time'),
      time: Column,
      key: Column,
      /** Reads the last minutes again: rows become visible later than the time they carry. */
      overlapMinutes: z.int().min(0).max(10_080).default(0),
    }),
  ]),
})
export type DatabasePlace = z.infer<typeof DatabasePlace>

/** Names of files, with `*` and `?`; a file's ending says how it is read: csv, xlsx, json, jsonl. */
const Pattern = z
  .string()
  .trim()
  .regex(/^[^/\\\0]{1,100}$/)
  .default('*')
/** A folder below the one that the installation opens for pulls. */
const RelativePath = z
  .string()
  .trim()
  .max(500)
  .refine((p) => !p.startsWith('/') && !/[\\\0]/.test(p) && !p.split('/').includes('..'))
  .default('')
/** Files younger than this may still be written. */
const settleSeconds = z.int().min(0).max(3600).default(10)

export const FolderPlace = z.object({
  kind: z.literal('folder'),
  path: RelativePath,
  pattern: Pattern,
  settleSeconds,
})
export type FolderPlace = z.infer<typeof FolderPlace>

export const SftpPlace = z.object({
  kind: z.literal('sftp'),
  host: Host,
  port: Port.default(22),
  user: Word,
  /** The server's public key, base64 as in known_hosts: without it anybody could play the server. */
  hostKey: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9+/=]{40,2000}$/),
  auth: z.enum(['password', 'key']),
  path: z
    .string()
    .trim()
    .max(500)
    .refine((p) => !/[\\\0]/.test(p) && !p.split('/').includes('..'))
    .default(''),
  pattern: Pattern,
  settleSeconds,
})
export type SftpPlace = z.infer<typeof SftpPlace>

/** A bucket that speaks S3, addressed by path. */
export const S3Place = z.object({
  kind: z.literal('s3'),
  endpoint: z.url({ protocol: /^https?$/ }).max(300),
  region: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('us-east-1'),
  bucket: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,62}$/),
  prefix: z
    .string()
    .max(500)
    .refine((p) => !p.startsWith('/') && !p.split('/').includes('..'))
    .default(''),
  accessKeyId: Word,
  pattern: Pattern,
  ca: z.string().max(20_000).default(''),
})
export type S3Place = z.infer<typeof S3Place>

/** Where a source's rows come from. */
export const Place = z.discriminatedUnion('kind', [HttpPlace, DatabasePlace, FolderPlace, SftpPlace, S3Place])
export type Place = z.infer<typeof Place>

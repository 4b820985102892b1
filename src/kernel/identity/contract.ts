import { z } from 'zod'
import { Limit, Role } from './define.ts'

const Password = z.string().min(1).max(200)
const Code = z.string().regex(/^\d{6}$/)
const Phone = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/)
const Reason = z.string().trim().min(2).max(500)
const OrgCode = z.string().min(1).max(100)
const Id = z.uuid()

export const SignIn = z
  .object({
    login: z.string().trim().min(1).max(100),
    password: Password,
    /** The six digits of the authenticator, where the account has one. */
    code: Code.optional(),
  })
  .meta({ id: 'SignIn' })
export type SignIn = z.infer<typeof SignIn>

export const RequestCode = z.object({ phone: Phone }).meta({ id: 'RequestCode' })
export type RequestCode = z.infer<typeof RequestCode>

export const SignInByCode = z.object({ phone: Phone, code: Code }).meta({ id: 'SignInByCode' })
export type SignInByCode = z.infer<typeof SignInByCode>

/** What the platform itself adds to a sign-in: the address that it came from. */
export const FromAddress = z.object({ address: z.string().max(100).default('') })

export const GiveCode = z.object({ code: Code }).meta({ id: 'GiveCode' })
export type GiveCode = z.infer<typeof GiveCode>

export const TotpOff = z.object({ password: Password, code: Code }).meta({ id: 'TotpOff' })
export type TotpOff = z.infer<typeof TotpOff>

/** Shown once, as text and as the QR code of the address. */
export const TotpSecret = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'TotpSecret' })
export type TotpSecret = z.infer<typeof TotpSecret>

export const ChangePassword = z
  .object({ current: Password, next: z.string().min(1).max(200) })
  .meta({ id: 'ChangePassword' })
export type ChangePassword = z.infer<typeof ChangePassword>

const PostView = z.object({ role: z.string(), org: z.string(), places: z.array(z.string()) })

/** Who is signed in, for the screens. */
export const Me = z
  .object({
    kind: z.string(),
    id: z.string(),
    name: z.string(),
    person: z.uuid().nullable(),
    posts: z.array(PostView),
    /** What has to be done before the session gives any right. */
    limit: Limit.nullable(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const SessionView = z
  .object({
    id: z.string(),
    createdAt: z.string(),
    seenAt: z.string(),
    expiresAt: z.string(),
    secondFactor: z.boolean(),
    current: z.boolean(),
  })
  .meta({ id: 'SessionView' })
export type SessionView = z.infer<typeof SessionView>

/** What a resident told about themselves, for their own eyes. */
export const PersonView = z
  .object({ name: z.string(), phone: z.string(), address: z.string() })
  .meta({ id: 'PersonView' })
export type PersonView = z.infer<typeof PersonView>

/** An empty text deletes; another phone number has to be proven by the code that was sent to it. */
export const SavePerson = z
  .object({
    name: z.string().trim().max(50).optional(),
    address: z.string().trim().max(200).optional(),
    phone: Phone.optional(),
    code: Code.optional(),
  })
  .meta({ id: 'SavePerson' })
export type SavePerson = z.infer<typeof SavePerson>

export const OrganizationView = z
  .object({
    code: z.string(),
    zh: z.string(),
    en: z.string(),
    shortZh: z.string(),
    kind: z.string(),
    level: z.string(),
    parent: z.string().nullable(),
  })
  .meta({ id: 'OrganizationView' })
export type OrganizationView = z.infer<typeof OrganizationView>

/** A colleague to whom a case can be assigned. */
export const OfficerView = z
  .object({ id: z.uuid(), name: z.string(), title: z.string() })
  .meta({ id: 'OfficerView' })
export type OfficerView = z.infer<typeof OfficerView>

const Login = z
  .string()
  .trim()
  .regex(/^[\w.@-]{2,100}$/)

export const CreateAccount = z
  .object({
    kind: z.enum(['officer', 'service']),
    login: Login,
    name: z.string().trim().min(1).max(50),
    /** The organization that keeps the account. */
    org: OrgCode,
  })
  .meta({ id: 'CreateAccount' })
export type CreateAccount = z.infer<typeof CreateAccount>

export const SaveAccount = z
  .object({
    id: Id,
    name: z.string().trim().min(1).max(50).optional(),
    org: OrgCode.optional(),
    locale: z.enum(['zh', 'en']).optional(),
  })
  .meta({ id: 'SaveAccount' })
export type SaveAccount = z.infer<typeof SaveAccount>

/** Who the account is at the identity provider; null unties it. */
export const LinkAccount = z
  .object({
    id: Id,
    external: z.object({ issuer: z.url().max(300), subject: z.string().min(1).max(255) }).nullable(),
  })
  .meta({ id: 'LinkAccount' })
export type LinkAccount = z.infer<typeof LinkAccount>

/** What is done to an account and has to be answered for. */
export const WithReason = z.object({ id: Id, reason: Reason }).meta({ id: 'WithReason' })
export type WithReason = z.infer<typeof WithReason>

export const GivePost = z
  .object({
    id: Id,
    role: Role,
    org: OrgCode,
    /** Path prefixes; without them, those of the organization. */
    places: z.array(z.string().min(1).max(200)).min(1).max(100).optional(),
  })
  .meta({ id: 'GivePost' })
export type GivePost = z.infer<typeof GivePost>

export const TakePost = z.object({ id: Id, role: Role, org: OrgCode }).meta({ id: 'TakePost' })
export type TakePost = z.infer<typeof TakePost>

export const ListAccounts = z.object({
  /** Part of the name or login. */
  text: z.string().trim().max(50).optional(),
  role: Role.optional(),
  org: OrgCode.optional(),
  kind: z.enum(['officer', 'service']).optional(),
  active: z.stringbool().or(z.boolean()).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
})
export type ListAccounts = z.infer<typeof ListAccounts>

export const AccountView = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    login: z.string().nullable(),
    name: z.string(),
    org: z.string().nullable(),
    active: z.boolean(),
    /** An authenticator is enrolled. */
    secondFactor: z.boolean(),
    lockedUntil: z.string().nullable(),
    external: z.string().nullable(),
    posts: z.array(PostView),
    can: z.object({ manage: z.boolean() }),
  })
  .meta({ id: 'AccountView' })
export type AccountView = z.infer<typeof AccountView>

export const AccountPage = z
  .object({ rows: z.array(AccountView), next: z.string().nullable() })
  .meta({ id: 'AccountPage' })
export type AccountPage = z.infer<typeof AccountPage>

/** Shown once to the administrator, who hands it on; to be replaced at the first sign-in. */
export const TemporaryPassword = z
  .object({ id: z.uuid(), temporaryPassword: z.string().nullable() })
  .meta({ id: 'TemporaryPassword' })
export type TemporaryPassword = z.infer<typeof TemporaryPassword>

/** The key of a system, shown once; `Authorization: Bearer …`. */
export const ServiceKey = z.object({ token: z.string(), expiresAt: z.string() }).meta({ id: 'ServiceKey' })
export type ServiceKey = z.infer<typeof ServiceKey>

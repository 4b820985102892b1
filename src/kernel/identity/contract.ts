import { z } from 'zod'

export const SignIn = z
  .object({
    login: z.string().trim().min(1).max(100),
    password: z.string().min(1).max(200),
    /** The six digits of the authenticator, where the account has one. */
    code: z.string().regex(/^\d{6}$/).optional(),
  })
  .meta({ id: 'SignIn' })
export type SignIn = z.infer<typeof SignIn>

const Phone = z.string().trim().regex(/^1[3-9]\d{9}$/)

export const RequestCode = z.object({ phone: Phone }).meta({ id: 'RequestCode' })
export type RequestCode = z.infer<typeof RequestCode>

export const SignInByCode = z
  .object({ phone: Phone, code: z.string().regex(/^\d{6}$/) })
  .meta({ id: 'SignInByCode' })
export type SignInByCode = z.infer<typeof SignInByCode>

/** Who is signed in, for the screens. */
export const Me = z
  .object({
    kind: z.string(),
    id: z.string(),
    name: z.string(),
    person: z.uuid().nullable(),
    posts: z.array(z.object({ role: z.string(), org: z.string(), places: z.array(z.string()) })),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const OrganizationView = z
  .object({ code: z.string(), zh: z.string(), en: z.string(), shortZh: z.string(), kind: z.string(), level: z.string(), parent: z.string().nullable() })
  .meta({ id: 'OrganizationView' })
export type OrganizationView = z.infer<typeof OrganizationView>

import {
  Link as RouterLink,
  Navigate as RouterNavigate,
  useNavigate,
  useParams,
} from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'

/*
 * TanStack Router types addresses through one global registration, which four apps in one program cannot share.
 * These are its parts with the addresses of one app: `const { Link, useGo, Redirect } = linksOf<MyPath>()`.
 */

interface Target<P extends string> {
  readonly to: P
  readonly params?: Readonly<Record<string, string>>
  readonly replace?: boolean
}

export interface LinkProps<P extends string> extends Target<P> {
  readonly className?: string
  readonly activeOptions?: { readonly exact: boolean }
  readonly children: ReactNode
}

export function linksOf<P extends string>() {
  return {
    Link: RouterLink as unknown as ComponentType<LinkProps<P>>,
    Redirect: RouterNavigate as unknown as ComponentType<Target<P>>,
    useGo: useNavigate as unknown as () => (target: Target<P>) => Promise<void>,
  }
}

/** A parameter of the address; the route that shows the page has it. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`This route has no parameter ${name}`)
  return value
}

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { CrashPage, MissingPage } from './error-pages.tsx'
import { HomePage } from './home.tsx'
import { Layout } from './layout.tsx'

const root = createRootRoute({ component: Layout, notFoundComponent: MissingPage, errorComponent: CrashPage })

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/report',
    component: lazyRouteComponent(() => import('./report/what.tsx'), 'WhatPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/report/where',
    component: lazyRouteComponent(() => import('./report/where.tsx'), 'WherePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/report/who',
    component: lazyRouteComponent(() => import('./report/who.tsx'), 'WhoPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/report/check',
    component: lazyRouteComponent(() => import('./report/check.tsx'), 'CheckPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/receipt/$number/$id',
    component: lazyRouteComponent(() => import('./report/receipt.tsx'), 'ReceiptPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/ask',
    component: lazyRouteComponent(() => import('./ask/page.tsx'), 'AskPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/ask/people',
    component: lazyRouteComponent(() => import('./ask/people.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/ask/passage/$id',
    component: lazyRouteComponent(() => import('./ask/passage.tsx'), 'PassagePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mine',
    component: lazyRouteComponent(() => import('./mine.tsx'), 'MinePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/data',
    component: lazyRouteComponent(() => import('./data/page.tsx'), 'MyDataPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/warnings',
    component: lazyRouteComponent(() => import('./warnings/page.tsx'), 'WarningsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/open',
    component: lazyRouteComponent(() => import('./open/page.tsx'), 'OpenDataPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/open/$id',
    component: lazyRouteComponent(() => import('./open/page.tsx'), 'OpenReleasePageView'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/needs',
    component: lazyRouteComponent(() => import('./needs/page.tsx'), 'NeedsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/needs/$id',
    component: lazyRouteComponent(() => import('./needs/need.tsx'), 'NeedPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/offer',
    component: lazyRouteComponent(() => import('./needs/offer.tsx'), 'OfferPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/care',
    component: lazyRouteComponent(() => import('./care/page.tsx'), 'OwnCarePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/parties',
    component: lazyRouteComponent(() => import('./parties/list.tsx'), 'PartiesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/parties/$party/$page',
    component: lazyRouteComponent(() => import('./parties/page.tsx'), 'PartyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/appeal/$id',
    component: lazyRouteComponent(() => import('./appeal/page.tsx'), 'AppealPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/track/$number/$id',
    component: lazyRouteComponent(() => import('./appeal/track.tsx'), 'TrackPage'),
  }),
] as const

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

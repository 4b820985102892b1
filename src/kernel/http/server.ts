import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Locale, Messages } from '#kernel/i18n/define'
import { actorOf } from '#kernel/identity'
import { type Actor, anonymous, sessionCookie } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { addressOf, type Route } from './define.ts'
import { readKey } from './key.ts'
import { problemOf } from './problems.ts'
import { readUpload } from './upload.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

/** The HTTP server: every route of every module behind the same checks, errors and description. */
export async function createServer(
  kernel: Kernel,
  routes: readonly Route[],
  messages: Messages,
): Promise<FastifyInstance> {
  const app = Fastify({
    trustProxy: kernel.config.trustProxy,
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => uuidv7(),
    // An address that the router cannot read is refused like any other; Fastify's own answer would repeat it.
    frameworkErrors: (error, request, reply) => sendProblem(kernel, messages, error, request, reply),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await protect(app, kernel)
  await describe(app)
  app.decorateRequest('actor', undefined as unknown as Actor)
  app.addHook('onRequest', async (request) => {
    request.actor = anonymous
    const token = request.cookies[sessionCookie] ?? bearer(request)
    if (token !== undefined) request.actor = await actorOf(kernel, token)
    if (request.cookies[sessionCookie] !== undefined) refuseForeignOrigin(request)
  })
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    sendProblem(kernel, messages, error, request, reply),
  )
  app.setNotFoundHandler((request, reply) =>
    sendProblem(kernel, messages, new Refusal('not-found', 'http.not-found'), request, reply),
  )
  for (const route of routes)
    if (route.takesForms !== true && route.takesBytes !== true) addRoute(app, kernel, route)
  // Only these doors read forms: a page of another site can send nothing else without asking first.
  await app.register(async (forms) => {
    const type = 'application/x-www-form-urlencoded'
    forms.addContentTypeParser(
      type,
      { parseAs: 'string' },
      async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
    )
    for (const route of routes) if (route.takesForms === true) addRoute(forms, kernel, route)
  })
  // What is signed is the bytes: these doors get them untouched.
  await app.register(async (bytes) => {
    bytes.removeAllContentTypeParsers()
    bytes.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    )
    for (const route of routes) if (route.takesBytes === true) addRoute(bytes, kernel, route)
  })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app
}

async function protect(app: FastifyInstance, kernel: Kernel): Promise<void> {
  await app.register(cookie)
  await app.register(multipart, {
    limits: { fileSize: 20 * 1024 * 1024, files: 9, fields: 20, fieldSize: 64 * 1024 },
  })
  await app.register(rateLimit, { max: kernel.config.rateLimit, timeWindow: '1 minute' })
  const tiles =
    kernel.config.tilesUrl === null ? [] : [new URL(kernel.config.tilesUrl.replace(/[{}]/g, '')).origin]
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tiles],
        connectSrc: ["'self'", ...tiles],
        // antd and MapLibre write style elements at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'", 'blob:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    hsts: kernel.config.publicUrl.startsWith('https:'),
  })
}

async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'zhizhi 智治',
        version: '1',
        description: 'One open platform that closes the loops of city governance.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}

function addRoute(app: FastifyInstance, kernel: Kernel, route: Route): void {
  const { refuse } = route
  app.route({
    method: route.method,
    url: addressOf(route),
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    ...(route.rateLimit === undefined
      ? {}
      : { config: { rateLimit: { max: route.rateLimit, timeWindow: '1 minute' } } }),
    ...(refuse === undefined
      ? {}
      : { errorHandler: (error, raw, reply) => refuse(kernel, error, raw, reply) }),
    // Inputs are parsed once, by the executor; here the schemas only describe the API.
    validatorCompiler: () => (data: unknown) => ({ value: data }),
    schema: {
      summary: route.summary,
      tags: [route.tag],
      // The description cannot refer to a named schema here, so the query's parts stand without the name of the whole.
      ...(route.query === undefined ? {} : { querystring: z.object(route.query.shape) }),
      ...(route.body === undefined || route.method === 'GET' ? {} : { body: route.body }),
      ...(route.response === undefined ? {} : { response: { [route.status ?? 200]: route.response } }),
    },
    async handler(request, reply) {
      const key = request.method === 'GET' ? undefined : readKey(request.headers['idempotency-key'])
      const result = await route.run(kernel, {
        actor: request.actor,
        params: request.params as Record<string, string>,
        query: request.query as Record<string, unknown>,
        body: request.body,
        key,
        trace: request.id,
        upload: (fileBytes) => readUpload(request, fileBytes),
        raw: request,
        reply,
      })
      if (reply.sent || reply.raw.headersSent) return reply
      return reply.code(route.status ?? 200).send(result ?? null)
    },
  })
}

function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1]
}

/**
 * Cross-site request forgery: a browser that sends our cookie also says where the page comes from. SameSite=Lax
 * already withholds the cookie; this refuses what slips through (OWASP: verify origin with standard headers).
 */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const own = `${request.protocol}://${request.host}`
  if (
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && origin !== own)
  )
    throw new Refusal('forbidden', 'http.foreign-origin')
}

export function localeOf(request: FastifyRequest): Locale {
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

function sendProblem(
  kernel: Kernel,
  messages: Messages,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const problem = problemOf(error, messages, localeOf(request), request.id)
  if (problem.status >= 500) kernel.log.error(`${request.method} ${request.url.split('?')[0]} failed`, error)
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

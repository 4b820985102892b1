import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../../..')
const flag = z.stringbool().default(false)

/** Everything that the environment may set, with defaults that let a fresh clone run. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  /** Comma list of all, web, worker. */
  ROLES: z.string().default('all'),
  DATA_DIR: z.string().default(join(root, 'var/data')),
  /** Beside the data folder, never in it: a copy of the data alone must not be readable. */
  KEY_FILE: z.string().default(join(root, 'var/keys/master.key')),
  DATABASE_URL: z.url().optional(),
  DATABASE_APP_URL: z.url().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(90).default(12),
  /** The demo city with its accounts; on unless switched off or NODE_ENV is production. */
  DEMO: z.stringbool().optional(),
  /** Whether `npm start` also drives the simulated trucks of the demo city (模拟车流). */
  DEMO_TRAFFIC: z.stringbool().default(true),
  /** Whether admins, auditors, supervisors and leaders need an authenticator; on in production, off in the demo city. */
  REQUIRE_SECOND_FACTOR: z.stringbool().optional(),
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  SMS_URL: z.url().optional(),
  SMS_TOKEN: z.string().optional(),
  EMAIL_URL: z.url().optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  TILES_URL: z.string().optional(),
  /** Base of an OpenAI-compatible API, such as https://host/v1; without it the assistant quotes and writes nothing. */
  LLM_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().default('default'),
  /** Milliseconds that the endpoint may take before the passage stands alone. */
  LLM_TIMEOUT: z.coerce.number().int().min(100).max(60_000).default(12_000),
  /** Seconds by which the clock of a system that signs its calls may be off; as long a nonce is remembered. */
  EXCHANGE_CLOCK_SKEW: z.coerce.number().int().min(1).max(3600).default(300),
  /** Days for which a delivery made as files can be fetched. */
  EXCHANGE_DELIVERY_DAYS: z.coerce.number().int().min(1).max(90).default(7),
  /** Comma list of hosts that sources may be pulled from although their address is blocked, such as 127.0.0.1. */
  PULL_ALLOW: z.string().default(''),
  /** Below it lie the folders that may be pulled from. */
  PULL_FOLDERS: z.string().optional(),
  /** Port without TLS of the MQTT broker in this process; without this and the next there is no broker. */
  MQTT_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** Port with TLS, by the certificate and the key in the two PEM files. */
  MQTTS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  MQTT_CERT: z.string().optional(),
  MQTT_KEY: z.string().optional(),
  /** PEM file of the CA that issues certificates of devices: those are known by their subject. */
  MQTT_DEVICE_CA: z.string().optional(),
  /** A broker outside, mqtt:// or mqtts://, with account and password in the address. */
  MQTT_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  /** Port and address for terminals of vehicles that speak JT/T 808 (TCP, no TLS); without the port there is no door for them. */
  JT808_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  JT808_HOST: z.string().optional(),
  /** A NATS server by which the processes of an installation hear of each other: nats:// or tls://. */
  NATS_URL: z.url({ protocol: /^(nats|tls)$/ }).optional(),
  /** Into so many parts the objects of a resource are divided for evaluation; 1, and 4 with NATS_URL. */
  STREAM_PARTITIONS: z.coerce.number().int().min(1).max(64).optional(),
  /** PEM file of the CA that issued that broker's certificate; without it the well-known ones count. */
  MQTT_CA: z.string().optional(),
  TRUST_PROXY: flag,
  /** Requests a minute and address; the replay and load tests raise it. */
  RATE_LIMIT: z.coerce.number().int().min(1).default(600),
})

export type Config = ReturnType<typeof readConfig>

/**
 * The only reader of the environment.
 * @throws Error naming each variable that is wrong and why.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env) {
  const parsed = Environment.safeParse(env)
  if (!parsed.success) throw new Error(`The environment is not usable:\n${z.prettifyError(parsed.error)}`)
  const e = parsed.data
  const roles = new Set(e.ROLES.split(',').map((r) => r.trim()))
  const has = (role: string) => roles.has('all') || roles.has(role)
  const demo = e.DEMO ?? e.NODE_ENV !== 'production'
  return {
    root,
    version: packageVersion(),
    production: e.NODE_ENV === 'production',
    demo,
    traffic: demo && has('web') && e.DEMO_TRAFFIC,
    /** Whether an empty database gets the reference data; a restore brings its own. */
    seed: true,
    requireSecondFactor: e.REQUIRE_SECOND_FACTOR ?? (e.NODE_ENV === 'production' && e.DEMO !== true),
    web: has('web'),
    worker: has('worker'),
    port: e.PORT,
    host: e.HOST,
    publicUrl: e.PUBLIC_URL ?? `http://${e.HOST}:${e.PORT}`,
    dataDir: resolve(e.DATA_DIR),
    keyFile: resolve(e.KEY_FILE),
    databaseUrl: e.DATABASE_URL,
    databaseAppUrl: e.DATABASE_APP_URL,
    databasePool: e.DATABASE_POOL,
    logLevel: e.LOG_LEVEL,
    sms: e.SMS_URL === undefined ? null : { url: e.SMS_URL, token: e.SMS_TOKEN ?? '' },
    emailUrl: e.EMAIL_URL ?? null,
    oidc:
      e.OIDC_ISSUER === undefined
        ? null
        : {
            issuer: e.OIDC_ISSUER,
            clientId: e.OIDC_CLIENT_ID ?? '',
            clientSecret: e.OIDC_CLIENT_SECRET ?? '',
          },
    tilesUrl: e.TILES_URL ?? null,
    llm:
      e.LLM_BASE_URL === undefined
        ? null
        : {
            url: e.LLM_BASE_URL,
            key: e.LLM_API_KEY ?? '',
            model: e.LLM_MODEL,
            timeoutMs: e.LLM_TIMEOUT,
          },
    exchangeSkewSeconds: e.EXCHANGE_CLOCK_SKEW,
    exchangeDeliveryDays: e.EXCHANGE_DELIVERY_DAYS,
    pulls: {
      allowed: new Set(e.PULL_ALLOW.split(',').map((h) => h.trim())) as ReadonlySet<string>,
      folders: resolve(e.PULL_FOLDERS ?? join(e.DATA_DIR, 'pulls')),
    },
    mqtt: {
      port: e.MQTT_PORT ?? null,
      secure: secureMqttOf(e),
      url: e.MQTT_URL ?? null,
      ca: e.MQTT_CA ?? null,
    },
    jt808: e.JT808_PORT === undefined ? null : { port: e.JT808_PORT, host: e.JT808_HOST ?? e.HOST },
    natsUrl: e.NATS_URL ?? null,
    streamPartitions: e.STREAM_PARTITIONS ?? (e.NATS_URL === undefined ? 1 : 4),
    trustProxy: e.TRUST_PROXY,
    rateLimit: e.RATE_LIMIT,
  }
}

/** @throws Error where half of it is given: a listener that was meant to speak TLS would not. */
function secureMqttOf(e: z.output<typeof Environment>) {
  const { MQTTS_PORT: port, MQTT_CERT: cert, MQTT_KEY: key, MQTT_DEVICE_CA: deviceCa = null } = e
  if (port === undefined && cert === undefined && key === undefined && deviceCa === null) return null
  if (port === undefined || cert === undefined || key === undefined)
    throw new Error('The environment is not usable:\nMQTTS_PORT, MQTT_CERT and MQTT_KEY belong together')
  return { port, cert, key, deviceCa }
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return version
}

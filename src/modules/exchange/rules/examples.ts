/** What an example is filled with: the grant's own id, items and purpose, the system's key. */
export interface ExampleParts {
  readonly origin: string
  readonly grant: string
  readonly purpose: string
  readonly items: readonly string[]
  readonly keyId: string
}

export const exampleKinds = ['openssl', 'curl', 'javascript', 'python'] as const
export type ExampleKind = (typeof exampleKinds)[number]

/** Programs that run as they stand once `key.pem` lies beside them; ECDSA P-256. */
export function exampleOf(kind: ExampleKind, parts: ExampleParts): string {
  return writers[kind](parts)
}

const targetOf = ({ grant, purpose, items }: ExampleParts) =>
  `/exchange/v1/grants/${grant}/rows?purpose=${purpose}&items=${items.map(encodeURIComponent).join(',')}&limit=50`

const writers: Readonly<Record<ExampleKind, (parts: ExampleParts) => string>> = {
  openssl: () => `# ECDSA P-256
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
openssl pkey -in key.pem -pubout -out public.pem

# SM2
openssl genpkey -algorithm SM2 -out key-sm2.pem
openssl pkey -in key-sm2.pem -pubout -out public-sm2.pem
`,
  curl: (parts) => `#!/usr/bin/env bash
set -euo pipefail
HOST='${parts.origin}'
TARGET='${targetOf(parts)}'
KEY_ID='${parts.keyId}'
PARAMS="(\\"@method\\" \\"@path\\" \\"@query\\");created=$(date +%s);keyid=\\"$KEY_ID\\";nonce=\\"$(openssl rand -hex 16)\\";alg=\\"ecdsa-p256-sha256\\""
BASE=$(printf '"@method": GET\\n"@path": %s\\n"@query": ?%s\\n"@signature-params": %s' "\${TARGET%%\\?*}" "\${TARGET#*\\?}" "$PARAMS")
# openssl writes DER; the signature is r and s, 32 bytes each
HEX=$(printf '%s' "$BASE" | openssl dgst -sha256 -sign key.pem | openssl asn1parse -inform DER |
  sed -n 's/.*INTEGER *://p' | while read -r N; do printf '%64s' "$N" | tr ' ' 0; done)
SIGNATURE=$(printf "$(printf '%s' "$HEX" | sed 's/../\\\\x&/g')" | openssl base64 -A)
curl -sS "$HOST$TARGET" -H "Signature-Input: sig1=$PARAMS" -H "Signature: sig1=:$SIGNATURE:"
`,
  javascript: (parts) => `// ${parts.origin}/exchange/v1/exchange-client.mjs
import { readFileSync } from 'node:fs'
import { createExchangeClient } from './exchange-client.mjs'

const client = await createExchangeClient({ url: '${parts.origin}', key: readFileSync('key.pem', 'utf8') })
const page = await client.rows('${parts.grant}', {
  purpose: '${parts.purpose}',
  items: ${JSON.stringify(parts.items)},
  limit: 50,
})
console.log(JSON.stringify(page))
`,
  python: (parts) => `# pip install cryptography
import base64, secrets, time, urllib.request
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

host = '${parts.origin}'
target = '${targetOf(parts)}'
key = serialization.load_pem_private_key(open('key.pem', 'rb').read(), None)
params = ('("@method" "@path" "@query")'
          f';created={int(time.time())};keyid="${parts.keyId}"'
          f';nonce="{secrets.token_hex(16)}";alg="ecdsa-p256-sha256"')
path, query = target.split('?', 1)
base = f'"@method": GET\\n"@path": {path}\\n"@query": ?{query}\\n"@signature-params": {params}'
r, s = utils.decode_dss_signature(key.sign(base.encode(), ec.ECDSA(hashes.SHA256())))
signature = base64.b64encode(r.to_bytes(32, 'big') + s.to_bytes(32, 'big')).decode()
headers = {'Signature-Input': f'sig1={params}', 'Signature': f'sig1=:{signature}:'}
print(urllib.request.urlopen(urllib.request.Request(host + target, headers=headers)).read().decode())
`,
}
